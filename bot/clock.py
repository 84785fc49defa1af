"""The real clock, which everything else is handed; it runs steadily, whatever is done to the machine's wall clock.
And how far the clocks of platforms are believed.
"""

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

log = logging.getLogger(__name__)

# What time synchronisation corrects; more than this is somebody's doing, or a mistake.
A_FEW_SECONDS = timedelta(seconds=5)
# Further off, one of the two clocks is wrong, and ours is the one that closes check-ins.
FURTHEST_APART = timedelta(minutes=5)
# A wrong time that is put right soon changes nothing; one that stays is the time.
BELIEVED_AFTER_SECONDS = 600.0


def wall_clock() -> datetime:
    return datetime.now(UTC)


def seconds_passed() -> float:
    """Seconds since some moment, those in which the machine slept included where it can tell."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


def as_they_say(moment: datetime, *, received_at: datetime) -> datetime:
    """When something was sent, by a platform's clock: never after it was received, nor so long before that one of the
    two clocks must be wrong.
    """
    return min(received_at, moment) if received_at - moment < FURTHEST_APART else received_at


class SystemClock:
    """Asks `source` for the time once, and counts on by itself; `compare()` keeps it true. Safe from any thread."""

    def __init__(
        self, *, source: Callable[[], datetime] = wall_clock, passed: Callable[[], float] = seconds_passed
    ) -> None:
        self._source = source
        self._passed = passed
        self._anchor = (source(), passed())
        self._apart_since: float | None = None

    def now(self) -> datetime:
        at, since = self._anchor
        return at + timedelta(seconds=self._passed() - since)

    def compare(self) -> None:
        """Ask again: a few seconds are adopted at once, more only when it has lasted. Raises what `source` raises."""
        told, passed = self._source(), self._passed()
        apart = told - self.now()
        if abs(apart) <= A_FEW_SECONDS:
            self._anchor, self._apart_since = (told, passed), None
        elif self._apart_since is None:
            self._apart_since = passed
            log.warning(
                "The clock was moved by %.0f s; Homeroom keeps its own time unless that lasts for %.0f minutes.",
                apart.total_seconds(),
                BELIEVED_AFTER_SECONDS / 60,
            )
        elif passed - self._apart_since >= BELIEVED_AFTER_SECONDS:
            self._anchor, self._apart_since = (told, passed), None
            log.warning("Homeroom goes by the moved clock from now on.")
