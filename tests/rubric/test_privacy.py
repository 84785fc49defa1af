"""Too few answers are withheld, and evidence is in an order that says nothing."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from rubric.privacy import release, shuffled
from rubric.statistics.tally import Tally


def test_two_answers_are_withheld_and_three_are_released() -> None:
    two, three = Tally(counts=(1, 0, 1), dont_know=0), Tally(counts=(1, 0, 1), dont_know=1)
    assert release(two) is None
    assert release(three) is three


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
