"""Text for Slack, in Slack's own words: what people typed stays words, and nothing is longer than Slack takes.

Everything that is shown in Slack goes through `said`.
"""

from typing import Any

from bot.sections.notes import clip
from bot.wording.platform import SLACK, in_dialect

# No text object is longer than this, wherever it stands.
LONGEST_TEXT = 3000
LONGEST_HEADER = 150
LONGEST_TITLE = 24
LONGEST_LABEL = 2000
LONGEST_OPTION = 75
LONGEST_BUTTON = 75
LONGEST_PLACEHOLDER = 150

# Slack has no way to write these marks as themselves; these look alike and mark nothing up.
_LOOKALIKES = str.maketrans({"*": "∗", "_": "＿", "~": "∼", "`": "ˋ"})


def said(text: str) -> str:
    """`text` with Slack's words where each platform has its own."""
    return in_dialect(text, SLACK)


def plain(text: str, limit: int, *, emoji: bool = False) -> dict[str, Any]:
    """A plain_text object, in which nothing is markup; `emoji` turns :names: into pictures."""
    return {"type": "plain_text", "text": clip(said(text), limit) or " ", "emoji": emoji}


def escape(text: str) -> str:
    """For the text of a message, where Slack takes <...> for mentions and links."""
    return said(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def inert(text: str) -> str:
    """For text that Slack shows as mrkdwn: no mention, no link, no style."""
    return escape(text).translate(_LOOKALIKES)


def escaped_within(text: str, limit: int) -> str:
    """`text` escaped, and clipped so that no more than `limit` characters are left after that."""
    longest = limit
    while len(found := escape(clip(text, longest))) > limit:
        longest -= len(found) - limit
    return found
