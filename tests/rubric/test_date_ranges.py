"""Breaks as people paste them, and what is said of the lines that say none."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.date_ranges import LineProblem, Ranges, WhyNotRead, read_ranges
from rubric.school_calendar import LONGEST_NAME, Break

TODAY = date(2026, 11, 3)


def d(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("line", "first", "last", "name"),
    [
        ("Winter break: Dec 21 - Jan 1", "2026-12-21", "2027-01-01", "Winter break"),
        ("Winter break: Dec 21 – Jan 1", "2026-12-21", "2027-01-01", "Winter break"),
        ("Winter break — Dec. 21—Jan. 1, 2027", "2026-12-21", "2027-01-01", "Winter break"),
        ("Winter break: Dec 21, 2026 to Jan 1", "2026-12-21", "2027-01-01", "Winter break"),
        ("Winter break (December 21 through January 1)", "2026-12-21", "2027-01-01", "Winter break"),
        ("2026-11-26 to 2026-11-27 Thanksgiving", "2026-11-26", "2026-11-27", "Thanksgiving"),
        ("2026-11-26–2026-11-27 Thanksgiving", "2026-11-26", "2026-11-27", "Thanksgiving"),
        ("Nov 11 Veterans Day", "2026-11-11", "2026-11-11", "Veterans Day"),
        ("November 11th, 2027: Veterans Day", "2027-11-11", "2027-11-11", "Veterans Day"),
        ("12/21/2026-1/1/2027", "2026-12-21", "2027-01-01", ""),
        ("12/21/26 - 1/1/27 Winter", "2026-12-21", "2027-01-01", "Winter"),
        ("12/21-1/1", "2026-12-21", "2027-01-01", ""),
        ("11/26-27 Thanksgiving", "2026-11-26", "2026-11-27", "Thanksgiving"),
        ("12-21-2026 to 01-01-2027", "2026-12-21", "2027-01-01", ""),
        ("March 8-12, 2027 Spring break", "2027-03-08", "2027-03-12", "Spring break"),
        ("Spring break, Mar 8 thru 12", "2027-03-08", "2027-03-12", "Spring break"),
        ("Mon, Dec 21 - Fri, Jan 1: Winter break", "2026-12-21", "2027-01-01", "Winter break"),
        ("Monday, January 18 MLK Day", "2027-01-18", "2027-01-18", "MLK Day"),
        ("Sept 7 Labor Day", "2027-09-07", "2027-09-07", "Labor Day"),
        ("• Thanksgiving: Nov 26 & 27", "2026-11-26", "2026-11-27", "Thanksgiving"),
        ("2) Thanksgiving - Nov 26 and Nov 27", "2026-11-26", "2026-11-27", "Thanksgiving"),
        ("May 31 Memorial Day", "2027-05-31", "2027-05-31", "Memorial Day"),
        ("Summer: 6/12 - 8/25", "2027-06-12", "2027-08-25", "Summer"),
        ("Nov 3 Election Day", "2026-11-03", "2026-11-03", "Election Day"),
        ("Fall break Oct 30 - Nov 6", "2026-10-30", "2026-11-06", "Fall break"),
        ("Feb 29 Leap day", "2028-02-29", "2028-02-29", "Leap day"),
        ("Nov 26 - Thanksgiving", "2026-11-26", "2026-11-26", "Thanksgiving"),
        ("no school 11/11", "2026-11-11", "2026-11-11", "no school"),
        ("Nov 26 Thanksgiving until Sunday", "2026-11-26", "2026-11-26", "Thanksgiving until Sunday"),
    ],
)
def test_a_line_is_a_break(line: str, first: str, last: str, name: str) -> None:
    assert read_ranges(line, today=TODAY) == Ranges((Break(d(first), d(last), name),), ())


def test_two_days_apart_are_two_breaks() -> None:
    found = read_ranges("Conferences: Nov 12 and 19", today=TODAY)
    assert found.breaks == (
        Break(d("2026-11-12"), d("2026-11-12"), "Conferences"),
        Break(d("2026-11-19"), d("2026-11-19"), "Conferences"),
    )


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        ("2026-12-25", "2026-12-21", "2027-01-01"),
        ("2027-01-01", "2026-12-21", "2027-01-01"),
        ("2027-01-02", "2027-12-21", "2028-01-01"),
    ],
    ids=["under way", "its last day", "over"],
)
def test_without_a_year_it_is_the_one_that_lasts_today_or_the_next(today: str, first: str, last: str) -> None:
    assert read_ranges("Dec 21 - Jan 1", today=d(today)).breaks == (Break(d(first), d(last)),)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("2026-2027 School Calendar", WhyNotRead.NO_DATE),
        ("Winter break", WhyNotRead.NO_DATE),
        ("Nov 2026", WhyNotRead.NO_DATE),
        ("Market 5", WhyNotRead.NO_DATE),
        ("Feb 30 Nothing", WhyNotRead.NO_SUCH_DAY),
        ("21/12/2026", WhyNotRead.NO_SUCH_DAY),
        ("2026-13-01", WhyNotRead.NO_SUCH_DAY),
        ("Feb 29, 2027", WhyNotRead.NO_SUCH_DAY),
        ("March 12-8", WhyNotRead.ENDS_BEFORE_IT_BEGINS),
        ("Mar 12 - Mar 8", WhyNotRead.ENDS_BEFORE_IT_BEGINS),
        ("2027-01-01 to 2026-12-21", WhyNotRead.ENDS_BEFORE_IT_BEGINS),
        ("Jan 1, 2027 - Dec 21, 2026", WhyNotRead.ENDS_BEFORE_IT_BEGINS),
        ("Apr 2 - Mar 8", WhyNotRead.TOO_LONG),
        ("1/1/2026 - 1/1/2027", WhyNotRead.TOO_LONG),
        ("Nov 11 and Nov 26 and Nov 27", WhyNotRead.SEVERAL_ON_ONE_LINE),
        ("Nov 26-27, Dec 21-Jan 1", WhyNotRead.SEVERAL_ON_ONE_LINE),
    ],
)
def test_a_line_that_is_no_break_is_told_with_the_reason(line: str, why: WhyNotRead) -> None:
    assert read_ranges(f"\n  {line} ", today=TODAY) == Ranges((), (LineProblem(2, line, why),))


def test_what_was_understood_is_kept_beside_what_was_not() -> None:
    found = read_ranges("Nov 11 Veterans Day\n\n???\nNov 26-27 Thanksgiving", today=TODAY)
    assert [one.name for one in found.breaks] == ["Veterans Day", "Thanksgiving"]
    assert found.problems == (LineProblem(3, "???", WhyNotRead.NO_DATE),)


def test_a_long_name_is_cut() -> None:
    (found,) = read_ranges(f"Nov 11 {'Long ' * 40}", today=TODAY).breaks
    assert len(found.name) <= LONGEST_NAME


@given(st.text(max_size=200))
def test_whatever_is_pasted_each_line_is_a_break_or_a_problem(text: str) -> None:
    found = read_ranges(text, today=TODAY)
    lines = [line for line in text.splitlines() if line.strip()]
    assert len(found.problems) <= len(lines) <= len(found.problems) + len(found.breaks)


FORMS = st.sampled_from(
    ["{0:%b} {0.day}, {0.year}", "{0:%B} {0.day} {0.year}", "{0.month}/{0.day}/{0.year}", "{0:%Y-%m-%d}"]
)


@given(st.dates(date(2025, 1, 1), date(2029, 1, 1)), st.integers(0, 180), FORMS, st.sampled_from(["-", " – ", " to "]))
def test_a_range_with_years_is_read_as_it_was_written(first: date, days: int, form: str, to: str) -> None:
    last = first + timedelta(days=days)
    line = f"Break: {form.format(first)}{to}{form.format(last)}"
    assert read_ranges(line, today=TODAY) == Ranges((Break(first, last, "Break"),), ())
