"""What is said around one check-in: the welcome before the first, the card, reminders, the reveal, the talk after."""

from dataclasses import dataclass
from datetime import datetime

from rubric.check_in import AskedIndicator, CheckIn
from rubric.model import Scale
from rubric.next_step import NextStep
from rubric.people import CheckInId, TeamId
from rubric.reveal import IndicatorResult, Reveal


@dataclass(frozen=True, slots=True)
class Welcome:
    """What a team is told once, after it was set up."""

    team_name: str
    zone: str
    member_names: tuple[str, ...]
    first_check_in_at: datetime
    every_weeks: int
    indicators_per_check_in: int


@dataclass(frozen=True, slots=True)
class Card:
    """One check-in as its channel sees it, open or closed; `finished` of `of` members have rated everything.

    `away` more are, or were at the close, away and had not. `open_steps` are about what it asks, made before it opened,
    and still to be done.
    """

    zone: str
    check_in: CheckIn
    finished: int
    of: int
    away: int = 0
    open_steps: tuple[NextStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one member is told who has not finished: `waiting` indicators have no level yet."""

    team_name: str
    zone: str
    check_in: CheckIn
    waiting: int


@dataclass(frozen=True, slots=True)
class RevealPost:
    """The spread of a closed check-in, for its thread."""

    zone: str
    reveal: Reveal
    team_id: TeamId


@dataclass(frozen=True, slots=True)
class TalkPrompt:
    """One indicator of a closed check-in to talk about, for the thread of its card; it was asked at `position`."""

    zone: str
    check_in_id: CheckInId
    number: int
    scale: Scale
    position: int
    result: IndicatorResult


@dataclass(frozen=True, slots=True)
class ReAsk:
    """What somebody is asked who didn't know, once `found_by` has found out: `found` says what, and `link` where.

    The indicator was asked at `position`.
    """

    team_name: str
    zone: str
    check_in_id: CheckInId
    number: int
    scale: Scale
    position: int
    indicator: AskedIndicator
    found: str
    link: str
    found_by: str
