"""What is said in chat, as facts, gathered when a delivery is about to be sent.

Turning them into words and blocks is each platform's part.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rubric.audit import Entry
from rubric.check_in import AskedIndicator, CheckIn
from rubric.digest.compile import Digest
from rubric.reveal import Reveal
from storage.proposals import Proposal


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

    `away` more are, or were at the close, away and had not.
    """

    zone: str
    check_in: CheckIn
    finished: int
    of: int
    away: int = 0


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


@dataclass(frozen=True, slots=True)
class DigestPost:
    """The biweekly digest, for the channel."""

    digest: Digest


class WhyClosed(StrEnum):
    """Why a place takes no posts until somebody puts it right: the first four are channels', the others people's."""

    ARCHIVED = "archived"
    REMOVED = "removed"
    GONE = "gone"
    FORBIDDEN = "forbidden"
    PERSON_GONE = "person_gone"
    NO_DIRECT_MESSAGES = "no_direct_messages"


@dataclass(frozen=True, slots=True)
class PlaceLost:
    """What a coordinator is told once when their team's channel takes no posts; the team waits meanwhile."""

    team_name: str
    channel_id: str
    why: WhyClosed


class Doubtful(StrEnum):
    """What may or may not have landed in a channel."""

    WELCOME = "welcome"
    CARD = "card"
    REVEAL = "reveal"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class LandedQuestion:
    """What a coordinator is asked when nobody can tell whether `what` reached their channel at `tried_at`.

    The answer settles delivery `delivery_id`.
    """

    team_name: str
    zone: str
    channel_id: str
    what: Doubtful
    tried_at: datetime
    delivery_id: int


@dataclass(frozen=True, slots=True)
class ChangeNote:
    """What a team's channel is told when a coordinator changed how it works; the next check-in is as it is now."""

    zone: str
    entry: Entry
    next_check_in_at: datetime
    paused: bool


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


@dataclass(frozen=True, slots=True)
class AuditFile:
    """The audit log as a file; `entries` are the newest first."""

    team_name: str
    zone: str
    entries: tuple[Entry, ...]


Announcement = (
    Welcome
    | Card
    | Reminder
    | RevealPost
    | DigestPost
    | PlaceLost
    | LandedQuestion
    | ChangeNote
    | RosterQuestion
    | RosterSettled
    | Invitation
    | TestCard
    | AuditFile
)
