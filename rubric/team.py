"""The people who rate together in one channel, and the rhythm they chose."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Self
from zoneinfo import ZoneInfo

from rubric.cadence import Cadence
from rubric.model import RubricId
from rubric.people import TeamId, WorkspaceId
from rubric.preferences import NO_PREFERENCES, Preferences
from rubric.refusals import BadSetting
from rubric.school_calendar import NO_BREAKS, SchoolCalendar
from rubric.shifting import carried_over, leave_out, shift, still_fitting
from rubric.timetable import DateChange, PlannedDay, Timetable

# A Slack modal holds 100 blocks, and each indicator takes three of them.
MOST_INDICATORS = 30
MOST_DAYS_OPEN = 28
# A cabinet has 5 to 15; of more people nobody knows any more who has not spoken.
MOST_PEOPLE = 30
# Reminding a third time is nagging.
MOST_REMINDERS = 2
WEEKS_BETWEEN_DIGESTS = 2
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How a team's check-ins and digests recur. `reminder_days` are counted from the opening. Raises BadSetting.

    Both are carried over the school `calendar`; `changes` are single check-ins moved or left out by hand.
    """

    cadence: Cadence
    digest: Cadence
    indicators_per_check_in: int = 7
    days_open: int = 7
    reminder_days: tuple[int, ...] = (3, 5)
    calendar: SchoolCalendar = NO_BREAKS
    changes: tuple[DateChange, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.indicators_per_check_in <= MOST_INDICATORS:
            raise BadSetting("indicators_per_check_in", f"Choose between 1 and {MOST_INDICATORS} indicators.")
        if not 1 <= self.days_open <= MOST_DAYS_OPEN:
            raise BadSetting("days_open", f"Choose between 1 and {MOST_DAYS_OPEN} days.")
        if self.days_open > _WEEK * self.cadence.every_weeks:
            raise BadSetting("days_open", self._overlaps())
        if len(self.reminder_days) > MOST_REMINDERS:
            raise BadSetting("reminder_days", f"Choose at most {MOST_REMINDERS} reminders.")
        if any(earlier >= later for earlier, later in pairwise(self.reminder_days)):
            raise BadSetting("reminder_days", "Put the earlier reminder first, on a day of its own.")
        if any(not 1 <= day < self.days_open for day in self.reminder_days):
            raise BadSetting("reminder_days", "Choose reminder days between the opening and the closing day.")

    @property
    def check_ins(self) -> Timetable:
        """When check-ins open."""
        return Timetable(self.cadence, self.calendar, self.changes)

    @property
    def digests(self) -> Timetable:
        """When digests are posted."""
        return Timetable(self.digest, self.calendar)

    def shifted(self, planned: date, *, to: datetime, not_before: datetime) -> Self:
        """With one check-in moved by hand; see shifting.shift."""
        return replace(self, changes=shift(self.check_ins, planned, to=to, not_before=not_before))

    def left_out(self, planned: date) -> Self:
        """With one check-in left out by hand; see shifting.leave_out."""
        return replace(self, changes=leave_out(self.check_ins, planned))

    def put_back(self, planned: date, *, not_before: datetime) -> Self:
        """With one check-in on its own date again, where its neighbors leave room for it; see shifting.shift."""
        return self.shifted(planned, to=self.check_ins.own_time(planned), not_before=not_before)

    def anchored_at_next(self, *, after: datetime) -> Self:
        """The same dates after `after`, but counted from the first of them: what lies before is forgotten."""
        anchor = _anchor(self.check_ins, after)
        return replace(
            self,
            cadence=replace(self.cadence, anchor=anchor),
            digest=replace(self.digest, anchor=_anchor(self.digests, after)),
            changes=tuple(change for change in self.changes if change.planned >= anchor),
        )

    def following(self, before: Self, *, after: datetime) -> Self:
        """This rhythm as it is kept from `after` on in place of `before`.

        When the cadence or the calendar is another, dates are counted from the next one that `before` had: breaks
        that are past or were never true must not move what comes. A cadence with an anchor of its own is counted from
        that. Digests keep the hour of check-ins, and their weekday if they had it. Changes of single dates go with
        their dates; those that no longer mean one, or would put dates out of order, are dropped. Raises NoSchoolDay.
        """
        if (self.cadence, self.digest, self.calendar) == (before.cadence, before.digest, before.calendar):
            return self
        settled = before.anchored_at_next(after=after)
        new = self.cadence
        if new.anchor == before.cadence.anchor:
            new = replace(new, anchor=settled.cadence.anchor)
        anchor = self.digest.anchor
        if anchor == before.digest.anchor:
            anchor = settled.digest.anchor
            if anchor.weekday() == before.cadence.anchor.weekday():
                anchor += timedelta(days=(new.anchor.weekday() - anchor.weekday()) % _WEEK)
        digest = replace(self.digest, anchor=anchor, at=new.at, zone=new.zone)
        changed = replace(self, cadence=new, digest=digest)
        if new != settled.cadence:
            return replace(changed, changes=still_fitting(changed.check_ins))
        earlier = Timetable(settled.cadence, before.calendar, self.changes)
        return replace(changed, changes=carried_over(earlier, changed.check_ins))

    def _overlaps(self) -> str:
        weeks = self.cadence.every_weeks
        every = "every week" if weeks == 1 else f"every {weeks} weeks"
        return (
            f"A check-in opens {every}, so one that is open for {self.days_open} days would run into the next. "
            f"Choose at most {_WEEK * weeks} days, or more weeks between check-ins."
        )

    @classmethod
    def starting(
        cls,
        anchor: date,
        every_weeks: int,
        at: time,
        zone: str,
        *,
        indicators_per_check_in: int = 7,
        days_open: int = 7,
        reminder_days: tuple[int, ...] = (3, 5),
    ) -> Self:
        """Check-ins from `anchor` on, and a digest every two weeks, the first one two weeks after the first check-in.

        Raises BadCadence and BadSetting.
        """
        first_digest = anchor + timedelta(weeks=WEEKS_BETWEEN_DIGESTS)
        return cls(
            cadence=Cadence(anchor=anchor, every_weeks=every_weeks, at=at, zone=zone),
            digest=Cadence(anchor=first_digest, every_weeks=WEEKS_BETWEEN_DIGESTS, at=at, zone=zone),
            indicators_per_check_in=indicators_per_check_in,
            days_open=days_open,
            reminder_days=reminder_days,
        )


def _anchor(timetable: Timetable, after: datetime) -> date:
    """The next day as it was wanted, so that a break goes on moving it; as planned once that is past."""
    day: PlannedDay = timetable.next_day(after)
    return day.wanted if timetable.own_time(day.wanted) > after else day.planned


class TeamState(StrEnum):
    """A paused team opens nothing, is reminded of nothing and gets no digest; what is open still closes."""

    ACTIVE = "active"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Team:
    """`channel_id` is the platform's. `digested_until` is where the next digest's period begins. Moments are aware.

    While its channel takes no posts it is not `reachable`, and then nothing opens and nobody is reminded.
    """

    id: TeamId
    workspace_id: WorkspaceId
    channel_id: str
    name: str
    rubric_id: RubricId
    rhythm: Rhythm
    state: TeamState
    next_check_in_at: datetime
    next_digest_at: datetime
    digested_until: datetime
    reachable: bool = True
    preferences: Preferences = NO_PREFERENCES

    @property
    def is_active(self) -> bool:
        """Whether things open, and people are reminded: neither paused nor without a channel that takes posts."""
        return self.state is TeamState.ACTIVE and self.reachable

    def day_of(self, moment: datetime) -> date:
        """By the team's own calendar."""
        return moment.astimezone(ZoneInfo(self.rhythm.cadence.zone)).date()


def after_break(team: Team) -> str | None:
    """The name, which may be empty, of the break that moved the team's next check-in; None when none did."""
    since = team.next_check_in_at - datetime.resolution
    coming = next(team.rhythm.check_ins.after(since))
    moved_by = coming.after_break if coming.at == team.next_check_in_at else None
    return None if moved_by is None else moved_by.name
