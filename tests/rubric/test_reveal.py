"""A closed check-in shows its spread, most split first; an open one shows nothing."""

import pytest

from rubric.model import LevelId
from rubric.refusals import SealedUntilClose
from rubric.reveal import IndicatorResult, Reveal, is_worth_a_second_look, reveal, to_talk_about
from rubric.statistics.flags import Flag
from rubric.statistics.tally import Tally
from tests.builders import OPENING, a_check_in, a_closed, a_scale, column, rate_grid

SIX = """
Ann: S O S ? S O
Bo:  S O O ? . O
Cy:  S U O S . S
Di:  U U O S . O
Ed:  U O O S . O
"""
SIX_IDS = ("a.1", "a.2", "a.3", "a.4", "a.5", "a.6")


def reveal_of(grid: str, *ids: str, of: int = 8, evidence: dict[tuple[str, str], str] | None = None) -> Reveal:
    closed = a_closed(grid, *ids, evidence=evidence)
    return reveal(closed.check_in, ratings=closed.ratings, of=of)


def only(found: Reveal) -> IndicatorResult:
    [result] = found.results
    return result


def test_nothing_is_revealed_before_the_close() -> None:
    check_in = a_check_in("a.1")
    with pytest.raises(SealedUntilClose) as caught:
        reveal(check_in, ratings=rate_grid(check_in, "Ann: S"), of=8)
    assert caught.value.closes_at == check_in.closes_at


def test_a_reveal_says_which_check_in_and_how_many_finished() -> None:
    found = reveal_of(SIX, *SIX_IDS)
    assert (found.check_in_id, found.number, found.finished, found.of) == ("check-in-1", 1, 1, 8)
    assert found.closed_at > OPENING
    assert found.scale == a_scale()


def test_who_rated_and_left_since_still_belongs_to_the_whole() -> None:
    found = reveal_of("Ann: S\nBo: S\nCy: S", "a.1", of=2)
    assert (found.finished, found.of) == (3, 3)


def test_most_split_comes_first_then_unknown_then_the_rest_and_too_few_last() -> None:
    found = reveal_of(SIX, *SIX_IDS)
    assert [result.indicator.id for result in found.results] == ["a.1", "a.2", "a.4", "a.3", "a.6", "a.5"]
    assert [sorted(result.flags) for result in found.results] == [
        [Flag.TALK_ABOUT],
        [Flag.TALK_ABOUT],
        [Flag.DONT_KNOW],
        [],
        [],
        [Flag.TOO_FEW],
    ]


def test_among_the_agreed_the_least_agreed_comes_first() -> None:
    found = reveal_of("A: S S O\nB: S S S\nC: S O O\nD: S S S", "a.1", "a.2", "a.3")
    assert [result.indicator.id for result in found.results] == ["a.3", "a.2", "a.1"]


def test_among_the_unknown_the_most_unknown_comes_first() -> None:
    found = reveal_of("A: ? ?\nB: ? ?\nC: S ?\nD: S S", "a.1", "a.2")
    assert [result.indicator.id for result in found.results] == ["a.2", "a.1"]


def test_most_unknown_goes_by_share_and_not_by_number() -> None:
    found = reveal_of("A: ? ?\nB: ? ?\nC: ? S\nD: S .\nE: S .\nF: S .", "a.1", "a.2")
    assert [result.indicator.id for result in found.results] == ["a.2", "a.1"]


def test_too_few_comes_after_what_all_agree_on() -> None:
    found = reveal_of("A: S S\nB: S S\nC: . S", "a.1", "a.2")
    assert [result.indicator.id for result in found.results] == ["a.2", "a.1"]


def test_what_is_split_and_unknown_counts_as_split() -> None:
    found = reveal_of("A: ? S\nB: ? O\nC: ? U\nD: ? S\nE: ? .\nF: ? ?\nG: ? ?", "a.1", "a.2")
    assert [result.indicator.id for result in found.results] == ["a.2", "a.1"]


