"""What a use case answers: facts for a form, a notice, errors in a form. Both platforms render the same results."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from rubric.check_in import CheckIn
from rubric.model import IndicatorId
from rubric.rating import Rating


@dataclass(frozen=True, slots=True)
class Saved:
    """Ratings are durable; `waiting` asked indicators still have no level, some of them perhaps a note already."""

    waiting: int
    notes_without_level: tuple[IndicatorId, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Something said to one person. `kept` gives back what they typed, as (label, text) pairs."""

    title: str
    paragraphs: tuple[str, ...]
    kept: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FormErrors:
    """The form stays open with a sentence beside each field named; `field` names are the form's own."""

    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RatingForm:
    """One member's private form: the check-in and what they have rated so far."""

    zone: str
    check_in: CheckIn
    current: Mapping[IndicatorId, Rating]


@dataclass(frozen=True, slots=True)
class SetUpForm:
    """The first settings of a team, with what to prefill."""

    channel_id: str
    first_date: date
    at: time
    zone: str
    every_weeks: int = 2
    indicators_per_check_in: int = 7


@dataclass(frozen=True, slots=True)
class OpenForm:
    """Show this form to the person who asked."""

    form: RatingForm | SetUpForm


@dataclass(frozen=True, slots=True)
class HomeCheckIn:
    """An open check-in on somebody's home page; `waiting` is None for those who do not rate."""

    team_name: str
    zone: str
    check_in: CheckIn
    waiting: int | None


@dataclass(frozen=True, slots=True)
class HomeTeam:
    """A team on somebody's home page."""

    team_name: str
    zone: str
    next_check_in_at: datetime
    paused: bool


@dataclass(frozen=True, slots=True)
class Home:
    """One person's home page."""

    check_ins: tuple[HomeCheckIn, ...]
    teams: tuple[HomeTeam, ...]
