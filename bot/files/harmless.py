"""Keeps what people typed from becoming a formula, or a character that no file may hold, in somebody's spreadsheet."""

import re
import unicodedata

# What makes a spreadsheet take a cell for a formula, be it after blanks.
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Control characters, halves of characters, and what is no character at all: XML and UTF-8 have no place for them.
_NOT_TO_BE_WRITTEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Characters that nobody sees, before which a sign is still the first that a program looks at.
_UNSEEN = ("Cf", "Cc", "Zs", "Zl", "Zp")


def writable(text: str) -> str:
    """`text` without what can't stand in a file."""
    return _NOT_TO_BE_WRITTEN.sub("", text)


def is_like_a_formula(text: str) -> bool:
    if text.startswith(_BEGINS_A_FORMULA):
        return True
    seen = next((character for character in text if unicodedata.category(character) not in _UNSEEN), "")
    return seen.startswith(_BEGINS_A_FORMULA)


def harmless(text: str) -> str:
    """With an apostrophe before what would be taken for a formula, as spreadsheets themselves mark text."""
    text = writable(text)
    return f"'{text}" if is_like_a_formula(text) else text
