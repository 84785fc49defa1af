"""Text for Slack: words that people typed stay words, and nothing is longer than Slack takes."""

from typing import Any

from bot.sections.notes import clip

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


def plain(text: str, limit: int, *, emoji: bool = False) -> dict[str, Any]:
    """A plain_text object, in which nothing is markup; `emoji` turns :names: into pictures."""
    return {"type": "plain_text", "text": clip(text, limit) or " ", "emoji": emoji}


def escape(text: str) -> str:
    """For the text of a message, where Slack takes <...> for mentions and links."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def inert(text: str) -> str:
    """For text that Slack shows as mrkdwn: no mention, no link, no style."""
    return escape(text).translate(_LOOKALIKES)


def escaped_within(text: str, limit: int) -> str:
    """`text` escaped, and clipped so that no more than `limit` characters are left after that."""
    longest = limit
    while len(found := escape(clip(text, longest))) > limit:
        longest -= len(found) - limit
    return found
