"""How a scheduler's work runs: whatever goes wrong, the next run comes all the same."""

import logging
import threading
from collections.abc import Callable

from jobs.blame import blame
from storage.store import DatabaseError
from storage.trouble import Kind

log = logging.getLogger(__name__)


def calmly(work: Callable[[], object], *, unless: threading.Event) -> Callable[[], None]:
    """The same work, for a scheduler: what goes wrong is logged by its place, and the next run comes all the same."""

    def run_once() -> None:
        if unless.is_set():
            return
        try:
            work()
        except DatabaseError as error:
            # The outage has said it; a statement that is refused is our own fault and isn't one.
            if error.kind is Kind.FAULT:
                log.error("a job failed: %s (%s)", blame(error), error)
        except Exception as error:  # noqa: BLE001 - whatever it was, the next run must come
            log.error("a job failed: %s", blame(error))

    return run_once
