"""Wakes the tick and the outbox. The only file that imports apscheduler; nothing lives only in it."""

import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from types import TracebackType

from apscheduler.schedulers.background import BackgroundScheduler

TICK_EVERY_SECONDS = 5.0
DELIVER_EVERY_SECONDS = 0.5


class Scheduler:
    """Runs each of `jobs` (what, every so many seconds) at once and then over and over in threads of its own, never
    two of the same at a time. What a job raises is its own to tell of; it is run again all the same."""

    def __init__(self, jobs: Sequence[tuple[Callable[[], object], float]]) -> None:
        # Its own log speaks of every run that was skipped because the last one is still busy, which is what we want.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        self._scheduler = BackgroundScheduler(timezone=UTC)
        for work, seconds in jobs:
            self._scheduler.add_job(
                work, "interval", seconds=seconds, max_instances=1, coalesce=True, next_run_time=datetime.now(UTC)
            )

    def __enter__(self) -> "Scheduler":
        self._scheduler.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._scheduler.shutdown(wait=True)
