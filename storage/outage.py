"""Says once that the database is in trouble, and once that it is over, however many clicks and jobs run into it."""

import logging
import threading
import time
from collections.abc import Callable
from enum import IntEnum

from storage.trouble import DatabaseError, Kind

log = logging.getLogger(__name__)

# Trouble that comes and goes counts as over only after this long without any.
QUIET_SECONDS = 5.0


class Proof(IntEnum):
    """What worked, from what says least to what says most."""

    READ = 1
    WRITE = 2
    PROBE = 3


# The least that has to work for the trouble to be over.
NEEDED = {
    Kind.UNREACHABLE: Proof.READ,
    Kind.NO_ENTRY: Proof.READ,
    Kind.BUSY: Proof.WRITE,
    Kind.READ_ONLY: Proof.WRITE,
    # A transaction that happened to write nothing, or only to old tables, says nothing about these.
    Kind.FULL: Proof.PROBE,
    Kind.BEHIND: Proof.PROBE,
    Kind.OTHER: Proof.PROBE,
}


class Outage:
    """The trouble that a process has with its database, if any. Fed by every transaction; safe from any thread.

    `aloud` is whether it is logged; a command that says by itself what is wrong turns that off.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.aloud = True
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._trouble: DatabaseError | None = None
        self._said: set[Kind] = set()
        self._began = self._last = 0.0
        self._failures = 0

    @property
    def trouble(self) -> DatabaseError | None:
        """The latest failure of an outage that is not over."""
        return self._trouble

    def failed(self, error: DatabaseError) -> None:
        """A transaction failed. A fault of ours in one is no outage."""
        if error.kind is Kind.FAULT:
            return
        with self._lock:
            self._last = self._monotonic()
            if self._trouble is None:
                self._began, self._failures = self._last, 0
                self._said.clear()
            self._trouble = error
            self._failures += 1
            new = error.kind not in self._said
            self._said.add(error.kind)
        if new and self.aloud:
            log.error("The database is in trouble: %s. %s It is tried on; this is said once.", error, error.advice)

    def worked(self, proof: Proof) -> None:
        """A transaction went well."""
        if self._trouble is None:
            return
        with self._lock:
            if self._trouble is None or proof < NEEDED[self._trouble.kind]:
                return
            now = self._monotonic()
            if NEEDED[self._trouble.kind] is not Proof.READ and now - self._last < QUIET_SECONDS:
                return
            self._trouble = None
            took, failures = now - self._began, self._failures
        if self.aloud:
            log.warning("The database works again, after %.0f s in which %d transactions failed.", took, failures)
