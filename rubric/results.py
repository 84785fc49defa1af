"""What closed check-ins found, indicator by indicator: the latest word on each. One check-in's own is reveal.py's."""

from collections.abc import Sequence
from dataclasses import dataclass

from rubric.check_in import CheckIn
from rubric.model import IndicatorId, LevelId
from rubric.people import MemberId
from rubric.rating import Rating
from rubric.reveal import IndicatorResult, Reveal, reveal


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed check-in with everything that was rated in it; `of` is how many could rate when it closed."""

    check_in: CheckIn
    ratings: tuple[Rating, ...]
    of: int

    def revealed(self) -> Reveal:
        """Raises SealedUntilClose while it is not marked closed."""
        return reveal(self.check_in, ratings=self.ratings, of=self.of)

    def answers(self, indicator_id: IndicatorId) -> dict[MemberId, LevelId]:
        """Everybody's who answered, Don't know included."""
        return {
            rating.member_id: rating.level_id
            for rating in self.ratings
            if rating.indicator_id == indicator_id and rating.level_id is not None
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """An indicator's result, and the check-in that it comes from."""

    closed: Closed
    result: IndicatorResult


def latest_findings(closed: Sequence[Closed]) -> tuple[Finding, ...]:
    """The latest result of each indicator; latest check-in first, and within it in the order asked."""
    found: dict[IndicatorId, Finding] = {}
    for each in sorted(closed, key=lambda one: one.check_in.number, reverse=True):
        results = {result.indicator.id: result for result in each.revealed().results}
        for asked in each.check_in.asked:
            found.setdefault(asked.id, Finding(each, results[asked.id]))
    return tuple(found.values())
