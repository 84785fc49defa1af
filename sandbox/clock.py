"""Tells the sandbox what time it is; every other module asks here and never the machine."""

import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol, runtime_checkable


class Clock(Protocol):
    """What the sandbox needs of time: the calendar, and a stopwatch."""

    def now(self) -> datetime:
        """The current instant, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds on a stopwatch that never runs backwards."""
        ...


@runtime_checkable
class MovableClock(Clock, Protocol):
    """A clock that a person may move."""

    def move_to(self, instant: datetime) -> None:
        """Make `instant` the current instant."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()


class ManualClock:
    """Stands still until it is moved; its stopwatch follows its calendar, forwards only."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)
        self._elapsed = 0.0
        self._lock = threading.Lock()

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._elapsed

    def advance(self, by: timedelta) -> None:
        """Move by a duration."""
        self.move_to(self._now + by)

    def move_to(self, instant: datetime) -> None:
        """Move to an aware instant; going back leaves the stopwatch where it was."""
        with self._lock:
            self._elapsed += max(0.0, (instant - self._now).total_seconds())
            self._now = instant.astimezone(UTC)


class ShiftedClock:
    """Starts at a given instant, then runs with real time; its stopwatch is the machine's."""

    def __init__(self, start: datetime) -> None:
        self._shift = start - datetime.now(UTC)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._shift

    def monotonic(self) -> float:
        return time.monotonic()

    def move_to(self, instant: datetime) -> None:
        """Jump to an aware instant and run on from there."""
        self._shift = instant - datetime.now(UTC)
