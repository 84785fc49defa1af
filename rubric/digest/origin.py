"""A number's origin as a fact: which stored rows it was counted from. Counting them is left to others."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rubric.model import IndicatorId, Scale
from rubric.reveal import IndicatorResult
from rubric.team_rating import TeamRating


class Claim(StrEnum):
    """What is explained; the first five are about an indicator."""

    RATINGS = "ratings"
    TEAM_RATING = "team_rating"
    MOVED = "moved"
    SECOND_LOOK = "second_look"
    PARTICIPATION = "participation"
    NEXT_STEPS = "next_steps"
    COVERAGE = "coverage"
    FORECAST = "forecast"
    IN_HAND = "in_hand"
    BLIND_SPOTS = "blind_spots"


class Counted(StrEnum):
    """What rows are counted by. LEVEL and STANDING are of a level, IN_CHECK_IN and ASKED of a check-in."""

    LEVEL = "level"
    WITHHELD = "withheld"
    RATED_EVERYTHING = "rated_everything"
    RATERS_AT_CLOSE = "raters_at_close"
    RECORDING = "recording"
    IN_CHECK_IN = "in_check_in"
    IN_BOTH = "in_both"
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
    ASKED = "asked"
    EXCLUDED = "excluded"
    PLANNED = "planned"
    STANDING = "standing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Rows:
    """`count` rows of `table`; `name` is the level's, `number` the check-in's, `recording` the one row itself."""

    table: str
    counted: Counted
    count: int
    name: str = ""
    number: int = 0
    recording: TeamRating | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the numbers of one claim come from. `agrees`: what was said is what the rows make; None: nothing was said.

    Of RATINGS, `result` is what was reckoned from the rows; of a FORECAST, `at` is when the last date counted comes.
    """

    claim: Claim
    rows: tuple[Rows, ...]
    label: str = ""
    indicator_id: IndicatorId | None = None
    number: int = 0
    result: IndicatorResult | None = None
    scale: Scale | None = None
    at: datetime | None = None
    agrees: bool | None = None


@dataclass(frozen=True, slots=True)
class AskedThen:
    """What check-in `number` asked, in pass `pass_number`."""

    number: int
    pass_number: int
    indicator_ids: tuple[IndicatorId, ...]
