"""The stretch of time that a digest speaks of."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` on and before `end`, so that digests that follow each other miss nothing and repeat nothing."""

    start: datetime
    end: datetime
