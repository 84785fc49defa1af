"""What somebody typed to Homeroom, without what they typed to call it."""

import time

import pytest

from bot.teams.arrived import Arrived


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("<at>Homeroom</at> digest  on", "digest on", id="mentioned"),
        pytest.param("@Homeroom resume", "resume", id="typed as our sentences say"),
        pytest.param("@homeroom", "", id="nothing else"),
        pytest.param("@Homerooms resume", "@Homerooms resume", id="another name"),
        pytest.param("help @Homeroom", "help @Homeroom", id="not before it"),
    ],
)
def test_how_homeroom_is_called_is_no_part_of_a_command(text: str, words: str) -> None:
    assert Arrived({"type": "message", "text": text}).words == words


@pytest.mark.parametrize("piece", ["<at>", "<at ", "<at><at", "</at>"])
def test_a_long_text_of_beginnings_is_read_at_once(piece: str) -> None:
    """All others wait meanwhile."""
    began = time.process_time()
    Arrived({"type": "message", "text": piece * 25_000}).words  # noqa: B018 - it is only read
    assert time.process_time() - began < 1
