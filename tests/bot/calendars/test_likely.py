"""Guesses from a name whether school is out."""

import pytest

from bot.calendars.likely import is_likely


@pytest.mark.parametrize(
    "name",
    [
        "Thanksgiving Break", "NO SCHOOL - Professional Development", "Winter Recess", "Spring Vacation",
        "Schools Closed: Election Day", "Veterans’ Day", "Presidents Day", "Labor Day", "MLK Day", "Good Friday",
        "Eid al-Fitr", "Staff/Student Holiday", "Snow Day", "New Year's Day", "Juneteenth",
    ],
)  # fmt: skip
def test_a_day_without_school_is_likely(name: str) -> None:
    assert is_likely(name)


@pytest.mark.parametrize(
    "name",
    [
        "", "PTA Meeting", "Early Release", "Early dismissal before Thanksgiving",
        "Half-day: winter break begins",
        "Holiday Concert", "Thanksgiving Feast", "Board of Education Meeting", "School resumes after Winter Break",
        "First Day of School", "Graduation", "Breakfast with Santa", "Outbreak drill", "Christmas party",
    ],
)  # fmt: skip
def test_a_day_with_school_is_not_likely(name: str) -> None:
    assert not is_likely(name)
