"""Text that a person typed, as it is kept: every letter of theirs, and nothing that breaks what reads it later."""

import unicodedata


def clean(text: str) -> str:
    """Without control characters, but for line breaks of one kind and tabs, and without white space around it."""
    # Databases refuse NULs and half characters, and screen readers stumble over the rest.
    one_kind_of_break = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (
        character
        for character in one_kind_of_break
        if character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs")
    )
    return "".join(kept).strip()
