"""An announcement as Slack gets it: the words that notifications and screen readers say, and the blocks."""

from typing import Any

from bot.sections import Message, announce, files
from bot.slack.blocks.charts import few_charts
from bot.slack.blocks.fitting import fit
from bot.slack.blocks.sections import blocks
from bot.slack.blocks.text import escaped_within
from jobs.announcements import Announcement, Card, SentAsFile

# Slack cuts a posted message's text at 40,000 characters; nobody listens to more than this.
LONGEST_POSTED = 12_000
# A changed message's text may not be longer.
LONGEST_CHANGED = 4_000


def message(announcement: Announcement) -> tuple[str, list[dict[str, Any]]]:
    """The text, with everything escaped, and the blocks, within Slack's limits."""
    # Only cards are changed after they were posted.
    limit = LONGEST_CHANGED if isinstance(announcement, Card) else LONGEST_POSTED
    return _within(announce(announcement), limit)


def no_file(facts: SentAsFile, code: str) -> tuple[str, list[dict[str, Any]]]:
    """What is said where the workspace takes no file, for the reason that Slack calls `code`."""
    return _within(files.no_file(facts, code), LONGEST_POSTED)


def without_charts(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same for a workspace that refuses charts; their numbers are in the words beside them."""
    return [block for block in blocks if block["type"] != "data_visualization"]


def _within(made: Message, limit: int) -> tuple[str, list[dict[str, Any]]]:
    return escaped_within(made.fallback, limit), fit(few_charts(blocks(made.sections)))
