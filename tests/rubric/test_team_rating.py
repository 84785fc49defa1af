"""What the team agreed on: which one stands, and on which days anybody can have agreed."""

from datetime import date

import pytest

from rubric.model import IndicatorId
from rubric.team_rating import WrongDay, standing, wrong_day
from tests.team_ratings import a_team_rating

CLOSED, TODAY = date(2026, 11, 9), date(2026, 11, 12)


def test_of_each_indicator_the_one_recorded_last_stands() -> None:
    found = standing([a_team_rating(id=2), a_team_rating(id=1), a_team_rating("a.2", id=3)])
    assert {indicator: one.id for indicator, one in found.items()} == {"a.1": 2, "a.2": 3}


def test_one_about_a_later_check_in_stands_though_an_earlier_one_was_recorded_after_it() -> None:
    assert standing([a_team_rating(id=1, number=2), a_team_rating(id=2, number=1)])[IndicatorId("a.1")].id == 1


@pytest.mark.parametrize(
    ("agreed_on", "wrong"),
    [
        pytest.param(date(2026, 11, 8), WrongDay.BEFORE_THE_CLOSE, id="before the close"),
        pytest.param(CLOSED, None, id="the day it closed"),
        pytest.param(TODAY, None, id="today"),
        pytest.param(date(2026, 11, 13), WrongDay.TO_COME, id="tomorrow"),
    ],
)
def test_a_team_agrees_from_the_day_of_the_close_until_today(agreed_on: date, wrong: WrongDay | None) -> None:
    assert wrong_day(agreed_on, closed_on=CLOSED, today=TODAY) is wrong
