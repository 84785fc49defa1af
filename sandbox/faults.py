"""Makes the sandbox misbehave on demand: slow, rate limited, refusing, broken, hanging up, or behind.

Also where a host of tests hooks in to be told that a call took effect.
"""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sandbox.json_types import Json
from sandbox.noise import Noise
from sandbox.troubles import Aim, Met, Refusal, Trouble

Value = TypeVar("Value")
# The method, its arguments and the request's headers, both without the token.
Landed = Callable[[str, Mapping[str, Any], Mapping[str, str]], None]


@dataclass(slots=True)
class _PlannedRefusal:
    error: str
    aim: Aim
    left: int


class Faults:
    """Which troubles the next Web API calls meet. Safe to use from any thread.

    `on_landed` is called on a thread of its own right after a call took effect (it answers ok), before the app
    hears of it. The workspace isn't locked meanwhile; the app waits for its answer until the hook returns.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._next = dict.fromkeys(Trouble, 0)
        self._refusals: list[_PlannedRefusal] = []
        self._noise: Noise | None = None
        self.latency_ms = 0
        self.latency_after_ms = 0
        self.history_lag_seconds = 0.0
        self.retry_after = 1
        self.methods: frozenset[str] | None = None
        self.on_landed: Landed | None = None

    def plan(
        self,
        *,
        latency_ms: int | None = None,
        latency_after_ms: int | None = None,
        rate_limit_next: int | None = None,
        server_error_next: int | None = None,
        server_error_after_next: int | None = None,
        drop_before_next: int | None = None,
        drop_after_next: int | None = None,
        retry_after: int | None = None,
        history_lag_seconds: float | None = None,
        methods: Iterable[str] | None = None,
    ) -> None:
        """Set what is given, leave the rest. `methods` None means every method; counts are calls.

        A dropped connection is closed without an answer: before, nothing happened; after, it did. The latencies
        pass before a call is looked at, and between its effect and its answer.
        """
        counts = {
            Trouble.RATE_LIMIT: rate_limit_next,
            Trouble.SERVER_ERROR: server_error_next,
            Trouble.SERVER_ERROR_AFTER: server_error_after_next,
            Trouble.DROP_BEFORE: drop_before_next,
            Trouble.DROP_AFTER: drop_after_next,
        }
        aim = Aim.at(methods)
        with self._lock:
            self._next.update({trouble: n for trouble, n in counts.items() if n is not None})
            self.latency_ms = _given(latency_ms, self.latency_ms)
            self.latency_after_ms = _given(latency_after_ms, self.latency_after_ms)
            self.retry_after = _given(retry_after, self.retry_after)
            self.history_lag_seconds = _given(history_lag_seconds, self.history_lag_seconds)
            self.methods = aim.methods

    def answer_next(
        self,
        error: str,
        *,
        times: int = 1,
        methods: Iterable[str] | None = None,
        channel: str | None = None,
    ) -> None:
        """Refuse the next calls with an error code, HTTP 200, nothing having happened; after earlier such plans.

        `channel` is the id as the call names it, so a person's for a message that is addressed to a person.
        """
        planned = _PlannedRefusal(error, Aim.at(methods, channel), times)
        with self._lock:
            self._refusals.append(planned)

    def noise(
        self,
        *,
        seed: int,
        rate_limit: float = 0.0,
        server_error: float = 0.0,
        server_error_after: float = 0.0,
        drop_before: float = 0.0,
        drop_after: float = 0.0,
        methods: Iterable[str] | None = None,
    ) -> None:
        """From now on each call has these chances of trouble, besides what is planned, which comes first.

        It replaces earlier noise. The nth call of a method meets the same under the same seed.
        """
        chances = {
            Trouble.RATE_LIMIT: rate_limit,
            Trouble.SERVER_ERROR: server_error,
            Trouble.SERVER_ERROR_AFTER: server_error_after,
            Trouble.DROP_BEFORE: drop_before,
            Trouble.DROP_AFTER: drop_after,
        }
        noise = Noise(seed, chances, Aim.at(methods))
        with self._lock:
            self._noise = noise

    def clear(self) -> None:
        """Behave again; `on_landed` stays."""
        self.plan(latency_ms=0, latency_after_ms=0, history_lag_seconds=0.0)
        with self._lock:
            self._next = dict.fromkeys(Trouble, 0)
            self._refusals.clear()
            self._noise = None

    def delay(self, method: str) -> float:
        """Seconds to wait before this method is looked at."""
        return self.latency_ms / 1000 if self._concerns(method) else 0.0

    def delay_after(self, method: str) -> float:
        """Seconds to wait before the answer leaves."""
        return self.latency_after_ms / 1000 if self._concerns(method) else 0.0

    def take(self, method: str, given: Mapping[str, Any]) -> Met | None:
        """What goes wrong with this call; using it up."""
        with self._lock:
            # Drawn even if something planned comes first, so that plans don't shift what later calls meet.
            drawn = None if self._noise is None else self._noise.draw(method)
            return self._planned(method, given) or drawn

    def current(self) -> Json:
        """The settings, as the page shows them."""
        with self._lock:
            counts = {trouble.value: left for trouble, left in self._next.items()}
            refusals = [{"error": one.error, "times": one.left, **one.aim.shown()} for one in self._refusals]
            return {
                "latency_ms": self.latency_ms,
                "latency_after_ms": self.latency_after_ms,
                **counts,
                "retry_after": self.retry_after,
                "history_lag_seconds": self.history_lag_seconds,
                "methods": None if self.methods is None else sorted(self.methods),
                "answer_next": refusals,
                "noise": None if self._noise is None else self._noise.shown(),
            }

    def _planned(self, method: str, given: Mapping[str, Any]) -> Met | None:
        for planned in self._refusals:
            if planned.left > 0 and planned.aim.meets(method, given):
                planned.left -= 1
                self._refusals = [one for one in self._refusals if one.left > 0]
                return Refusal(planned.error)
        if self._concerns(method):
            for trouble, left in self._next.items():
                if left > 0:
                    self._next[trouble] = left - 1
                    return trouble
        return None

    def _concerns(self, method: str) -> bool:
        return self.methods is None or method in self.methods


def _given(value: Value | None, otherwise: Value) -> Value:
    return otherwise if value is None else value
