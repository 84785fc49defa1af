"""How the same people moved between two ratings of an indicator; who chose a level only once is counted, not compared.

Whether it may be told is left to privacy.py: only where exactly the same people answered both times.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from rubric.model import LevelId, Scale
from rubric.people import MemberId


@dataclass(frozen=True, slots=True)
class Change:
    """How many went up, down or stayed, of those who chose a level both times; and how many did so only once."""

    up: int
    down: int
    same: int
    only_before: int
    only_after: int

    @property
    def pairs(self) -> int:
        return self.up + self.down + self.same


def paired(scale: Scale, before: Mapping[MemberId, LevelId], after: Mapping[MemberId, LevelId]) -> Change:
    """Don't know, like a level that is not on the scale, is not a level and makes no pair."""
    earlier, later = _positions(scale, before), _positions(scale, after)
    both = [(earlier[member], later[member]) for member in earlier.keys() & later.keys()]
    return Change(
        up=sum(now < then for then, now in both),
        down=sum(now > then for then, now in both),
        same=sum(now == then for then, now in both),
        only_before=len(earlier.keys() - later.keys()),
        only_after=len(later.keys() - earlier.keys()),
    )


def _positions(scale: Scale, chosen: Mapping[MemberId, LevelId]) -> dict[MemberId, int]:
    positions = {level.id: at for at, level in enumerate(scale.levels)}
    return {member: positions[level] for member, level in chosen.items() if level in positions}
