"""A rule said no, politely. A refusal carries facts only; bot/wording.py turns them into sentences.

They are ordinary classes rather than frozen ones because Python itself writes a traceback onto what is raised.
"""

from dataclasses import dataclass
from datetime import datetime

from rubric.audit import Entry
from rubric.next_step import NextStep


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


class ObserversOnlyRead(Refusal):
    """The person is on the team as an observer, and this adds something to it."""


@dataclass(eq=False)
class CoordinatorsOnly(Refusal):
    """Only coordinators may do this; `coordinators` are their names."""

    coordinators: tuple[str, ...]


class OnNoTeam(Refusal):
    """The person is on no team of their workspace."""


@dataclass(eq=False)
class NoLongerOnTheTeam(Refusal):
    """The member `name`, whom the form is about, has left the team meanwhile."""

    name: str


@dataclass(eq=False)
class LastCoordinator(Refusal):
    """`name` is the only coordinator who can be reached, so they stay one; `is_self` when they asked it themselves."""

    name: str
    is_self: bool


@dataclass(eq=False)
class TeamFull(Refusal):
    """A team has at most `most` people."""

    most: int


@dataclass(eq=False)
class HasCoordinators(Refusal):
    """Nobody can take the team over while `coordinators` can be reached."""

    coordinators: tuple[str, ...]


class AdminsOnly(Refusal):
    """Only an administrator of the workspace may do this."""


class FormDoesNotMatch(Refusal):
    """What was sent is not what was asked: a stale or tampered form."""


@dataclass(eq=False)
class EvidenceTooLong(Refusal):
    """The text beside one indicator has `length` characters, and `limit` are kept."""

    indicator_id: str
    length: int
    limit: int


@dataclass(eq=False)
class ChangedMeanwhile(Refusal):
    """Somebody else changed what this form would change, after it was opened; `entries` are the oldest first."""

    entries: tuple[Entry, ...]


class NoTeamHere(Refusal):
    """The channel has no team."""


@dataclass(eq=False)
class TeamAlreadySetUp(Refusal):
    """The channel has a team already, set up `by` somebody `at` some moment, if that is known."""

    team_name: str
    by: str
    at: datetime | None
    coordinators: tuple[str, ...]


class DraftIsGone(Refusal):
    """What was being filled in is not kept any more."""


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
class NoDigestYet(Refusal):
    """The team has had no digest; its first comes at `next_at`."""

    next_at: datetime


class DigestNotPostedYet(Refusal):
    """The last digest still waits to be posted for the first time."""


@dataclass(eq=False)
class NothingToReport(Refusal):
    """No check-in has closed yet; the one that is open, if one is, closes at `closes_at`."""

    closes_at: datetime | None


@dataclass(eq=False)
class NoSuchPass(Refusal):
    """In pass `pass_number` nothing has closed; in `passes` something has."""

    pass_number: int
    passes: tuple[int, ...]


@dataclass(eq=False)
class SealedUntilClose(Refusal):
    """No distribution is shown before the check-in closes, at `closes_at`."""

    closes_at: datetime


@dataclass(eq=False)
class TooCloseToNext(Refusal):
    """The next check-in, at `next_at`, leaves too little time for another one before it."""

    next_at: datetime


@dataclass(eq=False)
class OutOfOrder(Refusal):
    """A date can be moved only between those before and after it: from `earliest` to `latest`, both included."""

    earliest: datetime
    latest: datetime


@dataclass(eq=False)
class BadSetting(Refusal):
    """A setting can't be as asked; `field` is the setting's name and `problem` a sentence to show beside it."""

    field: str
    problem: str


class NothingToDecide(Refusal):
    """No check-in has closed yet, so there is nothing that the team could agree on."""


@dataclass(eq=False)
class NotSplitNorUnknown(Refusal):
    """A second look is for what splits a team or what it doesn't know; `label` is neither."""

    label: str


@dataclass(eq=False)
class AskedSince(Refusal):
    """`label` was asked again in check-in `number`, which is where it is rated now."""

    label: str
    number: int


@dataclass(eq=False)
class CountedAlready(Refusal):
    """A digest has counted this second look at `label`, so it can't change any more."""

    label: str


class AlreadyPaused(Refusal):
    """The team is paused already."""


@dataclass(eq=False)
class NotPaused(Refusal):
    """There is nothing to resume; the next check-in opens at `next_at`."""

    next_at: datetime


class TeamIsPaused(Refusal):
    """What was asked for makes no sense while nothing opens and nobody is reminded."""


class NothingOpen(Refusal):
    """No check-in is open, or the one that was meant has closed."""


@dataclass(eq=False)
class NoRoomToExtend(Refusal):
    """Check-in `number` is open until `next_at` already, when the next one opens."""

    number: int
    next_at: datetime


@dataclass(eq=False)
class NudgedAlready(Refusal):
    """Check-in `number` has had its one nudge, at `at`."""

    number: int
    at: datetime


class NoPlaceForIt(Refusal):
    """A check-in that was left out can't come back: another one was moved to its date, or is open until after it."""


class DateGone(Refusal):
    """The date that was chosen is no longer ahead, or was left out meanwhile."""


@dataclass(eq=False)
class NotYourStep(Refusal):
    """Only its `owner`, or one of the `coordinators`, may settle or move a next step."""

    owner: str
    coordinators: tuple[str, ...]


@dataclass(eq=False)
class StepIsSettled(Refusal):
    """`step` was done or dropped already, at `at`."""

    step: NextStep
    at: datetime
