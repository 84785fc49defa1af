"""When something really falls due: a cadence, carried over the school calendar, with single dates moved or left out.

A date that falls into a break moves to the first same weekday after it, and those that follow count their weeks from
there: a break never drops one, and never brings two close together. What a coordinator moved or left out by hand
changes that one date and no other; shifting.py says which such changes keep the dates in order.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from rubric.cadence import Cadence, at_wall_time
from rubric.school_calendar import NO_BREAKS, Break, SchoolCalendar

A_WEEK = timedelta(weeks=1)
# A calendar that leaves no day free for longer than this is a mistake.
MOST_WEEKS_MOVED = 26
# Whatever clocks do, a day that is this long past in the team's zone is past.
SURELY_PAST = timedelta(days=2)


class NoSchoolDay(ValueError):
    """The school calendar leaves no free day for half a year after `day`."""

    def __init__(self, day: date) -> None:
        super().__init__(f"no free day after {day}")
        self.day = day


@dataclass(frozen=True, slots=True)
class DateChange:
    """What a coordinator did to one date: it falls due `at` another moment, or not at all (None).

    `planned` is the date's own day in the team's zone, as the timetable has it without this change.
    """

    planned: date
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date: `planned` is its own day after breaks, `at` when it falls due, in UTC.

    `wanted` is the day on which it would have been without `moved_by`, the break that moved it.
    """

    planned: date
    at: datetime
    wanted: date
    moved_by: Break | None = None
    moved_by_hand: bool = False

    @property
    def after_break(self) -> Break | None:
        """The break after which it comes for that reason alone."""
        return None if self.moved_by_hand else self.moved_by


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A date's day as it was `wanted` and as it is `planned`, and the break between the two."""

    wanted: date
    planned: date
    moved_by: Break | None


@dataclass(frozen=True, slots=True)
class Timetable:
    """Raises NoSchoolDay wherever it is asked for a date that no break lets fall due."""

    cadence: Cadence
    calendar: SchoolCalendar = NO_BREAKS
    changes: tuple[DateChange, ...] = ()
    _by_hand: Mapping[date, DateChange] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_hand", {change.planned: change for change in self.changes})

    def occurrences(self) -> Iterator[Occurrence]:
        """All dates from the cadence's anchor on, without end; those left out by hand are left out."""
        return (one for day in self.days() if (one := self.occurrence(day)) is not None)

    def after(self, moment: datetime) -> Iterator[Occurrence]:
        """Those that fall due after `moment`, without end."""
        return (one for one in self._from(moment) if one.at > moment)

    def next_after(self, moment: datetime) -> datetime:
        """The first that falls due after `moment`, in UTC."""
        return next(self.after(moment)).at

    def latest_at(self, moment: datetime) -> datetime | None:
        """When the last fell due at or before `moment`, in UTC; None before the first."""
        latest = self.latest(moment)
        return None if latest is None else latest.at

    def latest(self, moment: datetime) -> Occurrence | None:
        """The last that fell due at or before `moment`; None before the first."""
        past = self._past_of(moment)
        found: PlannedDay | None = None
        for day in takewhile(lambda day: self._is_past(day, past) or not self._is_coming(day, moment), self.days()):
            if self._is_past(day, past) or self.occurrence(day) is not None:
                found = day
        return None if found is None else self.occurrence(found)

    def between(self, start: datetime, end: datetime) -> tuple[datetime, ...]:
        """All that fall due from `start` on and before `end`, in UTC."""
        until = takewhile(lambda one: one.at < end, self._from(start))
        return tuple(one.at for one in until if one.at >= start)

    def coming(self, moment: datetime, most: int) -> tuple[Occurrence, ...]:
        """The next `most` after `moment`."""
        return tuple(islice(self.after(moment), most))

    def days(self) -> Iterator[PlannedDay]:
        """The days of all dates, with those left out by hand and without regard to those moved by hand."""
        step = timedelta(weeks=self.cadence.every_weeks)
        wanted = self.cadence.anchor
        while True:
            planned, moved_by = wanted, None
            while (found := self.calendar.break_on(planned)) is not None:
                moved_by = moved_by or found
                planned += A_WEEK
                if planned - wanted > MOST_WEEKS_MOVED * A_WEEK:
                    raise NoSchoolDay(wanted)
            yield PlannedDay(wanted, planned, moved_by)
            wanted = planned + step

    def occurrence(self, day: PlannedDay) -> Occurrence | None:
        """When one of its days falls due; None when it was left out by hand."""
        change = self._by_hand.get(day.planned)
        if change is None:
            return Occurrence(day.planned, self.own_time(day.planned), day.wanted, day.moved_by)
        if change.at is None:
            return None
        return Occurrence(day.planned, change.at, day.wanted, day.moved_by, moved_by_hand=True)

    def own_time(self, day: date) -> datetime:
        """When a date of that day falls due unless it was moved by hand, in UTC."""
        return at_wall_time(day, self.cadence.at, ZoneInfo(self.cadence.zone))

    def next_day(self, after: datetime) -> PlannedDay:
        """The day of the first date that is still to come after `after`, be it that it was left out by hand."""
        days, passed = self.days(), list[PlannedDay]()
        while not self._is_coming(day := next(days), after):
            passed.append(day)
        # Those left out before it are still to come unless a later one was moved ahead of them and has been.
        left_out = takewhile(
            lambda one: self.occurrence(one) is None and self.own_time(one.planned) > after, reversed(passed)
        )
        return [day, *left_out][-1]

    def ensure_free_days(self) -> None:
        """Raises NoSchoolDay when the calendar, as far as it reaches, ever leaves no day free."""
        last = self.calendar.last_day
        if last is not None:
            next(day for day in self.days() if day.planned > last)

    def _is_coming(self, day: PlannedDay, moment: datetime) -> bool:
        one = self.occurrence(day)
        return one is not None and one.at > moment

    def _from(self, moment: datetime) -> Iterator[Occurrence]:
        """All that fall due around `moment` and after it; of those long before only such as were moved by hand."""
        past = self._past_of(moment)
        for day in self.days():
            # Working out the moment costs more than the day, and a team may be years old.
            if not self._is_past(day, past) and (one := self.occurrence(day)) is not None:
                yield one

    def _past_of(self, moment: datetime) -> date:
        return moment.astimezone(ZoneInfo(self.cadence.zone)).date() - SURELY_PAST

    def _is_past(self, day: PlannedDay, past: date) -> bool:
        return day.planned < past and day.planned not in self._by_hand
