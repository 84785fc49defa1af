"""A team as it stands: what is decided from. Gathering it from what is stored is left to others."""

from dataclasses import dataclass, field
from datetime import date

from rubric.check_in import CheckIn
from rubric.next_step import NextStep
from rubric.people import Member, MemberId
from rubric.team import Team


@dataclass(frozen=True, slots=True)
class Standing:
    """A team as stored. `finished`, `reminded` and `caught_up` speak of the open check-in.

    `reminded` holds (member, which reminder) pairs, counted from 0; `caught_up` (member, day of return in UTC) pairs of
    those who were told of it when they came back. `nothing_to_ask`: coordinators left out every indicator.
    `open_steps` are the team's next steps that are still to be done.
    """

    team: Team
    members: tuple[Member, ...]
    open_check_in: CheckIn | None
    finished: frozenset[MemberId]
    reminded: frozenset[tuple[MemberId, int]]
    caught_up: frozenset[tuple[MemberId, date]] = field(default=frozenset())
    nothing_to_ask: bool = False
    open_steps: tuple[NextStep, ...] = ()
