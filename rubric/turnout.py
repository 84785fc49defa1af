"""How many a check-in waits for, how many have rated everything, and how many are away; never who."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import datetime

from rubric.people import Member, MemberId


@dataclass(frozen=True, slots=True)
class Turnout:
    """`finished` of `of` members rated everything; `away` more were away and did not."""

    finished: int
    of: int
    away: int


def turnout(members: Iterable[Member], finished: Set[MemberId], *, now: datetime) -> Turnout:
    """Whoever finished counts, be they away, or on the team no more."""
    waiting = [member for member in members if member.rates and member.id not in finished]
    expected = sum(member.is_expected(now) for member in waiting)
    return Turnout(finished=len(finished), of=len(finished) + expected, away=len(waiting) - expected)
