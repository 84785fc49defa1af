"""Next steps that were done or dropped in the period."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from rubric.digest.material import Material
from rubric.model import IndicatorId
from rubric.next_step import StepKind, StepState
from rubric.people import NextStepId


@dataclass(frozen=True, slots=True)
class ClosedStep:
    """`owner` is the name at the time; where not `is_done`, it was dropped."""

    id: NextStepId
    kind: StepKind
    indicator_id: IndicatorId
    label: str
    sentence: str
    owner: str
    is_done: bool
    settled_on: date


def closed_steps(material: Material) -> tuple[ClosedStep, ...]:
    """Done ones first, each in the order they were settled."""
    period, zone = material.period, ZoneInfo(material.zone)
    settled = [
        (step, step.settled_at)
        for step in material.settled_steps
        if step.settled_at is not None and period.start <= step.settled_at < period.end
    ]
    settled.sort(key=lambda one: (one[0].state is not StepState.DONE, one[1]))
    return tuple(
        ClosedStep(
            id=step.id,
            kind=step.kind,
            indicator_id=step.indicator_id,
            label=step.label,
            sentence=step.sentence,
            owner=step.owner,
            is_done=step.state is StepState.DONE,
            settled_on=at.astimezone(zone).date(),
        )
        for step, at in settled
    )
