"""Remembers every Web API call and its answer, so that a test can ask what an app did."""

from dataclasses import dataclass
from datetime import datetime

from sandbox.json_types import Json


@dataclass(frozen=True, slots=True)
class Call:
    """One Web API call: `answer` is None where the connection was dropped before anything happened."""

    method: str
    args: Json
    answer: Json | None
    status: int
    at: datetime
