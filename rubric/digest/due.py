"""Next steps that are overdue, that fall due before the next digest, and that are open for longer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo

from rubric.digest.material import Material
from rubric.model import IndicatorId
from rubric.next_step import NextStep, StepKind
from rubric.people import MemberId, NextStepId


class WhenDue(StrEnum):
    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class DueStep:
    """An open next step. `owner` is called what the team calls them now; `owner_left`: they are on it no more."""

    id: NextStepId
    kind: StepKind
    indicator_id: IndicatorId
    label: str
    sentence: str
    owner: str
    owner_left: bool
    due_on: date
    when: WhenDue


def due(material: Material) -> tuple[DueStep, ...]:
    """Every open next step, by due date: so overdue ones come first, and those due later last."""
    steps = sorted(material.open_steps, key=lambda step: step.due_on)
    return tuple(_due(step, material.names, _when(step, material)) for step in steps)


def _when(step: NextStep, material: Material) -> WhenDue:
    if step.is_overdue(material.today):
        return WhenDue.OVERDUE
    # On the day of the next digest it would be too late to tell of it.
    return WhenDue.SOON if step.due_on <= _next_digest_on(material) else WhenDue.LATER


def _next_digest_on(material: Material) -> date:
    """Where none is planned, as long after this one as this one's period is."""
    period = material.period
    at = material.next_digest_at or period.end + (period.end - period.start)
    return at.astimezone(ZoneInfo(material.zone)).date()


def _due(step: NextStep, names: Mapping[MemberId, str], when: WhenDue) -> DueStep:
    return DueStep(
        id=step.id,
        kind=step.kind,
        indicator_id=step.indicator_id,
        label=step.label,
        sentence=step.sentence,
        owner=names.get(step.owner_id, step.owner),
        owner_left=step.owner_id not in names,
        due_on=step.due_on,
        when=when,
    )
