"""What another school calendar would do to a team's dates, worked out with nothing saved."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime

from jobs.plan_ahead import plan_ahead, settled
from rubric.school_calendar import Break, SchoolCalendar
from rubric.team import Team
from rubric.timetable import NoSchoolDay, Occurrence, Timetable
from storage.store import Transaction

# A school year, were there a check-in every week.
DATES_AHEAD = 40


@dataclass(frozen=True, slots=True)
class Moved:
    """One date that would be another."""

    before: Occurrence
    after: Occurrence


@dataclass(frozen=True, slots=True)
class Effect:
    """`breaks` as they would be and as they are; which of the coming DATES_AHEAD dates move.

    `rated_before` and `rated_after` are when the check-in opens that completes the current pass; None when out of
    sight.
    """

    zone: str
    today: date
    breaks: tuple[Break, ...]
    breaks_now: tuple[Break, ...]
    check_ins: tuple[Moved, ...]
    digests: tuple[Moved, ...]
    rated_before: datetime | None
    rated_after: datetime | None

    @property
    def moves(self) -> bool:
        return bool(self.check_ins or self.digests)

    @property
    def changes(self) -> bool:
        return self.breaks != self.breaks_now


def with_breaks(team: Team, breaks: Sequence[Break], *, now: datetime) -> Team:
    """The team with that calendar; what is wholly past is left out."""
    ahead = (one for one in breaks if one.last >= team.day_of(now))
    return replace(team, rhythm=replace(team.rhythm, calendar=SchoolCalendar.of(ahead)))


def breaks_ahead(team: Team, *, now: datetime) -> tuple[Break, ...]:
    return with_breaks(team, team.rhythm.calendar.breaks, now=now).rhythm.calendar.breaks


def effect_of(transaction: Transaction, team: Team, breaks: Sequence[Break], *, now: datetime) -> Effect:
    """What `team` would see change. Raises NoSchoolDay when these breaks leave no day free at some time."""
    changed = settled(transaction, with_breaks(team, breaks, now=now), now=now)
    rhythm = changed.rhythm
    rhythm.check_ins.ensure_free_days()
    rhythm.digests.ensure_free_days()
    return Effect(
        zone=rhythm.cadence.zone,
        today=team.day_of(now),
        breaks=rhythm.calendar.breaks,
        breaks_now=breaks_ahead(team, now=now),
        check_ins=_moved(team.rhythm.check_ins, rhythm.check_ins, now),
        digests=_moved(team.rhythm.digests, rhythm.digests, now),
        rated_before=plan_ahead(transaction, team, now=now).first_pass_at,
        rated_after=plan_ahead(transaction, changed, now=now).first_pass_at,
    )


def _moved(before: Timetable, after: Timetable, now: datetime) -> tuple[Moved, ...]:
    pairs = zip(_coming(before, now), _coming(after, now), strict=False)
    return tuple(Moved(old, new) for old, new in pairs if old.at != new.at)


def _coming(timetable: Timetable, now: datetime) -> tuple[Occurrence, ...]:
    with suppress(NoSchoolDay):
        return timetable.coming(now, DATES_AHEAD)
    return ()
