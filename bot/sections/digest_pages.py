"""A digest in full, as a page that can only be closed: what the first screen left out, by the same headings."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from bot.sections.evidence import EvidenceAct
from bot.sections.forms import Form
from bot.sections.notes import clip
from bot.sections.parts import Bullet, Button, Divider, Paragraph, Section, Small, bold, line, paragraph
from bot.wording import digest_pages as words
from bot.wording import digest_quiet, digests
from bot.wording.blind_spots import TITLE as WHAT_WE_DONT_KNOW
from rubric.digest.compile import Digest
from rubric.digest.due import WhenDue
from rubric.digest.team_ratings import RatedByTeam

MORE_FORM = "digest_more"
# A pass of the largest rubric that anybody has, and then some; no page is read that is longer than that.
MOST_ITEMS = 60
# A statement, a rationale or a dissent; more of it stands where it was recorded.
LONGEST_TEXT = 400

Kind = TypeVar("Kind")


def more_form(found: Digest) -> Form:
    parts = (
        paragraph(digests.digest_title(found)),
        *_decide(found),
        *_due(found),
        *_moved(found),
        *_where_we_are(found),
        *_next(found),
        Divider(),
        _title(words.HOW_TO_READ),
        *map(Small, words.how_to_read(found.scale)),
    )
    return Form(MORE_FORM, words.MORE_TITLE, parts)


def _decide(found: Digest) -> Iterator[Section]:
    yield _title(digests.DECIDE)
    if not found.talk_about and not found.unknown:
        yield paragraph(digest_quiet.nothing_to_decide(found))
    if found.talk_about:
        yield _subtitle(words.TALK_ABOUT)
    for split in _some(found.talk_about):
        yield _statement(split.label, split.text, words.split(split, found.scale))
    yield from _rest(found.talk_about)
    if found.unknown:
        yield _subtitle(words.UNKNOWN)
    for unknown in _some(found.unknown):
        yield _statement(unknown.label, unknown.text, words.unknown(unknown, found.scale))
    yield from _rest(found.unknown)


def _due(found: Digest) -> Iterator[Section]:
    yield from _heading(digests.DUE)
    later = [step for step in found.due if step.when is WhenDue.LATER]
    now = [step for step in found.due if step.when is not WhenDue.LATER]
    if not now:
        yield paragraph(words.nothing_due_yet() if later else words.nothing_due())
    yield from _listed([words.due(step) for step in now])
    if later:
        yield _subtitle(words.LATER)
        yield from _listed([words.due(step) for step in later])
    if found.closed_steps:
        yield _subtitle(words.SETTLED)
        yield from _listed([words.closed_step(step) for step in found.closed_steps])


def _moved(found: Digest) -> Iterator[Section]:
    yield from _heading(digests.MOVED)
    if not found.team_ratings and not found.moved:
        yield paragraph(words.nothing_moved())
    for rating in _some(found.team_ratings):
        yield _team_rating(rating, found)
    yield from _rest(found.team_ratings)
    for moved in _some(found.moved):
        yield _statement(moved.label, moved.text, digests.moved(moved, found.scale))
    yield from _rest(found.moved)
    if found.second_looks:
        yield _subtitle(words.LOOKED_AGAIN)
    for look in _some(found.second_looks):
        yield _statement(look.label, look.text, words.second_look(look, found.scale))
    yield from _rest(found.second_looks)


def _team_rating(rating: RatedByTeam, found: Digest) -> Bullet:
    said = (
        words.how_members_rated(rating, found.scale),
        clip(words.why_agreed(rating), LONGEST_TEXT),
        clip(words.saw_it_otherwise(rating), LONGEST_TEXT),
    )
    lead, what = digests.team_rating_line(rating, found.scale)
    return Bullet((line(bold(lead), what), *(line(each) for each in (clip(rating.text, LONGEST_TEXT), *said) if each)))


def _where_we_are(found: Digest) -> Iterator[Section]:
    coverage, scale = found.where_we_are.coverage, found.scale
    yield from _heading(digests.WHERE_WE_ARE)
    yield paragraph(digests.coverage(found.where_we_are, found.zone))
    if 0 < coverage.asked < coverage.total:
        yield paragraph(digests.coverage_by_domain(coverage.domains))
    if found.in_hand.agreed:
        yield paragraph(digests.in_hand(found.in_hand, scale))
        yield from _listed([words.in_hand_by_domain(domain, scale) for domain in found.in_hand.domains])
    else:
        yield paragraph(words.no_team_rating())
    if found.agreed:
        yield paragraph(words.agreed(found.agreed, scale))
    for participation in found.participation:
        yield paragraph(words.participation(participation))
    if found.too_few:
        yield paragraph(words.too_few(found.too_few))
    spots = found.blind_spots
    if spots.open or spots.settled:
        yield _subtitle(words.BLIND_SPOTS)
        yield paragraph(words.burn_down(spots))
        yield from _listed([(f"{spot.label}: ", words.unknown(spot, scale)) for spot in spots.open])
    if spots.open and found.team_id is not None:
        yield Button(WHAT_WE_DONT_KNOW, EvidenceAct.BLIND_SPOTS, found.team_id)


def _next(found: Digest) -> Iterator[Section]:
    yield from _heading(digests.NEXT)
    yield from map(paragraph, digests.coming_next(found.coming_next, found.zone))


def _listed(lines: Sequence[digests.Lead]) -> Iterator[Section]:
    for lead, rest in _some(lines):
        yield Bullet((line(bold(lead), rest),))
    yield from _rest(lines)


def _some(items: Sequence[Kind]) -> Iterable[Kind]:
    return items[:MOST_ITEMS]


def _rest(items: Sequence[object]) -> Iterator[Section]:
    if len(items) > MOST_ITEMS:
        yield paragraph(words.not_listed(len(items) - MOST_ITEMS))


def _heading(text: str) -> Iterator[Section]:
    yield Divider()
    yield _title(text)


def _title(text: str) -> Paragraph:
    return paragraph(bold(text))


def _subtitle(text: str) -> Paragraph:
    return paragraph(bold(f"{text}:"))


def _statement(label: str, text: str, said: str) -> Bullet:
    return Bullet((line(bold(f"{label}. "), clip(text, LONGEST_TEXT)), line(said)))
