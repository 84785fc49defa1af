"""Owners are reminded by the jobs themselves: through the tick, the outbox and a messenger, on each database."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from bot.use_cases.people.change_member import take_off_member
from bot.use_cases.steer import About
from bot.use_cases.steering.pause_team import pause_team, resume_team
from jobs.announcements import Card, StepReminder
from jobs.open_check_in import next_asked
from jobs.step_changed import step_changed
from jobs.tick import tick
from rubric.library import load, shipped
from rubric.model import IndicatorId
from rubric.next_step import NextStep, StepState, WhyTold
from rubric.people import Member
from storage import next_steps, teams
from storage.store import Store
from tests.bench.measuring import statements_counted
from tests.cabinet import MONDAY, Cabinet, address, local, speaker
from tests.steps import DUE, a_step

A_MINUTE = timedelta(minutes=1)
WEDNESDAY, THE_MONDAY_AFTER = local(date(2026, 11, 18)), local(date(2026, 11, 23))
RUBRIC = load(shipped()[0])


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    cabinet = Cabinet(any_store)
    cabinet.set_up(every_weeks=8)
    return cabinet


def member(cabinet: Cabinet, name: str) -> Member:
    with cabinet.store.read() as transaction:
        found = teams.member_at(transaction, cabinet.team().id, address(name))
    assert found is not None
    return found


def add(cabinet: Cabinet, *, owner: str = "Lee", **changed: Any) -> NextStep:
    team = cabinet.team()
    step = a_step(owner=owner, team_id=team.id, owner_id=member(cabinet, owner).id, made_at=cabinet.clock.now())
    step = replace(step, **changed)
    with cabinet.store.begin() as transaction:
        next_steps.add(transaction, step)
        step_changed(transaction, team, step, now=cabinet.clock.now())
    return step


def save(cabinet: Cabinet, step: NextStep) -> None:
    with cabinet.store.begin() as transaction:
        next_steps.save(transaction, step)
        step_changed(transaction, cabinet.team(), step, now=cabinet.clock.now())


def told(cabinet: Cabinet) -> Sequence[tuple[str, WhyTold]]:
    sent = cabinet.messenger.ever_posted
    return [(one.address, one.announcement.why) for one in sent if isinstance(one.announcement, StepReminder)]


def the_step(cabinet: Cabinet) -> NextStep:
    with cabinet.store.read() as transaction:
        found = next_steps.of_team(transaction, cabinet.team().id)
    return found[0]


LEE_BEFORE, LEE_AFTER = (address("Lee"), WhyTold.BEFORE), (address("Lee"), WhyTold.AFTER)


def test_the_owner_is_reminded_once_before_and_once_after(cabinet: Cabinet) -> None:
    add(cabinet)
    cabinet.travel(WEDNESDAY - A_MINUTE)
    assert told(cabinet) == []
    cabinet.travel(WEDNESDAY + A_MINUTE)
    assert told(cabinet) == [LEE_BEFORE]
    cabinet.travel(THE_MONDAY_AFTER - A_MINUTE)
    assert told(cabinet) == [LEE_BEFORE]
    cabinet.travel(THE_MONDAY_AFTER + timedelta(days=30))
    assert told(cabinet) == [LEE_BEFORE, LEE_AFTER]
    assert (the_step(cabinet).reminded_before, the_step(cabinet).reminded_after) == (True, True)


def test_ticking_twice_reminds_once(cabinet: Cabinet) -> None:
    add(cabinet)
    cabinet.clock.at = WEDNESDAY
    for _ in range(2):
        with cabinet.store.begin() as transaction:
            teams.wake_at(transaction, cabinet.team().id, WEDNESDAY)
        tick(cabinet.store, WEDNESDAY)
    cabinet.travel(WEDNESDAY + A_MINUTE)
    assert told(cabinet) == [LEE_BEFORE]


def test_what_was_settled_before_it_is_sent_is_not_spoken_of(cabinet: Cabinet) -> None:
    step = add(cabinet)
    cabinet.clock.at = WEDNESDAY
    tick(cabinet.store, WEDNESDAY)
    save(cabinet, the_step(cabinet).settled(StepState.DONE, at=WEDNESDAY))
    cabinet.travel(WEDNESDAY + A_MINUTE)
    assert (told(cabinet), the_step(cabinet).id) == ([], step.id)


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"due_on": DUE + timedelta(days=30)}, id="moved to another day"),
        pytest.param({"owner": "Dev"}, id="given to somebody else"),
    ],
)
def test_what_was_moved_before_it_is_sent_is_not_spoken_of(cabinet: Cabinet, changed: dict[str, Any]) -> None:
    add(cabinet)
    cabinet.clock.at = WEDNESDAY
    tick(cabinet.store, WEDNESDAY)
    if "owner" in changed:
        changed = {**changed, "owner_id": member(cabinet, "Dev").id}
    save(cabinet, replace(the_step(cabinet), **changed))
    cabinet.travel(WEDNESDAY + A_MINUTE)
    assert told(cabinet) == []


def test_a_reminder_that_could_not_be_sent_until_the_day_was_over_is_not_sent(cabinet: Cabinet) -> None:
    add(cabinet)
    cabinet.clock.at = WEDNESDAY
    tick(cabinet.store, WEDNESDAY)
    cabinet.clock.at = THE_MONDAY_AFTER - A_MINUTE
    cabinet.travel(THE_MONDAY_AFTER + A_MINUTE)
    assert told(cabinet) == [LEE_AFTER]


def test_a_moved_step_is_reminded_of_anew(cabinet: Cabinet) -> None:
    add(cabinet)
    cabinet.travel(WEDNESDAY + A_MINUTE)
    later = replace(the_step(cabinet), due_on=DUE + timedelta(weeks=1), reminded_before=False)
    save(cabinet, later)
    cabinet.travel(WEDNESDAY + timedelta(weeks=1, minutes=1))
    assert told(cabinet) == [LEE_BEFORE, LEE_BEFORE]


def test_once_the_owner_has_left_the_coordinators_are_told(cabinet: Cabinet) -> None:
    add(cabinet)
    about = str(About(cabinet.team().id, more=member(cabinet, "Lee").id))
    take_off_member(cabinet.deps, speaker("Ana"), about)
    cabinet.travel(WEDNESDAY + A_MINUTE)
    assert told(cabinet) == [(address("Ana"), WhyTold.BEFORE)]
    [sent] = [one.announcement for one in cabinet.messenger.ever_posted if isinstance(one.announcement, StepReminder)]
    assert (sent.owner_has_left, sent.step.owner) == (True, "Lee")


def test_a_pause_holds_reminders_back_and_the_end_of_it_brings_one(cabinet: Cabinet) -> None:
    add(cabinet)
    team = cabinet.team().id
    pause_team(cabinet.deps, speaker("Ana"), team)
    cabinet.travel(THE_MONDAY_AFTER + timedelta(days=9, hours=1))
    assert told(cabinet) == []
    resume_team(cabinet.deps, speaker("Ana"), team)
    cabinet.travel(THE_MONDAY_AFTER + timedelta(days=20))
    assert told(cabinet) == [LEE_AFTER]


@pytest.mark.parametrize(
    ("back", "morning"),
    [
        pytest.param(local(date(2026, 11, 25), time(3)), local(date(2026, 11, 25), time(8)), id="in the night"),
        pytest.param(local(date(2026, 12, 19), time(20)), local(date(2026, 12, 21), time(8)), id="at the weekend"),
    ],
)
def test_after_an_outage_there_is_one_reminder_in_the_day(cabinet: Cabinet, back: datetime, morning: datetime) -> None:
    add(cabinet)
    cabinet.clock.at = back
    cabinet.travel(morning - A_MINUTE)
    assert told(cabinet) == []
    cabinet.travel(morning + timedelta(days=4))
    assert told(cabinet) == [LEE_AFTER]


def test_two_workers_remind_once(file_store: Store) -> None:
    one = Cabinet(file_store)
    one.set_up(every_weeks=8)
    two = Cabinet(file_store, clock=one.clock, messenger=one.messenger, owner="worker-2")
    add(one)
    one.clock.at = WEDNESDAY
    for worker in (one, two, one):
        tick(worker.store, WEDNESDAY)
    for worker in (one, two):
        worker.travel(WEDNESDAY + A_MINUTE)
    assert told(one) == [LEE_BEFORE]


def test_the_card_names_what_is_open_from_before_and_follows_it(cabinet: Cabinet) -> None:
    with cabinet.store.read() as transaction:
        asked = next_asked(transaction, cabinet.team(), now=cabinet.clock.now())[0]
    about = {"indicator_id": asked.id, "label": asked.label}
    step = add(cabinet, **about)
    add(cabinet, id="elsewhere", indicator_id=IndicatorId("elsewhere"))
    cabinet.travel(local(MONDAY) + A_MINUTE)
    add(cabinet, id="since", **about)
    assert [one.id for one in cards(cabinet)[-1].open_steps] == [step.id]
    save(cabinet, step.settled(StepState.DONE, at=cabinet.clock.now()))
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    assert cards(cabinet)[-1].open_steps == ()
    assert len(cards(cabinet)) == 1


def cards(cabinet: Cabinet) -> list[Card]:
    """As they stand."""
    return [one.announcement for one in cabinet.messenger.posted.values() if isinstance(one.announcement, Card)]


def test_what_was_acted_upon_is_asked_again_before_what_was_not(cabinet: Cabinet) -> None:
    # The last that the pass would come to.
    last = RUBRIC.domains[0].indicators[-1]
    add(cabinet, indicator_id=last.id)
    save(cabinet, the_step(cabinet).settled(StepState.DONE, at=cabinet.clock.now()))
    with cabinet.store.read() as transaction:
        asked = next_asked(transaction, cabinet.team(), now=cabinet.clock.now())
    assert last.id in [one.id for one in asked]


def test_steps_cost_a_tick_one_look_and_nothing_where_nothing_is_due(cabinet: Cabinet) -> None:
    cabinet.travel(local(MONDAY, time(12)))
    now = cabinet.clock.now()
    with statements_counted() as idle:
        tick(cabinet.store, now)
    assert [one for one in idle.statements if "next_steps" in one] == []
    with cabinet.store.begin() as transaction:
        teams.wake_at(transaction, cabinet.team().id, now)
    with statements_counted() as attended:
        tick(cabinet.store, now)
    assert len([one for one in attended.statements if "next_steps" in one]) == 1
