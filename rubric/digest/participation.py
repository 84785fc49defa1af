"""How many rated everything in each check-in; never who."""

from collections.abc import Sequence
from dataclasses import dataclass

from rubric.rating import finished
from rubric.results import Closed


@dataclass(frozen=True, slots=True)
class Participation:
    """`finished` of `of` members rated everything in check-in `number`."""

    number: int
    finished: int
    of: int


def participation(closed: Sequence[Closed]) -> tuple[Participation, ...]:
    """One for each check-in, in the order given."""
    return tuple(_participation(each) for each in closed)


def _participation(closed: Closed) -> Participation:
    done = len(finished(closed.check_in, closed.ratings))
    return Participation(number=closed.check_in.number, finished=done, of=max(closed.of, done))
