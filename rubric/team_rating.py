"""What the team agreed on after talking: a level, why, who saw it otherwise, and when. It stands beside the tally.

Who may record one, and keeping it, are left to others.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from rubric.model import DomainId, IndicatorId, LevelId
from rubric.people import CheckInId


@dataclass(frozen=True, slots=True)
class TeamRating:
    """One indicator of check-in `number`, as agreed on `agreed_on`. The level may be Don't know.

    `recorded_by` is the name at the time. Recording another for the same indicator leaves this one where it is; `id`
    grows with each.
    """

    id: int
    check_in_id: CheckInId
    number: int
    indicator_id: IndicatorId
    domain_id: DomainId
    label: str
    level_id: LevelId
    rationale: str
    dissent: str
    agreed_on: date
    recorded_at: datetime
    recorded_by: str


# What fits a phone screen beside the counts; more belongs in a document.
NOTE_LIMIT = 1000


class WrongDay(StrEnum):
    """Nobody has agreed yet on a day to come, nor on what nobody had seen."""

    TO_COME = "to_come"
    BEFORE_THE_CLOSE = "before_the_close"


def wrong_day(agreed_on: date, *, closed_on: date, today: date) -> WrongDay | None:
    """What keeps a team from having agreed on that day; all are days in the team's zone."""
    if agreed_on > today:
        return WrongDay.TO_COME
    return WrongDay.BEFORE_THE_CLOSE if agreed_on < closed_on else None


def standing(ratings: Iterable[TeamRating]) -> Mapping[IndicatorId, TeamRating]:
    """The one that stands for each indicator: of its latest check-in, the one recorded last."""
    found: dict[IndicatorId, TeamRating] = {}
    for one in sorted(ratings, key=lambda rating: (rating.number, rating.id)):
        found[one.indicator_id] = one
    return found
