"""What may be shown: enough answers, the same people, whole batches, and notes in an order that says nothing.

That the rules together keep what they promise is tried in tests/adversary.
"""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.model import IndicatorId, LevelId
from rubric.people import CheckInId, DigestId, MemberId
from rubric.privacy import batches, may_compare, release, shuffled
from rubric.second_rating import SecondRating
from rubric.statistics.tally import Tally
from tests.builders import OPENING


def test_two_answers_are_withheld_and_three_are_released() -> None:
    two, three = Tally(counts=(1, 0, 1), dont_know=0), Tally(counts=(1, 0, 1), dont_know=1)
    assert release(two) is None
    assert release(three) is three


@pytest.mark.parametrize(
    ("before", "after", "allowed"),
    [
        pytest.param("abc", "cab", True, id="the same three"),
        pytest.param("abcd", "abc", False, id="one was there only before"),
        pytest.param("abc", "abcd", False, id="one is new"),
        pytest.param("abcd", "abce", False, id="three in common"),
        pytest.param("ab", "ab", False, id="the same two"),
        pytest.param("", "", False, id="nobody"),
    ],
)
def test_only_the_same_people_are_compared_with_themselves(before: str, after: str, allowed: bool) -> None:
    assert may_compare(map(MemberId, before), map(MemberId, after)) is allowed


def a_second(member: str, *, indicator: str = "a.1", check_in: str = "1") -> SecondRating:
    return SecondRating(CheckInId(check_in), IndicatorId(indicator), MemberId(member), LevelId("strength"), OPENING)


def test_second_ratings_wait_until_there_are_three_of_one_check_in_and_indicator() -> None:
    first = [a_second(each) for each in "abc"]
    others = [a_second("a", indicator="a.2"), a_second("b", indicator="a.2"), a_second("c", check_in="2")]
    assert batches([*first[:2], *others]) == ()
    assert batches([first[0], *others, *first[1:]]) == (tuple(first),)


def test_all_that_wait_for_one_cell_are_one_batch() -> None:
    assert [len(batch) for batch in batches([a_second(each) for each in "abcdefg"])] == [7]


def test_what_was_counted_once_is_in_no_later_batch() -> None:
    counted = [replace(a_second(each), released_in=DigestId("first")) for each in "abc"]
    assert batches([*counted, a_second("d"), a_second("e")]) == ()
    new = [a_second(each) for each in "def"]
    assert batches([*counted, *new]) == (tuple(new),)


def test_the_order_does_not_depend_on_who_came_first() -> None:
    texts = ("We have it.", "I have not seen it.", "It began in May.", "We have it.")
    assert len({shuffled(order, seed="check-in") for order in permutations(texts)}) == 1


def test_the_order_differs_from_one_check_in_to_the_next() -> None:
    texts = [f"Text {number}" for number in range(6)]
    assert len({shuffled(texts, seed=f"check-in {number}") for number in range(5)}) > 1


def test_the_order_is_not_the_alphabets() -> None:
    texts = [f"Text {number}" for number in range(6)]
    assert any(shuffled(texts, seed=seed) != tuple(sorted(texts)) for seed in ("one", "two"))


@given(st.lists(st.text(st.characters(codec="utf-8")), max_size=8), st.text(st.characters(codec="utf-8")))
def test_nothing_is_lost_and_nothing_added(texts: list[str], seed: str) -> None:
    assert sorted(shuffled(texts, seed=seed)) == sorted(texts)
