"""When a member is reminded: on the team's day, moved into the member's own working time.

Whether a reminder is still called for is left to agenda.py.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from rubric.cadence import at_wall_time, days_later, find_zone
from rubric.check_in import CheckIn

DAY_BEGINS = time(8, 0)
DAY_ENDS = time(17, 0)
_SATURDAY = 5


def reminder_at(check_in: CheckIn, day: int, *, team_zone: str, member_zone: str) -> datetime:
    """When the reminder of day `day` after the opening is due for a member, in UTC.

    It has the opening's wall time in the team's zone. For a member at their weekend it moves to the Friday before, or,
    when the check-in opened no earlier than that Friday, to the Monday after; then into 8:00 to 17:00. A member whose
    zone is unknown is taken to be in the team's.
    """
    zone = find_zone(member_zone) or ZoneInfo(team_zone)
    wanted = days_later(check_in.opened_at, day, team_zone).astimezone(zone)
    opened_on = check_in.opened_at.astimezone(zone).date()
    on, at = wanted.date(), wanted.time()
    if (past_friday := on.weekday() - _SATURDAY + 1) > 0:
        friday = on - timedelta(days=past_friday)
        on = friday if friday > opened_on else friday + timedelta(days=3)
    if at > DAY_ENDS:
        on += timedelta(days=3 if on.weekday() == _SATURDAY - 1 else 1)
        at = DAY_BEGINS
    return at_wall_time(on, max(at, DAY_BEGINS), zone)
