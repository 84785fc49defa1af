"""The second way to find something out: think of everything that could have been rated, and drop what doesn't fit.

What is left, each as likely as it was beforehand, is all that somebody knows who knows who took part when, and has
seen everything that was published.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product
from math import prod

from rubric.model import LevelId
from rubric.people import MemberId
from tests.adversary.exchanging import linked_cells
from tests.adversary.history import ENOUGH, Cell, History, Slot
from tests.adversary.publishing import CELL_BY_CELL, Moment, moments, record

Levels = Mapping[Slot, LevelId]
# How likely a world was beforehand, by weight.
Belief = Callable[[Levels], int]
Believing = Callable[[History], Belief]


@dataclass(frozen=True, slots=True)
class Thinker:
    """Thinks through every world in which `history` could have happened."""

    history: History

    def candidates(self) -> list[list[Levels]]:
        """For each cell by itself all that could stand there: what is published when it becomes known has to fit."""
        return [list(self._fitting(cell, slots)) for cell, slots in sorted(self.history.cells().items())]

    def worlds(self) -> Iterator[Levels]:
        """What could stand everywhere, with nothing published that was not."""
        published = list(record(self.history))
        for combined in product(*self.candidates()):
            world = {slot: level for levels in combined for slot, level in levels.items()}
            shown = record(self.history.with_levels(world))
            if all(before == after for before, after in zip(published, shown, strict=True)):
                yield world

    def _fitting(self, cell: Cell, slots: Mapping[MemberId, Slot]) -> Iterator[Levels]:
        when = [each for each in moments(self.history) if each.number == (cell.digest or cell.number)]
        seen = _shown(self.history, when)
        for levels in product(self.history.choices, repeat=len(slots)):
            tried = dict(zip(slots.values(), levels, strict=True))
            if cell.waits or _shown(self.history.with_levels(tried), when) == seen:
                yield tried


def how_many(thinker: Thinker) -> int:
    """At most so many worlds have to be thought through."""
    return prod(map(len, thinker.candidates()))


def all_alike(history: History) -> Belief:
    """Every world is as likely as any other."""
    del history
    return lambda world: 1


def people_repeat_themselves(history: History) -> Belief:
    """Where the same people answered again, each is three times as likely to say the same as something else."""
    cells = history.cells()
    again = [
        (cells[before][member], cells[after][member])
        for chain, answered in linked_cells(history)
        for before, after in pairwise(chain)
        for member in answered
    ]
    return lambda world: 3 ** sum(world[before] == world[after] for before, after in again)


def found_out(
    history: History, worlds: list[Levels], me: MemberId | None = None, belief: Believing = all_alike
) -> str | None:
    """What is known better of somebody than the tally of that one check-in says; None if nothing is.

    With `me` it is what one member knows of the others, from whose worlds those go that don't fit their own ratings.
    """
    weigh = belief(history)
    possible = [
        (world, weigh(world))
        for world in worlds
        if all(world[slot] == history.levels[slot] for slot in _mine(world, me))
    ]
    assert possible, "what happened has to be possible"
    in_all = sum(weight for _, weight in possible)
    for cell, slots in history.cells().items():
        others = {member: slot for member, slot in slots.items() if member != me}
        tally = Counter(history.levels[slot] for slot in others.values())
        is_shown = len(slots) >= ENOUGH and not cell.waits
        for member, slot in others.items():
            for level in history.choices:
                share = Fraction(sum(weight for world, weight in possible if world[slot] == level), in_all)
                allowed = Fraction(tally[level], len(others)) if is_shown else Fraction(1, len(history.choices))
                if share != allowed:
                    return f"{member} {cell}: {level} has {share} and not {allowed}, seen by {me or 'anybody'}"
    return None


def _mine(world: Levels, me: MemberId | None) -> Iterator[Slot]:
    return (slot for slot in world if slot.member_id == me)


def _shown(history: History, when: list[Moment]) -> list[object]:
    return [publish(history, moment) for moment in when for publish in CELL_BY_CELL]