def test_a_result_has_counts_middle_range_and_agreement() -> None:
    result = only(reveal_of("A: O\nB: O\nC: C\nD: C\nE: ?", "a.1"))
    assert result == IndicatorResult(
        indicator=a_check_in("a.1").asked[0],
        answers=5,
        tally=Tally(counts=(0, 2, 2, 0), dont_know=1),
        median=(LevelId("ok-for-now"), LevelId("could-be-better")),
        steps=1,
        agreement=0.67,
        flags=frozenset(),
        evidence=(),
    )


def test_a_middle_within_one_level_is_one_level() -> None:
    assert only(reveal_of("A: S\nB: O\nC: O\nD: U", "a.1")).median == ("ok-for-now",)


def test_with_too_few_answers_everything_but_their_number_is_withheld() -> None:
    result = only(reveal_of("A: S\nB: U", "a.1", evidence={("A", "a.1"): "I saw it.", ("C", "a.1"): "x"}))
    assert (result.answers, result.tally, result.median, result.steps, result.agreement) == (2, None, (), None, None)
    assert not result.evidence
    assert result.flags == {Flag.TOO_FEW}


def test_when_nobody_knows_there_is_no_middle() -> None:
    result = only(reveal_of("A: ?\nB: ?\nC: ?", "a.1"))
    assert (result.tally, result.median, result.agreement) == (Tally((0, 0, 0, 0), dont_know=3), (), None)


def test_evidence_is_shown_without_names_also_of_those_who_dont_know() -> None:
    evidence = {("A", "a.1"): "From A.", ("B", "a.1"): "From B.", ("C", "a.1"): "From C."}
    result = only(reveal_of("A: S\nB: ?\nC: S\nD: S", "a.1", evidence=evidence))
    assert sorted(result.evidence) == ["From A.", "From B.", "From C."]


def test_a_note_without_a_level_is_not_shown_and_not_counted() -> None:
    result = only(reveal_of("A: S\nB: S\nC: S\nD: .", "a.1", evidence={("D", "a.1"): "Only a note."}))
    assert (result.answers, result.evidence) == (3, ())


def test_evidence_comes_in_another_order_for_each_indicator() -> None:
    names = [f"N{number}" for number in range(8)]
    grid = "\n".join(f"{name}: S S" for name in names)
    found = reveal_of(grid, "a.1", "a.2", evidence={(name, i): name for name in names for i in ("a.1", "a.2")})
    one, other = (result.evidence for result in found.results)
    assert sorted(one) == sorted(other) == names
    assert one != other


def test_ties_stay_in_the_order_asked() -> None:
    found = reveal_of("A: S O S\nB: S O S\nC: S O S", "b.1", "a.2", "a.1")
    assert [result.indicator.id for result in found.results] == ["b.1", "a.2", "a.1"]


def test_a_few_of_the_most_split_are_to_be_talked_about() -> None:
    grid = "A: S S S S O ?\nB: S S S O O ?\nC: U O C U O ?\nD: U U C U O ?"
    found = reveal_of(grid, *SIX_IDS)
    assert [result.indicator.id for result in to_talk_about(found)] == ["a.1", "a.3", "a.2"]


def test_nothing_is_to_be_talked_about_where_too_few_answered() -> None:
    assert to_talk_about(reveal_of("A: S\nB: U", "a.1")) == ()


@pytest.mark.parametrize(
    ("letters", "worth_it"),
    [
        pytest.param("SSUU", True, id="split"),
        pytest.param("S???", True, id="unknown"),
        pytest.param("SSSS", False, id="agreed"),
        pytest.param("SU", False, id="too few"),
    ],
)
def test_a_second_look_is_for_what_splits_or_is_unknown(letters: str, *, worth_it: bool) -> None:
    assert is_worth_a_second_look(only(reveal_of(column(letters), "a.1"))) is worth_it
