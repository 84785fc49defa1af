"""What one member's ratings leave open: Don't know, and the best and the worst level without a note."""

import pytest

from rubric.follow_up import MOST_QUESTIONS, not_asked_yet, questions
from tests.builders import a_check_in, a_scale, rate_grid


def left_open(drawn: str, *noted: str, scale: tuple[str, ...] = ()) -> list[tuple[str, bool]]:
    """Of a member who rated as drawn, with notes on `noted`: the indicators asked about, and whether for a reason."""
    ids = [f"a.{position}" for position in range(1, len(drawn.split()) + 1)]
    check_in = a_check_in(*ids, scale=a_scale(*scale) if scale else None)
    grid = rate_grid(check_in, f"Dana: {drawn}", evidence={("Dana", each): "Seen" for each in noted})
    rated = {rating.indicator_id: rating for rating in grid}
    return [(one.indicator.id, one.wants_reason) for one in questions(check_in, rated)]


@pytest.mark.parametrize(
    ("drawn", "noted", "expected"),
    [
        pytest.param("O C", (), [], id="levels in the middle"),
        pytest.param("S U", (), [("a.1", False), ("a.2", False)], id="the best and the worst"),
        pytest.param("S U", ("a.1", "a.2"), [], id="with notes"),
        pytest.param("? O", (), [("a.1", True)], id="Don't know"),
        pytest.param("? O", ("a.1",), [("a.1", True)], id="Don't know with a note"),
        pytest.param(". .", ("a.1",), [], id="a note without a level"),
        pytest.param("U ? S", ("a.3",), [("a.1", False), ("a.2", True)], id="in the order asked"),
    ],
)
def test_what_is_left_open(drawn: str, noted: tuple[str, ...], expected: list[tuple[str, bool]]) -> None:
    assert left_open(drawn, *noted) == expected


def test_the_ends_are_those_of_the_check_ins_own_scale() -> None:
    assert left_open("1 2 3", scale=("Yes", "Partly", "No")) == [("a.1", False), ("a.3", False)]


def test_nothing_is_asked_twice_unless_the_level_changed_and_never_too_much_at_once() -> None:
    ids = [f"a.{position}" for position in range(1, 13)]
    check_in = a_check_in(*ids)
    rated = {rating.indicator_id: rating for rating in rate_grid(check_in, "Dana: " + "S " * 12)}
    found = questions(check_in, rated)
    first = not_asked_yet(found, ())
    assert len(first) == MOST_QUESTIONS
    rest = not_asked_yet(found, [one.key for one in first])
    assert [one.indicator.id for one in rest] == ids[MOST_QUESTIONS:]
    assert not_asked_yet(found, [one.key for one in found]) == ()
    changed = {rating.indicator_id: rating for rating in rate_grid(check_in, "Dana: U " + "S " * 11)}
    again = not_asked_yet(questions(check_in, changed), [one.key for one in found])
    assert [one.indicator.id for one in again] == ["a.1"]
