"""What split, then what is unknown, then what is urgent comes sooner, going by the latest word on each."""

from datetime import timedelta

from rubric.model import IndicatorId
from rubric.next_step import NextStep, StepState
from rubric.results import latest_findings
from rubric.sooner import come_sooner
from tests.builders import OPENING, a_closed
from tests.steps import a_step

FOUR = """
Ann: S ? U S
Bo:  S ? U S
Cy:  U ? C O
Di:  U S C S
"""


def test_split_then_unknown_then_urgent() -> None:
    assert come_sooner([a_closed(FOUR, "a.1", "a.2", "a.3", "a.4")]) == ("a.1", "a.2", "a.3")


def test_reasons_outrank_the_order_asked() -> None:
    closed = a_closed("A: U ? S\nB: U ? S\nC: U S U", "a.1", "a.2", "a.3")
    assert come_sooner([closed]) == ("a.3", "a.2", "a.1")


def test_the_latest_check_in_comes_first_within_a_reason() -> None:
    split = "A: S\nB: S\nC: U"
    older, newer = a_closed(split, "a.1", number=1), a_closed(split, "b.1", number=2)
    assert come_sooner([older, newer]) == come_sooner([newer, older]) == ("b.1", "a.1")


def test_what_has_been_mended_since_does_not_come_sooner() -> None:
    older = a_closed("A: S\nB: S\nC: U", "a.1", number=1)
    newer = a_closed("A: S\nB: S\nC: S", "a.1", number=2)
    assert come_sooner([older, newer]) == ()


def test_one_with_several_reasons_comes_once() -> None:
    assert come_sooner([a_closed("A: U\nB: U\nC: S\nD: ?\nE: ?", "a.1")]) == ("a.1",)


def test_a_middle_that_reaches_the_lowest_level_is_urgent() -> None:
    assert come_sooner([a_closed("A: C\nB: C\nC: U\nD: U", "a.1")]) == ("a.1",)
    assert come_sooner([a_closed("A: C\nB: C\nC: C\nD: U", "a.1")]) == ()


def test_what_too_few_answered_says_nothing() -> None:
    assert come_sooner([a_closed("A: U\nB: U", "a.1")]) == ()


def test_nothing_closed_nothing_sooner() -> None:
    assert come_sooner([]) == ()


def test_findings_are_the_latest_of_each_in_the_order_asked() -> None:
    older = a_closed("A: S S\nB: S S\nC: S S", "a.1", "a.2", number=1)
    newer = a_closed("A: U U\nB: U S\nC: U O", "b.1", "a.2", number=2)
    found = latest_findings([older, newer])
    assert [(one.result.indicator.id, one.closed.check_in.number) for one in found] == [
        ("b.1", 2),
        ("a.2", 2),
        ("a.1", 1),
    ]


AGREED = a_closed("A: S S S\nB: S S S\nC: S S S", "a.1", "a.2", "a.3")


def done(indicator: str, *, days: int, state: StepState = StepState.DONE) -> NextStep:
    """Settled so many days after the first opening."""
    at = OPENING + timedelta(days=days)
    return a_step(f"on {indicator}", indicator_id=IndicatorId(indicator), state=state, settled_at=at)


def test_what_was_acted_upon_since_it_was_asked_comes_sooner_the_latest_first() -> None:
    assert come_sooner([AGREED], settled_steps=[done("a.3", days=9), done("a.1", days=12)]) == ("a.1", "a.3")


def test_what_was_asked_since_has_had_its_turn() -> None:
    assert come_sooner([AGREED], settled_steps=[done("a.3", days=-1)]) == ()
    again = a_closed("A: S\nB: S\nC: S", "a.3", number=2)
    assert come_sooner([again, AGREED], settled_steps=[done("a.3", days=9)]) == ()
    assert come_sooner([again, AGREED], settled_steps=[done("a.3", days=15)]) == ("a.3",)


def test_a_step_that_was_dropped_or_is_open_changes_nothing() -> None:
    dropped = done("a.1", days=9, state=StepState.DROPPED)
    assert come_sooner([AGREED], settled_steps=[dropped, a_step(indicator_id=IndicatorId("a.2"))]) == ()


def test_what_splits_is_unknown_or_urgent_comes_before_what_was_acted_upon() -> None:
    steps = [done("a.4", days=9), done("a.3", days=8), done("b.1", days=7)]
    found = come_sooner([a_closed(FOUR, "a.1", "a.2", "a.3", "a.4")], settled_steps=steps)
    assert found == ("a.1", "a.2", "a.3", "a.4", "b.1")
