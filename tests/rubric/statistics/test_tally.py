"""Counts go by the scale's order, and Don't know stands apart."""

from rubric.model import LevelId
from rubric.statistics.tally import Tally, tally
from tests.builders import a_scale


def test_counts_are_best_level_first() -> None:
    chosen = ["low", "high", "low", "middle", "low"]
    assert tally(a_scale("High", "Middle", "Low"), map(LevelId, chosen)).counts == (1, 1, 3)


def test_dont_know_is_an_answer_and_not_a_rating() -> None:
    found = tally(a_scale("High", "Low"), map(LevelId, ["high", "dont-know", "dont-know"]))
    assert found == Tally(counts=(1, 0), dont_know=2)
    assert (found.rated, found.answers) == (1, 3)


def test_what_is_not_on_the_scale_is_left_out() -> None:
    assert tally(a_scale("High", "Low"), [LevelId("elsewhere")]) == Tally(counts=(0, 0), dont_know=0)
