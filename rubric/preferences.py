"""What coordinators want of the rotation: indicators that come next or stay away, with a reason, and a domain in focus.

None of it costs another indicator its turn: how that is kept is rotation.py's part.
"""

from collections.abc import Container
from dataclasses import dataclass, replace
from typing import Self

from rubric.model import DomainId, IndicatorId


@dataclass(frozen=True, slots=True)
class Reasoned:
    """An indicator, and why it was singled out."""

    indicator_id: IndicatorId
    reason: str


@dataclass(frozen=True, slots=True)
class Preferences:
    """`pinned` indicators come next, the first pinned first; `excluded` ones are not asked until that is taken back.

    Where the rotation leaves room, the domain in `focus` fills it.
    """

    pinned: tuple[Reasoned, ...] = ()
    excluded: tuple[Reasoned, ...] = ()
    focus: DomainId | None = None

    @property
    def pinned_ids(self) -> tuple[IndicatorId, ...]:
        return tuple(one.indicator_id for one in self.pinned)

    @property
    def excluded_ids(self) -> frozenset[IndicatorId]:
        return frozenset(one.indicator_id for one in self.excluded)

    def without_pins(self, asked: Container[IndicatorId]) -> Self:
        """A pin has done its work once its indicator was asked."""
        return replace(self, pinned=tuple(one for one in self.pinned if one.indicator_id not in asked))


NO_PREFERENCES = Preferences()
