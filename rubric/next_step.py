"""What somebody undertook to do, by when, about one indicator; and what came of it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from rubric.model import DomainId, IndicatorId
from rubric.people import CheckInId, MemberId, NextStepId, TeamId

# A sentence; what needs more belongs in the channel.
LONGEST_STEP = 200


class StepKind(StrEnum):
    """FIND_OUT is about an indicator that too many don't know: what its owner finds becomes evidence, and those who
    didn't know are asked again."""

    STEP = "step"
    FIND_OUT = "find_out"


class WhyTold(StrEnum):
    """Why somebody is written to about a step: somebody else gave it to them or moved it, or its due date is near, or
    has passed."""

    NEW = "new"
    MOVED = "moved"
    BEFORE = "before"
    AFTER = "after"


class StepState(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class NextStep:
    """`owner` and `made_by` are names at the time; `check_in_id` is the check-in it came from, if it came from one.

    `settled_at` is when it was done or dropped. `reminded_before` and `reminded_after` tell whether its owner was
    reminded before and after the present due date; moving that begins anew.
    """

    id: NextStepId
    team_id: TeamId
    kind: StepKind
    indicator_id: IndicatorId
    domain_id: DomainId
    label: str
    sentence: str
    owner_id: MemberId
    owner: str
    due_on: date
    state: StepState
    made_at: datetime
    made_by: str
    check_in_id: CheckInId | None = None
    settled_at: datetime | None = None
    reminded_before: bool = False
    reminded_after: bool = False

    @property
    def is_open(self) -> bool:
        return self.state is StepState.OPEN

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed, by the team's own calendar, and it is still open."""
        return self.is_open and self.due_on < today

    def reminded(self, why: WhyTold) -> "NextStep":
        """The step once its owner was reminded so; after the due date, being reminded before it is over too."""
        return replace(self, reminded_before=True, reminded_after=self.reminded_after or why is WhyTold.AFTER)

    def settled(self, state: StepState, *, at: datetime) -> "NextStep":
        """The step once it was done or dropped."""
        return replace(self, state=state, settled_at=at)
