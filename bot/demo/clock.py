"""The demo's own time: it stands still while the story so far is told, then runs, and jumps where it is told to."""

import threading
import time
from datetime import datetime, timedelta


class StoryClock:
    """Both the sandbox's clock and Homeroom's. Never runs backwards."""

    def __init__(self, start: datetime) -> None:
        self._lock = threading.Lock()
        self._start = start
        self._at = start
        self._running_since: float | None = None

    def now(self) -> datetime:
        with self._lock:
            return self._now()

    def monotonic(self) -> float:
        """Seconds of story time since it began."""
        return (self.now() - self._start).total_seconds()

    def move_to(self, instant: datetime) -> None:
        """Jump forward; an instant that has passed changes nothing."""
        with self._lock:
            now = self._now()
            self._at = max(now, instant)
            if self._running_since is not None:
                self._running_since = time.monotonic()

    def run(self) -> None:
        """From now on time passes by itself."""
        with self._lock:
            self._running_since = time.monotonic()

    def _now(self) -> datetime:
        if self._running_since is None:
            return self._at
        return self._at + timedelta(seconds=time.monotonic() - self._running_since)
