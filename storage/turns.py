"""Who comes first, goes first: threads taking turns at something that only one can do.

Python's own lock lets anybody in who happens to ask at the right moment, and whoever is unlucky starves.
"""

import threading
from collections import deque


class Turns:
    """Take a turn, and end it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._taken = False
        self._waiting: deque[threading.Lock] = deque()

    def take(self, seconds: float) -> bool:
        """Wait for a turn; False when it did not come within `seconds`."""
        with self._lock:
            if not self._taken:
                self._taken = True
                return True
            mine = threading.Lock()
            mine.acquire()
            self._waiting.append(mine)
        if mine.acquire(timeout=seconds):
            return True
        with self._lock:
            if mine in self._waiting:
                self._waiting.remove(mine)
                return False
        # It came at the very last moment.
        return True

    def end(self) -> None:
        """Let the next in line have a turn."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False
