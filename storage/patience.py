"""How long a transaction may wait for its turn: whoever has promised an answer by a certain moment says so here."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# Slack waits three seconds for an answer; a busy database has to say so while there is still time to tell the member,
# which is a call to Slack and back.
PATIENCE_SECONDS = 1.8

_until: ContextVar[float | None] = ContextVar("patient_until", default=None)


@contextmanager
def patient_until(moment: float) -> Iterator[None]:
    """What this thread does in the block waits for the database until `moment` (of time.monotonic) at most."""
    token = _until.set(moment)
    try:
        yield
    finally:
        _until.reset(token)


def patient_again() -> None:
    """What this thread does next takes longer than was promised, which is no fault of the database's: from here to the
    end of the promise it waits as if nothing had been promised.
    """
    _until.set(None)


def patience() -> float:
    """Seconds that may still be waited; 0 when the promised moment has passed."""
    until = _until.get()
    return PATIENCE_SECONDS if until is None else min(PATIENCE_SECONDS, max(0.0, until - time.monotonic()))
