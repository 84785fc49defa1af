"""When the owner of a next step is reminded of it: once before its due date and once after, on a working morning.

A working day is one of the owner's week on which the team's calendar has no break. Doing it is the agenda's part.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rubric.cadence import at_wall_time, find_zone
from rubric.called_for import BETWEEN_MESSAGES, ON_TIME
from rubric.next_step import NextStep, WhyTold
from rubric.people import Member
from rubric.reminding import next_working_moment
from rubric.school_calendar import SchoolCalendar
from rubric.standing import Standing
from rubric.team import Team

# After the rush of the first hour, and early enough to plan the day by.
MORNING = time(9, 0)
WORKING_DAYS_BEFORE = 2
# Whoever was given a step yesterday needs no reminder today.
SOON = timedelta(days=1)
_A_DAY = timedelta(days=1)
_FRIDAY = 4


def still_to_remind_owners(standing: Standing, now: datetime) -> Iterator[tuple[NextStep, WhyTold, datetime]]:
    """The next reminder of each open step, if one is left, with when it comes; also those due now.

    It waits for owners who are away. Where the one before the due date would come on the heels of the one after it,
    as after an outage or a pause, only the latter comes.
    """
    if not standing.team.is_active:
        return
    for step in standing.open_steps:
        if not step.reminded_after:
            why, at = _next_reminder(standing, step, now)
            yield step, why, at


def is_too_close_to_remind(team: Team, due_on: date, *, owner_zone: str, now: datetime) -> bool:
    """Whether somebody who is told of a step now, or in the morning, would be reminded of it within a day."""
    told_at = next_working_moment(now, team_zone=team.rhythm.cadence.zone, member_zone=owner_zone)
    return _before(team, due_on, _zone(owner_zone, team)) < told_at + SOON


def _next_reminder(standing: Standing, step: NextStep, now: datetime) -> tuple[WhyTold, datetime]:
    team, owner = standing.team, _owner(standing, step)
    zone = _zone("" if owner is None else owner.zone, team)
    after = _comes(team, _after(team, step.due_on, zone), owner, zone, now)
    if not step.reminded_before:
        before = _comes(team, _before(team, step.due_on, zone), owner, zone, now)
        if max(before, now) + BETWEEN_MESSAGES <= after:
            return WhyTold.BEFORE, before
    return WhyTold.AFTER, after


def _owner(standing: Standing, step: NextStep) -> Member | None:
    """None once they have left the team."""
    return next((member for member in standing.members if member.id == step.owner_id), None)


def _comes(team: Team, wanted: datetime, owner: Member | None, zone: ZoneInfo, now: datetime) -> datetime:
    """When it comes that was wanted then: not while the owner is away, and not in the night when it was missed."""
    if owner is not None and owner.away_until is not None and owner.away_until > wanted:
        wanted = _at_work(team, owner.away_until, zone)
    return _at_work(team, now, zone) if now - wanted >= ON_TIME else wanted


def _before(team: Team, due_on: date, zone: ZoneInfo) -> datetime:
    day = due_on
    for _ in range(WORKING_DAYS_BEFORE):
        day -= _A_DAY
        while not _is_working_day(day, team.rhythm.calendar):
            day -= _A_DAY
    return at_wall_time(day, MORNING, zone)


def _after(team: Team, due_on: date, zone: ZoneInfo) -> datetime:
    day = due_on + _A_DAY
    # By the team's own calendar, and some owners wake before it does.
    over_at = at_wall_time(day, time(), ZoneInfo(team.rhythm.cadence.zone))
    while not _is_working_day(day, team.rhythm.calendar):
        day += _A_DAY
    return _at_work(team, max(over_at, at_wall_time(day, MORNING, zone)), zone)


def _at_work(team: Team, moment: datetime, zone: ZoneInfo) -> datetime:
    """The moment itself when the owner is at work, or else when their next working day begins."""
    while True:
        moment = next_working_moment(moment, team_zone=team.rhythm.cadence.zone, member_zone=zone.key)
        found = team.rhythm.calendar.break_on(moment.astimezone(zone).date())
        if found is None:
            return moment
        moment = at_wall_time(found.last + _A_DAY, time(), zone)


def _is_working_day(day: date, calendar: SchoolCalendar) -> bool:
    return day.weekday() <= _FRIDAY and calendar.break_on(day) is None


def _zone(name: str, team: Team) -> ZoneInfo:
    """Somebody whose zone is unknown is taken to be in the team's."""
    return (find_zone(name) if name else None) or ZoneInfo(team.rhythm.cadence.zone)
