"""Steps are closed, dropped and moved by their owner or a coordinator, each once, and everything is in the log."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest

from bot.sections import step_forms as sections
from bot.sections.steering import REASON
from bot.use_cases.next_steps.close_step import close_step, drop_step, open_drop
from bot.use_cases.next_steps.move_step import move_step, open_move
from bot.use_cases.results import FormErrors, Result
from bot.use_cases.who import Refused
from rubric.audit import What
from rubric.next_step import NextStep, StepKind, StepState, WhyTold
from rubric.people import NextStepId
from rubric.refusals import FormDoesNotMatch, NotOnTheTeam, NotYourStep, StepIsSettled
from storage.store import Store
from tests.bot.use_cases.next_steps.making import add_form, made, news, the_step, told
from tests.bot.use_cases.steering.ground import (
    A_MINUTE,
    errors,
    field,
    filled_in,
    leaves,
    log,
    refusal,
    said,
    text_of,
    the_form,
    the_member,
)
from tests.cabinet import Cabinet, local, speaker

LATER = "2026-12-04"


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    cabinet = Cabinet(any_store)
    cabinet.set_up(every_weeks=8)
    return cabinet


@pytest.fixture
def step(cabinet: Cabinet) -> NextStep:
    """Lee's, and Lee knows."""
    step = made(cabinet)
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    cabinet.messenger.ever_posted.clear()
    return step


def move(cabinet: Cabinet, step: NextStep, *, by: str, due: str = LATER, owner: str = "Lee") -> Result:
    form = the_form(open_move(cabinet.deps, speaker(by), step.id))
    sent = filled_in(form, **{sections.DUE: due, sections.OWNER: the_member(cabinet, owner).id})
    return move_step(cabinet.deps, speaker(by), form.about, sent)


@pytest.mark.parametrize("name", ["Lee", "Ana"], ids=["its owner", "a coordinator"])
def test_a_step_is_closed_in_one_tap(cabinet: Cabinet, step: NextStep, name: str) -> None:
    assert step.sentence in said(close_step(cabinet.deps, speaker(name), step.id))
    settled = the_step(cabinet)
    assert (settled.state, settled.settled_at) == (StepState.DONE, cabinet.clock.now())
    entry = log(cabinet)[-1]
    assert (entry.what, entry.actor, entry.after["sentence"]) == (What.STEP_DONE, name, step.sentence)
    cabinet.travel(local(date(2026, 12, 20)))
    assert told(cabinet) == []


def test_a_step_is_dropped_with_a_reason(cabinet: Cabinet, step: NextStep) -> None:
    form = the_form(open_drop(cabinet.deps, speaker("Lee"), step.id))
    assert step.sentence in text_of(form)
    assert step.sentence in said(drop_step(cabinet.deps, speaker("Lee"), form.about, {REASON: " Not\nneeded "}))
    assert the_step(cabinet).state is StepState.DROPPED
    assert (log(cabinet)[-1].what, log(cabinet)[-1].reason) == (What.STEP_DROPPED, "Not needed")


def test_a_reason_is_not_forced(cabinet: Cabinet, step: NextStep) -> None:
    drop_step(cabinet.deps, speaker("Ana"), step.id, {REASON: None})
    assert (the_step(cabinet).state, log(cabinet)[-1].reason) == (StepState.DROPPED, "")


def test_anybody_else_is_refused_and_told_who_can(cabinet: Cabinet, step: NextStep) -> None:
    for act in (
        lambda: close_step(cabinet.deps, speaker("Dana"), step.id),
        lambda: open_drop(cabinet.deps, speaker("Dana"), step.id),
        lambda: drop_step(cabinet.deps, speaker("Dana"), step.id, {}),
        lambda: open_move(cabinet.deps, speaker("Dana"), step.id),
    ):
        refused = refusal(act)
        assert isinstance(refused, NotYourStep)
        assert (refused.owner, refused.coordinators) == ("Lee", ("Ana",))
    with pytest.raises(NotOnTheTeam):
        close_step(cabinet.deps, speaker("Mallory"), step.id)
    assert the_step(cabinet).is_open


