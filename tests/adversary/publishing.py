"""Everything that a team sees, in the order in which it does, published by the real functions.

A new kind of publication is one more function in PUBLISHERS.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from rubric.blind_spots import blind_spots
from rubric.digest.compile import Material, compile_digest
from rubric.digest.period import Period
from rubric.people import CheckInId, DigestId, Member
from rubric.privacy import batches, release
from rubric.rating import finished
from rubric.results import latest_findings
from rubric.reveal import reveal
from rubric.rotation import next_indicators
from rubric.second_rating import SecondRating
from rubric.sooner import come_sooner
from rubric.statistics.tally import Tally, tally
from rubric.turnout import turnout
from tests.adversary.history import A_FORTNIGHT, Asking, History
from tests.builders import OPENING, a_history, openings


class When(StrEnum):
    """In the order in which they come."""

    OPEN = "open"
    CLOSED = "closed"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Moment:
    """While check-in `number` is open, when it has closed, or when the digest after it comes."""

    number: int
    when: When


# What is published at a moment, as facts that are compared for equality; None: nothing.
Publisher = Callable[[History, Moment], object]


def moments(history: History) -> Iterator[Moment]:
    for asking in history.askings:
        yield Moment(asking.number, When.OPEN)
        yield Moment(asking.number, When.CLOSED)
        if asking.number in history.digests:
            yield Moment(asking.number, When.DIGEST)


def card_and_names(history: History, moment: Moment) -> object:
    """The card's count, and what a coordinator's page says by name, which is allowed while nobody sees a level."""
    if moment.when is not When.OPEN:
        return None
    asking = history.askings[moment.number - 1]
    check_in = asking.check_in(history.rubric, is_closed=False)
    done = finished(check_in, history.ratings(moment.number))
    members = _members(asking)
    return turnout(members, done, now=check_in.opened_at), sorted(done)


def revealed(history: History, moment: Moment) -> object:
    if moment.when is not When.CLOSED:
        return None
    closed = history.closed(moment.number)[-1]
    return reveal(closed.check_in, ratings=closed.ratings, of=closed.of)


def latest_results(history: History, moment: Moment) -> object:
    """What pages that look back show, and what nobody knows."""
    if moment.when is not When.CLOSED:
        return None
    findings = latest_findings(history.closed(moment.number))
    spots = blind_spots(findings, agreed={}, open_steps=())
    return [(one.closed.check_in.number, one.result) for one in findings], spots


def planned(history: History, moment: Moment) -> object:
    """What the next check-in asks, which goes by the results so far."""
    if moment.when is not When.CLOSED:
        return None
    sooner = come_sooner(history.closed(moment.number))
    asked = a_history(*(asking.asked for asking in history.askings[: moment.number]))
    return sooner, next_indicators(history.rubric, asked, 2, sooner=sooner)


def digest(history: History, moment: Moment) -> object:
    return compile_digest(_material(history, moment.number)) if moment.when is When.DIGEST else None


def second_ratings(history: History, moment: Moment) -> object:
    """Batch by batch, with the same rules as everything else; what is counted once is locked."""
    if moment.when is not When.DIGEST:
        return None
    shown: list[tuple[CheckInId, str, Tally | None]] = []
    kept: dict[tuple[str, str, str], SecondRating] = {}
    for number in sorted(each for each in history.digests if each <= moment.number):
        shown = []
        for one in history.seconds(number):
            key = (one.check_in_id, one.indicator_id, one.member_id)
            if key not in kept or kept[key].released_in is None:
                kept[key] = one
        for batch in batches(kept.values()):
            counted = tally(history.rubric.scale, (one.level_id for one in batch))
            shown.append((batch[0].check_in_id, batch[0].indicator_id, release(counted)))
            kept |= {(one.check_in_id, one.indicator_id, one.member_id): _locked(one, number) for one in batch}
    return shown


PUBLISHERS: list[Publisher] = [card_and_names, revealed, latest_results, planned, digest, second_ratings]
# These say what each cell comes to by itself, so they narrow down what could stand there before anything is combined.
CELL_BY_CELL = (revealed, second_ratings)


def record(history: History) -> Iterator[tuple[Moment, str, object]]:
    """Everything published, in order: when, by which publisher, and what."""
    for moment in moments(history):
        for publish in PUBLISHERS:
            shown = publish(history, moment)
            if shown is not None:
                yield moment, publish.__name__, shown


def _locked(one: SecondRating, number: int) -> SecondRating:
    return SecondRating(
        one.check_in_id, one.indicator_id, one.member_id, one.level_id, one.rated_at, DigestId(f"{number}")
    )


def _members(asking: Asking) -> list[Member]:
    until = OPENING + A_FORTNIGHT * (asking.number + 1)
    here = [Member(one, one) for one in sorted(asking.here)]
    return [*here, *(Member(one, one, away_until=until) for one in sorted(asking.away))]


def _material(history: History, number: int) -> Material:
    before = max((each for each in history.digests if each < number), default=0)
    closed = history.closed(number)
    start = OPENING + A_FORTNIGHT * before
    return Material(
        team_name="Cabinet",
        zone="America/New_York",
        period=Period(start, OPENING + A_FORTNIGHT * number),
        rubric=history.rubric,
        closed=closed[before:],
        earlier=closed[:before],
        history=a_history(*(asking.asked for asking in history.askings[:number])),
        sooner=come_sooner(closed),
        indicators_per_check_in=2,
        open_check_in=None,
        upcoming=openings(*(OPENING + A_FORTNIGHT * each for each in range(number, number + 4))),
    )
