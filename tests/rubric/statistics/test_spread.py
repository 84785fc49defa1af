"""The median is a level or two, never a number between; the range counts steps."""

import pytest

from rubric.statistics.spread import median, steps

SPREADS = {
    "nobody": ((0, 0, 0, 0), None, None),
    "one": ((0, 0, 1, 0), (2, 2), 0),
    "odd": ((1, 1, 1, 0), (1, 1), 2),
    "even within a level": ((1, 4, 1, 0), (1, 1), 2),
    "even split of neighbors": ((0, 4, 4, 0), (1, 2), 1),
    "even split of the ends": ((4, 0, 0, 4), (0, 3), 3),
    "just over half": ((5, 0, 0, 4), (0, 0), 3),
    "just under half": ((4, 0, 0, 5), (3, 3), 3),
    "two": ((0, 1, 0, 1), (1, 3), 2),
    "all the worst": ((0, 0, 0, 6), (3, 3), 0),
    "three levels": ((0, 2, 1), (1, 1), 1),
}


@pytest.mark.parametrize(("counts", "middle", "reach"), SPREADS.values(), ids=SPREADS.keys())
def test_the_middle_and_the_range(counts: tuple[int, ...], middle: tuple[int, int] | None, reach: int | None) -> None:
    assert median(counts) == middle
    assert steps(counts) == reach
