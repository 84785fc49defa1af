"""What readers see is what was last looked at; `python -m tests.golden` writes it anew where it is meant to change."""

import pytest

from tests.golden.drawn import read
from tests.golden.transcripts import FOLDER, kept, names, transcript


@pytest.mark.parametrize("name", names())
def test_a_drawn_check_in_reads_as_it_was_last_looked_at(name: str) -> None:
    assert transcript(name) == kept(name).read_text(encoding="utf-8")


def test_every_transcript_is_of_a_grid() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == {*names()}


def test_a_line_that_is_no_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="no kind of line: decided"):
        read("check-in 1: a.1\n  Ann: S\ndecided: a.1")
