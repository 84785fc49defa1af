"""Which page of what somebody looks at, as a button carries it to and fro."""

from dataclasses import dataclass

from rubric.people import TeamId
from rubric.refusals import FormDoesNotMatch

# No history has more pages; a longer number was tampered with.
_LONGEST_PAGE_NUMBER = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A page of a team's, counted from 0; `within` narrows it down, and is empty for everything."""

    team_id: TeamId
    page: int = 0
    within: str = ""

    def __str__(self) -> str:
        return f"{self.team_id}@{self.page}@{self.within}"

    @classmethod
    def read(cls, text: str) -> "Place":
        """Raises FormDoesNotMatch."""
        parts = text.split("@", 2)
        if len(parts) != 3:
            raise FormDoesNotMatch
        team_id, page, within = parts
        if not (page.isascii() and page.isdecimal() and len(page) <= _LONGEST_PAGE_NUMBER):
            raise FormDoesNotMatch
        return cls(TeamId(team_id), int(page), within)
