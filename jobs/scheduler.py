"""Wakes the tick and the outbox. The only file that imports apscheduler; nothing lives only in it."""

import logging
from collections.abc import Callable
from datetime import UTC
from types import TracebackType

from apscheduler.schedulers.background import BackgroundScheduler

TICK_EVERY_SECONDS = 5.0
DELIVER_EVERY_SECONDS = 0.5


class Scheduler:
    """Runs `tick` and `deliver` over and over in threads of their own, never two of the same at once."""

    def __init__(
        self,
        *,
        tick: Callable[[], object],
        deliver: Callable[[], object],
        tick_every: float = TICK_EVERY_SECONDS,
        deliver_every: float = DELIVER_EVERY_SECONDS,
    ) -> None:
        # Its own log speaks of every run that was skipped because the last one is still busy, which is what we want.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        self._scheduler = BackgroundScheduler(timezone=UTC)
        for work, seconds in ((tick, tick_every), (deliver, deliver_every)):
            self._scheduler.add_job(work, "interval", seconds=seconds, max_instances=1, coalesce=True)

    def __enter__(self) -> "Scheduler":
        self._scheduler.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._scheduler.shutdown(wait=True)
