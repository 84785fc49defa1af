"""What a new step is about, as a button carries it to and fro."""

from dataclasses import dataclass

from rubric.model import IndicatorId
from rubric.people import CheckInId, TeamId
from rubric.refusals import FormDoesNotMatch


@dataclass(frozen=True, slots=True)
class StepTarget:
    """A team's indicator, and the check-in that the step comes from; either may be missing."""

    team_id: TeamId
    indicator_id: IndicatorId | None = None
    check_in_id: CheckInId | None = None

    def __str__(self) -> str:
        return f"{self.team_id}@{self.indicator_id or ''}@{self.check_in_id or ''}"

    @classmethod
    def read(cls, text: str) -> "StepTarget":
        """Raises FormDoesNotMatch."""
        parts = text.split("@")
        if len(parts) != 3:
            raise FormDoesNotMatch
        team_id, indicator_id, check_in_id = parts
        return cls(
            TeamId(team_id),
            IndicatorId(indicator_id) if indicator_id else None,
            CheckInId(check_in_id) if check_in_id else None,
        )
