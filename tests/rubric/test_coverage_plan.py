"""When everything will have been asked once and twice, over the calendar, also with other settings."""

from dataclasses import replace
from datetime import timedelta
from math import ceil

import pytest

from rubric.coverage_plan import MOST_CHECK_INS, CoveragePlan, DomainPlan, coverage_plan
from rubric.library import load, shipped
from rubric.model import DomainId, IndicatorId
from rubric.preferences import Preferences, Reasoned
from rubric.rotation import History
from rubric.school_calendar import Break, SchoolCalendar
from rubric.team import Rhythm
from tests.builders import MONDAY, OPENING, a_history, a_rhythm, a_rubric

A_MOMENT = timedelta(microseconds=1)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
HOUR = timedelta(hours=1)
BEFORE = OPENING - DAY
TWO_AT_A_TIME = a_rhythm(indicators_per_check_in=2)


def plan(
    *sizes: int,
    rhythm: Rhythm = TWO_AT_A_TIME,
    history: History | None = None,
    preferences: Preferences | None = None,
    sooner: tuple[str, ...] = (),
) -> CoveragePlan:
    return coverage_plan(
        a_rubric(*sizes),
        rhythm,
        history=history or a_history(),
        after=BEFORE,
        preferences=preferences or Preferences(),
        sooner=tuple(map(IndicatorId, sooner)),
    )


def reasoned(*names: str) -> tuple[Reasoned, ...]:
    return tuple(Reasoned(IndicatorId(name), "because") for name in names)


def asks(found: CoveragePlan) -> list[str]:
    return [" ".join(one.asks) for one in found.check_ins]


def test_two_passes_are_planned_and_no_more() -> None:
    found = plan(2, 1)
    assert asks(found) == ["a.1 b.1", "a.2", "a.1 b.1", "a.2"]
    assert [one.pass_number for one in found.check_ins] == [1, 1, 2, 2]
    assert [one.opens_at for one in found.check_ins][:2] == [OPENING, OPENING + 2 * WEEK]
    assert (found.first_pass_at, found.second_pass_at) == (OPENING + 2 * WEEK, OPENING + 6 * WEEK)


def test_what_was_asked_is_not_planned_again_in_the_pass() -> None:
    found = plan(2, 1, history=a_history(["a.1", "b.1"]))
    assert asks(found) == ["a.2", "a.1 b.1", "a.2"]
    assert (found.first_pass_at, found.second_pass_at) == (OPENING, OPENING + 4 * WEEK)


def test_when_the_pass_is_complete_the_next_is_the_first() -> None:
    found = plan(2, 1, history=a_history(["a.1", "b.1"], ["a.2"]))
    assert [one.pass_number for one in found.check_ins] == [2, 2, 3, 3]
    assert found.first_pass_at == OPENING + 2 * WEEK


def test_breaks_move_the_plan_and_are_named() -> None:
    fall = Break(MONDAY + 2 * WEEK, MONDAY + 2 * WEEK, "Fall break")
    found = plan(2, 1, rhythm=replace(TWO_AT_A_TIME, calendar=SchoolCalendar.of([fall])))
    assert [one.occurrence.after_break for one in found.check_ins] == [None, fall, None, None]
    assert found.first_pass_at == OPENING + 3 * WEEK


def test_each_domain_has_its_own_dates() -> None:
    found = plan(2, 1)
    assert found.domains == (
        DomainPlan(DomainId("a"), "Domain A", OPENING + 2 * WEEK, OPENING + 6 * WEEK, left=2, total=2),
        DomainPlan(DomainId("b"), "Domain B", OPENING, OPENING + 4 * WEEK, left=1, total=1),
    )


def test_a_domain_with_nothing_left_in_the_pass_has_no_first_date() -> None:
    _, done = plan(2, 1, history=a_history(["a.1", "b.1"])).domains
    assert (done.first_at, done.second_at, done.left, done.total) == (None, OPENING + 2 * WEEK, 0, 1)


def test_what_is_left_out_is_not_planned() -> None:
    found = plan(2, 2, preferences=Preferences(excluded=reasoned("a.1", "b.1", "b.2")))
    assert asks(found) == ["a.2", "a.2"]
    assert (found.first_pass_at, found.second_pass_at) == (OPENING, OPENING + 2 * WEEK)
    assert [(one.left, one.total, one.first_at) for one in found.domains] == [(1, 1, OPENING), (0, 0, None)]


