"""A whole pass as facts: what each indicator came to, what stands, what moved, and nothing about one person."""

from datetime import timedelta

import pytest

from rubric.full_pass import Outcome
from rubric.next_step import StepState
from rubric.statistics.flags import Flag
from tests.builders import OPENING, a_closed, a_rubric, a_scale
from tests.passes import a_pass, a_step, a_team_rating, second_looks, some_evidence, the

SPLIT = """
    Ana: S O
    Dev: S O
    Lee: U O
"""
A_FORTNIGHT = timedelta(weeks=2)


def test_every_indicator_of_the_rubric_stands_in_its_order_asked_or_not() -> None:
    closed = a_closed(SPLIT, "a.1", "b.2", rubric=a_rubric(2, 3))
    report = a_pass(closed, rubric=a_rubric(2, 3), excluded=["b.1"], open_now=["b.3"])
    assert [one.id for one in report.indicators] == ["a.1", "a.2", "b.1", "b.2", "b.3"]
    assert [one.outcome for one in report.indicators] == [
        Outcome.NOT_AGREED,
        Outcome.NOT_ASKED,
        Outcome.EXCLUDED,
        Outcome.NOT_AGREED,
        Outcome.NOT_ASKED,
    ]
    assert (the(report, "b.1").why_excluded, the(report, "b.3").is_open) == ("Not ours", True)
    assert report.standings.total == 4


def test_a_tally_comes_as_it_was_revealed_and_too_few_are_withheld() -> None:
    report = a_pass(a_closed("Ana: S O\nDev: S .\nLee: U .", "a.1", "a.2"))
    split, few = the(report, "a.1").found, the(report, "a.2").found
    assert split is not None
    assert split.tally is not None
    assert (split.tally.counts, split.answers, split.median, split.agreement) == ((2, 0, 0, 1), 3, ("strength",), -0.33)
    assert split.flags == {Flag.TALK_ABOUT}
    assert few is not None
    assert few.tally is None
    assert few.answers == 1
    assert few.flags == {Flag.TOO_FEW}


@pytest.mark.parametrize(
    ("letters", "level", "outcome"),
    [
        pytest.param("SSS", "strength", Outcome.IN_HAND, id="the best"),
        pytest.param("SSS", "ok-for-now", Outcome.IN_HAND, id="the last of the better half"),
        pytest.param("SSS", "could-be-better", Outcome.TO_WORK_ON, id="the first of the worse half"),
        pytest.param("???", "urgent-gap", Outcome.TO_WORK_ON, id="agreed although unknown"),
        pytest.param("SSS", "dont-know", Outcome.UNKNOWN, id="agreed to be unknown"),
        pytest.param("S??", None, Outcome.UNKNOWN, id="unknown to too many"),
        pytest.param("SSS", None, Outcome.NOT_AGREED, id="only rated"),
    ],
)
def test_what_an_indicator_comes_to_goes_by_team_rating(letters: str, level: str | None, outcome: Outcome) -> None:
    closed = a_closed("\n".join(f"{name}: {one}" for name, one in zip("ABC", letters, strict=True)), "a.1")
    ratings = [a_team_rating(closed, "a.1", level)] if level else []
    report = a_pass(closed, ratings=ratings)
    assert the(report, "a.1").outcome is outcome
    assert report.standings[outcome] >= 1


@pytest.mark.parametrize(
    ("names", "in_hand"),
    [
        pytest.param(("Yes", "Partly", "No"), ["Yes"], id="three levels"),
        pytest.param(("A", "B", "C", "D", "E"), ["A", "B"], id="five levels"),
    ],
)
def test_the_better_half_of_any_scale_counts_as_in_hand(names: tuple[str, ...], in_hand: list[str]) -> None:
    rubric = a_rubric(len(names), scale=a_scale(*names))
    ids = [f"a.{number}" for number in range(1, len(names) + 1)]
    closed = a_closed("Ana: " + " ".join("1" for _ in names), *ids, rubric=rubric)
    ratings = [
        a_team_rating(closed, each, level.id, id=at)
        for at, (each, level) in enumerate(zip(ids, rubric.scale.levels, strict=True))
    ]
    report = a_pass(closed, rubric=rubric, ratings=ratings)
    assert [level.name for level in report.in_hand_levels] == in_hand
    assert report.standings[Outcome.IN_HAND] == len(in_hand)
    assert report.standings[Outcome.TO_WORK_ON] == len(names) - len(in_hand)


def test_the_last_team_rating_stands_and_earlier_ones_of_the_pass_are_kept() -> None:
    closed = a_closed(SPLIT, "a.1", "a.2")
    ratings = [a_team_rating(closed, "a.1", "urgent-gap", id=1), a_team_rating(closed, "a.1", "ok-for-now", id=2)]
    one = the(a_pass(closed, ratings=ratings), "a.1")
    assert one.agreed is not None
    assert one.agreed.rating.id == 2
    assert [each.rating.id for each in one.earlier] == [1]


def test_a_team_rating_of_the_pass_before_stands_until_it_is_changed_and_a_later_one_is_not_known_yet() -> None:
    first = a_closed(SPLIT, "a.1", "a.2", number=1)
    second = a_closed(SPLIT, "a.1", "a.2", number=2)
    ratings = [a_team_rating(first, "a.1", "strength", id=1), a_team_rating(second, "a.1", "urgent-gap", id=2)]
    assert the(a_pass(first, ratings=ratings), "a.1").outcome is Outcome.IN_HAND
    report = a_pass(second, before=[first], ratings=ratings[:1])
    carried = the(report, "a.1")
    assert carried.outcome is Outcome.IN_HAND
    assert carried.earlier == ()
    assert report.moved == ()