def test_an_owner_who_left_can_settle_nothing(cabinet: Cabinet, step: NextStep) -> None:
    leaves(cabinet, "Lee")
    with pytest.raises(NotOnTheTeam):
        close_step(cabinet.deps, speaker("Lee"), step.id)


def test_settling_twice_says_what_came_of_it_and_when(cabinet: Cabinet, step: NextStep) -> None:
    form = the_form(open_drop(cabinet.deps, speaker("Ana"), step.id))
    close_step(cabinet.deps, speaker("Lee"), step.id)
    settled = the_step(cabinet)
    cabinet.clock.at += timedelta(days=3)
    for act in (
        lambda: close_step(cabinet.deps, speaker("Lee"), step.id),
        lambda: drop_step(cabinet.deps, speaker("Ana"), form.about, {}),
        lambda: open_move(cabinet.deps, speaker("Ana"), step.id),
    ):
        refused = refusal(act)
        assert isinstance(refused, StepIsSettled)
        assert (refused.step.state, refused.at) == (StepState.DONE, settled.settled_at)
    assert the_step(cabinet) == settled
    assert [entry.what for entry in log(cabinet)].count(What.STEP_DONE) == 1


def test_of_two_taps_at_once_one_settles_it_and_the_other_learns_of_it(cabinet: Cabinet, step: NextStep) -> None:
    together = Barrier(2)

    def tap(name: str) -> str:
        together.wait()
        try:
            close_step(cabinet.deps, speaker(name), step.id)
        except Refused as refused:
            return type(refused.refusal).__name__
        return "closed"

    with ThreadPoolExecutor(2) as people:
        came_of_it = sorted(people.map(tap, ("Lee", "Ana")))
    assert came_of_it == ["StepIsSettled", "closed"]
    assert [entry.what for entry in log(cabinet)].count(What.STEP_DONE) == 1


def test_a_step_that_never_was_is_an_old_form(cabinet: Cabinet) -> None:
    with pytest.raises(FormDoesNotMatch):
        close_step(cabinet.deps, speaker("Ana"), NextStepId("none"))


def test_whoever_was_to_find_out_is_asked_what_they_found_before_it_closes(cabinet: Cabinet) -> None:
    step = made(cabinet, form=add_form(cabinet, kind=StepKind.FIND_OUT))
    form = the_form(close_step(cabinet.deps, speaker("Lee"), step.id))
    assert list(form.fields())
    assert the_step(cabinet).is_open


def test_its_owner_moves_it_and_is_reminded_anew(cabinet: Cabinet, step: NextStep) -> None:
    cabinet.travel(local(date(2026, 11, 18)) + A_MINUTE)
    assert "You have it, due Fri, Dec 4." in said(move(cabinet, step, by="Lee"))
    moved = the_step(cabinet)
    assert (moved.due_on, moved.reminded_before, moved.reminded_after) == (date(2026, 12, 4), False, False)
    entry = log(cabinet)[-1]
    assert (entry.what, entry.before["due_on"], entry.after["due_on"]) == (What.STEP_MOVED, "2026-11-20", LATER)
    cabinet.travel(local(date(2026, 12, 8)))
    assert told(cabinet) == [news("Lee", why) for why in (WhyTold.BEFORE, WhyTold.BEFORE, WhyTold.AFTER)]


def test_a_coordinator_gives_it_to_somebody_else_who_is_told(cabinet: Cabinet, step: NextStep) -> None:
    assert "Dev has it, due Fri, Dec 4." in said(move(cabinet, step, by="Ana", owner="Dev"))
    assert the_step(cabinet).owner_id == the_member(cabinet, "Dev").id
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    assert told(cabinet) == [news("Dev")]
    assert isinstance(refusal(lambda: close_step(cabinet.deps, speaker("Lee"), step.id)), NotYourStep)


