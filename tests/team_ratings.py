"""Team ratings for tests: name what the test is about, and leave the rest to sensible defaults."""

from dataclasses import replace
from typing import Any

from rubric.model import DomainId, IndicatorId, LevelId
from rubric.people import CheckInId
from rubric.team_rating import TeamRating
from tests.builders import OPENING


def a_team_rating(
    indicator: str = "a.1", level: str = "ok-for-now", *, id: int = 1, number: int = 1, **changed: Any
) -> TeamRating:
    """Of check-in `number`, recorded on the day that it opened."""
    rating = TeamRating(
        id=id,
        check_in_id=CheckInId(f"check-in-{number}"),
        number=number,
        indicator_id=IndicatorId(indicator),
        domain_id=DomainId(indicator.rpartition(".")[0]),
        label=indicator.replace(".", " ").capitalize(),
        level_id=LevelId(level),
        rationale="We looked.",
        dissent="",
        agreed_on=OPENING.date(),
        recorded_at=OPENING,
        recorded_by="Ana",
    )
    return replace(rating, **changed)
