"""What the owner of a next step is told about it."""

from dataclasses import dataclass
from datetime import date

from rubric.next_step import NextStep, WhyTold


@dataclass(frozen=True, slots=True)
class StepReminder:
    """When somebody else gave it to them or moved it, once before the due date and once after it; with `owner_has_left`
    it goes to the coordinators. `today` is the team's."""

    team_name: str
    step: NextStep
    today: date
    why: WhyTold
    owner_has_left: bool = False
