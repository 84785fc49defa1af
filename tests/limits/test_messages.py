"""Slack takes every message at its longest, and there is a row for every kind."""

from typing import get_args

import pytest

from bot.slack.blocks.fitting import MOST_CHARACTERS
from bot.slack.blocks.message import LONGEST_CHANGED, LONGEST_POSTED, message
from jobs.announcements import Announcement, Card
from sandbox.block_kit import faults, message_length
from tests.bot.slack.reading import texts
from tests.limits.messages import MESSAGES, WITHOUT_TEXTS


@pytest.mark.parametrize("announcement", MESSAGES.values(), ids=MESSAGES)
def test_slack_takes_it_at_its_longest(announcement: Announcement) -> None:
    text, blocks = message(announcement)
    assert faults(blocks) == []
    assert message_length(blocks) <= MOST_CHARACTERS
    assert 0 < len(text) <= (LONGEST_CHANGED if isinstance(announcement, Card) else LONGEST_POSTED)
    assert "<!channel>" not in text


def test_there_is_a_row_for_every_kind() -> None:
    assert {type(one) for one in MESSAGES.values()} | WITHOUT_TEXTS == set(get_args(Announcement))


@pytest.mark.parametrize("name", ["digest", "digest, to try", "test", "open card", "closed card", "welcome"])
def test_where_texts_are_long_they_are_shortened_and_nothing_is_left_out(name: str) -> None:
    _, blocks = message(MESSAGES[name])
    assert "did not fit" not in "".join(texts(blocks))
