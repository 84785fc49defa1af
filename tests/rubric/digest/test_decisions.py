"""What the team agreed on, undertook and looked at again, as facts of a digest."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rubric.digest.closed_steps import closed_steps
from rubric.digest.compile import Material, compile_digest
from rubric.digest.due import WhenDue, due
from rubric.digest.period import Period
from rubric.digest.second_looks import released_batches, second_looks
from rubric.digest.team_ratings import team_ratings
from rubric.next_step import StepKind, StepState
from rubric.people import MemberId
from rubric.team_rating import TeamRating
from tests.builders import OPENING, a_closed, a_history, a_rubric, a_scale
from tests.rubric.digest.decided import BEFORE, IN_PERIOD, a_step, a_team_rating, looked_again

FORTNIGHT = timedelta(weeks=2)
END = OPENING + FORTNIGHT
# Split, unknown, alike.
SECOND = a_closed("Ann: S ? O\nBo: U ? O\nCy: S O O\nDi: S S .", "a.1", "a.2", "b.1", number=2)


def material(*agreed: TeamRating) -> Material:
    """The fortnight in which the second check-in closed; the next digest comes two weeks later."""
    return Material(
        team_name="Attendance cabinet",
        zone="America/New_York",
        period=Period(OPENING, END),
        rubric=a_rubric(2, 2),
        closed=(SECOND,),
        earlier=(),
        history=a_history(["a.1", "a.2", "b.1"]),
        sooner=(),
        indicators_per_check_in=2,
        open_check_in=None,
        upcoming=(),
        now=END,
        next_digest_at=END + FORTNIGHT,
        team_ratings=agreed,
        names={MemberId("lee"): "Lee Park", MemberId("dana"): "Dana"},
    )


def test_what_the_team_agreed_on_is_no_longer_to_be_decided_and_is_what_moved() -> None:
    digest = compile_digest(material(a_team_rating()))
    assert (digest.talk_about, digest.settled) == ((), 1)
    assert [one.label for one in digest.unknown] == ["A 2"]
    (rated,) = digest.team_ratings
    assert (rated.label, rated.level, rated.before, rated.has_moved) == ("A 1", "ok-for-now", None, False)
    assert (rated.counts, rated.dont_know, rated.number, rated.text) == ((3, 0, 0, 1), 0, 2, "Statement a.1.")


def test_a_level_makes_known_what_too_many_did_not_know_and_dont_know_does_not() -> None:
    known = compile_digest(material(a_team_rating("a.2")))
    assert (known.unknown, known.settled) == ((), 1)
    still = compile_digest(material(a_team_rating("a.2", "dont-know")))
    assert ([one.label for one in still.unknown], still.settled) == (["A 2"], 0)


def test_an_older_team_rating_settles_nothing_of_a_later_check_in() -> None:
    digest = compile_digest(material(a_team_rating(number=1)))
    assert [one.label for one in digest.talk_about] == ["A 1"]
    assert digest.settled == 0


def test_a_team_rating_tells_from_where_it_moved() -> None:
    before = a_team_rating(level="urgent-gap", number=1, recorded_at=BEFORE)
    (rated,) = team_ratings(material(before, a_team_rating(id=2)))
    assert (rated.before, rated.level, rated.has_moved) == ("urgent-gap", "ok-for-now", True)


def test_of_one_that_was_recorded_twice_in_the_period_the_last_stands_and_the_one_before_the_period_counts() -> None:
    before = a_team_rating(level="urgent-gap", number=1, recorded_at=BEFORE)
    slip = a_team_rating(level="strength", id=2)
    (rated,) = team_ratings(material(before, slip, a_team_rating(id=3)))
    assert (rated.rating_id, rated.before, rated.level) == (3, "urgent-gap", "ok-for-now")


def test_what_is_recorded_outside_the_period_is_another_digests_news() -> None:
    late = a_team_rating(recorded_at=END)
    assert team_ratings(material(late, a_team_rating("a.2", recorded_at=BEFORE, number=1))) == ()
    assert [one.label for one in compile_digest(material(late)).talk_about] == ["A 1"]


def test_what_moved_is_told_before_first_team_ratings_and_these_before_confirmed_ones() -> None:
    found = material(
        a_team_rating("a.1", "strength", id=1, number=1, recorded_at=BEFORE),
        a_team_rating("b.1", "strength", id=2, number=1, recorded_at=BEFORE),
        a_team_rating("a.1", "strength", id=3),
        a_team_rating("a.2", id=4),
        a_team_rating("b.1", id=5),
    )
    assert [one.label for one in team_ratings(found)] == ["B 1", "A 2", "A 1"]


def test_a_level_that_the_rubric_has_no_more_is_left_out() -> None:
    found = replace(material(a_team_rating()), rubric=a_rubric(2, 2, scale=a_scale("Strength", "Gap")))
    assert team_ratings(found) == ()


WHEN_DUE = {
    "before the day": (date(2026, 9, 27), WhenDue.OVERDUE),
    "today": (date(2026, 9, 28), WhenDue.SOON),
    "on the day of the next digest": (date(2026, 10, 12), WhenDue.SOON),
    "after it": (date(2026, 10, 13), WhenDue.LATER),
}


@pytest.mark.parametrize(("day", "when"), WHEN_DUE.values(), ids=WHEN_DUE.keys())
def test_a_step_is_overdue_due_before_the_next_digest_or_later(day: date, when: WhenDue) -> None:
    (step,) = due(replace(material(), open_steps=(a_step(due_on=day),)))
    assert (step.when, step.due_on, step.label, step.sentence) == (when, day, "A 1", "Map community resources")


def test_days_are_the_teams_own() -> None:
    # Late in the evening of the 27th in New York, where the 28th has begun elsewhere.
    late = replace(material(), now=END - timedelta(hours=10), open_steps=(a_step(due_on=date(2026, 9, 27)),))
    assert due(late)[0].when is WhenDue.SOON


def test_steps_come_by_due_date_with_what_the_team_calls_their_owners_now() -> None:
    steps = (a_step("Dana", due_on=date(2026, 12, 1)), a_step("Lee"), a_step("Gus", due_on=date(2026, 9, 1)))
    found = due(replace(material(), open_steps=steps))
    assert [(one.owner, one.owner_left) for one in found] == [("Gus", True), ("Lee Park", False), ("Dana", False)]


def test_without_a_next_digest_the_next_weeks_count_as_due_soon() -> None:
    step = a_step(due_on=date(2026, 10, 12))
    assert due(replace(material(), next_digest_at=None, open_steps=(step,)))[0].when is WhenDue.SOON


def test_steps_done_or_dropped_in_the_period_are_told_once() -> None:
    steps = (
        a_step("Ed", state=StepState.DROPPED, settled_at=IN_PERIOD),
        a_step("Dana", state=StepState.DONE, settled_at=IN_PERIOD),
        a_step("Lee", state=StepState.DONE, settled_at=OPENING),
        a_step("Ann", state=StepState.DONE, settled_at=END),
        a_step("Bo", state=StepState.DONE, settled_at=BEFORE),
    )
    found = closed_steps(replace(material(), settled_steps=steps))
    assert [(one.owner, one.is_done) for one in found] == [("Lee", True), ("Dana", True), ("Ed", False)]
    assert found[0].settled_on == date(2026, 9, 14)


def test_an_unknown_says_who_finds_out() -> None:
    step = a_step("Dana", kind=StepKind.FIND_OUT, indicator="a.2", due_on=date(2026, 10, 5))
    (unknown,) = compile_digest(replace(material(), open_steps=(step, a_step(indicator="a.2")))).unknown
    assert (unknown.finder, unknown.due_on) == ("Dana", date(2026, 10, 5))


def test_second_looks_are_counted_beside_the_first_when_there_are_enough() -> None:
    waiting = (*looked_again("OOS?"), *looked_again("OO", "b.1"))
    found = replace(material(), waiting=waiting)
    (look,) = second_looks(found)
    assert (look.label, look.text, look.number) == ("A 1", "Statement a.1.", 2)
    assert (look.counts, look.dont_know) == ((1, 2, 0, 0), 1)
    assert (look.first_counts, look.first_dont_know) == ((3, 0, 0, 1), 0)
    assert released_batches(found) == (looked_again("OOS?"),)


def test_second_looks_that_were_counted_before_or_are_on_another_scale_wait() -> None:
    counted = replace(material(), waiting=looked_again("OOS", counted_in="a digest"))
    assert (second_looks(counted), released_batches(counted)) == ((), ())
    other = replace(material(), waiting=looked_again("OOS"), rubric=a_rubric(2, 2, scale=a_scale("Strength", "Gap")))
    assert (second_looks(other), released_batches(other)) == ((), ())


def test_second_looks_at_a_check_in_of_long_ago_have_no_first_counts_beside_them() -> None:
    ancient = a_closed("A: S\nB: U\nC: S", "b.2", number=1).check_in
    (look,) = second_looks(replace(material(), waiting=looked_again("OOS", "b.2", number=1), older=(ancient,)))
    assert (look.label, look.counts, look.first_counts) == ("B 2", (1, 2, 0, 0), ())
