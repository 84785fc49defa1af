"""How much of a phone's screen words take, so that what is read between two meetings needs no scrolling.

The measure: most phones are about 390 by 844 points. The chat's bars, the writing field and the sender's line leave
about 610 points of height, that is 29 lines of 21 points; margins and the sender's picture leave about 310 points of
width, that is 42 characters of usual text. One line is kept for the gaps between blocks. Charts and buttons come after
the words and may need a flick.
"""

from collections.abc import Iterable
from math import ceil
from textwrap import wrap

from bot.sections.parts import Bullet, Divider, Heading, Section, plain_text

LINES_ON_A_SCREEN = 28
CHARACTERS_IN_A_LINE = 42
# A heading is set larger, and an item stands behind its bullet.
CHARACTERS_IN_A_HEADING = 34
CHARACTERS_IN_AN_ITEM = 38
# Wherever lines break, nobody takes in more than this at a glance.
CHARACTERS_ON_A_SCREEN = 1_000


def lines(sections: Iterable[Section]) -> int:
    """How many lines a phone needs for the words of `sections`."""
    return sum(map(_lines, sections))


def fits(sections: Iterable[Section]) -> bool:
    found = list(sections)
    return lines(found) <= LINES_ON_A_SCREEN and len(plain_text(found)) <= CHARACTERS_ON_A_SCREEN


def _lines(section: Section) -> int:
    if isinstance(section, Divider):
        return 1
    width = {Heading: CHARACTERS_IN_A_HEADING, Bullet: CHARACTERS_IN_AN_ITEM}.get(type(section), CHARACTERS_IN_A_LINE)
    wrapped = (wrap(line, width) for line in plain_text([section]).splitlines())
    found = sum(len(each) for each in wrapped)
    # Headings are taller, too.
    return ceil(1.3 * found) if isinstance(section, Heading) else found
