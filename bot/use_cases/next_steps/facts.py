"""What is shown of next steps: one in a list, and a page of a list."""

from dataclasses import dataclass
from datetime import date

from rubric.next_step import NextStep
from rubric.people import TeamId


@dataclass(frozen=True, slots=True)
class StepLine:
    """An open step as somebody sees it. `today` is the team's; `may_settle`: they may close, move and drop it."""

    step: NextStep
    team_name: str
    today: date
    owner_has_left: bool = False
    may_settle: bool = True

    @property
    def is_overdue(self) -> bool:
        return self.step.is_overdue(self.today)


@dataclass(frozen=True, slots=True)
class StepsPage:
    """Some of a team's open steps, what is due first first; `of` is how many there are in all. With `is_own` they are
    one person's; `coordinates`: whoever looks may make more."""

    team_id: TeamId
    team_name: str
    page: int
    lines: tuple[StepLine, ...]
    of: int
    is_own: bool
    coordinates: bool
    has_more: bool


@dataclass(frozen=True, slots=True)
class StepCounts:
    """How many steps of a team are open, and how many of those overdue."""

    open: int
    overdue: int
