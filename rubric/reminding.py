"""When a member is reminded: on the team's day, moved into the member's own working time.

Whether a reminder is still called for is left to agenda.py.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from rubric.cadence import at_wall_time, days_later, find_zone
from rubric.check_in import CheckIn

# An opening no later than this is still the one that people were told of. It bridges a clock that jumps an hour, and a
# bot that was down for an hour.
OPENS_ON_TIME = timedelta(hours=2)
DAY_BEGINS = time(8, 0)
DAY_ENDS = time(17, 0)
_FRIDAY = 4
_WEEK = 7


def reminder_at(check_in: CheckIn, day: int, *, team_zone: str, member_zone: str) -> datetime:
    """When the reminder of day `day` after the opening is due for a member, in UTC.

    It has the wall time, in the team's zone, at which the opening was due, or of the opening itself if that was late.
    For a member at their weekend it moves to the Friday before, or, when the check-in opened no earlier than that
    Friday, to the Monday after; then into 8:00 to 17:00. A member whose zone is unknown is taken to be in the team's.
    """
    zone = _zone(member_zone, team_zone)
    is_on_time = check_in.opened_at - check_in.due_at < OPENS_ON_TIME
    opening = check_in.due_at if is_on_time else check_in.opened_at
    wanted = days_later(opening, day, team_zone).astimezone(zone)
    opened_on = opening.astimezone(zone).date()
    on = wanted.date()
    if (past_friday := on.weekday() - _FRIDAY) > 0:
        friday = on - timedelta(days=past_friday)
        on = friday if friday > opened_on else friday + timedelta(days=3)
    return _into_working_time(at_wall_time(on, wanted.time(), zone), zone)


def next_working_moment(moment: datetime, *, team_zone: str, member_zone: str) -> datetime:
    """The moment itself when the member is at work, or else when their next working day begins, in UTC."""
    return _into_working_time(moment, _zone(member_zone, team_zone))


def at_on_a_working_day(at: time, *, after: datetime, zone: str) -> datetime:
    """The next moment, from `after` on, when clocks in `zone` show `at` on a working day, in UTC."""
    where = ZoneInfo(zone)
    days = (after.astimezone(where).date() + timedelta(days=later) for later in range(_WEEK))
    moments = (at_wall_time(day, at, where) for day in days if day.weekday() <= _FRIDAY)
    return next(moment for moment in moments if moment >= after)


def _into_working_time(moment: datetime, zone: ZoneInfo) -> datetime:
    local = moment.astimezone(zone)
    is_over = local.time() > DAY_ENDS
    on = local.date() + timedelta(days=1 if is_over else 0)
    if on.weekday() > _FRIDAY:
        return at_wall_time(on + timedelta(days=_WEEK - on.weekday()), DAY_BEGINS, zone)
    if is_over or local.time() < DAY_BEGINS:
        return at_wall_time(on, DAY_BEGINS, zone)
    return moment


def _zone(name: str, otherwise: str) -> ZoneInfo:
    return find_zone(name) or ZoneInfo(otherwise)
