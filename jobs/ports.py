"""What the jobs need from the world: the time, a way into chat, and a list of who is in a channel.

Each platform implements these; nothing here knows any platform. The announcements are facts, gathered when a
delivery is about to be sent; turning them into words and blocks is the platform's part.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from rubric.check_in import CheckIn
from rubric.digest.compile import Digest
from rubric.reveal import Reveal


class Clock(Protocol):
    """The one source of the present moment."""

    def now(self) -> datetime:
        """The present as an aware datetime in UTC."""
        ...


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
    """One check-in as its channel sees it, open or closed; `finished` of `of` members have rated everything."""

    zone: str
    check_in: CheckIn
    finished: int
    of: int


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


Announcement = Welcome | Card | Reminder | RevealPost | DigestPost | PlaceLost | LandedQuestion


@dataclass(frozen=True, slots=True)
class Destination:
    """Where something is posted: a channel or a person (`address`), optionally in a thread shown in the channel too."""

    address: str
    thread: str | None = None
    broadcast: bool = False


@dataclass(frozen=True, slots=True)
class MessageReference:
    """Where a message stands, so that it can be changed or answered later."""

    address: str
    message_id: str


@dataclass(frozen=True, slots=True)
class Posted:
    """The platform has it."""

    reference: MessageReference


@dataclass(frozen=True, slots=True)
class HoldOff:
    """The platform asks for patience: try again in `seconds`; `everywhere` means the whole workspace."""

    seconds: float
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Uncertain:
    """No answer came, so it may or may not have landed; look before repeating."""

    reason: str


@dataclass(frozen=True, slots=True)
class TryLater:
    """It certainly did not land, and it is worth another try."""

    reason: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """It did not land and never will as it stands; `reason` is the platform's code."""

    reason: str


@dataclass(frozen=True, slots=True)
class PlaceClosed:
    """It did not land, and nothing will there until somebody puts it right; `reason` is the platform's code."""

    why: WhyClosed
    reason: str


@dataclass(frozen=True, slots=True)
class Uninstalled:
    """The platform no longer lets us into this workspace at all; `reason` is its code."""

    reason: str


@dataclass(frozen=True, slots=True)
class TooLate:
    """Nothing was sent: the right to send had run out by then."""


Outcome = Posted | HoldOff | Uncertain | TryLater | Rejected | PlaceClosed | Uninstalled | TooLate
NoAnswer = HoldOff | TryLater | Rejected | PlaceClosed | Uninstalled
# Asked last thing before a call leaves: whether the right to send still stands.
Still = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class NotThere:
    """The place was searched, and the delivery is not in it."""


@dataclass(frozen=True, slots=True)
class CannotTell:
    """The place can't be read, so nobody knows."""

    reason: str


Finding = MessageReference | NotThere | CannotTell | Uncertain


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody found in a channel; `address` is where they are written to."""

    address: str
    name: str
    zone: str
    title: str = ""


class Messenger(Protocol):
    """Whatever carries deliveries to a platform. Each call makes at most one attempt and never waits on a limit."""

    def post(self, announcement: Announcement, *, to: Destination, key: str, still: Still) -> Outcome:
        """Post `announcement`, carrying `key` so that `find` can recognise it; TooLate when `still` says no."""
        ...

    def replace(self, reference: MessageReference, announcement: Announcement, *, still: Still) -> Outcome:
        """Change an earlier message into `announcement`; harmless when repeated, TooLate when `still` says no."""
        ...

    def take_back(self, reference: MessageReference) -> Outcome:
        """Delete a message of our own; one that is gone already counts as taken back."""
        ...

    def find(self, key: str, *, to: Destination, since: datetime, besides: str | None = None) -> Finding:
        """Look in the place for a message posted with `key` at or after `since`, other than the message `besides`.

        Uncertain: look again later.
        """
        ...

    def can_post_to(self, address: str) -> NoAnswer | None:
        """Ask about a channel without posting; None when it can be posted to."""
        ...

    def people_in(self, address: str) -> Sequence[Person] | NoAnswer:
        """The people of a channel who can be on a team: no bots, guests, strangers or closed accounts."""
        ...
