"""What is said because a coordinator steered, or because somebody came or went."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rubric.audit import Entry
from rubric.check_in import AskedIndicator, CheckIn
from storage.proposals import Proposal


@dataclass(frozen=True, slots=True)
class ChangeNote:
    """What a team's channel is told when a coordinator changed how it works; the next check-in is as it is now.

    `also` are others of the kind that come in the same message.
    """

    zone: str
    entry: Entry
    next_check_in_at: datetime
    paused: bool
    also: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class RosterQuestion:
    """What a coordinator is asked when somebody came into the team's channel or left it.

    The answer settles proposal `proposal_id`. With `closed` it is their account that was closed.
    """

    team_name: str
    channel_id: str
    proposal_id: str
    name: str
    joined: bool
    closed: bool = False


@dataclass(frozen=True, slots=True)
class RosterSettled:
    """What stands in such a question's place once it is settled, by this coordinator or another."""

    team_name: str
    channel_id: str
    proposal: Proposal


class WhyWritten(StrEnum):
    """Why a member is written to about an open check-in outside its reminders."""

    BACK = "back"
    NEW = "new"
    NUDGE = "nudge"


@dataclass(frozen=True, slots=True)
class Invitation:
    """What one member is told who came back, is new, or is asked once more: `waiting` indicators have no level yet."""

    team_name: str
    zone: str
    check_in: CheckIn
    waiting: int
    why: WhyWritten


@dataclass(frozen=True, slots=True)
class TestCard:
    """What a coordinator sees beforehand: the coming check-in as it would open now, and who would be asked."""

    team_name: str
    zone: str
    opens_at: datetime
    closes_at: datetime
    asked: tuple[AskedIndicator, ...]
    expected: int
    away_names: tuple[str, ...]
