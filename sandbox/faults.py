"""Makes the sandbox misbehave on demand: slow, rate limited, broken, or hanging up."""

import threading
from collections.abc import Iterable
from enum import Enum

from sandbox.json_types import Json


class Trouble(Enum):
    """What goes wrong with one call, apart from being slow."""

    RATE_LIMIT = "rate_limit_next"
    SERVER_ERROR = "server_error_next"
    DROP_BEFORE = "drop_before_next"
    DROP_AFTER = "drop_after_next"


class Faults:
    """Which troubles the next Web API calls meet. Safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._next = dict.fromkeys(Trouble, 0)
        self.latency_ms = 0
        self.retry_after = 1
        self.methods: frozenset[str] | None = None

    def plan(
        self,
        *,
        latency_ms: int | None = None,
        rate_limit_next: int | None = None,
        server_error_next: int | None = None,
        drop_before_next: int | None = None,
        drop_after_next: int | None = None,
        retry_after: int | None = None,
        methods: Iterable[str] | None = None,
    ) -> None:
        """Set what is given, leave the rest. `methods` None means every method; counts are calls.

        A dropped connection is closed without an answer: before, nothing happened; after, it did.
        """
        counts = {
            Trouble.RATE_LIMIT: rate_limit_next,
            Trouble.SERVER_ERROR: server_error_next,
            Trouble.DROP_BEFORE: drop_before_next,
            Trouble.DROP_AFTER: drop_after_next,
        }
        with self._lock:
            self._next.update({trouble: n for trouble, n in counts.items() if n is not None})
            self.latency_ms = self.latency_ms if latency_ms is None else latency_ms
            self.retry_after = self.retry_after if retry_after is None else retry_after
            self.methods = None if methods is None else frozenset(methods)

    def clear(self) -> None:
        """Behave again."""
        self.plan(latency_ms=0, rate_limit_next=0, server_error_next=0, drop_before_next=0, drop_after_next=0)

    def delay(self, method: str) -> float:
        """Seconds to wait before this method is looked at."""
        return self.latency_ms / 1000 if self._concerns(method) else 0.0

    def take(self, method: str) -> Trouble | None:
        """What goes wrong with this call; using it up."""
        with self._lock:
            if not self._concerns(method):
                return None
            for trouble, left in self._next.items():
                if left > 0:
                    self._next[trouble] = left - 1
                    return trouble
        return None

    def current(self) -> Json:
        """The settings, as the page shows them."""
        methods = None if self.methods is None else sorted(self.methods)
        counts = {trouble.value: left for trouble, left in self._next.items()}
        return {"latency_ms": self.latency_ms, **counts, "retry_after": self.retry_after, "methods": methods}

    def _concerns(self, method: str) -> bool:
        return self.methods is None or method in self.methods
