"""Alpha against Krippendorff's own example and an independent reckoning, and what can't be worked out."""

import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.files.reliability import WhyNone, of_counts, reliability
from tests.builders import a_closed, a_scale
from tests.passes import a_pass

# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), its data with missing values, four observers.
PUBLISHED = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)


def counted(observers: tuple[tuple[int | None, ...], ...], levels: int) -> list[tuple[int, ...]]:
    units = zip(*observers, strict=True)
    return [tuple(unit.count(level) for level in range(1, levels + 1)) for unit in units]


def reckoned(counts: Sequence[tuple[int, ...]]) -> float | None:
    """1 - Do/De by all pairs, in fractions, with no library: each value against each other of its unit."""
    usable = [row for row in counts if sum(row) > 1]
    levels = range(len(counts[0]))
    n = [sum(row[level] for row in usable) for level in levels]
    total = sum(n)

    def apart(one: int, other: int) -> Fraction:
        low, high = min(one, other), max(one, other)
        return (sum(n[low : high + 1]) - Fraction(n[low] + n[high], 2)) ** 2

    observed = sum(
        (
            Fraction(row[one] * (row[other] - (one == other)), sum(row) - 1) * apart(one, other)
            for row in usable
            for one, other in product(levels, levels)
        ),
        Fraction(0),
    )
    expected = sum(
        (Fraction(n[one] * (n[other] - (one == other)), total - 1) * apart(one, other)) if total > 1 else Fraction(0)
        for one, other in product(levels, levels)
    )
    return None if not expected else float(1 - observed / expected)


def test_alpha_is_krippendorffs_published_one() -> None:
    found = of_counts(counted(PUBLISHED, 5))
    assert found.alpha == pytest.approx(0.815, abs=0.0005)
    assert (found.indicators, found.ratings) == (11, 40)


@given(st.lists(st.tuples(*[st.integers(0, 6)] * 4), min_size=2, max_size=45))
def test_alpha_agrees_with_an_independent_reckoning(counts: list[tuple[int, ...]]) -> None:
    found = of_counts(counts)
    if found.alpha is None:
        usable = [row for row in counts if sum(row) > 1]
        assert len(usable) < 2 or reckoned(usable) is None
        return
    assert found.alpha == pytest.approx(reckoned(counts))
    if found.low is not None and found.high is not None:
        assert -1 <= found.low <= found.alpha <= found.high <= 1


def test_the_order_of_the_levels_may_be_turned_round() -> None:
    counts = counted(PUBLISHED, 5)
    assert of_counts([row[::-1] for row in counts]).alpha == pytest.approx(of_counts(counts).alpha)


def test_nearly_everybody_alike_gives_a_low_alpha_as_the_page_says() -> None:
    counts = [(0, 8, 0, 0)] * 5 + [(1, 7, 0, 0)] * 2
    assert sum(map(sum, counts)) == 56
    found = of_counts(counts)
    assert found.alpha is not None
    assert found.alpha < 0.1


@pytest.mark.parametrize(
    ("counts", "why"),
    [
        pytest.param([], WhyNone.TOO_FEW, id="nothing"),
        pytest.param([(3, 0, 1, 0)], WhyNone.TOO_FEW, id="one indicator"),
        pytest.param([(3, 0, 1, 0), (1, 0, 0, 0)], WhyNone.TOO_FEW, id="one with two ratings"),
        pytest.param([(0, 5, 0, 0), (0, 6, 0, 0)], WhyNone.NO_VARIANCE, id="all alike"),
        pytest.param([(0, 5, 0, 0), (0, 6, 0, 0), (1, 0, 0, 0)], WhyNone.NO_VARIANCE, id="alike where it counts"),
    ],
)
def test_where_there_is_no_alpha_it_says_why(counts: list[tuple[int, ...]], why: WhyNone) -> None:
    found = of_counts(counts)
    assert (found.alpha, found.low, found.high, found.why_none) == (None, None, None, why)


def test_the_interval_is_the_jackknifes() -> None:
    counts = [(5, 1, 0, 0), (0, 4, 2, 0), (1, 1, 3, 1), (0, 0, 2, 4), (3, 3, 0, 0), (0, 1, 5, 0)]
    found = of_counts(counts)
    left_out = [reckoned(counts[:at] + counts[at + 1 :]) or 0.0 for at in range(6)]
    middle = sum(left_out) / 6
    error = math.sqrt(5 / 6 * sum((one - middle) ** 2 for one in left_out))
    assert found.alpha is not None
    assert found.low == pytest.approx(found.alpha - 2.571 * error, abs=0.01)
    assert found.high == pytest.approx(min(found.alpha + 2.571 * error, 1), abs=0.01)


def test_an_interval_that_hangs_on_one_indicator_is_not_given() -> None:
    found = of_counts([(0, 5, 0, 0)] * 6 + [(3, 2, 0, 0)])
    assert found.alpha is not None
    assert (found.low, found.high) == (None, None)


def test_dont_know_withheld_tallies_and_other_scales_have_no_part_in_it() -> None:
    early = a_closed("A: 1 1\nB: 1 1\nC: 1 2", "a.1", "a.2", number=1, scale=a_scale("Yes", "No"))
    late = a_closed("A: S U O\nB: S U .\nC: ? U .\nD: O C .", "b.1", "b.2", "b.3", number=2)
    found = reliability(a_pass(early, late))
    assert (found.indicators, found.ratings) == (2, 7)
    assert found.alpha == pytest.approx(reckoned([(2, 1, 0, 0), (0, 0, 1, 3)]))


def test_who_gave_which_ratings_makes_no_difference() -> None:
    grids = ("A: S U\nB: O C\nC: C O", "A: C U\nB: S O\nC: O C")
    one, other = (reliability(a_pass(a_closed(grid, "a.1", "a.2"))) for grid in grids)
    assert one == other
