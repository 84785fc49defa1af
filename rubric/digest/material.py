"""Everything a digest is compiled from. Gathering it from what is stored is left to others."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from rubric.check_in import CheckIn
from rubric.digest.period import Period
from rubric.model import IndicatorId, Rubric
from rubric.next_step import NextStep
from rubric.people import CheckInId, MemberId, TeamId
from rubric.preferences import NO_PREFERENCES, Preferences
from rubric.results import Closed
from rubric.rotation import History
from rubric.school_calendar import Break
from rubric.second_rating import SecondRating
from rubric.team_rating import TeamRating
from rubric.timetable import Occurrence


@dataclass(frozen=True, slots=True)
class Material:
    """`closed` within the period and `earlier` before it, oldest first, as are `upcoming` (the next openings, enough
    for a pass). `history` reaches up to now; `sooner` and `preferences` are as in rotation.next_indicators.

    `now` is when it is compiled (None: at the end of the period) and `next_digest_at` when the one after it comes.
    `team_ratings` and `settled_steps` are all there ever were; `waiting` the second ratings that this digest may
    count, of check-ins in `closed`, `earlier` or `older`. `names` are those on the team; `away` says how many were
    when a check-in closed.
    `breaks` reach into the period; `was_paused`: for a part of it. `is_first`: no digest came before.
    """

    team_name: str
    zone: str
    period: Period
    rubric: Rubric
    closed: tuple[Closed, ...]
    earlier: tuple[Closed, ...]
    history: History
    sooner: tuple[IndicatorId, ...]
    indicators_per_check_in: int
    open_check_in: CheckIn | None
    upcoming: tuple[Occurrence, ...]
    preferences: Preferences = NO_PREFERENCES
    now: datetime | None = None
    next_digest_at: datetime | None = None
    team_ratings: tuple[TeamRating, ...] = ()
    open_steps: tuple[NextStep, ...] = ()
    settled_steps: tuple[NextStep, ...] = ()
    waiting: tuple[SecondRating, ...] = ()
    older: tuple[CheckIn, ...] = ()
    names: Mapping[MemberId, str] = field(default_factory=dict)
    away: Mapping[CheckInId, int] = field(default_factory=dict)
    breaks: tuple[Break, ...] = ()
    was_paused: bool = False
    is_first: bool = False
    team_id: TeamId | None = None

    @property
    def today(self) -> date:
        """The day on which it is compiled, in the team's zone."""
        return (self.now or self.period.end).astimezone(ZoneInfo(self.zone)).date()

    @property
    def settled_by_then(self) -> tuple[NextStep, ...]:
        """What was done or dropped by the end of the period."""
        return tuple(
            one for one in self.settled_steps if one.settled_at is not None and one.settled_at < self.period.end
        )

    @property
    def agreed_by_then(self) -> tuple[TeamRating, ...]:
        """What was recorded by the end of the period; what came after it is the next digest's."""
        return tuple(one for one in self.team_ratings if one.recorded_at < self.period.end)