def test_from_not_knowing_to_a_level_is_no_step_up_or_down() -> None:
    first = a_closed(SPLIT, "a.1", "a.2", number=1)
    second = a_closed(SPLIT, "a.1", "a.2", number=2)
    ratings = [a_team_rating(first, "a.1", "dont-know", id=1), a_team_rating(second, "a.1", "strength", id=2)]
    movement = the(a_pass(second, before=[first], ratings=ratings), "a.1").movement
    assert movement is not None
    assert movement.steps == 0


def test_what_moved_is_told_by_team_rating_worse_first() -> None:
    first = a_closed(SPLIT, "a.1", "a.2", number=1)
    second = a_closed(SPLIT, "a.1", "a.2", number=2)
    ratings = [
        a_team_rating(first, "a.1", "urgent-gap", id=1),
        a_team_rating(first, "a.2", "strength", id=2),
        a_team_rating(second, "a.1", "ok-for-now", id=3),
        a_team_rating(second, "a.2", "ok-for-now", id=4),
    ]
    report = a_pass(second, before=[first], ratings=ratings)
    moved = [(one.id, one.movement.steps) for one in report.moved if one.movement is not None]
    assert moved == [("a.2", -1), ("a.1", 2)]


@pytest.mark.parametrize(
    ("before", "after", "pairs", "only"),
    [
        pytest.param("SOC", "SSS", (2, 0, 1), (0, 0), id="the same people"),
        pytest.param("SOCU", "SSS.", None, (1, 0), id="somebody only then"),
        pytest.param("SOC.", "SSSS", None, (0, 1), id="somebody only now"),
        pytest.param("SO.", "SS.", None, (0, 0), id="the same, and too few"),
    ],
)
def test_people_are_compared_only_when_exactly_the_same_answered(
    before: str, after: str, pairs: tuple[int, int, int] | None, only: tuple[int, int]
) -> None:
    def grid(letters: str) -> str:
        return "\n".join(f"{name}: {one}" for name, one in zip("ABCD", letters, strict=False))

    first, second = a_closed(grid(before), "a.1", number=1), a_closed(grid(after), "a.1", number=2)
    movement = the(a_pass(second, before=[first]), "a.1").movement
    assert movement is not None
    change = movement.change
    assert (None if change is None else (change.up, change.down, change.same)) == pairs
    assert (movement.only_before, movement.only_after) == only


def test_ratings_on_another_scale_are_not_compared() -> None:
    first = a_closed(SPLIT, "a.1", "a.2", number=1)
    second = a_closed("Ana: 1 1", "a.1", "a.2", number=2, scale=a_scale("Yes", "No"))
    assert the(a_pass(second, before=[first]), "a.1").movement is None


def test_second_ratings_are_told_by_batch_and_never_in_place_of_the_first() -> None:
    closed = a_closed(SPLIT, "a.1", "a.2")
    looks = [
        *second_looks(closed, "a.1", "SSO", digest="one"),
        *second_looks(closed, "a.1", "OO?", digest="two"),
        *second_looks(closed, "a.2", "SS", digest="one"),
    ]
    report = a_pass(closed, second=looks)
    found, few = the(report, "a.1").found, the(report, "a.2").found
    assert found is not None
    assert found.tally is not None
    assert found.tally.counts == (2, 0, 0, 1)
    assert [(batch.counts, batch.dont_know) for batch in found.second] == [((2, 1, 0, 0), 0), ((0, 2, 0, 0), 1)]
    assert few is not None
    assert few.second == ()


def test_what_came_after_the_pass_is_no_part_of_it_and_what_was_settled_before_is_over() -> None:
    first = a_closed(SPLIT, "a.1", "a.2", number=1)
    second = a_closed(SPLIT, "a.1", "a.2", number=2)
    long_ago, later = OPENING - A_FORTNIGHT, second.check_in.closes_at + A_FORTNIGHT
    steps = [
        a_step("a.1", id="open for long", made_at=long_ago),
        a_step("a.1", id="settled before", made_at=long_ago, state=StepState.DONE, settled_at=OPENING),
        a_step("a.1", id="settled in it", state=StepState.DONE, settled_at=second.check_in.closes_at),
        a_step("a.1", id="made later", made_at=later),
    ]
    evidence = [some_evidence("a.1"), some_evidence("a.1", added_at=later)]
    one = the(a_pass(second, before=[first], steps=steps, evidence=evidence, until=later), "a.1")
    assert [step.id for step in one.steps] == ["open for long", "settled in it"]
    assert one.evidence == 1


def test_what_was_asked_and_has_left_the_rubric_is_still_there_as_it_was_asked() -> None:
    closed = a_closed("Ana: S S S", "a.1", "a.9", "z.1")
    report = a_pass(closed, rubric=a_rubric(1))
    assert [(domain.title, [one.id for one in domain.indicators]) for domain in report.domains] == [
        ("Domain A", ["a.1", "a.9"]),
        ("Z", ["z.1"]),
    ]
    assert the(report, "a.9").text == "Statement a.9."


def test_a_level_that_its_scale_never_had_is_no_team_rating() -> None:
    closed = a_closed(SPLIT, "a.1", "a.2")
    assert the(a_pass(closed, ratings=[a_team_rating(closed, "a.1", "splendid")]), "a.1").agreed is None
