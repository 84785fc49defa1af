"""What may have landed: it is looked for, asked about, or taken back; and what comes after it waits its turn."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from jobs.announcements import Card, LandedQuestion, Reminder, Welcome
from jobs.deliver import MOST_SAYINGS
from jobs.deliver import deliver as deliver_one
from jobs.ports import CannotTell, Destination, HoldOff, MessageReference, NotThere, TryLater, Uncertain
from jobs.record import take_back_later
from jobs.tick import tick
from storage import deliveries, lanes
from storage.deliveries import Kind, Order, State
from storage.lanes import LEASE, Lease
from storage.store import Store
from storage.tables import deliveries as table
from storage.tables import lanes as lanes_table
from tests.cabinet import CHANNEL, MONDAY, Cabinet, address, local
from tests.jobs.outbox import A_MINUTE, A_SECOND, AN_HOUR, deliver, state_of, states_of, with_a_card_waiting

# What it says doesn't matter where it is looked for by its key.
A_CARD = Welcome("Cabinet", "UTC", (), local(MONDAY), 2, 7)


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    return with_a_card_waiting(any_store)


def leased(cabinet: Cabinet, worker: str) -> Lease:
    with cabinet.store.begin() as transaction:
        [lease] = lanes.lease(transaction, owner=worker, now=cabinet.clock.now())
    return lease


def resume(cabinet: Cabinet, lease: Lease, *, still: bool) -> None:
    """What a worker does that was stopped just before the call, and goes on now."""
    deliver_one(cabinet.store, cabinet.messenger, cabinet.clock, lease, still=lambda: still)


def order_welcome(cabinet: Cabinet) -> None:
    with cabinet.store.begin() as transaction:
        team = cabinet.team()
        order = Order.to_channel(team, Kind.WELCOME, about=team.id, run_at=cabinet.clock.now())
        deliveries.enqueue(transaction, order)


def test_a_worker_that_slept_past_its_lease_posts_nothing(cabinet: Cabinet) -> None:
    asleep = leased(cabinet, "worker-2")
    cabinet.clock.pass_by(LEASE + A_SECOND)
    deliver(cabinet)
    resume(cabinet, asleep, still=False)
    assert len(cabinet.messenger.said(Card)) == 1
    assert state_of(cabinet, Kind.CARD)[0] is State.SENT


def test_a_worker_that_was_too_late_and_alone_leaves_it_to_be_posted(cabinet: Cabinet) -> None:
    asleep = leased(cabinet, "worker-2")
    resume(cabinet, asleep, still=False)
    assert cabinet.messenger.said(Card) == []
    cabinet.clock.pass_by(A_MINUTE)
    deliver(cabinet)
    assert len(cabinet.messenger.said(Card)) == 1


def test_a_message_that_landed_twice_after_all_is_taken_back(cabinet: Cabinet) -> None:
    asleep = leased(cabinet, "worker-2")
    cabinet.clock.pass_by(LEASE + A_SECOND)
    deliver(cabinet)
    [counts] = cabinet.messenger.posted
    resume(cabinet, asleep, still=True)
    assert len(cabinet.messenger.said(Card)) == 2
    cabinet.clock.pass_by(LEASE)
    deliver(cabinet)
    assert list(cabinet.messenger.posted) == [counts]
    assert state_of(cabinet, Kind.TAKE_BACK)[0] is State.SENT


def test_of_what_landed_twice_in_very_many_messages_all_are_taken_back(cabinet: Cabinet) -> None:
    asleep = leased(cabinet, "worker-2")
    cabinet.clock.pass_by(LEASE + A_SECOND)
    deliver(cabinet)
    ids = "+".join(str(1_793_000_000_000 + number) for number in range(18))
    landed = MessageReference(CHANNEL, ids)
    with cabinet.store.begin() as transaction:
        for _ in range(2):
            take_back_later(transaction, asleep, landed, now=cabinet.clock.now())
        others = replace(landed, message_id=ids.replace("1793", "1794"))
        take_back_later(transaction, asleep, others, now=cabinet.clock.now())
    with cabinet.store.read() as transaction:
        kept = transaction.execute(select(table.c.message_id).where(table.c.kind == Kind.TAKE_BACK.value))
        assert list(kept.scalars()) == [ids, others.message_id]


def test_a_message_that_is_found_to_be_the_only_one_stays(cabinet: Cabinet) -> None:
    asleep = leased(cabinet, "worker-2")
    cabinet.clock.pass_by(LEASE + A_SECOND)
    also_asleep = leased(cabinet, "worker-3")
    resume(cabinet, asleep, still=True)
    cabinet.clock.pass_by(LEASE + A_SECOND)
    del also_asleep
    deliver(cabinet)
    cabinet.clock.pass_by(AN_HOUR)
    deliver(cabinet)
    assert len(cabinet.messenger.said(Card)) == 1
    assert states_of(cabinet, Kind.TAKE_BACK) == [State.DROPPED]


def test_of_two_messages_the_recorded_one_stays_though_it_came_later(cabinet: Cabinet) -> None:
    asleep = leased(cabinet, "worker-2")
    cabinet.clock.pass_by(LEASE + A_SECOND)
    slow = leased(cabinet, "worker-3")
    resume(cabinet, asleep, still=True)
    # The platform's history may lag behind what it has taken.
    cabinet.messenger.findings.append(NotThere())
    resume(cabinet, slow, still=True)
    _, counts = cabinet.messenger.posted
    cabinet.clock.pass_by(LEASE)
    deliver(cabinet)
    assert list(cabinet.messenger.posted) == [counts]


def test_a_message_that_came_late_and_that_nobody_heard_of_is_swept_away(cabinet: Cabinet) -> None:
    leased(cabinet, "worker-2")
    cabinet.clock.pass_by(LEASE + A_SECOND)
    deliver(cabinet)
    [counts] = cabinet.messenger.posted
    # What the first worker had begun arrives after all, and the worker is gone.
    late = replace(cabinet.messenger.posted[counts], broadcast=True)
    cabinet.messenger.posted["late"] = late
    cabinet.clock.pass_by(2 * LEASE)
    deliver(cabinet)
    assert list(cabinet.messenger.posted) == [counts]
    assert state_of(cabinet, Kind.SWEEP)[0] is State.SENT


def test_of_two_that_stand_when_it_is_looked_for_one_is_swept_away(cabinet: Cabinet) -> None:
    leased(cabinet, "worker-2")
    cabinet.clock.pass_by(LEASE + A_SECOND)
    leased(cabinet, "worker-3")
    cabinet.clock.pass_by(LEASE + A_SECOND)
    # Both had begun, both have landed, and neither worker is left to say so.
    with cabinet.store.read() as transaction:
        card = deliveries.by_key(transaction, f"card:{cabinet.open_check_in().id}")
    assert card is not None
    for _ in range(2):
        cabinet.messenger.post(A_CARD, to=Destination(CHANNEL), key=card.key, still=lambda: True)
    for _ in range(3):
        deliver(cabinet)
        cabinet.clock.pass_by(2 * LEASE)
    assert len(cabinet.messenger.said(Welcome)) == 1
    assert state_of(cabinet, Kind.CARD)[0] is State.SENT


def test_where_nothing_was_in_doubt_nothing_is_swept(cabinet: Cabinet) -> None:
    deliver(cabinet)
    cabinet.clock.pass_by(AN_HOUR)
    deliver(cabinet)
    assert states_of(cabinet, Kind.SWEEP) == []


def make_unknown(cabinet: Cabinet) -> None:
    cabinet.messenger.next_outcomes.append(Uncertain("RemoteDisconnected"))
    cabinet.messenger.findings.append(CannotTell("missing_scope"))
    for _ in range(3):
        deliver(cabinet)
        cabinet.clock.pass_by(AN_HOUR)


def test_the_coordinators_are_asked_once_about_a_card_that_may_have_landed(cabinet: Cabinet) -> None:
    tried_at = cabinet.clock.now()
    make_unknown(cabinet)
    [asked] = cabinet.messenger.said(LandedQuestion)
    assert asked.address == address("Ana")
    assert isinstance(asked.announcement, LandedQuestion)
    assert (asked.announcement.what.value, asked.announcement.tried_at) == ("card", tried_at)
    assert cabinet.messenger.said(Card) == []


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_question_that_may_not_have_landed_is_asked_again_where_nobody_can_look(cabinet: Cabinet, times: int) -> None:
    cabinet.messenger.next_outcomes.append(Uncertain("RemoteDisconnected"))
    cabinet.messenger.findings.append(CannotTell("nobody can look"))
    deliver(cabinet)
    cabinet.clock.pass_by(A_MINUTE)
    cabinet.messenger.next_outcomes.extend([Uncertain("RemoteDisconnected")] * times)
    cabinet.messenger.findings.extend([CannotTell("nobody can look")] * times)
    for _ in range(9):
        deliver(cabinet)
        cabinet.clock.pass_by(A_MINUTE)
    assert len(cabinet.messenger.said(LandedQuestion)) == 1
    assert states_of(cabinet, Kind.QUESTION) == [State.SENT]


def test_a_question_that_lands_unheard_each_time_is_not_asked_for_ever(cabinet: Cabinet) -> None:
    make_unknown(cabinet)
    cabinet.messenger.posted.clear()
    with cabinet.store.begin() as transaction:
        transaction.execute(update(table).where(table.c.kind == Kind.QUESTION.value).values(state=State.QUEUED.value))
        transaction.execute(update(lanes_table).values(ready_at=cabinet.clock.now()))
    cabinet.messenger.lands_anyway = True
    cabinet.messenger.next_outcomes.extend([Uncertain("RemoteDisconnected")] * 20)
    cabinet.messenger.findings.extend([CannotTell("nobody can look")] * 20)
    for _ in range(20):
        deliver(cabinet)
        cabinet.clock.pass_by(AN_HOUR)
    assert 1 < len(cabinet.messenger.said(LandedQuestion)) <= MOST_SAYINGS
    assert states_of(cabinet, Kind.QUESTION) == [State.UNKNOWN]


def test_nobody_is_asked_about_a_reminder(cabinet: Cabinet) -> None:
    deliver(cabinet)
    cabinet.clock.at = local(MONDAY + timedelta(days=3))
    tick(cabinet.store, cabinet.clock.now())
    for _ in range(4):
        cabinet.messenger.next_outcomes.append(Uncertain("RemoteDisconnected"))
        cabinet.messenger.findings.append(CannotTell("missing_scope"))
    for _ in range(3):
        deliver(cabinet)
        cabinet.clock.pass_by(A_MINUTE)
    assert states_of(cabinet, Kind.REMINDER) == [State.UNKNOWN] * 4
    assert cabinet.messenger.said(Reminder) == []
    assert states_of(cabinet, Kind.QUESTION) == []


def test_a_limit_met_while_looking_does_not_make_anybody_forget_to_look(cabinet: Cabinet) -> None:
    deliver(cabinet)
    order_welcome(cabinet)
    cabinet.messenger.next_outcomes.append(Uncertain("RemoteDisconnected"))
    cabinet.messenger.lands_anyway = True
    cabinet.clock.pass_by(A_MINUTE)
    deliver(cabinet)
    cabinet.messenger.findings.append(Uncertain("ratelimited"))
    cabinet.clock.pass_by(A_MINUTE)
    deliver(cabinet)
    cabinet.clock.pass_by(A_MINUTE)
    deliver(cabinet)
    assert len(cabinet.messenger.said(Welcome)) == 1
    assert state_of(cabinet, Kind.WELCOME)[0] is State.SENT


@pytest.mark.parametrize("answer", [HoldOff(30), TryLater("service_unavailable"), Uncertain("RemoteDisconnected")])
def test_what_comes_next_in_a_channel_waits_for_what_is_tried_again(
    cabinet: Cabinet, answer: HoldOff | TryLater | Uncertain
) -> None:
    cabinet.messenger.next_outcomes.append(answer)
    order_welcome(cabinet)
    for _ in range(40):
        deliver(cabinet)
        cabinet.clock.pass_by(A_SECOND)
    said = [type(sent.announcement) for sent in cabinet.messenger.posted.values() if sent.address == CHANNEL]
    assert said == [Card, Welcome]
