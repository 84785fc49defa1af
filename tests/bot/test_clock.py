"""The steady clock, with a source and a passing of time that are moved by hand."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import BELIEVED_AFTER_SECONDS, SystemClock

NINE = datetime(2026, 11, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@dataclass
class World:
    """Time passes; somebody may move what the source tells."""

    passed: float = 100.0
    moved: timedelta = timedelta()

    def tells(self) -> datetime:
        return NINE + timedelta(seconds=self.passed - 100.0) + self.moved

    def clock(self) -> SystemClock:
        return SystemClock(source=self.tells, passed=lambda: self.passed)

    def after(self, seconds: float) -> datetime:
        """The true time, `seconds` on."""
        self.passed += seconds
        return NINE + timedelta(seconds=self.passed - 100.0)


@pytest.mark.parametrize("jump", [HOUR, -HOUR], ids=["forward", "back"])
def test_a_wall_clock_that_is_moved_by_an_hour_changes_nothing(jump: timedelta) -> None:
    world = World()
    clock = world.clock()
    world.moved = jump
    clock.compare()
    assert clock.now() == world.after(0)
    later = world.after(60)
    clock.compare()
    assert clock.now() == later
    world.moved = timedelta()
    clock.compare()
    assert clock.now() == world.after(0)


def test_a_few_seconds_are_adopted_at_once() -> None:
    world = World()
    clock = world.clock()
    world.moved = timedelta(seconds=-4)
    assert clock.now() == NINE
    clock.compare()
    assert clock.now() == NINE - timedelta(seconds=4)


def test_a_jump_that_lasts_is_believed_after_ten_minutes_and_said_once_before(
    caplog: pytest.LogCaptureFixture,
) -> None:
    world = World()
    clock = world.clock()
    world.moved = HOUR
    for _ in range(10):
        clock.compare()
        assert clock.now() == world.after(0)
        world.after(BELIEVED_AFTER_SECONDS / 10)
    assert len(caplog.records) == 1
    clock.compare()
    assert clock.now() == world.after(0) + HOUR
    assert len(caplog.records) == 2


def test_a_jump_that_was_put_right_starts_its_ten_minutes_anew() -> None:
    world = World()
    clock = world.clock()
    for _ in range(3):
        world.moved = HOUR
        clock.compare()
        world.after(BELIEVED_AFTER_SECONDS - 1)
        world.moved = timedelta()
        clock.compare()
        assert clock.now() == world.after(0)
        world.after(2)


def test_the_real_one_agrees_with_the_machine() -> None:
    assert abs(SystemClock().now() - datetime.now(UTC)) < timedelta(seconds=5)
