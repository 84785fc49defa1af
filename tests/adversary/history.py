"""A small team's history as it is remembered: who took part when, which nobody hides, and what they rated, which is.

A *cell* is one indicator in one check-in, or one batch of second ratings of it; see rubric/privacy.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from rubric.check_in import CheckIn
from rubric.model import IndicatorId, LevelId, Rubric
from rubric.people import CheckInId, MemberId
from rubric.rating import Rating
from rubric.results import Closed
from rubric.second_rating import SecondRating
from tests.builders import OPENING, a_check_in

A_FORTNIGHT = timedelta(weeks=2)
ENOUGH = 3


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """Where one person's answer stands. `digest` 0: a first rating; else the first digest after a second rating."""

    number: int
    indicator_id: IndicatorId
    member_id: MemberId
    digest: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """`digest` 0: first ratings; else the second ratings of one batch, or, with `waits`, those that wait at the end."""

    number: int
    indicator_id: IndicatorId
    digest: int = 0
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Asking:
    """One check-in: what it asked, and who was on the team when it closed, there or away."""

    number: int
    asked: tuple[IndicatorId, ...]
    here: frozenset[MemberId]
    away: frozenset[MemberId] = frozenset()

    def check_in(self, rubric: Rubric, *, is_closed: bool) -> CheckIn:
        opened_at = OPENING + A_FORTNIGHT * (self.number - 1)
        return a_check_in(*self.asked, rubric=rubric, number=self.number, opened_at=opened_at, is_closed=is_closed)


@dataclass(frozen=True, slots=True)
class History:
    """Digest number n follows check-in n's close, where n is in `digests`.

    `levels` has an answer for each slot. `notes` stand beside first ratings, and where there is no answer by
    themselves. Whoever rates a second time before digest n may do so anew before a later one, as long as none counted
    it; that they do is in `levels` too.
    """

    rubric: Rubric
    askings: tuple[Asking, ...]
    digests: frozenset[int]
    levels: Mapping[Slot, LevelId]
    notes: Mapping[Slot, str] = field(default_factory=dict)

    @property
    def choices(self) -> tuple[LevelId, ...]:
        """What anybody can answer."""
        return tuple(level.id for level in (*self.rubric.scale.levels, self.rubric.scale.dont_know))

    def cells(self) -> dict[Cell, dict[MemberId, Slot]]:
        """Whose answer stands where, by cell, as the rules say it should be: told here once more, by hand."""
        found: dict[Cell, dict[MemberId, Slot]] = {}
        waiting: dict[Cell, dict[MemberId, Slot]] = {}
        locked: set[tuple[int, IndicatorId, MemberId]] = set()
        for slot in sorted(self.levels, key=lambda one: (one.digest, one)):
            if not slot.digest:
                found.setdefault(Cell(slot.number, slot.indicator_id), {})[slot.member_id] = slot
        for digest in sorted(self.digests):
            for slot in self._seconds_before(digest):
                if (slot.number, slot.indicator_id, slot.member_id) not in locked:
                    cell = Cell(slot.number, slot.indicator_id, waits=True)
                    waiting.setdefault(cell, {})[slot.member_id] = slot
            for cell in [cell for cell, slots in waiting.items() if len(slots) >= ENOUGH]:
                batch = waiting.pop(cell)
                found[replace(cell, digest=digest, waits=False)] = batch
                locked.update((cell.number, cell.indicator_id, member) for member in batch)
        return {**found, **waiting}

    def closed(self, until: int) -> tuple[Closed, ...]:
        """The check-ins up to that number, with what was rated in them."""
        return tuple(
            Closed(asking.check_in(self.rubric, is_closed=True), self.ratings(asking.number), len(asking.here))
            for asking in self.askings[:until]
        )

    def ratings(self, number: int) -> tuple[Rating, ...]:
        """As they are stored for one check-in, notes without a level among them."""
        slots = sorted({slot for slot in (*self.levels, *self.notes) if slot.number == number and not slot.digest})
        return tuple(
            Rating(one.indicator_id, one.member_id, self.levels.get(one), self.notes.get(one, ""), moment(one))
            for one in slots
        )

    def seconds(self, digest: int) -> tuple[SecondRating, ...]:
        """Second ratings given after the digest before that one, in the order given."""
        return tuple(
            SecondRating(
                CheckInId(f"check-in-{one.number}"),
                one.indicator_id,
                one.member_id,
                self.levels[one],
                moment(one),
            )
            for one in self._seconds_before(digest)
        )

    def with_levels(self, levels: Mapping[Slot, LevelId]) -> "History":
        """The same people at the same times, rating otherwise."""
        return replace(self, levels={**self.levels, **levels})

    def _seconds_before(self, digest: int) -> list[Slot]:
        return sorted(slot for slot in self.levels if slot.digest == digest)


def moment(slot: Slot) -> datetime:
    """When somebody rated, which others may know; never the same moment for two people."""
    opened_at = OPENING + A_FORTNIGHT * (max(slot.number, slot.digest) - 1)
    return opened_at + timedelta(hours=1 + sum(map(ord, slot.member_id)) % 50)


def exchanged(history: History, slots: Mapping[Slot, Slot]) -> History:
    """Each pair of slots with the two levels exchanged; notes stay where they are."""
    levels: dict[Slot, LevelId] = {}
    for one, other in slots.items():
        levels |= {one: history.levels[other], other: history.levels[one]}
    return history.with_levels(levels)
