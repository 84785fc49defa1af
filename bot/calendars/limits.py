"""How much of a calendar is read, and for how long: what somebody else wrote may be enormous, or never end."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# A district's year has some tens of kilobytes.
LARGEST_CALENDAR = 2_000_000
# As far ahead as a forecast of two passes reaches, and no calendar is published further ahead.
DAYS_AHEAD = 548
# A rule that is meant well takes some hundredths of a second.
SECONDS_FOR_ONE = 1.0
# Five thousand events take less than half of it on a slow machine.
SECONDS_FOR_ALL = 20.0


class OutOfTime(Exception):
    """It took longer than it may."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raises OutOfTime in the middle of whatever runs, if it still does by then.

    Only where the system has alarms, and on a process's main thread; elsewhere whoever started the process has to end
    it.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        del number, frame
        raise OutOfTime

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
