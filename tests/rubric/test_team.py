"""A rhythm within bounds, and digests two weeks after the first check-in."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from rubric.cadence import BadCadence, Cadence
from rubric.people import Role
from rubric.refusals import BadSetting
from rubric.school_calendar import Break, SchoolCalendar
from rubric.team import Rhythm, after_break
from tests.builders import OPENING, a_member, a_rhythm, a_team


def test_digests_come_every_two_weeks_from_two_weeks_after_the_first_check_in() -> None:
    rhythm = Rhythm.starting(date(2026, 9, 14), 4, time(15, 30), "America/Denver")
    assert rhythm.cadence == Cadence(anchor=date(2026, 9, 14), every_weeks=4, at=time(15, 30), zone="America/Denver")
    assert rhythm.digest == Cadence(anchor=date(2026, 9, 28), every_weeks=2, at=time(15, 30), zone="America/Denver")
    assert (rhythm.indicators_per_check_in, rhythm.days_open, rhythm.reminder_days) == (7, 7, (3, 5))


def test_a_rhythm_given_only_its_cadences_has_the_same_defaults() -> None:
    started = Rhythm.starting(date(2026, 9, 14), 2, time(9), "UTC")
    assert Rhythm(cadence=started.cadence, digest=started.digest) == started


def test_every_setting_can_be_chosen_at_the_start() -> None:
    rhythm = a_rhythm(every_weeks=4, indicators_per_check_in=30, days_open=28, reminder_days=(1, 27))
    assert (rhythm.indicators_per_check_in, rhythm.days_open, rhythm.reminder_days) == (30, 28, (1, 27))


@pytest.mark.parametrize("days", [(), (2,), (1, 2)], ids=["no reminder", "one", "two"])
def test_fewer_reminders_are_fine(days: tuple[int, ...]) -> None:
    assert a_rhythm(reminder_days=days, days_open=3).reminder_days == days


def test_the_shortest_rhythm_is_one_indicator_for_a_day() -> None:
    rhythm = a_rhythm(indicators_per_check_in=1, days_open=1, reminder_days=())
    assert (rhythm.indicators_per_check_in, rhythm.days_open) == (1, 1)


COUNT = "Choose between 1 and 30 indicators."
ORDER = "Put the earlier reminder first, on a day of its own."
BETWEEN = "Choose reminder days between the opening and the closing day."
REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "no indicators": ({"indicators_per_check_in": 0}, "indicators_per_check_in", COUNT),
    "31 indicators": ({"indicators_per_check_in": 31}, "indicators_per_check_in", COUNT),
    "no days": ({"days_open": 0}, "days_open", "Choose between 1 and 28 days."),
    "29 days": ({"days_open": 29}, "days_open", "Choose between 1 and 28 days."),
    "three reminders": ({"reminder_days": (1, 2, 3)}, "reminder_days", "Choose at most 2 reminders."),
    "the same day twice": ({"reminder_days": (2, 2)}, "reminder_days", ORDER),
    "later one first": ({"reminder_days": (3, 2)}, "reminder_days", ORDER),
    "on the opening day": ({"reminder_days": (0,)}, "reminder_days", BETWEEN),
    "on the closing day": ({"reminder_days": (3, 7)}, "reminder_days", BETWEEN),
}


@pytest.mark.parametrize(("settings", "field", "problem"), REFUSED.values(), ids=REFUSED.keys())
def test_a_setting_out_of_bounds_is_refused_by_name(settings: dict[str, Any], field: str, problem: str) -> None:
    with pytest.raises(BadSetting) as caught:
        a_rhythm(**settings)
    assert (caught.value.field, caught.value.problem) == (field, problem)


@pytest.mark.parametrize(
    ("weeks", "days", "problem"),
    [
        (
            1,
            8,
            "A check-in opens every week, so one that is open for 8 days would run into the next. Choose at most 7 ",
        ),
        (2, 15, "A check-in opens every 2 weeks, so one that is open for 15 days would run into the next. Choose at "),
    ],
)
def test_a_window_that_overlaps_the_next_check_in_is_refused(weeks: int, days: int, problem: str) -> None:
    with pytest.raises(BadSetting) as caught:
        a_rhythm(every_weeks=weeks, days_open=days)
    assert caught.value.field == "days_open"
    assert caught.value.problem.startswith(problem)
    assert a_rhythm(every_weeks=weeks, days_open=days - 1).days_open == 7 * weeks


def test_a_rhythm_in_no_zone_is_refused() -> None:
    with pytest.raises(BadCadence, match="Nowhere"):
        a_rhythm(zone="Nowhere")


def test_a_break_that_moved_the_next_check_in_is_named() -> None:
    monday = date(2026, 9, 14)
    calendar = SchoolCalendar.of([Break(monday, monday, "Opening day")])
    team = a_team(replace(a_rhythm(), calendar=calendar))
    assert after_break(replace(team, next_check_in_at=OPENING + timedelta(weeks=1))) == "Opening day"
    assert after_break(replace(team, next_check_in_at=OPENING + timedelta(weeks=3))) is None
    assert after_break(replace(team, next_check_in_at=OPENING + timedelta(days=1))) is None


def test_only_members_rate() -> None:
    assert a_member("Dana").rates
    assert not a_member("Dana", role=Role.OBSERVER).rates
