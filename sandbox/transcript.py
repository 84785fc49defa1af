"""Remembers every Web API call and its answer, so that a test can ask what an app did."""

from dataclasses import dataclass
from datetime import datetime

from sandbox.json_types import Json
from sandbox.troubles import Met


@dataclass(frozen=True, slots=True)
class Call:
    """One Web API call: `answer` is None where the connection was dropped before anything happened.

    `trouble` is what the call met on the way; if it came after, the app never heard the `answer` that stands here.
    """

    method: str
    args: Json
    answer: Json | None
    status: int
    at: datetime
    trouble: Met | None = None

    @property
    def landed(self) -> bool:
        """Whether the call took effect, whatever the app heard of it."""
        return self.answer is not None and self.answer["ok"] is True
