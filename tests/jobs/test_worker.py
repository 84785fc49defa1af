"""Workers with real threads on real databases: lanes shared out, leases kept alive, a clean stop."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from jobs.announcements import Announcement
from jobs.ports import (
    Destination,
    Finding,
    MessageReference,
    NoAnswer,
    NotThere,
    Outcome,
    Posted,
    Still,
    TooLate,
    TryLater,
)
from jobs.worker import LONGEST_CALL, Worker
from storage import deliveries
from storage.deliveries import Kind, Order, State
from storage.lanes import LEASE
from storage.store import Store
from storage.tables import deliveries as table
from storage.tables import lanes as lanes_table
from tests.cabinet import Cabinet
from tests.fakes import HandClock

PATIENCE = 20
A_SECOND = timedelta(seconds=1)


@dataclass
class Gate:
    """A messenger whose posts wait until they are let through; it notes who was in which place at the same time."""

    is_open: threading.Event = field(default_factory=threading.Event)
    keys: list[str] = field(default_factory=list)
    inside: Counter[str] = field(default_factory=Counter)
    entered: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    most_in_one_place: int = 0
    most_at_once: int = 0
    too_late: int = 0
    next_outcomes: list[Outcome] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def post(self, announcement: Announcement, *, to: Destination, key: str, still: Still) -> Outcome:
        del announcement
        with self._lock:
            self.inside[to.address] += 1
            self.most_in_one_place = max(self.most_in_one_place, self.inside[to.address])
            self.most_at_once = max(self.most_at_once, self.inside.total())
        self.entered.release()
        assert self.is_open.wait(PATIENCE)
        with self._lock:
            self.inside[to.address] -= 1
            if not still():
                self.too_late += 1
                return TooLate()
            if self.next_outcomes:
                return self.next_outcomes.pop()
            self.keys.append(key)
            return Posted(MessageReference(to.address, f"m{len(self.keys)}"))

    def replace(self, reference: MessageReference, announcement: Announcement, *, still: Still) -> Outcome:
        raise AssertionError("these tests only post")

    def take_back(self, reference: MessageReference) -> Outcome:
        raise AssertionError("these tests only post")

    def find(self, key: str, *, to: Destination, since: datetime, besides: str | None = None) -> Finding:
        return NotThere()

    def can_post_to(self, address: str) -> NoAnswer | None:
        return None


def order(store: Store, *, channels: int, each: int = 1) -> None:
    """Something to say in each of so many channels."""
    cabinet = Cabinet(store)
    team = cabinet.set_up()
    with store.begin() as transaction:
        for channel in range(channels):
            for number in range(each):
                deliveries.enqueue(
                    transaction,
                    Order(
                        key=f"welcome:{channel}:{number}",
                        kind=Kind.WELCOME,
                        about=team.id,
                        team_id=team.id,
                        workspace_id=team.workspace_id,
                        address=f"C{channel}",
                        run_at=NOW,
                    ),
                )


NOW = datetime(2026, 11, 2, 14, tzinfo=UTC)


@contextmanager
def working(
    store: Store, gate: Gate, clock: HandClock, *, workers: int = 1, senders: int = 4
) -> Iterator[list[Worker]]:
    hired = [Worker(store, gate, clock, senders=senders) for _ in range(workers)]
    try:
        yield hired
    finally:
        gate.is_open.set()
        for worker in hired:
            worker.stop()


def wait_for_entries(gate: Gate, number: int) -> None:
    for _ in range(number):
        assert gate.entered.acquire(timeout=PATIENCE)


def states(store: Store) -> Counter[str]:
    with store.read() as transaction:
        return Counter(transaction.execute(select(table.c.state).where(table.c.kind == Kind.WELCOME.value)).scalars())


def test_several_workers_share_out_the_lanes_and_no_lane_has_two_posts_under_way(any_store: Store) -> None:
    order(any_store, channels=18)
    gate, clock = Gate(), HandClock(NOW)
    with working(any_store, gate, clock, workers=3, senders=3) as workers:
        for worker in workers:
            worker.deliver()
        wait_for_entries(gate, 9)
        assert gate.most_at_once == 9
        gate.is_open.set()
        wait_for_entries(gate, 9)
    assert gate.most_in_one_place == 1
    assert sorted(gate.keys) == sorted(f"welcome:{channel}:0" for channel in range(18))
    assert states(any_store) == {State.SENT: 18}


def test_a_sender_that_is_done_takes_what_waits_without_being_woken(any_store: Store) -> None:
    order(any_store, channels=10)
    gate, clock = Gate(), HandClock(NOW)
    with working(any_store, gate, clock, senders=2) as [worker]:
        gate.is_open.set()
        worker.deliver()
        wait_for_entries(gate, 10)
    assert states(any_store) == {State.SENT: 10}
    assert gate.most_at_once <= 2


def test_a_lease_is_kept_alive_while_a_call_takes_its_time(any_store: Store) -> None:
    order(any_store, channels=1)
    gate, clock = Gate(), HandClock(NOW)
    with working(any_store, gate, clock, workers=2) as [slow, other]:
        slow.deliver()
        wait_for_entries(gate, 1)
        for _ in range(5):
            clock.pass_by(LEASE / 3)
            slow.beat()
        other.deliver()
    assert gate.keys == ["welcome:0:0"]
    assert (gate.too_late, gate.most_in_one_place) == (0, 1)


def test_without_a_beat_another_worker_takes_over_and_the_first_one_sends_nothing(any_store: Store) -> None:
    order(any_store, channels=1)
    gate, clock = Gate(), HandClock(NOW)
    with working(any_store, gate, clock, workers=2) as [slow, other]:
        slow.deliver()
        wait_for_entries(gate, 1)
        clock.pass_by(LEASE + A_SECOND)
        other.deliver()
        wait_for_entries(gate, 1)
    assert gate.keys == ["welcome:0:0"]
    assert gate.too_late == 1
    assert states(any_store) == {State.SENT: 1}


def test_a_call_that_could_outlast_its_lease_is_not_begun(any_store: Store) -> None:
    order(any_store, channels=1)
    gate, clock = Gate(), HandClock(NOW)
    with working(any_store, gate, clock) as [worker]:
        worker.deliver()
        wait_for_entries(gate, 1)
        clock.pass_by(LEASE - LONGEST_CALL)
    assert (gate.keys, gate.too_late) == ([], 1)
    assert states(any_store) == {State.QUEUED: 1}


def test_a_worker_that_finds_its_lease_gone_when_it_beats_sends_nothing_more_under_it(any_store: Store) -> None:
    order(any_store, channels=1)
    gate, clock = Gate(), HandClock(NOW)
    with working(any_store, gate, clock) as [worker]:
        worker.deliver()
        wait_for_entries(gate, 1)
        with any_store.begin() as transaction:
            transaction.execute(lanes_table.update().values(owner="somebody else"))
        worker.beat()
    assert (gate.keys, gate.too_late) == ([], 1)


def test_a_stop_begins_nothing_new_and_lets_what_is_under_way_end(any_store: Store) -> None:
    order(any_store, channels=5)
    gate, clock = Gate(), HandClock(NOW)
    with working(any_store, gate, clock, senders=2) as [worker]:
        worker.deliver()
        wait_for_entries(gate, 2)
        stopping = threading.Thread(target=worker.stop)
        stopping.start()
        worker._stopping.wait(PATIENCE)
        gate.is_open.set()
        stopping.join(PATIENCE)
        worker.deliver()
    # Two were under way; two more were in hand and went back, the fifth was never taken.
    assert states(any_store) == {State.SENT: 2, State.QUEUED: 3}
    with any_store.read() as transaction:
        held = transaction.execute(select(lanes_table.c.owner).where(lanes_table.c.owner.is_not(None))).all()
    assert held == []


def test_a_platform_that_does_not_answer_is_told_of_once_and_so_is_its_return(
    any_store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", logger="jobs.worker")
    order(any_store, channels=8)
    gate, clock = Gate(next_outcomes=[TryLater("service_unavailable")] * 8), HandClock(NOW)
    with working(any_store, gate, clock, senders=1) as [worker]:
        gate.is_open.set()
        worker.deliver()
        wait_for_entries(gate, 8)
        worker._pool.submit(int).result(PATIENCE)
        clock.pass_by(timedelta(minutes=1))
        worker.deliver()
        wait_for_entries(gate, 8)
    assert states(any_store) == {State.SENT: 8}
    assert caplog.text.count("no answer from the platform") == 1
    assert caplog.text.count("the platform answers again") == 1
