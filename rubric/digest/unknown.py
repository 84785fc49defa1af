"""A digest's second fact: what too many could not judge, and who finds out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rubric.blind_spots import BlindSpot, blind_spots
from rubric.digest.talk_about import NOTHING_AGREED
from rubric.model import IndicatorId
from rubric.next_step import NextStep
from rubric.people import CheckInId
from rubric.results import Finding
from rubric.team_rating import TeamRating


@dataclass(frozen=True, slots=True)
class Unknown:
    """`dont_know` of `answers` said so in check-in `number`. `finder` finds out by `due_on`; "" while nobody does.

    `found_by` has found out since; "" while nobody has.
    """

    indicator_id: IndicatorId
    label: str
    text: str
    dont_know: int
    answers: int
    number: int = 0
    check_in_id: CheckInId | None = None
    finder: str = ""
    due_on: date | None = None
    found_by: str = ""


def unknown(
    findings: Sequence[Finding],
    agreed: Mapping[IndicatorId, TeamRating] = NOTHING_AGREED,
    open_steps: Sequence[NextStep] = (),
    settled_steps: Sequence[NextStep] = (),
) -> tuple[Unknown, ...]:
    """Most unknown first; without those that the team has `agreed` on a level for since."""
    spots = blind_spots(findings, agreed=agreed, open_steps=open_steps, settled_steps=settled_steps)
    facts = [as_unknown(spot) for spot in spots]
    return tuple(sorted(facts, key=lambda fact: -fact.dont_know / fact.answers))


def as_unknown(spot: BlindSpot) -> Unknown:
    step = spot.finding_out
    return Unknown(
        indicator_id=spot.indicator_id,
        label=spot.label,
        text=spot.text,
        dont_know=spot.dont_know,
        answers=spot.answers,
        number=spot.number,
        check_in_id=spot.check_in_id,
        finder="" if step is None else step.owner,
        due_on=None if step is None else step.due_on,
        found_by="" if spot.found_out is None else spot.found_out.owner,
    )
