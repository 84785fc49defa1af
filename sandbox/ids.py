"""Mints ids and message timestamps in Slack's shapes, never the same one twice."""

import itertools
import secrets
from datetime import datetime

from sandbox.clock import Clock

_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"


class Mint:
    """Makes new ids. Callers hold the workspace's lock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._serial = itertools.count(1)
        self._last_microseconds = 0

    def id(self, prefix: str) -> str:
        """An id such as `V0000000A`: the prefix, then a serial number in base 34."""
        number, digits = next(self._serial), ""
        while number:
            number, digit = divmod(number, len(_ALPHABET))
            digits = _ALPHABET[digit] + digits
        return f"{prefix}0{digits:A>7}"

    def block_id(self) -> str:
        """A block_id as Slack makes them: short, and meaning nothing."""
        return f"b{next(self._serial):04x}"

    def secret(self) -> str:
        """An unguessable word for tickets, upload addresses and response addresses."""
        return secrets.token_hex(12)

    def trigger_id(self) -> str:
        """Slack's three dotted parts."""
        return f"{next(self._serial)}.{int(self._clock.now().timestamp())}.{secrets.token_hex(16)}"

    def view_hash(self) -> str:
        """Seconds, a dot, and something that differs on every call."""
        return f"{int(self._clock.now().timestamp())}.{next(self._serial):08x}"

    def ts(self) -> str:
        """A message timestamp, later than every one before it even when the clock stands still."""
        microseconds = as_microseconds(self._clock.now())
        self._last_microseconds = max(self._last_microseconds + 1, microseconds)
        return f"{self._last_microseconds // 1_000_000}.{self._last_microseconds % 1_000_000:06d}"


def as_microseconds(instant: datetime) -> int:
    """Microseconds since 1970, exact."""
    return int(instant.timestamp()) * 1_000_000 + instant.microsecond
