"""Each fact of a digest by itself."""

import pytest

from rubric.digest.agreed import Agreed, agreed
from rubric.digest.participation import Participation, participation
from rubric.digest.talk_about import TalkAbout, talk_about
from rubric.digest.unknown import Unknown, unknown
from rubric.model import IndicatorId, LevelId
from rubric.people import CheckInId
from rubric.results import Finding, latest_findings
from tests.builders import a_closed, a_scale, column

FIRST = CheckInId("check-in-1")


def findings(grid: str, *ids: str) -> tuple[Finding, ...]:
    return latest_findings([a_closed(grid, *ids)])


def test_what_to_talk_about_has_its_counts() -> None:
    assert talk_about(findings("A: S\nB: S\nC: U\nD: ?", "a.1")) == (
        TalkAbout(
            indicator_id=IndicatorId("a.1"),
            label="A 1",
            text="Statement a.1.",
            counts=(2, 0, 0, 1),
            dont_know=1,
            agreement=-0.33,
            steps=3,
            number=1,
            check_in_id=FIRST,
        ),
    )


def test_what_is_most_split_comes_first() -> None:
    facts = talk_about(findings("A: S S S\nB: S S S\nC: O C U", "a.1", "a.2", "a.3"))
    assert [fact.indicator_id for fact in facts] == ["a.3", "a.2"]


def test_what_nobody_could_judge_has_its_share() -> None:
    assert unknown(findings("A: S\nB: ?\nC: ?", "a.1")) == (
        Unknown(
            IndicatorId("a.1"), label="A 1", text="Statement a.1.", dont_know=2, answers=3, number=1, check_in_id=FIRST
        ),
    )


def test_what_is_most_unknown_comes_first_by_share() -> None:
    facts = unknown(findings("A: ? ? ?\nB: ? ? ?\nC: S ? S\nD: S S .", "a.1", "a.2", "a.3"))
    assert [fact.indicator_id for fact in facts] == ["a.2", "a.3", "a.1"]


def test_what_too_few_answered_is_no_fact() -> None:
    few = findings("A: S ?\nB: U ?", "a.1", "a.2")
    assert (talk_about(few), unknown(few), agreed(few)) == ((), (), ())


def test_what_is_agreed_says_how_many_chose_it() -> None:
    assert agreed(findings(column("OOOOOOC?"), "a.1")) == (
        Agreed(
            IndicatorId("a.1"),
            label="A 1",
            level=LevelId("ok-for-now"),
            count=6,
            answers=8,
            number=1,
            check_in_id=FIRST,
        ),
    )


AGREED = {
    "all alike": ("OOOO", True),
    "three of four": ("OOOC", True),
    "five of eight": ("OOOOOCCC", True),
    "five of nine": ("OOOOOCCCC", False),
    "half of all answers": ("OOOOCC??", False),
    "more than half of all answers": ("OOOOOC??", True),
    "even split": ("OOCC", False),
    "split": ("OOOOOOOU", False),
    "unknown": ("OOOO??", False),
    "nobody knows": ("????", False),
}


@pytest.mark.parametrize(("letters", "is_agreed"), AGREED.values(), ids=AGREED.keys())
def test_agreed_is_close_together_with_one_middle_and_no_flag(letters: str, is_agreed: bool) -> None:
    assert bool(agreed(findings(column(letters), "a.1"))) is is_agreed


def test_on_a_scale_of_many_levels_two_middles_are_not_agreed() -> None:
    scale = a_scale("Alpha", "Beta", "Chi", "Delta", "Eta", "Phi")
    closed = a_closed(column("AABB"), "a.1", scale=scale)
    [finding] = latest_findings([closed])
    assert finding.result.agreement is not None
    assert finding.result.agreement >= 0.75
    assert agreed([finding]) == ()


def test_what_is_most_agreed_comes_first() -> None:
    facts = agreed(findings("A: S S S\nB: S S S\nC: S S S\nD: O S ?", "a.1", "a.2", "a.3"))
    assert [fact.indicator_id for fact in facts] == ["a.2", "a.1", "a.3"]


def test_participation_counts_those_who_rated_everything() -> None:
    first = a_closed("A: S S\nB: S .\nC: ? ?", "a.1", "a.2", number=1, of=8)
    second = a_closed("A: S\nB: S", "a.1", number=2, of=1)
    assert participation([first, second], {FIRST: 1}) == (
        Participation(number=1, finished=2, of=8, check_in_id=FIRST, away=1, asked=2, answers=3),
        Participation(number=2, finished=2, of=2, check_in_id=CheckInId("check-in-2"), asked=1, answers=2),
    )
