"""Waiting for what another thread or process brings about."""

import threading
from collections.abc import Callable

LONGEST_SECONDS = 20.0
BETWEEN_LOOKS_SECONDS = 0.02


def eventually(condition: Callable[[], bool]) -> bool:
    """Whether it comes true within twenty seconds."""
    pause = threading.Event()
    looks = int(LONGEST_SECONDS / BETWEEN_LOOKS_SECONDS)
    return any(condition() or pause.wait(BETWEEN_LOOKS_SECONDS) for _ in range(looks))
