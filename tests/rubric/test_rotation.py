"""The rotation's promise: each indicator once a pass, in as few check-ins as can be, spread over domains."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.library import load, shipped
from rubric.model import DomainId, IndicatorId, Rubric
from rubric.preferences import Preferences, Reasoned
from rubric.rotation import History, PastCheckIn, Progress, Turn, forecast, next_indicators, next_turn, progress
from tests.builders import a_history, a_rubric

Asked = list[tuple[IndicatorId, ...]]

SIZES = st.lists(st.integers(1, 9), min_size=1, max_size=7)


def ids(*names: str) -> tuple[IndicatorId, ...]:
    return tuple(map(IndicatorId, names))


def domains_of(rubric: Rubric, chosen: Sequence[IndicatorId]) -> set[DomainId]:
    return {rubric.domain_of(indicator).id for indicator in chosen}


def a_pass(rubric: Rubric, n: int, history: History | None = None) -> Asked:
    """One whole pass, the check-ins it takes."""
    now = history or History()
    number = next_turn(rubric, now).pass_number
    while next_turn(rubric, now).pass_number == number:
        now = now.with_next(next_indicators(rubric, now, n), number)
    return [one.asked for one in now.check_ins[len((history or History()).check_ins) :]]


def lived(rubric: Rubric, n: int, whole_passes: int) -> History:
    history = History()
    for number in range(1, whole_passes + 1):
        history = History((*history.check_ins, *(PastCheckIn(asked, number) for asked in a_pass(rubric, n, history))))
    return history


@given(SIZES, st.integers(1, 70), st.integers(0, 3))
def test_a_pass_asks_each_indicator_once_in_as_few_check_ins_as_can_be(
    sizes: list[int], n: int, passes_before: int
) -> None:
    rubric = a_rubric(*sizes)
    asked = a_pass(rubric, n, lived(rubric, n, passes_before))
    everything = [indicator.id for indicator in rubric.indicators]
    assert sorted(one for check_in in asked for one in check_in) == sorted(everything)
    assert len(asked) == ceil(len(rubric) / n)


@given(SIZES, st.integers(1, 20))
def test_a_check_in_touches_as_many_domains_as_are_left(sizes: list[int], n: int) -> None:
    rubric = a_rubric(*sizes)
    left = {indicator.id for indicator in rubric.indicators}
    for chosen in a_pass(rubric, n):
        assert len(domains_of(rubric, chosen)) == min(len(chosen), len(domains_of(rubric, tuple(left))))
        left -= set(chosen)


@given(SIZES, st.integers(1, 20))
def test_within_a_check_in_no_domain_has_two_more_than_one_that_could_give_more(sizes: list[int], n: int) -> None:
    rubric = a_rubric(*sizes)
    left = {indicator.id for indicator in rubric.indicators}
    for chosen in a_pass(rubric, n):
        left -= set(chosen)
        given_by = {domain.id: sum(one.id in chosen for one in domain.indicators) for domain in rubric.domains}
        could_give = domains_of(rubric, tuple(left))
        assert all(given_by[domain] >= max(given_by.values()) - 1 for domain in could_give)


@given(SIZES, st.integers(1, 20))
def test_check_ins_of_a_pass_are_of_one_size_give_or_take_one(sizes: list[int], n: int) -> None:
    found = [len(chosen) for chosen in a_pass(a_rubric(*sizes), n)]
    assert max(found) <= n
    assert max(found) - min(found) <= 1


@given(SIZES, st.integers(1, 20))
def test_what_is_asked_is_in_the_rubrics_order(sizes: list[int], n: int) -> None:
    rubric = a_rubric(*sizes)
    order = [indicator.id for indicator in rubric.indicators]
    for chosen in a_pass(rubric, n):
        assert sorted(chosen, key=order.index) == list(chosen)


@pytest.mark.parametrize("n", range(1, 31))
def test_every_check_in_of_the_shipped_rubric_touches_all_the_domains_it_can(n: int) -> None:
    rubric = load(shipped()[0])
    for chosen in a_pass(rubric, n):
        assert len(domains_of(rubric, chosen)) == min(len(chosen), len(rubric.domains))


def test_seven_a_time_takes_the_shipped_rubric_in_seven_even_check_ins() -> None:
    assert [len(chosen) for chosen in a_pass(load(shipped()[0]), 7)] == [7, 7, 7, 6, 6, 6, 6]


def test_domains_with_more_left_give_more_then_the_rubrics_order_decides() -> None:
    assert next_indicators(a_rubric(1, 3, 3, 2), a_history(), 3) == ids("b.1", "c.1", "d.1")
    assert next_indicators(a_rubric(2, 3, 3), a_history(), 4) == ids("a.1", "b.1", "b.2", "c.1")
    assert next_indicators(a_rubric(2, 2), a_history(), 1) == ids("a.1")


def test_what_was_asked_longest_ago_comes_first() -> None:
    history = a_history(["a.3"], ["a.1"], ["a.2"])
    assert next_indicators(a_rubric(3), history, 1) == ids("a.3")
    assert next_indicators(a_rubric(3), history.with_next(ids("a.3"), 2), 1) == ids("a.1")


def test_what_is_wanted_sooner_comes_first_within_its_domain_in_the_order_wanted() -> None:
    rubric = a_rubric(4, 4)
    assert next_indicators(rubric, a_history(), 2, sooner=ids("a.3", "b.4", "b.2")) == ids("a.3", "b.4")
    assert next_indicators(rubric, a_history(), 4, sooner=ids("a.3", "b.4", "b.2")) == ids("a.1", "a.3", "b.2", "b.4")
    assert next_indicators(rubric, a_history(), 1, sooner=ids("a.3", "a.2", "a.3")) == ids("a.3")


def test_what_is_wanted_sooner_waits_when_this_pass_has_asked_it() -> None:
    assert next_indicators(a_rubric(2), a_history(["a.1"]), 2, sooner=ids("a.1")) == ids("a.2")


def test_a_first_pass_starts_from_nothing() -> None:
    everything = frozenset(ids("a.1", "a.2"))
    found = progress(a_rubric(2), a_history())
    assert found == Progress(pass_number=1, asked=frozenset(), wanted=everything)
    assert found.left == everything
    assert next_turn(a_rubric(2), a_history()) == Turn(1, everything)


def test_a_finished_pass_is_the_current_one_until_something_is_asked_after_it() -> None:
    rubric, everything = a_rubric(1, 1), frozenset(ids("a.1", "b.1"))
    done = a_history(["a.1"], ["b.1"])
    assert progress(rubric, done) == Progress(pass_number=1, asked=everything, wanted=everything)
    assert not progress(rubric, done).left
    assert next_turn(rubric, done) == Turn(2, everything)
    begun = done.with_next(ids("b.1"), 2)
    assert progress(rubric, begun) == Progress(pass_number=2, asked=frozenset(ids("b.1")), wanted=everything)
    assert next_turn(rubric, begun) == Turn(2, frozenset(ids("a.1")))


def test_indicators_the_rubric_no_longer_has_are_ignored() -> None:
    rubric = a_rubric(1, 1)
    done = a_history(["a.1", "z.1"], ["b.1"])
    assert progress(rubric, done).asked == frozenset(ids("a.1", "b.1"))
    assert next_turn(rubric, done).pass_number == 2
    assert next_indicators(rubric, a_history(["z.1", "z.2"]), 2) == ids("a.1", "b.1")


def test_one_asked_twice_in_a_pass_counts_once() -> None:
    assert progress(a_rubric(2), a_history(["a.1"], ["a.1"])).asked == frozenset(ids("a.1"))


@pytest.mark.parametrize("n", [0, -1])
def test_a_check_in_of_nothing_is_refused(n: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        next_indicators(a_rubric(2), a_history(), n)
    with pytest.raises(ValueError, match="at least one"):
        forecast(a_rubric(2), a_history(), n, [])


MONDAYS = tuple(datetime(2026, 9, 14, 13, tzinfo=UTC) + timedelta(weeks=week) for week in range(10))


def test_the_forecast_is_the_opening_that_completes_the_pass() -> None:
    rubric = a_rubric(3, 4)
    assert forecast(rubric, a_history(), 3, MONDAYS) == MONDAYS[2]
    assert forecast(rubric, a_history(["a.1", "b.1", "b.2"]), 3, MONDAYS) == MONDAYS[1]
    assert forecast(rubric, a_history(), 7, MONDAYS) == MONDAYS[0]
    assert forecast(rubric, a_history(), 3, MONDAYS, preferences=excluding("a.1")) == MONDAYS[1]


def test_there_is_no_forecast_when_the_pass_is_complete_or_too_long() -> None:
    rubric = a_rubric(1, 1)
    assert forecast(rubric, a_history(["a.1", "b.1"]), 1, MONDAYS) is None
    assert forecast(rubric, a_history(["a.1"]), 1, MONDAYS, preferences=excluding("b.1")) is None
    assert forecast(rubric, a_history(), 1, MONDAYS[:1]) is None
    assert forecast(rubric, a_history(), 1, iter(MONDAYS)) == MONDAYS[1]


@given(SIZES, st.integers(1, 9), st.integers(0, 8))
def test_the_forecast_comes_true(sizes: list[int], n: int, check_ins: int) -> None:
    rubric = a_rubric(*sizes)
    whole = a_pass(rubric, n)
    history = a_history(*whole[:check_ins])
    openings = [MONDAYS[0] + timedelta(weeks=week) for week in range(len(whole))]
    left = whole[check_ins:]
    assert forecast(rubric, history, n, openings) == (openings[len(left) - 1] if left else None)


def reasoned(*names: str) -> tuple[Reasoned, ...]:
    return tuple(Reasoned(one, "because") for one in ids(*names))


def excluding(*names: str) -> Preferences:
    return Preferences(excluded=reasoned(*names))


def pinning(*names: str) -> Preferences:
    return Preferences(pinned=reasoned(*names))


def test_what_is_excluded_is_not_asked_and_the_pass_is_complete_without_it() -> None:
    rubric = a_rubric(2, 2)
    assert next_indicators(rubric, a_history(), 4, preferences=excluding("a.1")) == ids("a.2", "b.1", "b.2")
    done = a_history(["a.2", "b.1", "b.2"])
    assert not progress(rubric, done, excluding("a.1")).left
    assert next_turn(rubric, done, excluding("a.1")) == Turn(2, frozenset(ids("a.2", "b.1", "b.2")))


def test_one_that_is_included_again_joins_the_pass_that_is_under_way() -> None:
    rubric = a_rubric(2, 2)
    complete = a_history(["a.2", "b.1", "b.2"])
    assert next_turn(rubric, complete) == Turn(1, frozenset(ids("a.1")))
    begun = complete.with_next(ids("a.2", "b.1"), 2)
    assert next_turn(rubric, begun) == Turn(2, frozenset(ids("a.1", "b.2")))


def test_one_asked_and_excluded_and_included_again_is_not_asked_twice_in_a_pass() -> None:
    rubric, history = a_rubric(2), a_history(["a.1"])
    assert next_indicators(rubric, history, 2, preferences=excluding("a.1")) == ids("a.2")
    assert next_indicators(rubric, history, 2) == ids("a.2")


def test_when_everything_is_excluded_nothing_is_asked() -> None:
    rubric = a_rubric(1, 1)
    for history in (a_history(), a_history(["a.1"]), a_history(["a.1", "b.1"])):
        assert next_indicators(rubric, history, 3, preferences=excluding("a.1", "b.1")) == ()


def test_what_is_pinned_comes_first_in_the_order_pinned_and_beyond_the_balance_of_domains() -> None:
    rubric = a_rubric(5, 5)
    pins = pinning("a.5", "a.3", "a.4")
    assert next_indicators(rubric, a_history(), 2, preferences=pins) == ids("a.3", "a.5")
    assert next_indicators(rubric, a_history(), 3, preferences=pins) == ids("a.3", "a.4", "a.5")
    assert next_indicators(rubric, a_history(), 5, preferences=pins) == ids("a.3", "a.4", "a.5", "b.1", "b.2")


def test_what_is_pinned_and_was_asked_comes_first_in_the_next_pass() -> None:
    rubric, pins = a_rubric(2, 2), pinning("b.2")
    asked = a_history(["a.1", "b.2"])
    assert next_indicators(rubric, asked, 2, preferences=pins) == ids("a.2", "b.1")
    assert next_indicators(rubric, asked.with_next(ids("a.2", "b.1"), 1), 1, preferences=pins) == ids("b.2")


def test_an_excluded_pin_is_excluded_and_one_of_no_indicator_is_nothing() -> None:
    both = Preferences(pinned=reasoned("a.2", "z.9", "a.2"), excluded=reasoned("a.2"))
    assert next_indicators(a_rubric(3), a_history(), 3, preferences=both) == ids("a.1", "a.3")


def test_the_domain_in_focus_fills_what_remains_when_every_domain_has_a_place() -> None:
    rubric = a_rubric(5, 3, 4)
    focus = Preferences(focus=DomainId("b"))
    assert next_indicators(rubric, a_history(), 4, preferences=focus) == ids("a.1", "b.1", "b.2", "c.1")
    assert next_indicators(rubric, a_history(), 6, preferences=focus) == ids("a.1", "a.2", "b.1", "b.2", "b.3", "c.1")


def test_where_there_is_no_place_for_every_domain_the_one_in_focus_has_one() -> None:
    rubric = a_rubric(2, 3, 1)
    focus = Preferences(focus=DomainId("c"))
    assert next_indicators(rubric, a_history(), 2) == ids("a.1", "b.1")
    assert next_indicators(rubric, a_history(), 2, preferences=focus) == ids("b.1", "c.1")
    used_up = a_history(["c.1"])
    assert next_indicators(rubric, used_up, 2, preferences=focus) == ids("a.1", "b.1")
