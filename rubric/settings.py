"""What coordinators set in one form, and the rhythm that comes of changing it: the next check-in keeps its week."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from rubric.cadence import Cadence, at_wall_time
from rubric.team import Rhythm
from rubric.timetable import A_WEEK

DAYS_IN_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Settings:
    """`weekday` counts from 0, Monday; `at` is a wall time in `zone`; reminders come so many days after the opening."""

    every_weeks: int
    weekday: int
    at: time
    zone: str
    indicators_per_check_in: int
    days_open: int
    reminder_days: tuple[int, ...] = ()

    @classmethod
    def of(cls, rhythm: Rhythm) -> Self:
        cadence = rhythm.cadence
        return cls(
            every_weeks=cadence.every_weeks,
            weekday=cadence.anchor.weekday(),
            at=cadence.at,
            zone=cadence.zone,
            indicators_per_check_in=rhythm.indicators_per_check_in,
            days_open=rhythm.days_open,
            reminder_days=rhythm.reminder_days,
        )

    def same_cadence(self, other: "Settings") -> bool:
        mine, theirs = ((one.every_weeks, one.weekday, one.at, one.zone) for one in (self, other))
        return mine == theirs


def with_settings(rhythm: Rhythm, wanted: Settings, *, now: datetime, busy_until: datetime | None = None) -> Rhythm:
    """The rhythm that is kept from `now` on: dates count on from the next one, see Rhythm.following.

    On another weekday that one stays in its week, unless that is past, or before `busy_until`, when an open check-in
    closes. Raises BadCadence, BadSetting and NoSchoolDay.
    """
    cadence = replace(rhythm.cadence, every_weeks=wanted.every_weeks, at=wanted.at, zone=wanted.zone)
    if wanted.weekday != rhythm.cadence.anchor.weekday():
        cadence = _on_weekday(cadence, rhythm, wanted.weekday, now=now, busy_until=busy_until or now)
    made = replace(
        rhythm,
        cadence=cadence,
        indicators_per_check_in=wanted.indicators_per_check_in,
        days_open=wanted.days_open,
        reminder_days=tuple(sorted(wanted.reminder_days)),
    ).following(rhythm, after=now)
    made.check_ins.ensure_free_days()
    made.digests.ensure_free_days()
    return made


def _on_weekday(cadence: Cadence, rhythm: Rhythm, weekday: int, *, now: datetime, busy_until: datetime) -> Cadence:
    zone = ZoneInfo(cadence.zone)
    planned = next(rhythm.check_ins.after(now)).planned
    moments = ((day, at_wall_time(day, cadence.at, zone)) for day in _in_its_week(planned, weekday))
    return replace(cadence, anchor=next(day for day, at in moments if at > now and at >= busy_until))


def _in_its_week(planned: date, weekday: int) -> Iterator[date]:
    """That weekday of the same week, and then of each week after it."""
    day = planned + timedelta(days=weekday - planned.weekday())
    while True:
        yield day
        day += A_WEEK