def test_an_owner_whose_step_is_moved_by_somebody_else_is_told(cabinet: Cabinet, step: NextStep) -> None:
    move(cabinet, step, by="Ana")
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    assert told(cabinet) == [news("Lee", WhyTold.MOVED)]


def test_moving_it_nowhere_changes_nothing(cabinet: Cabinet, step: NextStep) -> None:
    assert "Lee has it, due Fri, Nov 20." in said(move(cabinet, step, by="Ana", due="2026-11-20"))
    assert the_step(cabinet) == step
    assert log(cabinet)[-1].what is What.STEP_ADDED


def test_a_day_that_is_over_is_refused_beside_it(cabinet: Cabinet, step: NextStep) -> None:
    found = errors(move(cabinet, step, by="Lee", due="2026-10-29"))
    assert found == {sections.DUE: "Thu, Oct 29 is over. Choose today or a later day."}
    assert the_step(cabinet) == step


def test_one_that_is_overdue_is_moved_from_today(cabinet: Cabinet, step: NextStep) -> None:
    cabinet.travel(local(date(2026, 11, 25)))
    form = the_form(open_move(cabinet.deps, speaker("Lee"), step.id))
    assert filled_in(form)[sections.DUE] == "2026-11-25"
    assert the_step(cabinet).reminded_after
    move(cabinet, step, by="Lee")
    assert (the_step(cabinet).reminded_before, the_step(cabinet).reminded_after) == (False, False)


def test_the_owner_who_left_is_no_choice_and_somebody_must_be_named(cabinet: Cabinet, step: NextStep) -> None:
    leaves(cabinet, "Lee")
    form = the_form(open_move(cabinet.deps, speaker("Ana"), step.id))
    sent = filled_in(form, **{sections.DUE: LATER})
    assert sent[sections.OWNER] is None
    assert isinstance(move_step(cabinet.deps, speaker("Ana"), form.about, sent), FormErrors)
    sent[sections.OWNER] = the_member(cabinet, "Dana").id
    move_step(cabinet.deps, speaker("Ana"), form.about, sent)
    assert the_step(cabinet).owner == "Dana"


def test_what_somebody_else_moved_meanwhile_is_shown_before_it_is_overwritten(cabinet: Cabinet, step: NextStep) -> None:
    form = the_form(open_move(cabinet.deps, speaker("Lee"), step.id))
    move(cabinet, step, by="Ana", due="2026-11-27")
    sent = filled_in(form, **{sections.DUE: LATER})
    again = the_form(move_step(cabinet.deps, speaker("Lee"), form.about, sent))
    assert "Lee has it now, due Fri, Nov 27." in text_of(again)
    assert filled_in(again)[sections.DUE] == LATER
    assert the_step(cabinet).due_on == date(2026, 11, 27)
    move_step(cabinet.deps, speaker("Lee"), again.about, filled_in(again))
    assert the_step(cabinet).due_on == date(2026, 12, 4)


def test_a_move_that_arrives_twice_is_made_once(cabinet: Cabinet, step: NextStep) -> None:
    form = the_form(open_move(cabinet.deps, speaker("Lee"), step.id))
    sent = filled_in(form, **{sections.DUE: LATER})
    first, second = (said(move_step(cabinet.deps, speaker("Lee"), form.about, sent)) for _ in range(2))
    assert first == second
    assert [entry.what for entry in log(cabinet)].count(What.STEP_MOVED) == 1
    assert field(form, sections.DUE)


@pytest.mark.parametrize("about", ["", "{step}", "{step}@2026-11-20@lee@more", "none@2026-11-20@lee"])
def test_a_move_that_was_tampered_with_is_refused(cabinet: Cabinet, step: NextStep, about: str) -> None:
    with pytest.raises(FormDoesNotMatch):
        move_step(cabinet.deps, speaker("Ana"), about.format(step=step.id), {})
