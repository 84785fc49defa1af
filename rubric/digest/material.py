"""Everything a digest is compiled from. Gathering it from what is stored is left to others."""

from dataclasses import dataclass

from rubric.check_in import CheckIn
from rubric.digest.period import Period
from rubric.model import IndicatorId, Rubric
from rubric.preferences import NO_PREFERENCES, Preferences
from rubric.results import Closed
from rubric.rotation import History
from rubric.timetable import Occurrence


@dataclass(frozen=True, slots=True)
class Material:
    """`closed` within the period and `earlier` before it, oldest first, as are `upcoming` (the next openings, enough
    for a pass). `history` reaches up to now; `sooner` and `preferences` are as in rotation.next_indicators."""

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
