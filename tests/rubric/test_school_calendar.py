"""A school calendar knows which days are free and which break takes the others."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.school_calendar import NO_BREAKS, Break, SchoolCalendar

WINTER = Break(date(2026, 12, 21), date(2027, 1, 1), "Winter break")
NEW_YEAR = Break(date(2027, 1, 1), date(2027, 1, 1), "New Year's Day")


def test_a_break_covers_both_its_ends() -> None:
    calendar = SchoolCalendar.of([WINTER])
    assert [
        calendar.break_on(day) == WINTER for day in (date(2026, 12, 20), WINTER.first, WINTER.last, date(2027, 1, 2))
    ] == [
        False,
        True,
        True,
        False,
    ]


def test_a_break_that_ends_before_it_begins_is_no_break() -> None:
    with pytest.raises(ValueError, match="on or after"):
        Break(date(2027, 1, 2), date(2027, 1, 1))


def test_where_breaks_overlap_the_one_that_began_first_counts() -> None:
    calendar = SchoolCalendar.of([NEW_YEAR, WINTER, NEW_YEAR])
    assert calendar.breaks == (WINTER, NEW_YEAR)
    assert calendar.break_on(date(2027, 1, 1)) == WINTER
    assert calendar.break_on(date(2027, 1, 2)) is None
    assert calendar.last_day == date(2027, 1, 1)


def test_without_breaks_every_day_is_free() -> None:
    assert NO_BREAKS.break_on(date(2027, 1, 1)) is None
    assert NO_BREAKS.last_day is None


def test_breaks_out_of_order_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="order"):
        SchoolCalendar((NEW_YEAR, WINTER))


DAYS = st.dates(date(2026, 9, 1), date(2026, 12, 31))
BREAKS = st.builds(lambda first, days: Break(first, first + timedelta(days=days)), DAYS, st.integers(0, 40))


@given(st.lists(BREAKS, max_size=12), DAYS)
def test_the_break_of_a_day_is_the_first_that_covers_it(breaks: list[Break], day: date) -> None:
    calendar = SchoolCalendar.of(breaks)
    assert calendar.break_on(day) == next((one for one in calendar.breaks if one.first <= day <= one.last), None)