def test_when_everything_is_left_out_nothing_is_planned() -> None:
    found = plan(1, 1, preferences=Preferences(excluded=reasoned("a.1", "b.1")))
    assert (found.check_ins, found.first_pass_at, found.second_pass_at) == ((), None, None)


def test_a_pin_comes_first_once_and_a_focus_fills_what_remains() -> None:
    pinned = plan(2, 2, preferences=Preferences(pinned=reasoned("b.2")))
    assert asks(pinned) == ["a.1 b.2", "a.2 b.1", "a.1 b.2", "a.2 b.1"]
    later = plan(2, 2, history=a_history(["a.1", "b.2"]), preferences=Preferences(pinned=reasoned("b.2", "b.1")))
    assert asks(later) == ["a.2 b.1", "a.1 b.2", "a.2 b.1"]
    three = a_rhythm(indicators_per_check_in=3)
    assert asks(plan(3, 3, rhythm=three, preferences=Preferences(focus=DomainId("b"))))[0] == "a.1 b.1 b.2"


def test_what_is_wanted_sooner_comes_sooner() -> None:
    assert asks(plan(2, 1, sooner=("a.2",)))[0] == "a.2 b.1"


def test_as_far_as_the_calendar_lets_one_see() -> None:
    for_ever = Break(MONDAY + 4 * WEEK, MONDAY + 60 * WEEK, "For ever")
    found = plan(2, 1, rhythm=replace(TWO_AT_A_TIME, calendar=SchoolCalendar.of([for_ever])))
    assert len(found.check_ins) == 2
    assert (found.first_pass_at, found.second_pass_at) == (OPENING + 2 * WEEK, None)
    assert [one.second_at for one in found.domains] == [None, None]
    sooner = Break(MONDAY + 2 * WEEK, MONDAY + 60 * WEEK, "For ever")
    found = plan(2, 1, rhythm=replace(TWO_AT_A_TIME, calendar=SchoolCalendar.of([sooner])))
    assert (len(found.check_ins), found.first_pass_at) == (1, None)


def test_a_plan_ends_somewhere() -> None:
    found = plan(250, rhythm=a_rhythm(indicators_per_check_in=1))
    assert len(found.check_ins) == MOST_CHECK_INS
    assert found.first_pass_at is not None
    assert found.second_pass_at is None


@pytest.mark.parametrize("n", [1, 5, 7, 30])
def test_the_shipped_rubric_is_planned_through_twice(n: int) -> None:
    rubric = load(shipped()[0])
    rhythm = a_rhythm(indicators_per_check_in=n)
    found = coverage_plan(rubric, rhythm, history=a_history(), after=BEFORE)
    assert len(found.check_ins) == 2 * ceil(len(rubric) / n)
    assert found.second_pass_at == found.check_ins[-1].opens_at
    assert max(one.first_at or BEFORE for one in found.domains) == found.first_pass_at
    assert max(one.second_at or BEFORE for one in found.domains) == found.second_pass_at


def test_another_number_and_another_cadence_are_planned_as_they_would_be() -> None:
    before, after = plan(2, 3), plan(2, 3, rhythm=a_rhythm(every_weeks=1, indicators_per_check_in=3))
    # The clocks have gone back by the end of the second pass.
    assert (before.first_pass_at, before.second_pass_at) == (OPENING + 4 * WEEK, OPENING + 10 * WEEK + HOUR)
    of_each_pass = [(number, size) for number in (1, 2) for size in (2, 2, 1)]
    assert [(one.pass_number, len(one.asks)) for one in before.check_ins] == of_each_pass
    assert (after.first_pass_at, after.second_pass_at) == (OPENING + WEEK, OPENING + 3 * WEEK)
    assert [(one.pass_number, len(one.asks)) for one in after.check_ins] == [(1, 3), (1, 2), (2, 3), (2, 2)]


def test_when_everything_is_excluded_nothing_is_in_sight() -> None:
    nothing = plan(1, preferences=Preferences(excluded=reasoned("a.1")))
    assert (nothing.check_ins, nothing.first_pass_at, nothing.second_pass_at) == ((), None, None)
    assert plan(1).first_pass_at == OPENING
