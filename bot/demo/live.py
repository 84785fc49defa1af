"""`homeroom demo`: opens at a live check-in and runs until it is stopped."""

import threading
from collections.abc import Callable
from contextlib import suppress

from bot.demo.host import BY_HAND, OPENS_AFTER, demo, live_through, offer_moments
from jobs.scheduler import Scheduler

SETTLE_EVERY_SECONDS = 0.5


def serve_demo(*, port: int, transport: str, stop: threading.Event, say: Callable[[str], None]) -> None:
    """Raises OSError when the port is taken."""
    with demo(port=port, transport=transport) as running:
        say("A cabinet of eight is living through three months of check-ins…")
        opens_at = live_through(running.story)
        running.story.travel(opens_at + OPENS_AFTER)
        offer_moments(running)
        running.clock.run()
        with Scheduler([(running.story.settle, SETTLE_EVERY_SECONDS)]):
            say(f"The demo is at {running.server.url}/?user={BY_HAND}")
            say("You are Dana; switch person at the top left, move time with the clock. Press Ctrl+C to stop.")
            with suppress(KeyboardInterrupt):
                stop.wait()
