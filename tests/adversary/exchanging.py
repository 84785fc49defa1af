"""The first way to find something out: exchange two people's ratings, and see whether anybody could notice."""

from collections.abc import Iterator
from itertools import combinations, pairwise

from rubric.people import MemberId
from tests.adversary.history import ENOUGH, Cell, History, Slot, exchanged
from tests.adversary.publishing import record

Linked = tuple[Cell, ...]


def linked_cells(history: History) -> Iterator[tuple[Linked, frozenset[MemberId]]]:
    """Cells that may have been compared, together, and who answered in them.

    Of an indicator these are check-ins that follow each other and were answered by the same people.
    """
    cells = history.cells()
    together: list[list[Cell]] = [[cell] for cell in sorted(cells) if cell.digest or cell.waits]
    for indicator in history.rubric.indicators:
        asked = sorted(cell for cell in cells if cell.indicator_id == indicator.id and not (cell.digest or cell.waits))
        chains = [asked[:1]] if asked else []
        for before, after in pairwise(asked):
            if cells[before].keys() == cells[after].keys() and len(cells[after]) >= ENOUGH:
                chains[-1].append(after)
            else:
                chains.append([after])
        together += chains
    for chain in together:
        yield tuple(chain), frozenset(cells[chain[0]])


def exchanges(history: History) -> Iterator[dict[Slot, Slot]]:
    """Every exchange of two people's ratings that nobody may notice, as the slots to exchange."""
    cells = history.cells()
    for chain, answered in linked_cells(history):
        for one, other in combinations(sorted(answered), 2):
            slots = {cells[cell][one]: cells[cell][other] for cell in chain}
            if any(history.levels[here] != history.levels[there] for here, there in slots.items()):
                yield slots


def noticed(history: History) -> str | None:
    """The first difference that an exchange makes to what is published; None if there is none."""
    seen = list(record(history))
    for slots in exchanges(history):
        for before, after in zip(seen, record(exchanged(history, slots)), strict=True):
            if before != after:
                return f"exchanging {slots}\nwas: {before}\nis:  {after}"
    return None
