"""A cadence keeps its weeks through ISO week 53 and its wall time through daylight saving."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.cadence import BadCadence, Cadence, days_later, find_zone

ZONES = ("America/New_York", "America/Phoenix", "America/St_Johns", "Europe/Berlin", "Australia/Lord_Howe", "UTC")
NEW_YORK = ZoneInfo("America/New_York")

CADENCES = st.builds(
    Cadence,
    anchor=st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    every_weeks=st.integers(1, 52),
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    zone=st.sampled_from(ZONES),
)
MOMENTS = st.datetimes(datetime(2019, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def utc(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def every(weeks: int, anchor: date, at: time = time(9, 0), zone: str = "America/New_York") -> Cadence:
    return Cadence(anchor=anchor, every_weeks=weeks, at=at, zone=zone)


def test_the_wall_time_stays_when_the_clocks_change() -> None:
    fortnightly = every(2, date(2026, 10, 19))
    assert [fortnightly.instant(k) for k in range(3)] == [
        utc(2026, 10, 19, 13),
        utc(2026, 11, 2, 14),
        utc(2026, 11, 16, 14),
    ]


def test_a_fortnight_stays_a_fortnight_through_week_53() -> None:
    fortnightly = every(2, date(2026, 12, 14))
    days = [fortnightly.instant(k).astimezone(NEW_YORK).date() for k in range(4)]
    assert days == [date(2026, 12, 14), date(2026, 12, 28), date(2027, 1, 11), date(2027, 1, 25)]
    assert [day.isocalendar().week for day in days] == [51, 53, 2, 4]


WALL_TIMES = {
    "skipped in spring": (date(2027, 3, 14), time(2, 30), utc(2027, 3, 14, 7, 30)),
    "twice in autumn": (date(2026, 11, 1), time(1, 30), utc(2026, 11, 1, 5, 30)),
    "second of two asked for": (date(2026, 11, 1), time(1, 30, fold=1), utc(2026, 11, 1, 5, 30)),
    "the moment before the skip": (date(2027, 3, 14), time(1, 59), utc(2027, 3, 14, 6, 59)),
    "the moment after the skip": (date(2027, 3, 14), time(3, 0), utc(2027, 3, 14, 7, 0)),
}


@pytest.mark.parametrize(("day", "at", "expected"), WALL_TIMES.values(), ids=WALL_TIMES.keys())
def test_wall_times_that_clocks_skip_or_repeat(day: date, at: time, expected: datetime) -> None:
    assert every(1, day, at).instant(0) == expected


def test_a_skipped_half_past_two_becomes_half_past_three() -> None:
    local = every(1, date(2027, 3, 14), time(2, 30)).instant(0).astimezone(NEW_YORK)
    assert (local.hour, local.minute) == (3, 30)


def test_occurrences_are_found_around_a_moment() -> None:
    weekly = every(1, date(2026, 9, 14))
    first, second = weekly.instant(0), weekly.instant(1)
    a_bit = timedelta(microseconds=1)
    assert weekly.next_after(first - a_bit) == first
    assert weekly.next_after(first) == second
    assert weekly.latest_at(first - a_bit) is None
    assert weekly.latest_at(first) == first
    assert weekly.latest_at(second - a_bit) == first
    assert weekly.latest_at(second) == second


def test_between_takes_its_start_and_leaves_its_end() -> None:
    weekly = every(1, date(2026, 9, 14))
    assert weekly.between(weekly.instant(0), weekly.instant(2)) == (weekly.instant(0), weekly.instant(1))
    assert weekly.between(weekly.instant(2), weekly.instant(2)) == ()
    assert weekly.between(weekly.instant(0) - timedelta(weeks=9), weekly.instant(1)) == (weekly.instant(0),)
    assert weekly.between(weekly.instant(0), weekly.instant(0)) == ()


def test_occurrences_are_in_utc() -> None:
    weekly = every(1, date(2026, 9, 14))
    assert weekly.instant(0).tzinfo is UTC
    assert weekly.next_after(weekly.instant(0)).tzinfo is UTC


def test_there_is_nothing_before_the_anchor() -> None:
    with pytest.raises(ValueError, match="counted from 0"):
        every(1, date(2026, 9, 14)).instant(-1)


REFUSED = {
    "never": ({"every_weeks": 0}, "Choose a rhythm of 1 to 52 weeks."),
    "more than a year": ({"every_weeks": 53}, "Choose a rhythm of 1 to 52 weeks."),
    "no such zone": ({"zone": "America/Springfield"}, 'There is no time zone called "America/Springfield".'),
    "a path for a zone": ({"zone": "../etc/passwd"}, 'There is no time zone called "../etc/passwd".'),
    "a folder of zones": ({"zone": "America"}, 'There is no time zone called "America".'),
    "no zone": ({"zone": ""}, 'There is no time zone called "".'),
    "aware time": ({"at": time(9, tzinfo=UTC)}, "The time of day must be local, without a zone of its own."),
}


@pytest.mark.parametrize(("changes", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_a_cadence_that_cannot_be_is_refused_in_a_sentence(changes: dict[str, object], sentence: str) -> None:
    settings = {"anchor": date(2026, 9, 14), "every_weeks": 2, "at": time(9), "zone": "UTC"} | changes
    with pytest.raises(BadCadence) as caught:
        Cadence(**settings)  # type: ignore[arg-type]
    assert str(caught.value) == sentence


@pytest.mark.parametrize("weeks", [1, 52])
def test_the_shortest_and_the_longest_rhythm_are_taken(weeks: int) -> None:
    cadence = every(weeks, date(2026, 9, 14), zone="UTC")
    assert cadence.instant(1) - cadence.instant(0) == timedelta(weeks=weeks)


def test_days_later_is_the_same_wall_time() -> None:
    assert days_later(utc(2026, 10, 30, 13), 3, "America/New_York") == utc(2026, 11, 2, 14)
    assert days_later(utc(2026, 10, 30, 13), 3, "UTC") == utc(2026, 11, 2, 13)
    assert days_later(utc(2026, 10, 30, 13), 0, "America/New_York") == utc(2026, 10, 30, 13)


def test_days_later_counts_local_days() -> None:
    # Half past midnight in UTC is still the day before in New York.
    assert days_later(utc(2026, 9, 15, 0, 30), 1, "America/New_York") == utc(2026, 9, 16, 0, 30)


def test_a_zone_is_found_or_not() -> None:
    assert find_zone("Europe/Berlin") == ZoneInfo("Europe/Berlin")
    assert find_zone("Mars/Olympus") is None


@given(CADENCES, st.integers(0, 300))
def test_occurrences_go_forward_and_keep_their_weekday(cadence: Cadence, k: int) -> None:
    here, there = cadence.instant(k), cadence.instant(k + 1)
    assert here < there
    zone = ZoneInfo(cadence.zone)
    days = there.astimezone(zone).date() - here.astimezone(zone).date()
    assert days == timedelta(weeks=cadence.every_weeks)


@given(CADENCES, st.integers(0, 300))
def test_the_wall_time_is_kept_unless_the_clocks_skip_it(cadence: Cadence, k: int) -> None:
    local = cadence.instant(k).astimezone(ZoneInfo(cadence.zone))
    is_skipped = local.replace(tzinfo=None) != datetime.combine(
        cadence.anchor + timedelta(weeks=k * cadence.every_weeks), cadence.at
    )
    assert local.fold == 0
    if is_skipped:
        # Spring moves clocks on by an hour at most, and only ever forwards.
        assert timedelta(0) < local.replace(tzinfo=None) - datetime.combine(local.date(), cadence.at)
        assert local.replace(tzinfo=None) - datetime.combine(local.date(), cadence.at) <= timedelta(hours=1)


@given(CADENCES, MOMENTS)
def test_a_moment_lies_between_the_latest_and_the_next_occurrence(cadence: Cadence, moment: datetime) -> None:
    latest, following = cadence.latest_at(moment), cadence.next_after(moment)
    assert following > moment
    if latest is None:
        assert following == cadence.instant(0)
    else:
        assert latest <= moment
        assert cadence.next_after(latest) == following


@given(CADENCES, MOMENTS, st.integers(0, 800))
def test_between_is_everything_in_order(cadence: Cadence, start: datetime, days: int) -> None:
    end = start + timedelta(days=days)
    found = cadence.between(start, end)
    assert all(start <= instant < end for instant in found)
    assert all(cadence.next_after(earlier) == later for earlier, later in pairwise(found))
    following = cadence.next_after(start - timedelta(microseconds=1))
    assert found[:1] == ((following,) if following < end else ())
    assert cadence.next_after(found[-1] if found else start - timedelta(microseconds=1)) >= end
