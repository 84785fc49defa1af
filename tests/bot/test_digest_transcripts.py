"""Ten check-ins of one indicator each, drawn as letters, and the digest that each of them comes to, word for word.

The first eight are the reference table of the agreement statistic: counts from Urgent gap to Strength.
"""

import pytest

from bot.sections import announce
from bot.sections.digest_pages import more_form
from bot.sections.forms import Field
from bot.sections.parts import plain_text
from jobs.announcements import DigestPost
from rubric.digest.compile import compile_digest
from rubric.people import DigestId
from tests.bot.test_sections_digests_quiet import HEAD, material
from tests.builders import a_closed, column

REST = """
Where we are
1 of 4 indicators asked in this pass; all 4 by Oct 12, 2026.
Next
The next check-in comes right after this: 2 indicators."""
CALM = "Nothing to decide: no indicator splits us, and none is unknown to too many."

# By the letters drawn: what is decided, and what More adds on what is alike.
GRIDS = {
    "0-0-8-0": ("OOOOOOOO", CALM, "Rated alike: A 1 (OK for now, 8 of 8)."),
    "0-4-4-0": ("CCCCOOOO", CALM, ""),
    "1-0-7-0": ("UOOOOOOO", "Decide\nA 1: 7 OK for now, 1 Urgent gap.", ""),
    "0-2-4-2": ("CCOOOOSS", "Decide\nA 1: 2 Strength, 4 OK for now, 2 Could be better.", ""),
    "0-4-0-4": ("CCCCSSSS", "Decide\nA 1: 4 Strength, 4 Could be better.", ""),
    "4-0-0-4": ("UUUUSSSS", "Decide\nA 1: 4 Strength, 4 Urgent gap.", ""),
    "2-2-2-2": (
        "UUCCOOSS",
        "Decide\nA 1: 2 Strength, 2 OK for now, 2 Could be better, 2 Urgent gap.",
        "",
    ),
    "1-0-0-4": ("USSSS", "Decide\nA 1: 4 Strength, 1 Urgent gap.", ""),
    "half don't know": ("SSS???", "Decide\nWe don't know: A 1 (3 of 6). Who could find out?", ""),
    "split and unknown": (
        "SSUU????",
        "Decide\nA 1: 2 Strength, 2 Urgent gap, 4 Don't know.\nWe don't know: A 1 (4 of 8). Who could find out?",
        "",
    ),
}


@pytest.mark.parametrize(("drawn", "decided", "alike"), GRIDS.values(), ids=GRIDS.keys())
def test_a_digest_of_one_indicator_reads(drawn: str, decided: str, alike: str) -> None:
    digest = compile_digest(material(a_closed(column(drawn), "a.1", number=6)))
    assert announce(DigestPost(digest, DigestId("digest"))).fallback == f"{HEAD}{decided}{REST}"
    more = plain_text([part for part in more_form(digest).parts if not isinstance(part, Field)])
    assert ("Rated alike" in more) is bool(alike)
    assert alike in more
