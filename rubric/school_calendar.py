"""The days on which a school district asks nothing: each break has a name and covers whole days, both ends included.

Reading calendars out of files and out of what people type is left to others.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate, pairwise
from typing import Self

# A break's name stands in sentences and menus.
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, order=True)
class Break:
    """From `first` to `last`, both included. Raises ValueError when it ends before it begins."""

    first: date
    last: date
    name: str = ""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a break ends on or after its first day")


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """Breaks in the order they begin; they may overlap. Raises ValueError when they are in another order."""

    breaks: tuple[Break, ...] = ()
    # The last day that any of the breaks up to each one covers.
    _reach: tuple[date, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if any(earlier.first > later.first for earlier, later in pairwise(self.breaks)):
            raise ValueError("breaks stand in the order they begin")
        object.__setattr__(self, "_reach", tuple(accumulate((one.last for one in self.breaks), max)))

    @classmethod
    def of(cls, breaks: Iterable[Break]) -> Self:
        """Sorted, each break once."""
        return cls(tuple(sorted(set(breaks))))

    @property
    def last_day(self) -> date | None:
        """The last day that any break covers; None without breaks."""
        return self._reach[-1] if self._reach else None

    def break_on(self, day: date) -> Break | None:
        """The break that covers `day`, the one that began first; None on a day when there is school."""
        # Every date of five years asks this again, so it is found without looking at each break.
        at = bisect_left(self._reach, day)
        if at == len(self.breaks) or self.breaks[at].first > day:
            return None
        return self.breaks[at]


NO_BREAKS = SchoolCalendar()
