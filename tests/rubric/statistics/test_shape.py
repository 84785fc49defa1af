"""What kind of disagreement a split is."""

import pytest

from rubric.statistics.shape import Shape, shape


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        pytest.param((3, 1, 0, 3), Shape.TWO_GROUPS, id="a gap between them"),
        pytest.param((4, 0, 0, 4), Shape.TWO_GROUPS, id="both ends"),
        pytest.param((0, 4, 0, 4), Shape.TWO_GROUPS, id="two levels with one between"),
        pytest.param((3, 1, 1, 3), Shape.TWO_GROUPS, id="more at each end than in between"),
        pytest.param((2, 0, 0, 1), Shape.TWO_GROUPS, id="two against one of three"),
        pytest.param((4, 4), Shape.TWO_GROUPS, id="a scale of two levels"),
        pytest.param((2, 2, 2, 2), Shape.SPREAD, id="evenly"),
        pytest.param((1, 1, 1, 0), Shape.SPREAD, id="three see three things"),
        pytest.param((2, 3, 1, 2), Shape.SPREAD, id="everywhere"),
        pytest.param((1, 0, 1, 0, 1), Shape.SPREAD, id="three runs"),
        pytest.param((1, 0, 7, 0), Shape.NEARLY_ALIKE, id="all but one on a level"),
        pytest.param((0, 4, 3, 0, 1), Shape.NEARLY_ALIKE, id="all but one on neighboring levels"),
        pytest.param((7, 1), Shape.NEARLY_ALIKE, id="all but one of two levels"),
    ],
)
def test_a_split_is_of_one_shape_from_either_end(counts: tuple[int, ...], found: Shape) -> None:
    assert shape(counts) is found
    assert shape(counts[::-1]) is found
