"""What the jobs need from the world: the time, and a way into chat.

Each platform implements these; nothing here knows any platform. What is said is in announcements.py.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from jobs.announcements import Announcement, WhyClosed


class Clock(Protocol):
    """The one source of the present moment."""

    def now(self) -> datetime:
        """The present as an aware datetime in UTC."""
        ...


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
