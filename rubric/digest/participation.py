"""How many rated everything in each check-in, and how many were away; never who."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rubric.people import CheckInId
from rubric.rating import finished
from rubric.results import Closed
from rubric.reveal import reveal


@dataclass(frozen=True, slots=True)
class Participation:
    """`finished` of `of` members rated everything in check-in `number`, and `away` more were away.

    `answers` is how many answered the indicator, of `asked`, that most answered; None where an older digest didn't say.
    """

    number: int
    finished: int
    of: int
    check_in_id: CheckInId | None = None
    away: int = 0
    asked: int = 0
    answers: int | None = None


NOBODY_AWAY: Mapping[CheckInId, int] = {}


def participation(closed: Sequence[Closed], away: Mapping[CheckInId, int] = NOBODY_AWAY) -> tuple[Participation, ...]:
    """One for each check-in, in the order given."""
    return tuple(_participation(each, away.get(each.check_in.id, 0)) for each in closed)


def _participation(closed: Closed, away: int) -> Participation:
    check_in = closed.check_in
    done = len(finished(check_in, closed.ratings))
    results = reveal(check_in, ratings=closed.ratings, of=closed.of).results
    return Participation(
        number=check_in.number,
        finished=done,
        of=max(closed.of, done),
        check_in_id=check_in.id,
        away=away,
        asked=len(check_in.asked),
        answers=max((result.answers for result in results), default=0),
    )
