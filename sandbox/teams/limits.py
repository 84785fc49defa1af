"""Teams' rate limit: so many calls into one conversation within a second. Off until somebody sets it.

learn.microsoft.com, "Optimize your bot with rate limiting": 7 in a second for one bot in one thread.
"""

from collections import defaultdict, deque

from sandbox.clock import Clock
from sandbox.teams.refusing import Refused


class ThreadLimits:
    """`a_second` None lifts it. Callers hold the tenant's lock."""

    def __init__(self, clock: Clock, a_second: int | None = None) -> None:
        self.a_second = a_second
        self._clock = clock
        self._calls: defaultdict[str, deque[float]] = defaultdict(deque)

    def admit(self, conversation: str) -> None:
        """Count one call. Raises Refused."""
        if self.a_second is None:
            return
        now, calls = self._clock.monotonic(), self._calls[conversation]
        while calls and calls[0] <= now - 1:
            calls.popleft()
        if len(calls) >= self.a_second:
            raise Refused("Throttled", retry_after=1)
        calls.append(now)
