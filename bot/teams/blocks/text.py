"""Text for Teams: words that people typed stay words, wherever a client might take them for Markdown."""

import re
import unicodedata

from bot.sections.notes import clip
from bot.wording.platform import TEAMS, in_dialect

LONGEST_HEADING = 300
LONGEST_BUTTON = 75
LONGEST_LABEL = 2000
LONGEST_CHOICE = 160

# Clients disagree on how to escape these in Markdown; these look alike and mark nothing up.
_LOOKALIKES = str.maketrans({"*": "∗", "_": "＿", "~": "∼", "`": "ˋ", "[": "［", "]": "］", "\\": "＼"})
# Where no line may break and nothing is seen.
_JOINER = "\N{WORD JOINER}"
# A list, a heading or a quote, at the start; a date to be put in; a letter by its name in HTML.
_STARTS = re.compile(r"^(?=[-+#>]|\d+[.)])")
_WITHIN = re.compile(r"(?<=\{)(?=\{)|(?<=&)(?=[#\w])")
# No client shows them, and some refuse the card.
_UNSEEN = dict.fromkeys([*(code for code in range(0x20) if chr(code) not in "\n\t"), 0x7F])
# What isn't called like the picture that Unicode has of it.
_PICTURES = {
    "grey_question": "❔",
    "question": "❓",
    "red_circle": "🔴",
    "white_circle": "⚪",
    "black_circle": "⚫",
    "white_check_mark": "✅",
    "warning": "⚠️",
    "star": "⭐",
    "x": "❌",
}


def said(text: str) -> str:
    """Every text of ours and of people's, as this platform says it."""
    return in_dialect(text, TEAMS).translate(_UNSEEN)


def inert(text: str, limit: int) -> str:
    """For what a client may show as Markdown: no link, no style, no list. One line, at most `limit` characters."""
    line = clip(" ".join(said(text).split()), limit).translate(_LOOKALIKES)
    return _WITHIN.sub(_JOINER, _STARTS.sub(_JOINER, line)) or "…"


def picture(name: str) -> str:
    """The emoji of a short name between colons; nothing for one that Unicode doesn't know, as words stand beside it."""
    short = name.strip(":")
    if short in _PICTURES:
        return _PICTURES[short]
    try:
        found = unicodedata.lookup(short.replace("_", " "))
    except KeyError:
        return ""
    return found if unicodedata.category(found[0]) == "So" else ""
