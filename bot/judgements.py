"""What a platform's codes mean, as lines of a table; and how long its wish to be left alone is followed.

Each platform has a table of its own, and meanings that only it knows.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Meaning = TypeVar("Meaning")

# Where a platform says nothing of use. Teams counts over 1, 2, 30 and 3,600 seconds; after the third most are over.
DEFAULT_RETRY_AFTER_SECONDS = 30.0
# Whatever a header says: after an hour it does no harm to ask.
LONGEST_HOLD_OFF_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class Judgement(Generic[Meaning]):
    """Some codes and what they mean; `to_person` where writing to one person it is something else."""

    meaning: Meaning
    because: str
    codes: frozenset[str]
    to_person: Meaning | None = None

    def of(self, *, is_person: bool) -> Meaning:
        return self.to_person if is_person and self.to_person is not None else self.meaning


def by_code(judgements: Iterable[Judgement[Meaning]]) -> Mapping[str, Judgement[Meaning]]:
    return {code: judgement for judgement in judgements for code in judgement.codes}


def seconds_to_wait(said: float) -> float:
    """Between none and an hour, whatever a platform said."""
    return min(max(said, 0.0), LONGEST_HOLD_OFF_SECONDS) if math.isfinite(said) else DEFAULT_RETRY_AFTER_SECONDS
