"""Our sentences as Slack says them, for tests that read them before any platform has them; and what none may hold."""

import unicodedata

from bot.wording.platform import SLACK, in_dialect


def in_slack(text: str) -> str:
    return in_dialect(text, SLACK)


def marks(text: str) -> list[str]:
    """What of `text` is for no eyes: a platform's word that was not put there."""
    return [character for character in text if unicodedata.category(character) == "Co"]
