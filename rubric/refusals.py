"""A rule said no, politely. A refusal carries facts only; bot/wording.py turns them into sentences.

They are ordinary classes rather than frozen ones because Python itself writes a traceback onto what is raised.
"""

from dataclasses import dataclass
from datetime import datetime


class Refusal(Exception):
    """The parent of every refusal: catch this one to answer a person."""


@dataclass(eq=False)
class CheckInClosed(Refusal):
    """Nothing can be changed any more; `closed_at` is when the check-in closed."""

    closed_at: datetime


class NotOnTheTeam(Refusal):
    """The person is not on this team's roster."""


class ObserversDontRate(Refusal):
    """The person is on the team, and reads digests only."""


@dataclass(eq=False)
class CoordinatorsOnly(Refusal):
    """Only coordinators may do this; `coordinators` are their names."""

    coordinators: tuple[str, ...]


class FormDoesNotMatch(Refusal):
    """What was sent is not what was asked: a stale or tampered form."""


@dataclass(eq=False)
class EvidenceTooLong(Refusal):
    """The text beside one indicator has `length` characters, and `limit` are kept."""

    indicator_id: str
    length: int
    limit: int


class NoTeamHere(Refusal):
    """The channel has no team."""


class TeamAlreadySetUp(Refusal):
    """The channel has a team already."""


@dataclass(eq=False)
class CheckInStillOpen(Refusal):
    """Another check-in can't open while check-in `number` is open, until `closes_at`."""

    number: int
    closes_at: datetime


class NothingToAsk(Refusal):
    """The team's rubric has no indicator to ask."""


class SharedChannel(Refusal):
    """The channel is shared with another organization."""


class NothingToDigest(Refusal):
    """Nothing has closed since the last digest."""


@dataclass(eq=False)
class SealedUntilClose(Refusal):
    """No distribution is shown before the check-in closes, at `closes_at`."""

    closes_at: datetime


@dataclass(eq=False)
class TooCloseToNext(Refusal):
    """The next check-in, at `next_at`, leaves too little time for another one before it."""

    next_at: datetime


@dataclass(eq=False)
class BadSetting(Refusal):
    """A setting can't be as asked; `field` is the setting's name and `problem` a sentence to show beside it."""

    field: str
    problem: str
