"""In whatever order plans, leases, posts, crashes, pauses and refusals come: nothing is lost, nothing stands twice.

Hypothesis looks for an order that breaks this; STATE_MACHINE_EXAMPLES lets it look longer.
"""

import os
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from sqlalchemy import select

from jobs import record
from jobs.ports import HoldOff, Uninstalled
from jobs.worker import Worker
from rubric.check_in import CheckIn
from storage import lanes, tables
from storage.deliveries import Kind
from storage.store import Store
from tests.jobs.outbox_verdict import check
from tests.jobs.outbox_world import CHANNELS, World
from tests.jobs.platform import TROUBLES
from tests.jobs.stepping import Task, stepped_worker

EXAMPLES = int(os.environ.get("STATE_MACHINE_EXAMPLES", "0"))
# Making a bad order short takes minutes.
SHRINK = bool(os.environ.get("STATE_MACHINE_SHRINK"))
# Where a task stops, the last being its end. Before a call it is easiest overtaken, so that comes oftener.
STOPS = ("call", "call", "ask whether it is in time", "hear of it", "write", "end")
SPANS = (0.3, 1.2, 6.0, 15.0, 31.0, 70.0, 4000.0)
MOST_LOOKS_UNTIL_CALM = 500

some_team = st.sampled_from(CHANNELS)
some_worker = st.integers(0, 2)
some_task = st.integers(0, 5)


