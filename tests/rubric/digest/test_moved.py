"""Something moved when the same people now see it differently; not when other people answered."""

import pytest

from rubric.digest.moved import Moved, moved
from rubric.model import IndicatorId, LevelId
from rubric.results import Closed, latest_findings
from rubric.statistics.change import Change
from tests.builders import a_closed, a_scale


def moves(before: Closed, after: Closed) -> tuple[Moved, ...]:
    return moved(latest_findings([after]), [before, after])


def test_a_move_of_the_same_people_counts_pairs_and_names_the_revealed_medians() -> None:
    before = a_closed("Ann: O\nBo: O\nCy: C\nDi: U\nEd: O", "a.1", number=1)
    after = a_closed("Ann: S\nBo: S\nCy: C\nDi: C\nEd: ?", "a.1", number=2)
    assert moves(before, after) == (
        Moved(
            indicator_id=IndicatorId("a.1"),
            label="A 1",
            text="Statement a.1.",
            change=Change(up=3, down=0, same=1, only_before=1, only_after=0),
            before=(LevelId("ok-for-now"),),
            after=(LevelId("strength"), LevelId("could-be-better")),
        ),
    )


def test_where_others_answered_only_the_middle_is_told_and_how_many_answered_once() -> None:
    before = a_closed("Ann: O\nBo: O\nCy: C\nDi: U\nEd: O", "a.1", number=1)
    after = a_closed("Ann: S\nBo: S\nCy: C\nDi: S\nFay: S", "a.1", number=2)
    [fact] = moves(before, after)
    assert (fact.change, fact.before, fact.after) == (None, ("ok-for-now",), ("strength",))
    assert (fact.only_before, fact.only_after) == (1, 1)


def test_who_answered_dont_know_has_answered() -> None:
    before = a_closed("Ann: O\nBo: O\nCy: O\nDi: O\nEd: ?", "a.1", number=1)
    after = a_closed("Ann: S\nBo: S\nCy: S\nDi: S", "a.1", number=2)
    [fact] = moves(before, after)
    assert (fact.change, fact.only_before, fact.only_after) == (None, 1, 0)


@pytest.mark.parametrize(
    ("after", "is_told"),
    [
        pytest.param("Ann: S\nBo: S\nCy: S\nDi: S\nEd: S", True, id="one more"),
        pytest.param("Ann: S\nBo: S\nCy: S", True, id="one fewer"),
        pytest.param("Ann: S\nBo: S\nCy: S\nEd: S\nFay: S", False, id="as many who answered once as twice"),
        pytest.param("Ann: S\nBo: S\nEd: S", False, id="two answered both times"),
        pytest.param("Ann: O\nBo: O\nCy: O", False, id="same middle"),
        pytest.param("Ann: ?\nBo: ?\nCy: ?", False, id="no middle now"),
    ],
)
def test_a_middle_is_told_to_have_moved_where_most_answered_both_times(after: str, is_told: bool) -> None:
    before = a_closed("Ann: O\nBo: O\nCy: O\nDi: O", "a.1", number=1)
    assert bool(moves(before, a_closed(after, "a.1", number=2))) is is_told


def test_what_is_told_of_a_middle_does_not_depend_on_who_rated_what() -> None:
    """Going by those who answered both times, the first would be told and the second not."""
    before = a_closed("Ann: O\nBo: O\nCy: C\nDi: C\nEd: C", "a.1", number=1)
    told = [
        moves(before, a_closed(after, "a.1", number=2))
        for after in ("Ann: S\nBo: S\nCy: O\nDi: O\nFay: C", "Ann: O\nBo: O\nCy: C\nDi: S\nFay: S")
    ]
    assert told[0] == told[1] != ()


NEWS = {
    "one up": ("OOO", "OOS", False),
    "one down": ("OOO", "OOC", False),
    "one down, and the median with them": ("OOCC", "OCCC", False),
    "two up": ("OOO", "OSS", True),
    "two down": ("OOO", "OCC", True),
    "nobody": ("OSC", "OSC", False),
    "up and down alike, same median": ("OOO", "SOC", False),
    "up and down alike, other median": ("SSOO", "OOSS", False),
    "ends meet in the middle": ("SSCC", "OOOO", True),
    "one up past another going down": ("SOC", "SUS", True),
    "ends swap with one between": ("SCC", "CSC", False),
    "two pairs": ("OO?", "SSS", False),
    "too few before": ("OO", "SSS", False),
}


@pytest.mark.parametrize(("before", "after", "is_news"), NEWS.values(), ids=NEWS.keys())
def test_what_counts_as_a_move(before: str, after: str, is_news: bool) -> None:
    first, second = (
        a_closed("\n".join(f"{name}: {letter}" for name, letter in zip("ABCDE", drawn, strict=False)), "a.1", number=n)
        for n, drawn in ((1, before), (2, after))
    )
    assert bool(moves(first, second)) is is_news


def test_a_median_that_other_people_changed_is_not_a_move() -> None:
    before = a_closed("Ann: O\nBo: O\nCy: O\nDi: U\nEd: U\nFay: U\nGus: U", "a.1", number=1)
    after = a_closed("Ann: O\nBo: O\nCy: O", "a.1", number=2)
    assert moves(before, after) == ()


def test_the_last_time_before_is_compared_however_the_check_ins_are_listed() -> None:
    first = a_closed("A: U\nB: U\nC: U", "a.1", number=1)
    second = a_closed("A: S\nB: S\nC: S", "a.1", number=2)
    third = a_closed("A: S\nB: O\nC: O", "a.1", number=3)
    later = a_closed("A: U\nB: U\nC: U", "a.1", number=4)
    [fact] = moved(latest_findings([third]), [later, second, third, first])
    assert fact.change is not None
    assert (fact.before, fact.change.down, fact.change.same) == (("strength",), 2, 1)


def test_what_was_never_asked_before_has_not_moved() -> None:
    before = a_closed("A: O\nB: O\nC: O", "a.2", number=1)
    after = a_closed("A: S\nB: S\nC: S", "a.1", number=2)
    assert moves(before, after) == ()


def test_levels_of_another_scale_are_not_compared() -> None:
    before = a_closed("A: S\nB: S\nC: S", "a.1", number=1, scale=a_scale("Strength", "Gap"))
    after = a_closed("A: O\nB: O\nC: O", "a.1", number=2)
    assert moves(before, after) == ()


def test_what_moved_most_comes_first_up_or_down() -> None:
    before = a_closed("A: O O O\nB: O O O\nC: O O O\nD: O O O", "a.1", "a.2", "a.3", number=1)
    after = a_closed("A: S C S\nB: S C S\nC: O C S\nD: O C O", "a.1", "a.2", "a.3", number=2)
    assert [fact.indicator_id for fact in moves(before, after)] == ["a.2", "a.3", "a.1"]


def test_what_is_counted_by_people_comes_before_what_others_may_have_moved() -> None:
    before = a_closed("A: O O\nB: O O\nC: O O\nD: O O\nE: . O", "a.1", "a.2", number=1)
    after = a_closed("A: S S\nB: S S\nC: S O\nD: S O\nE: S O", "a.1", "a.2", number=2)
    assert [(fact.indicator_id, fact.change is None) for fact in moves(before, after)] == [
        ("a.2", False),
        ("a.1", True),
    ]
