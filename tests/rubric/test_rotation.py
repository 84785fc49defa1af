"""The rotation's promise: each indicator once a pass, in as few check-ins as can be, spread over domains."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.library import load, shipped
from rubric.model import DomainId, IndicatorId, Rubric
from rubric.rotation import Progress, forecast, next_indicators, passes
from tests.builders import a_rubric

History = list[tuple[IndicatorId, ...]]

SIZES = st.lists(st.integers(1, 9), min_size=1, max_size=7)


def ids(*names: str) -> tuple[IndicatorId, ...]:
    return tuple(map(IndicatorId, names))


def domains_of(rubric: Rubric, chosen: Sequence[IndicatorId]) -> set[DomainId]:
    return {rubric.domain_of(indicator).id for indicator in chosen}


def a_pass(rubric: Rubric, n: int, history: History | None = None) -> History:
    """One whole pass, the check-ins it takes."""
    before = list(history or [])
    asked: History = []
    while sum(map(len, asked)) < len(rubric):
        asked.append(next_indicators(rubric, [*before, *asked], n))
    return asked


@given(SIZES, st.integers(1, 70), st.integers(0, 3))
def test_a_pass_asks_each_indicator_once_in_as_few_check_ins_as_can_be(
    sizes: list[int], n: int, passes_before: int
) -> None:
    rubric = a_rubric(*sizes)
    history: History = []
    for _ in range(passes_before):
        history += a_pass(rubric, n, history)
    asked = a_pass(rubric, n, history)
    everything = [indicator.id for indicator in rubric.indicators]
    assert sorted(one for check_in in asked for one in check_in) == sorted(everything)
    assert len(asked) == ceil(len(rubric) / n)


@given(st.data(), SIZES)
def test_the_promise_holds_whatever_n_becomes_and_whatever_is_wanted_sooner(
    data: st.DataObject, sizes: list[int]
) -> None:
    rubric = a_rubric(*sizes)
    everything = [indicator.id for indicator in rubric.indicators]
    wanted = st.lists(st.sampled_from([*everything, IndicatorId("z.9")]), max_size=8)
    history: History = []
    this_pass: list[IndicatorId] = []
    while len(this_pass) < len(rubric):
        n = data.draw(st.integers(1, 12))
        chosen = next_indicators(rubric, history, n, sooner=data.draw(wanted))
        assert len(chosen) == ceil((len(rubric) - len(this_pass)) / ceil((len(rubric) - len(this_pass)) / n))
        history.append(chosen)
        this_pass += chosen
    assert sorted(this_pass) == sorted(everything)


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
    assert next_indicators(a_rubric(1, 3, 3, 2), [], 3) == ids("b.1", "c.1", "d.1")
    assert next_indicators(a_rubric(2, 3, 3), [], 4) == ids("a.1", "b.1", "b.2", "c.1")
    assert next_indicators(a_rubric(2, 2), [], 1) == ids("a.1")


def test_what_was_asked_longest_ago_comes_first() -> None:
    history = [ids("a.3"), ids("a.1"), ids("a.2")]
    assert next_indicators(a_rubric(3), history, 1) == ids("a.3")
    assert next_indicators(a_rubric(3), [*history, ids("a.3")], 1) == ids("a.1")


def test_what_is_wanted_sooner_comes_first_within_its_domain_in_the_order_wanted() -> None:
    rubric = a_rubric(4, 4)
    assert next_indicators(rubric, [], 2, sooner=ids("a.3", "b.4", "b.2")) == ids("a.3", "b.4")
    assert next_indicators(rubric, [], 4, sooner=ids("a.3", "b.4", "b.2")) == ids("a.1", "a.3", "b.2", "b.4")
    assert next_indicators(rubric, [], 1, sooner=ids("a.3", "a.2", "a.3")) == ids("a.3")


def test_what_is_wanted_sooner_waits_when_this_pass_has_asked_it() -> None:
    assert next_indicators(a_rubric(2), [ids("a.1")], 2, sooner=ids("a.1")) == ids("a.2")


def test_a_first_pass_starts_from_nothing() -> None:
    assert passes(a_rubric(2), []) == Progress(pass_number=1, asked_this_pass=frozenset())


def test_a_finished_pass_is_the_current_one_until_something_is_asked_after_it() -> None:
    rubric = a_rubric(1, 1)
    done = [ids("a.1"), ids("b.1")]
    assert passes(rubric, done) == Progress(pass_number=1, asked_this_pass=frozenset(ids("a.1", "b.1")))
    assert passes(rubric, [*done, ids("b.1")]) == Progress(pass_number=2, asked_this_pass=frozenset(ids("b.1")))
    assert passes(rubric, [*done, *done]).pass_number == 2


def test_indicators_the_rubric_no_longer_has_are_ignored() -> None:
    rubric = a_rubric(1, 1)
    done = [ids("a.1", "z.1"), ids("b.1")]
    assert passes(rubric, [*done, ids("z.1")]) == passes(rubric, done)
    assert next_indicators(rubric, [ids("z.1", "z.2")], 2) == ids("a.1", "b.1")


def test_one_asked_twice_in_a_pass_counts_once() -> None:
    assert passes(a_rubric(2), [ids("a.1"), ids("a.1")]).asked_this_pass == frozenset(ids("a.1"))


@pytest.mark.parametrize("n", [0, -1])
def test_a_check_in_of_nothing_is_refused(n: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        next_indicators(a_rubric(2), [], n)
    with pytest.raises(ValueError, match="at least one"):
        forecast(a_rubric(2), [], n, [])


MONDAYS = tuple(datetime(2026, 9, 14, 13, tzinfo=UTC) + timedelta(weeks=week) for week in range(10))


def test_the_forecast_is_the_opening_that_completes_the_pass() -> None:
    rubric = a_rubric(3, 4)
    assert forecast(rubric, [], 3, MONDAYS) == MONDAYS[2]
    assert forecast(rubric, [ids("a.1", "b.1", "b.2")], 3, MONDAYS) == MONDAYS[1]
    assert forecast(rubric, [], 7, MONDAYS) == MONDAYS[0]


def test_there_is_no_forecast_when_the_pass_is_complete_or_too_long() -> None:
    rubric = a_rubric(1, 1)
    assert forecast(rubric, [ids("a.1", "b.1")], 1, MONDAYS) is None
    assert forecast(rubric, [], 1, MONDAYS[:1]) is None
    assert forecast(rubric, [], 1, iter(MONDAYS)) == MONDAYS[1]


@given(SIZES, st.integers(1, 9), st.integers(0, 8))
def test_the_forecast_comes_true(sizes: list[int], n: int, check_ins: int) -> None:
    rubric = a_rubric(*sizes)
    whole = a_pass(rubric, n)
    history = whole[:check_ins]
    openings = [MONDAYS[0] + timedelta(weeks=week) for week in range(len(whole))]
    left = whole[len(history) :]
    assert forecast(rubric, history, n, openings) == (openings[len(left) - 1] if left else None)
