"""Text that a person typed, as it is kept: every letter of theirs, and nothing that breaks what reads it later."""

import re
import unicodedata

# Private-use characters are nobody's letters; in our own sentences they stand for words that platforms have of their
# own, and nothing that people type may turn into one of those.
_MARKS = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")


def clean(text: str) -> str:
    """Without control characters, but for line breaks of one kind and tabs, and without white space around it."""
    # Databases refuse NULs and half characters, and screen readers stumble over the rest.
    one_kind_of_break = without_marks(text).replace("\r\n", "\n").replace("\r", "\n")
    kept = (
        character
        for character in one_kind_of_break
        if character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs")
    )
    return "".join(kept).strip()


def without_marks(text: str) -> str:
    """Without private-use characters: for every text that comes in from outside, before anything is done with it."""
    return _MARKS.sub("", text)
