"""Van der Eijk's A, against the reference values and its own laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.statistics.agreement import agreement

COUNTS = st.lists(st.integers(0, 12), min_size=2, max_size=7).filter(any)

REFERENCE = {
    "all on one level": ((0, 0, 8, 0), 1.00),
    "two neighbors": ((0, 4, 4, 0), 0.67),
    "one far off": ((1, 0, 7, 0), 0.71),
    "around a middle": ((0, 2, 4, 2), 0.50),
    "two camps two apart": ((0, 4, 0, 4), -0.17),
    "two camps at the ends": ((4, 0, 0, 4), -1.00),
    "even": ((2, 2, 2, 2), 0.00),
    "one at the other end": ((1, 0, 0, 4), 0.20),
    "one rating": ((0, 1, 0, 0), 1.00),
    "three levels, two camps": ((3, 0, 3), -1.00),
    "three levels, even": ((3, 3, 3), 0.00),
    "two levels, one chosen": ((5, 0), 1.00),
    "two levels, even": ((5, 5), 0.00),
    "five levels, peeled in four layers": ((1, 3, 6, 2, 0), 0.58),
}


@pytest.mark.parametrize(("counts", "expected"), REFERENCE.values(), ids=REFERENCE.keys())
def test_agreement_has_the_reference_value(counts: tuple[int, ...], expected: float) -> None:
    found = agreement(counts)
    assert found is not None
    assert round(found, 2) == expected


def test_around_a_middle_is_exactly_one_half() -> None:
    assert agreement((0, 2, 4, 2)) == 0.5


def test_without_ratings_there_is_no_agreement() -> None:
    assert agreement((0, 0, 0, 0)) is None
    assert agreement(()) is None


@given(COUNTS)
def test_agreement_lies_between_minus_one_and_one(counts: list[int]) -> None:
    found = agreement(counts)
    assert found is not None
    assert -1 <= found <= 1


@given(COUNTS)
def test_agreement_is_the_same_from_either_end(counts: list[int]) -> None:
    assert agreement(counts) == agreement(counts[::-1])


@given(COUNTS, st.integers(2, 5))
def test_agreement_depends_on_shares_only(counts: list[int], times: int) -> None:
    assert agreement(counts) == agreement([count * times for count in counts])
