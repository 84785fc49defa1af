"""A reminder keeps the opening's wall time, moved into the member's own working time."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.reminding import next_working_moment, reminder_at
from tests.builders import a_check_in

NEW_YORK = "America/New_York"


def local(text: str, zone: str = NEW_YORK) -> datetime:
    """From "2026-09-14 09:00" on the clocks of a zone."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


# When it opened on New York's clocks, the day, the member's zone, and the reminder on the member's clocks.
REMINDERS = {
    "Monday to Thursday": ("2026-09-14 09:00", 3, NEW_YORK, "2026-09-17 09:00"),
    "Saturday to the Friday before": ("2026-09-14 09:00", 5, NEW_YORK, "2026-09-18 09:00"),
    "Sunday to the Friday before": ("2026-09-14 09:00", 6, NEW_YORK, "2026-09-18 09:00"),
    "Monday stays": ("2026-09-14 09:00", 7, NEW_YORK, "2026-09-21 09:00"),
    "opened on the Friday: Monday": ("2026-09-18 09:00", 1, NEW_YORK, "2026-09-21 09:00"),
    "opened on the Saturday: Monday": ("2026-09-19 09:00", 1, NEW_YORK, "2026-09-21 09:00"),
    "opened on the Thursday: Friday": ("2026-09-17 09:00", 3, NEW_YORK, "2026-09-18 09:00"),
    "through the change of clocks": ("2026-10-30 09:00", 5, NEW_YORK, "2026-11-04 09:00"),
    "too early: eight": ("2026-09-14 06:30", 3, NEW_YORK, "2026-09-17 08:00"),
    "eight is early enough": ("2026-09-14 08:00", 3, NEW_YORK, "2026-09-17 08:00"),
    "five is not too late": ("2026-09-14 17:00", 3, NEW_YORK, "2026-09-17 17:00"),
    "too late: eight the next day": ("2026-09-14 17:01", 2, NEW_YORK, "2026-09-17 08:00"),
    "too late on Friday: Monday": ("2026-09-14 18:00", 4, NEW_YORK, "2026-09-21 08:00"),
    "too late on Saturday: Monday": ("2026-09-14 18:00", 5, NEW_YORK, "2026-09-21 08:00"),
    "west: too early there": ("2026-09-14 09:00", 3, "America/Los_Angeles", "2026-09-17 08:00"),
    "far west: the evening before": ("2026-09-14 03:00", 3, "Pacific/Honolulu", "2026-09-17 08:00"),
    "east: too late there": ("2026-09-14 12:00", 3, "Europe/Berlin", "2026-09-18 08:00"),
    "far east: Saturday there": ("2026-09-14 15:00", 4, "Asia/Tokyo", "2026-09-18 08:00"),
    "Friday there when it opened: Monday": ("2026-09-17 16:00", 1, "Pacific/Auckland", "2026-09-21 08:00"),
    "unknown zone: the team's": ("2026-09-14 09:00", 3, "Mars/Olympus", "2026-09-17 09:00"),
}


@pytest.mark.parametrize(("opened", "day", "zone", "expected"), REMINDERS.values(), ids=REMINDERS.keys())
def test_reminders_come_in_the_members_working_time(opened: str, day: int, zone: str, expected: str) -> None:
    check_in = a_check_in(opened_at=local(opened))
    found = reminder_at(check_in, day, team_zone=NEW_YORK, member_zone=zone)
    assert found == local(expected, NEW_YORK if zone.startswith("Mars") else zone)
    assert found.tzinfo is UTC


WORKING = {
    "at work": ("2026-09-17 11:11", "2026-09-17 11:11"),
    "at eight": ("2026-09-17 08:00", "2026-09-17 08:00"),
    "at five": ("2026-09-17 17:00", "2026-09-17 17:00"),
    "before eight": ("2026-09-17 07:59", "2026-09-17 08:00"),
    "after five": ("2026-09-17 17:01", "2026-09-18 08:00"),
    "after five on Friday": ("2026-09-18 17:01", "2026-09-21 08:00"),
    "Saturday": ("2026-09-19 11:00", "2026-09-21 08:00"),
    "Sunday evening": ("2026-09-20 20:00", "2026-09-21 08:00"),
    "Monday before eight": ("2026-09-21 06:00", "2026-09-21 08:00"),
}


@pytest.mark.parametrize(("moment", "expected"), WORKING.values(), ids=WORKING.keys())
@pytest.mark.parametrize("zone", [NEW_YORK, "Pacific/Auckland"])
def test_the_next_working_moment_is_now_or_the_next_morning_at_work(moment: str, expected: str, zone: str) -> None:
    found = next_working_moment(local(moment, zone), team_zone="Europe/Berlin", member_zone=zone)
    assert found == local(expected, zone)


def test_a_member_in_no_known_zone_works_when_the_team_does() -> None:
    night = local("2026-09-17 03:00")
    assert next_working_moment(night, team_zone=NEW_YORK, member_zone="") == local("2026-09-17 08:00")


@given(
    opened_at=st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    zone=st.sampled_from([NEW_YORK, "Pacific/Auckland", "Pacific/Honolulu", "Asia/Kolkata", "Europe/London"]),
    day=st.integers(1, 27),
)
def test_a_reminder_is_in_working_hours_of_a_working_day_after_the_opening(
    opened_at: datetime, zone: str, day: int
) -> None:
    check_in = a_check_in(opened_at=opened_at)
    first = reminder_at(check_in, day, team_zone=NEW_YORK, member_zone=zone)
    there = first.astimezone(ZoneInfo(zone))
    assert there.weekday() < 5
    assert time(8) <= there.time() <= time(17)
    assert opened_at < first
