"""What closed check-ins found, indicator by indicator: the latest word on each. One check-in's own is reveal.py's."""

from collections.abc import Sequence
from dataclasses import dataclass

from rubric.check_in import CheckIn
from rubric.model import IndicatorId
from rubric.rating import Rating
from rubric.reveal import IndicatorResult, reveal


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed check-in with everything that was rated in it; `of` is how many could rate when it closed."""

    check_in: CheckIn
    ratings: tuple[Rating, ...]
    of: int


@dataclass(frozen=True, slots=True)
class Finding:
    """An indicator's result, and the check-in that it comes from."""

    closed: Closed
    result: IndicatorResult


def latest_findings(closed: Sequence[Closed]) -> tuple[Finding, ...]:
    """The latest result of each indicator; latest check-in first, and within it in the order asked."""
    found: dict[IndicatorId, Finding] = {}
    for each in sorted(closed, key=lambda one: one.check_in.number, reverse=True):
        revealed = reveal(each.check_in, ratings=each.ratings, of=each.of)
        results = {result.indicator.id: result for result in revealed.results}
        for asked in each.check_in.asked:
            found.setdefault(asked.id, Finding(each, results[asked.id]))
    return tuple(found.values())
