"""What a team was asked so far, pass by pass, and what its current pass has still to ask.

Each check-in keeps the number of the pass it belonged to, so that neither indicators that are left out for a while nor
a changed rubric ever blurs where one pass ended and the next began.
"""

from dataclasses import dataclass
from math import ceil

from rubric.model import IndicatorId, Rubric
from rubric.preferences import NO_PREFERENCES, Preferences


@dataclass(frozen=True, slots=True)
class PastCheckIn:
    """What one check-in asked, in pass `pass_number`, counted from 1."""

    asked: tuple[IndicatorId, ...]
    pass_number: int = 1


@dataclass(frozen=True, slots=True)
class History:
    """A team's check-ins, oldest first; those of the current pass and the one before are enough."""

    check_ins: tuple[PastCheckIn, ...] = ()

    @property
    def pass_number(self) -> int:
        """The pass the latest check-in belonged to; 1 before the first."""
        return self.check_ins[-1].pass_number if self.check_ins else 1

    @property
    def asked_this_pass(self) -> frozenset[IndicatorId]:
        current = self.pass_number
        return frozenset(one for each in self.check_ins if each.pass_number == current for one in each.asked)

    def with_next(self, asked: tuple[IndicatorId, ...], pass_number: int) -> "History":
        return History((*self.check_ins, PastCheckIn(asked, pass_number)))


@dataclass(frozen=True, slots=True)
class Progress:
    """`pass_number` counts from 1. A finished pass stays the current one until something is asked after it.

    `wanted` is what a pass asks: all that the rubric has and coordinators have not left out; `asked` what of that it
    has asked.
    """

    pass_number: int
    asked: frozenset[IndicatorId]
    wanted: frozenset[IndicatorId]

    @property
    def left(self) -> frozenset[IndicatorId]:
        """What the pass has yet to ask."""
        return self.wanted - self.asked


@dataclass(frozen=True, slots=True)
class Turn:
    """The pass the next check-in belongs to, and what it may ask; empty when every indicator is left out."""

    pass_number: int
    left: frozenset[IndicatorId]


def progress(rubric: Rubric, history: History, preferences: Preferences = NO_PREFERENCES) -> Progress:
    """Which pass the team is in, and how far. Indicators the rubric no longer has are ignored."""
    wanted = frozenset(indicator.id for indicator in rubric.indicators) - preferences.excluded_ids
    return Progress(history.pass_number, history.asked_this_pass & wanted, wanted)


def next_turn(rubric: Rubric, history: History, preferences: Preferences = NO_PREFERENCES) -> Turn:
    """A pass is complete, and the next begins, when all that is not left out was asked."""
    now = progress(rubric, history, preferences)
    if now.left or not now.wanted:
        return Turn(now.pass_number, now.left)
    return Turn(now.pass_number + 1, now.wanted)


def check_ins_needed(left: int, n: int) -> int:
    """How many check-ins of at most `n` indicators ask `left` of them. Raises ValueError when `n` is below 1."""
    if n < 1:
        raise ValueError("a check-in asks at least one indicator")
    return ceil(left / n)
