"""An announcement as Teams gets it: a line for notifications, the whole as text, and cards, of which later ones follow
as replies.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.sections import Message, announce, files
from bot.sections.notes import clip
from bot.sections.parts import Act, Button, Section, bold, paragraph
from bot.teams import ids
from bot.teams.blocks.fitting import MOST_IN_BODY, Card, Elements, card, divided
from bot.teams.blocks.sections import body
from bot.teams.blocks.text import said
from bot.teams.ids import Own
from bot.wording.dialogs import RATE_IN_CHAT, own_progress
from jobs import announcements
from jobs.announcements import Announcement, SentAsFile

LONGEST_SUMMARY = 200
# Of a message's text; nobody listens to more.
LONGEST_TEXT = 12_000
# For more people Teams makes no view of their own.
MOST_VIEWERS = 60
# The ids of so many, with what stands around them, in bytes.
_VIEWERS_WEIGH = 7_000
# Channels are wide; without this a card takes half of one.
_WIDE = {"width": "Full"}


@dataclass(frozen=True, slots=True)
class Said:
    """`summary` is one line for notifications, `text` all of it, for where no card is shown."""

    summary: str
    text: str
    cards: tuple[Card, ...]


def message(announcement: Announcement, *, viewers: Sequence[str] = ()) -> Said:
    """`viewers` are the addresses of those who see how far they are themselves, on the card of an open check-in."""
    made = announce(announcement)
    match announcement:
        case announcements.Card() if announcement.check_in.closed_at is None:
            # As much room with viewers as without, so that the same card is divided in the same places.
            whole = _said(made, MOST_IN_BODY - _VIEWERS_WEIGH)
            first, *others = whole.cards
            return replace(whole, cards=({**first, **_refresh(announcement, viewers)}, *others))
        case _:
            return _said(made)


def own_view(facts: announcements.Card, *, rated: int, of: int, viewers: Sequence[str] = ()) -> Card:
    """The card of an open check-in as one member sees it, who has rated in `rated` of `of` indicators."""
    first, *_ = message(facts, viewers=viewers).cards
    return {**first, "body": [*first["body"], *body([paragraph(bold(own_progress(rated, of)))])]}


def no_file(facts: SentAsFile, code: str) -> Said:
    """What is said where a file can't be sent, for the reason that the platform calls `code`."""
    return _said(files.no_file(facts, code))


def _said(made: Message, most: int = MOST_IN_BODY) -> Said:
    text = said(made.fallback)
    parts = divided(body(_with_chat(made.sections)), most)
    summary = clip(text.strip().partition("\n")[0], LONGEST_SUMMARY)
    return Said(summary, clip(text, LONGEST_TEXT), tuple(_card(part, summary) for part in parts))


def _card(part: Elements, summary: str) -> Card:
    return card(part, fallbackText=summary, msteams=_WIDE)


def _with_chat(sections: Sequence[Section]) -> list[Section]:
    """With a second way to rate where one person is written to, for clients that open no dialog."""
    found: list[Section] = []
    for section in sections:
        found.append(section)
        if isinstance(section, Button) and section.act == Act.RATE_FROM_REMINDER:
            found.append(Button(RATE_IN_CHAT, Own.RATE_IN_CHAT, section.value))
    return found


def _refresh(facts: announcements.Card, viewers: Sequence[str]) -> dict[str, Any]:
    if not viewers:
        return {}
    data = ids.carrying(Own.OWN_VIEW, value=facts.check_in.id)
    action = {"type": "Action.Execute", "verb": ids.VERB, "data": data}
    return {"refresh": {"action": action, "userIds": list(viewers[:MOST_VIEWERS])}}
