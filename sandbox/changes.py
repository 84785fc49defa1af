"""Counts what became visible in the workspace and tells whoever watches; knows nothing of what changed."""

import threading
from collections.abc import Callable

Watcher = Callable[[int, str], None]


class Changes:
    """A version number that goes up with every visible change."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._version = 0
        self._watchers: list[Watcher] = []

    @property
    def version(self) -> int:
        """How many visible changes there have been."""
        return self._version

    def note(self, kind: str) -> None:
        """Something of this kind (`messages`, `views`, `clock`, `faults`, `app`) changed."""
        with self._lock:
            self._version += 1
            version, watchers = self._version, tuple(self._watchers)
        for watcher in watchers:
            watcher(version, kind)

    def watch(self, watcher: Watcher) -> Callable[[], None]:
        """Call `watcher(version, kind)` on every change, from any thread; returns how to stop."""
        with self._lock:
            self._watchers.append(watcher)

        def stop() -> None:
            with self._lock:
                self._watchers.remove(watcher)

        return stop
