"""Slack's rate limits: one message a second in a channel, and so many calls of a method a minute."""

import math
from collections import deque
from dataclasses import dataclass, field

from sandbox.api_error import ApiError
from sandbox.clock import Clock

# Calls a minute that Slack documents for each tier; it lets short bursts past.
DOCUMENTED_TIERS = {1: 1, 2: 20, 3: 50, 4: 100}
# Far above what an app does by accident, so that a test meets a tier limit only when it asks to.
GENEROUS_TIERS = {1: 60, 2: 600, 3: 6_000, 4: 60_000}


@dataclass(slots=True)
class RateLimits:
    """Settings, open to change at any time. `message_interval` is in seconds; 0 lifts that limit."""

    message_interval: float = 1.0
    message_burst: int = 1
    calls_per_minute: dict[int, int] = field(default_factory=lambda: dict(GENEROUS_TIERS))


class RateLimiter:
    """Refuses with 429 and Retry-After. Callers hold the workspace's lock."""

    def __init__(self, limits: RateLimits, clock: Clock) -> None:
        self.limits = limits
        self._clock = clock
        self._channel_free_at: dict[str, float] = {}
        self._calls: dict[str, deque[float]] = {}

    def admit_call(self, method: str, tier: int) -> None:
        """Count one call of a method; tier 0 is never limited."""
        allowed = self.limits.calls_per_minute.get(tier)
        if allowed is None:
            return
        now = self._clock.monotonic()
        calls = self._calls.setdefault(method, deque())
        while calls and calls[0] <= now - 60:
            calls.popleft()
        if len(calls) >= allowed:
            raise too_many(calls[0] + 60 - now)
        calls.append(now)

    def admit_message(self, channel: str) -> None:
        """Count one message into a channel: a bucket of `message_burst`, refilled every interval."""
        interval = self.limits.message_interval
        now = self._clock.monotonic()
        free_at = max(self._channel_free_at.get(channel, now), now)
        wait = free_at - now - interval * (self.limits.message_burst - 1)
        if wait > 1e-9:
            raise too_many(wait)
        self._channel_free_at[channel] = free_at + interval


def too_many(seconds: float) -> ApiError:
    """The refusal to come back after that many seconds, rounded up, at least one."""
    retry_after = str(max(1, math.ceil(seconds - 1e-9)))
    return ApiError("ratelimited", status=429, headers={"Retry-After": retry_after})
