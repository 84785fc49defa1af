"""What the coming check-ins will ask, and when everything will have been asked once and twice, if nothing changes.

The rotation decides what, the timetable when; both are only looked at here, check-in after check-in. Whoever wants to
know what another setting would make of it asks with a rhythm or preferences that nobody has saved.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from rubric.model import DomainId, IndicatorId, Rubric
from rubric.preferences import NO_PREFERENCES, Preferences
from rubric.rotation import History, Turn, next_indicators, next_turn, progress
from rubric.team import Rhythm
from rubric.timetable import NoSchoolDay, Occurrence, Timetable

# Two passes of the largest rubric, one indicator at a time, and no more.
MOST_CHECK_INS = 400


@dataclass(frozen=True, slots=True)
class PlannedCheckIn:
    """One coming check-in: when it opens and why then, what it asks, and which pass it belongs to, from 1."""

    occurrence: Occurrence
    asks: tuple[IndicatorId, ...]
    pass_number: int

    @property
    def opens_at(self) -> datetime:
        return self.occurrence.at


@dataclass(frozen=True, slots=True)
class DomainPlan:
    """When the check-in opens that completes a domain, in the current pass and in the next; None when out of sight.

    The current pass has `left` of the domain's `total` indicators to ask, those left out not counted; `first_at` is
    None too when it has none left.
    """

    domain_id: DomainId
    title: str
    first_at: datetime | None
    second_at: datetime | None
    left: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class CoveragePlan:
    """`check_ins` reach to the end of the second pass, or as far as can be seen; none when every indicator is left out.

    `first_pass_at` is when the check-in opens that completes the current pass (the next one, when it is complete
    already), `second_pass_at` the one after; None when out of sight.
    """

    check_ins: tuple[PlannedCheckIn, ...]
    first_pass_at: datetime | None
    second_pass_at: datetime | None
    domains: tuple[DomainPlan, ...]


def coverage_plan(
    rubric: Rubric,
    rhythm: Rhythm,
    *,
    history: History,
    after: datetime,
    preferences: Preferences = NO_PREFERENCES,
    sooner: Sequence[IndicatorId] = (),
) -> CoveragePlan:
    """The plan of everything that opens after `after`; `history` is what was asked so far."""
    first = next_turn(rubric, history, preferences)
    wanted = progress(rubric, history, preferences).wanted
    second = Turn(first.pass_number + 1, wanted)
    planned: list[PlannedCheckIn] = []
    openings = _openings(rhythm.check_ins, after)
    for occurrence in openings if wanted else ():
        number = next_turn(rubric, history, preferences).pass_number
        if number > second.pass_number:
            break
        asks = next_indicators(rubric, history, rhythm.indicators_per_check_in, preferences=preferences, sooner=sooner)
        planned.append(PlannedCheckIn(occurrence, asks, number))
        history = history.with_next(asks, number)
        preferences = preferences.without_pins(asks)
    return CoveragePlan(
        check_ins=tuple(planned),
        first_pass_at=_completed(planned, first),
        second_pass_at=_completed(planned, second),
        domains=tuple(_domains(rubric, planned, first, second)),
    )


def _openings(timetable: Timetable, after: datetime) -> Iterator[Occurrence]:
    # As far as the calendar lets one see.
    with suppress(NoSchoolDay):
        yield from islice(timetable.after(after), MOST_CHECK_INS)


def _domains(rubric: Rubric, planned: Sequence[PlannedCheckIn], first: Turn, second: Turn) -> Iterator[DomainPlan]:
    for domain in rubric.domains:
        own = frozenset(indicator.id for indicator in domain.indicators)
        left = Turn(first.pass_number, first.left & own)
        again = Turn(second.pass_number, second.left & own)
        yield DomainPlan(
            domain_id=domain.id,
            title=domain.label,
            first_at=_completed(planned, left),
            second_at=_completed(planned, again),
            left=len(left.left),
            total=len(again.left),
        )


def _completed(planned: Sequence[PlannedCheckIn], turn: Turn) -> datetime | None:
    """When the check-in opens that asks the last of what a pass has left; None when it has nothing, or out of sight."""
    left = set(turn.left)
    for one in planned if left else ():
        if one.pass_number == turn.pass_number:
            left.difference_update(one.asks)
        if not left:
            return one.opens_at
    return None
