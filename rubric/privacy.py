"""What may be shown of a closed check-in without showing who said what. Sealing it until then is left to reveal.py."""

from collections.abc import Iterable
from hashlib import sha256

from rubric.statistics.tally import Tally

# With two answers each person knows the other's.
MINIMUM_ANSWERS = 3


def release(tally: Tally) -> Tally | None:
    """The tally when enough people answered; None when it has to be withheld."""
    return tally if tally.answers >= MINIMUM_ANSWERS else None


def shuffled(evidence: Iterable[str], *, seed: str) -> tuple[str, ...]:
    """The texts in an order that says nothing of who wrote them or when; the same for the same texts and seed."""
    return tuple(sorted(evidence, key=lambda text: (sha256(f"{seed}\n{text}".encode()).digest(), text)))
