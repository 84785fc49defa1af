"""Something said to one person: in a dialog that only closes, or in the chat with them."""

from bot.sections.notes import clip, longest_that_fit
from bot.sections.parts import Divider, Heading, Quotes, Section, bold, paragraph
from bot.teams.blocks.fitting import MOST_IN_BODY, Card, card, fit, weight
from bot.teams.blocks.rich_text import Element
from bot.teams.blocks.sections import body
from bot.teams.blocks.text import said
from bot.teams.ids import Surface
from bot.use_cases.results import Notice
from bot.wording.answers import kept_intro

# In characters; each is tried until the card fits, for one may take up to six bytes.
_ROOMS = (20_000, 14_000, 9_000, 6_000, 3_500)


def notice_title(notice: Notice) -> str:
    """A dialog's."""
    return said(notice.title)


def notice_card(notice: Notice, *, surface: Surface) -> Card:
    """What somebody typed is given back to be copied, as much of it as a card holds."""
    sections: list[Section] = [Heading(notice.title)] if surface is Surface.CHAT else []
    sections += map(paragraph, notice.paragraphs)
    if notice.kept:
        sections += [Divider(), paragraph(kept_intro())]
    elements: list[Element] = []
    for room in _ROOMS:
        elements = body([*sections, *_given_back(notice, room)])
        if weight(elements) <= MOST_IN_BODY:
            break
    return card(fit(elements), fallbackText=notice_title(notice))


def _given_back(notice: Notice, room: int) -> list[Section]:
    longest = longest_that_fit([len(text) for _, text in notice.kept], room)
    found: list[Section] = []
    for label, text in notice.kept:
        found += [paragraph(bold(label)), Quotes((clip(text, longest),))]
    return found
