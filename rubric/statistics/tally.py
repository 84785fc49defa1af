"""Counts per level for one indicator, with Don't know beside them and never among them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rubric.model import LevelId, Scale


@dataclass(frozen=True, slots=True)
class Tally:
    """`counts` are best level first."""

    counts: tuple[int, ...]
    dont_know: int

    @property
    def rated(self) -> int:
        """How many chose a level."""
        return sum(self.counts)

    @property
    def answers(self) -> int:
        """How many answered at all, Don't know included."""
        return self.rated + self.dont_know


def tally(scale: Scale, level_ids: Iterable[LevelId]) -> Tally:
    """What was chosen how often; ids that are not on the scale are left out."""
    chosen = Counter(level_ids)
    return Tally(counts=tuple(chosen[level.id] for level in scale.levels), dont_know=chosen[scale.dont_know.id])
