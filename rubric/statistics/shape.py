"""What kind of disagreement a split is, so that a team can be asked about it in a way that fits, and names nobody."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

# Fewer alike are not most of a team.
FEWEST_ALIKE = 3


class Shape(StrEnum):
    """`NEARLY_ALIKE`: all but one lie on one level or two neighboring ones. `TWO_GROUPS`: with a gap between them, or
    more at both ends than in between. `SPREAD` is everything else."""

    NEARLY_ALIKE = "nearly_alike"
    TWO_GROUPS = "two_groups"
    SPREAD = "spread"


def shape(counts: Sequence[int]) -> Shape:
    """Of counts per level, in the order of the levels, that reach over more than one level."""
    rated = sum(counts)
    # Where there are two levels in all, neighbors are opposites.
    alike = max(map(sum, pairwise(counts))) if len(counts) > 2 else max(counts)
    if alike >= max(rated - 1, FEWEST_ALIKE):
        return Shape.NEARLY_ALIKE
    return Shape.TWO_GROUPS if _groups(counts) == 2 or _is_hollow(counts) else Shape.SPREAD


def _groups(counts: Sequence[int]) -> int:
    """How many runs of neighboring levels were chosen."""
    return sum(bool(here) and not before for before, here in pairwise((0, *counts)))


def _is_hollow(counts: Sequence[int]) -> bool:
    chosen = [at for at, count in enumerate(counts) if count]
    ends = counts[chosen[0]] + counts[chosen[-1]]
    between = sum(counts) - ends
    return min(counts[chosen[0]], counts[chosen[-1]]) > between