class Outbox(RuleBasedStateMachine):
    """Three workers, three teams (two in one workspace, and Ana and Dev on all of them)."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.world = World(store)
        self.tasks: list[Task] = []
        self.until: dict[Task, datetime] = {}
        self.workers = [self.new_worker() for _ in range(3)]

    @initialize()
    def begin(self) -> None:
        for channel in CHANNELS:
            self.world.open(channel)

    @rule(channel=some_team, what=st.sampled_from(("open", "close", "digest", "remind", "remind again", "wish")))
    def something_falls_due(self, channel: str, what: str) -> None:
        check_in = self.world.open_check_in(channel)
        match what, check_in:
            case "open", None:
                self.world.open(channel)
            case "digest", _:
                self.world.digest(channel)
            case "close", CheckIn():
                self.world.close(channel, check_in)
            case "remind", CheckIn():
                self.world.remind(channel, check_in, 0)
            case "remind again", CheckIn():
                self.world.remind(channel, check_in, 1)
            case "wish", CheckIn():
                self.world.wish_for_a_refresh(channel, check_in)

    # What workers do

    @rule(which=some_worker)
    def take(self, which: int) -> None:
        worker, now, before = self.workers[which], self.world.clock.now(), len(self.tasks)
        first_due, closed = self.world.first_due(), self.world.closed_workspaces()
        worker.deliver()
        for task in self.tasks[before:]:
            lease = task.lease
            assert lease.delivery.id == first_due[lease.lane], "out of order"
            assert lease.workspace_id not in closed, "nothing may leave for that workspace"
            for other in self.tasks:
                if other is not task and other.lease.lane == lease.lane and other in self.until:
                    assert self.until[other] <= now, "two valid leases of one lane"
            self.until[task] = lease.until

    @rule(which=some_task, stop=st.sampled_from(STOPS))
    def go_on(self, which: int, stop: str) -> None:
        if live := self.live():
            self.advance_to(stop, live[which % len(live)])

    @rule(
        which=some_task,
        stop=st.sampled_from(STOPS),
        by=st.none() | some_worker,
        ends=st.sampled_from((True, True, False)),
    )
    def pause(self, which: int, stop: str, by: int | None, ends: bool) -> None:
        """One stops for longer than its lease lasts; meanwhile another, or (None) its own other hand, takes over."""
        self.take(which % len(self.workers))
        if live := self.live()[-2:]:
            task = live[which % len(live)]
            its_own = self.workers.index(task.worker)
            self.advance_to(stop, task)
            self.world.clock.pass_by(lanes.LEASE)
            (self.work if ends else self.take)(its_own if by is None else by)
            self.beat(its_own)
            self.run(task)

    @rule(which=some_worker)
    def lose_the_other_workspace(self, which: int) -> None:
        self.world.platform.shut_out.add(CHANNELS[-1])
        for _ in range(2):
            self.world.digest(CHANNELS[-1])
            self.world.clock.pass_by(record.PACE)
            self.work(which)

    @rule(channel=some_team, which=some_worker, by=some_worker)
    def post_late(self, channel: str, which: int, by: int) -> None:
        """The one pause that no look at the lease can help against."""
        self.world.clock.pass_by(lanes.LEASE)
        self.world.digest(channel)
        self.take(which)
        for task in self.live():
            if task.worker is self.workers[which] and task.lease.address == channel and task.at == "begin":
                self.advance_to("call", task)
                self.world.clock.pass_by(lanes.LEASE)
                self.work(by)
                self.run(task)

    @rule(channel=some_team, which=some_worker, stop=st.sampled_from(STOPS), lives=st.integers(1, 2))
    def die_over_it(self, channel: str, which: int, stop: str, lives: int) -> None:
        """The first life ends at `stop`, the second before it has found out anything."""
        self.world.clock.pass_by(lanes.LEASE)
        self.world.digest(channel)
        for life in range(lives):
            self.take(which)
            for task in self.live():
                if task.worker is self.workers[which] and task.lease.address == channel and task.at == "begin":
                    self.advance_to(stop if life == 0 else "look", task)
            self.crash(which)
            self.world.clock.pass_by(lanes.LEASE)

    @rule(channel=some_team, which=some_worker, stop=st.sampled_from(STOPS))
    def wish_twice(self, channel: str, which: int, stop: str) -> None:
        """The second time while the first is under way."""
        if (check_in := self.world.open_check_in(channel)) is None:
            return
        self.world.wish_for_a_refresh(channel, check_in)
        self.work(which)
        self.world.clock.pass_by(record.PACE)
        self.take(which)
        for task in self.live():
            if task.lease.delivery.kind is Kind.CARD_REFRESH and task.lease.address == channel:
                self.advance_to(stop, task)
                self.world.wish_for_a_refresh(channel, check_in)
                self.run(task)

    @rule(which=some_worker)
    def work(self, which: int) -> None:
        before = len(self.tasks)
        self.take(which)
        for task in self.tasks[before:]:
            self.run(task)

    @rule(which=some_worker)
    def beat(self, which: int) -> None:
        self.workers[which].beat()
        for task in self.live():
            if task.worker is self.workers[which] and self.world.holds(task):
                self.until[task] = self.world.clock.now() + lanes.LEASE

    @rule(which=some_worker)
    def crash(self, which: int) -> None:
        for task in self.live():
            if task.worker is self.workers[which]:
                task.crash()
        self.workers[which] = self.new_worker()

    @rule(seconds=st.sampled_from(SPANS))
    def wait(self, seconds: float) -> None:
        self.world.clock.pass_by(timedelta(seconds=seconds))

    # What the platform does

    @rule(what=st.sampled_from(sorted(TROUBLES)))
    def get_into_trouble(self, what: str) -> None:
        self.world.platform.troubles.append(TROUBLES[what])

    @rule(channel=some_team, what=st.sampled_from(("history", "channel", "workspace")), closed=st.booleans())
    def shut_out(self, channel: str, what: str, closed: bool) -> None:
        match what:
            case "history":
                self.world.platform.unreadable = closed
            case "channel" if closed:
                self.world.platform.closed.add(channel)
            case "channel":
                self.world.let_into(channel)
            case "workspace" if closed:
                self.world.platform.shut_out.add(CHANNELS[-1])
            case _:
                self.world.install()

    def teardown(self) -> None:
        try:
            self.calm_down()
            check(self.world)
        finally:
            for task in self.tasks:
                task.crash()

    def calm_down(self) -> None:
        """Everybody who paused goes on, the platform is well again, and time passes until there is nothing to do."""
        for task in self.live():
            self.run(task)
        self.world.platform.heal()
        self.world.install()
        for _ in range(MOST_LOOKS_UNTIL_CALM):
            self.work(0)
            with self.world.store.read() as transaction:
                following = lanes.next_ready_at(transaction)
            if following is None:
                return
            self.world.clock.at = max(following, self.world.clock.at)
        raise AssertionError("it never came to an end")

    def advance(self, task: Task) -> None:
        held = self.world.holds(task)
        before = None if held else self.world.everything()
        self.world.platform.steps += 1
        task.step()
        if task.error is not None:
            raise task.error
        assert not self.world.platform.wrongs
        if before is not None:
            assert self.world.everything() == before, "a worker that had lost its lane changed something"
        if task.is_done:
            del self.until[task]
            if held:
                self.check_workspace(task)

    def check_workspace(self, task: Task) -> None:
        [row] = self.world.rows(select(tables.workspaces).where(tables.workspaces.c.id == task.lease.workspace_id))
        match self.world.platform.answers.get(task):
            case HoldOff(seconds=seconds, everywhere=True):
                assert row["blocked_until"] >= self.world.clock.now() + timedelta(seconds=seconds)
            case Uninstalled():
                assert row["uninstalled_at"] is not None
            case _:
                pass

    def advance_to(self, stop: str, task: Task) -> None:
        self.advance(task)
        while not task.is_done and task.at != stop:
            self.advance(task)

    def run(self, task: Task) -> None:
        while not task.is_done:
            self.advance(task)

    def live(self) -> list[Task]:
        return [task for task in self.tasks if not task.is_done]

    def new_worker(self) -> Worker:
        return stepped_worker(self.world.store, self.world.platform, self.world.clock, self.tasks)


def look_for_a_bad_order(store: Store, *, examples: int) -> None:
    class InThisStore(Outbox):
        def __init__(self) -> None:
            super().__init__(store)

    run_state_machine_as_test(
        InThisStore,
        settings=settings(
            max_examples=EXAMPLES or examples,
            stateful_step_count=40,
            deadline=None,
            derandomize=not EXAMPLES,
            phases=(Phase.explicit, Phase.generate, *([Phase.shrink] if SHRINK else [])),
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_no_order_of_events_loses_or_repeats_anything_on_sqlite(store: Store) -> None:
    look_for_a_bad_order(store, examples=35)


@pytest.mark.postgresql
def test_no_order_of_events_loses_or_repeats_anything_on_postgresql(postgresql_url: str) -> None:
    opened = Store.connect(postgresql_url)
    look_for_a_bad_order(opened, examples=10)
    opened.close()
