"""The three clocks, and what moving one does."""

from datetime import UTC, datetime, timedelta, timezone

from sandbox.clock import ManualClock as Manual
from sandbox.clock import MovableClock, ShiftedClock, SystemClock
from tests.sandbox.workspaces import NOON, a_workspace


def test_a_manual_clock_stands_still_until_it_is_moved() -> None:
    clock = Manual(NOON.astimezone(timezone(timedelta(hours=-5))))
    assert (clock.now(), clock.now().tzinfo, clock.monotonic()) == (NOON, UTC, 0.0)
    clock.advance(timedelta(minutes=1))
    assert (clock.now(), clock.monotonic()) == (NOON + timedelta(minutes=1), 60.0)


def test_a_stopwatch_never_runs_backwards() -> None:
    clock = Manual(NOON)
    clock.advance(timedelta(seconds=10))
    clock.move_to(NOON - timedelta(days=1))
    assert (clock.now(), clock.monotonic()) == (NOON - timedelta(days=1), 10.0)


def test_a_shifted_clock_runs_on_from_where_it_is_put() -> None:
    clock = ShiftedClock(NOON)
    before = clock.monotonic()
    assert timedelta(0) <= clock.now() - NOON < timedelta(seconds=5)
    clock.move_to(NOON + timedelta(days=14))
    assert timedelta(0) <= clock.now() - NOON - timedelta(days=14) < timedelta(seconds=5)
    assert clock.monotonic() - before < 5


def test_the_system_clock_is_the_machines() -> None:
    clock = SystemClock()
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
    assert clock.monotonic() <= clock.monotonic()


def test_a_clock_that_cannot_be_moved_is_left_alone() -> None:
    workspace = a_workspace(clock=SystemClock())
    assert not isinstance(workspace.clock, MovableClock)
    workspace.move_clock(NOON)
    assert workspace.running
    assert abs(workspace.clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
