"""The digest as it is posted: one phone screen of words, decisions first, then buttons and a chart.

What More opens is digest_pages.py's part.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.sections import phone
from bot.sections.digest_charts import chart
from bot.sections.next_steps import StepAct
from bot.sections.notes import clip
from bot.sections.parts import Bullet, Button, Heading, Message, Paragraph, Section, bold, line, message, paragraph
from bot.wording import digest_quiet, digests
from jobs.announcements import DigestPost, DigestTest
from rubric.digest.compile import Digest
from rubric.digest.due import WhenDue
from rubric.people import DigestId

# What is listed on the first screen goes in a line or two; a sentence in full is behind More.
LONGEST_OWNER = 24
LONGEST_SENTENCE = 60


class PostedAct(StrEnum):
    """What a digest's buttons do; their value is the digest's id."""

    MORE = "digest_more"
    WHY = "why_numbers"


@dataclass(frozen=True, slots=True)
class Room:
    """How many items of each kind the first screen holds."""

    talk_about: int
    unknown: int
    due: int
    moved: int


# Each is tried in turn until the words fit on a screen; decisions give way last.
_ROOMS = (
    Room(3, 2, 3, 2),
    Room(3, 2, 3, 1),
    Room(3, 2, 2, 1),
    Room(3, 2, 1, 1),
    Room(3, 1, 1, 1),
    Room(2, 1, 1, 1),
    Room(1, 1, 1, 1),
)


def digest(post: DigestPost) -> Message:
    found = post.digest
    return message([*first_screen(found), *_buttons(found, post.digest_id), *chart(found)])


def digest_test(test: DigestTest) -> Message:
    """Without buttons: it isn't kept, so there is nothing that they could be about."""
    return message([*first_screen(test.digest), *chart(test.digest)])


def first_screen(found: Digest) -> list[Section]:
    """The words alone, as much of them as a phone shows at once."""
    tried = (_screen(found, room) for room in _ROOMS)
    return next((sections for sections in tried if phone.fits(sections)), _screen(found, _ROOMS[-1]))


def _screen(found: Digest, room: Room) -> list[Section]:
    return [
        Heading(digests.digest_title(found)),
        *([paragraph(digests.first_digest())] if found.is_first else []),
        *_decide(found, room),
        *_due(found, room.due),
        *_moved(found, room.moved),
        *_where_we_are(found),
        *_next(found),
    ]


def _decide(found: Digest, room: Room) -> Iterator[Section]:
    if not found.talk_about and not found.unknown:
        yield paragraph(digest_quiet.nothing_to_decide(found))
        return
    splits = [digests.split_line(one, found.scale) for one in found.talk_about]
    yield from _listed(digests.DECIDE, splits, room.talk_about)
    if all_unknown := digest_quiet.all_unknown(found):
        yield _item(("", f"{all_unknown} {digests.who_could_find_out()}"))
    elif found.unknown:
        short = [
            replace(one, finder=clip(one.finder, LONGEST_OWNER), found_by=clip(one.found_by, LONGEST_OWNER))
            for one in found.unknown
        ]
        yield _item(digests.unknown_line(short, room.unknown))


def _due(found: Digest, most: int) -> Iterator[Section]:
    steps = [step for step in found.due if step.when is not WhenDue.LATER]
    if not steps:
        return
    short = [
        digests.due_line(step, owner=clip(step.owner, LONGEST_OWNER), sentence=clip(step.sentence, LONGEST_SENTENCE))
        for step in steps
    ]
    yield from _listed(digests.DUE, short, most)


def _moved(found: Digest, most: int) -> Iterator[Section]:
    """Team ratings first: they are the headline."""
    agreed = {one.indicator_id for one in found.team_ratings}
    lines = [
        *(digests.team_rating_line(one, found.scale) for one in found.team_ratings),
        *(digests.second_look_line(one, found.scale) for one in found.second_looks),
        *(digests.moved_line(one, found.scale) for one in found.moved if one.indicator_id not in agreed),
    ]
    if lines:
        yield from _listed(digests.MOVED, lines, most)


def _where_we_are(found: Digest) -> Iterator[Section]:
    yield _title(digests.WHERE_WE_ARE)
    yield paragraph(digests.coverage(found.where_we_are, found.zone))
    if found.in_hand.agreed:
        yield paragraph(digests.in_hand(found.in_hand, found.scale))


def _next(found: Digest) -> Iterator[Section]:
    yield _title(digests.NEXT)
    yield paragraph(" ".join(digests.coming_next(found.coming_next, found.zone, brief=True)))


def _buttons(found: Digest, digest_id: DigestId) -> Iterator[Section]:
    yield Button(digests.MORE, PostedAct.MORE, digest_id)
    if found.due and found.team_id is not None:
        yield Button(digests.UPDATE_STEPS, StepAct.MINE, found.team_id)
    yield Button(digests.WHY, PostedAct.WHY, digest_id)


def _listed(title: str, lines: Sequence[digests.Lead], most: int) -> Iterator[Section]:
    """At most so many; the title tells of how many."""
    yield _title(digests.title(title, most, len(lines)))
    yield from map(_item, lines[:most])


def _title(text: str) -> Paragraph:
    return paragraph(bold(text))


def _item(said: digests.Lead) -> Bullet:
    lead, rest = said
    return Bullet((line(bold(lead), rest),))
