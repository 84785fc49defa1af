"""Every refusal in a sentence or two: what happened, why, and what to do."""

from datetime import datetime
from typing import assert_never

from bot.use_cases.results import Notice
from bot.wording.answers import no_team_status
from bot.wording.changes import sentence
from bot.wording.counting import count, listed
from bot.wording.next_steps import AboutSteps, step_refusal
from bot.wording.platform import COMMAND
from bot.wording.reports import AboutReports, report_refusal
from bot.wording.roles import ABOUT_ROLES, NO_COORDINATOR, about_roles
from bot.wording.set_up import setting_problem
from bot.wording.steering import AboutSteering, steering_refusal
from bot.wording.talking import AboutSecondLooks, about_second_looks
from bot.wording.times import when
from rubric.audit import Entry
from rubric.refusals import (
    BadSetting,
    ChangedMeanwhile,
    CheckInClosed,
    CheckInStillOpen,
    CoordinatorsOnly,
    DigestNotPostedYet,
    DraftIsGone,
    EvidenceTooLong,
    FormDoesNotMatch,
    NoDigestYet,
    NoTeamHere,
    NothingToAsk,
    NothingToDecide,
    NothingToDigest,
    NotOnTheTeam,
    ObserversDontRate,
    ObserversOnlyRead,
    OnNoTeam,
    OutOfOrder,
    Refusal,
    SealedUntilClose,
    SharedChannel,
    TeamAlreadySetUp,
    TooCloseToNext,
)

_AboutTime = CheckInClosed | CheckInStillOpen | SealedUntilClose | TooCloseToNext | NoDigestYet


class UnwordedRefusal(TypeError):
    """A kind of refusal that nobody has put into words."""


def refusal(refusal: Refusal, *, zone: str) -> Notice:
    """`refusal` for the person who met it, with times in `zone`. Raises UnwordedRefusal."""
    said = _by_subject(refusal, zone)
    if said is not None:
        return said
    match refusal:
        case CoordinatorsOnly(coordinators=coordinators):
            return _coordinators_only(coordinators)
        case EvidenceTooLong(length=length, limit=limit):
            return Notice(
                "This note is too long",
                (
                    f"It has {count(length, 'character')}, and {limit:,} fit, so nothing was saved just now. "
                    "Shorten it and save again; the rest fits in a document that you link to.",
                ),
            )
        case OutOfOrder(earliest=earliest, latest=latest):
            return _out_of_order(earliest, latest, zone)
        case BadSetting():
            return Notice("This can't be set", (setting_problem(refusal),))
        case ChangedMeanwhile(entries=entries):
            return _changed_meanwhile(entries, zone)
        case TeamAlreadySetUp():
            return _already_set_up(refusal, zone)
        case NoTeamHere():
            return no_team_status()
        case _ if type(refusal) in _PLAIN:
            title, *paragraphs = _PLAIN[type(refusal)]
            return Notice(title, tuple(paragraphs))
        case _:
            raise UnwordedRefusal(type(refusal).__name__)


def _by_subject(refusal: Refusal, zone: str) -> Notice | None:
    """Those that a module of their own has the words for, and those about time."""
    if isinstance(refusal, ABOUT_ROLES):
        return about_roles(refusal)
    if isinstance(refusal, _AboutTime):
        return _about_time(refusal, zone)
    if isinstance(refusal, AboutSteering):
        return steering_refusal(refusal, zone)
    if isinstance(refusal, AboutSecondLooks):
        return about_second_looks(refusal)
    if isinstance(refusal, AboutSteps):
        return step_refusal(refusal, zone)
    if isinstance(refusal, AboutReports):
        return report_refusal(refusal, zone)
    return None


def _about_time(refusal: _AboutTime, zone: str) -> Notice:
    match refusal:
        case NoDigestYet(next_at=next_at):
            return _no_digest_yet(next_at, zone)
        case CheckInClosed(closed_at=closed_at):
            return Notice(
                "This check-in is closed",
                (
                    f"It closed {when(closed_at, zone)}, so nothing in it can change any more. What you saved before "
                    "then counts.",
                    "The results are in the thread of its card. Anything you want to add, tell the team there.",
                ),
            )
        case CheckInStillOpen(number=number, closes_at=closes_at):
            return Notice(
                f"Check-in {number} is still open",
                (
                    f"It is open until {when(closes_at, zone)}, and a team has one check-in at a time. Ask again after "
                    "it has closed.",
                ),
            )
        case SealedUntilClose(closes_at=closes_at):
            return Notice(
                "Sealed until it closes",
                (f"Nobody sees any rating before {when(closes_at, zone)}. Then the results are posted by themselves.",),
            )
        case TooCloseToNext(next_at=next_at):
            return Notice(
                "The next one is close",
                (
                    f"The next check-in opens {when(next_at, zone)}. One opened now would close then, too soon for "
                    "people to rate. Please wait for that one.",
                ),
            )
        case _:
            assert_never(refusal)


def _out_of_order(earliest: datetime, latest: datetime, zone: str) -> Notice:
    why = "Check-ins keep their order, a day apart at least, and one closes before the next opens."
    if earliest > latest:
        return Notice("No room to move it", (why, "There is no room between its neighbors. Skip it, or move those."))
    what = f"Choose a moment from {when(earliest, zone)} to {when(latest, zone)}."
    return Notice("It can't move there", (why, what))


def _already_set_up(refusal: TeamAlreadySetUp, zone: str) -> Notice:
    made = f" {refusal.by} set it up on {when(refusal.at, zone)}." if refusal.by and refusal.at else ""
    return Notice(
        "Already set up",
        (
            f"This channel has a team already, {refusal.team_name}.{made} Nothing was changed.",
            f"{_coordinating(refusal.coordinators)} Type {COMMAND} status to see how it stands.",
        ),
    )


def _no_digest_yet(next_at: datetime, zone: str) -> Notice:
    return Notice(
        "No digest yet",
        (
            "This team has had no digest, so there is none to go back to.",
            f"The first one comes {when(next_at, zone)}. To post one sooner, type {COMMAND} digest now.",
        ),
    )


def _coordinating(coordinators: tuple[str, ...]) -> str:
    if not coordinators:
        return NO_COORDINATOR
    return f"{listed(coordinators)} {'coordinates' if len(coordinators) == 1 else 'coordinate'} this team."


def _changed_meanwhile(entries: tuple[Entry, ...], zone: str) -> Notice:
    return Notice(
        "Changed meanwhile",
        (
            "Somebody else changed this after you opened it, so nothing of yours was saved.",
            *(sentence(entry, zone) for entry in entries),
            "Open it again to see it as it is now.",
        ),
    )


def _coordinators_only(coordinators: tuple[str, ...]) -> Notice:
    return Notice("For coordinators", ("Only coordinators can do this.", _coordinating(coordinators)))


# Refusals that carry no facts: the title, then the paragraphs.
_PLAIN: dict[type[Refusal], tuple[str, ...]] = {
    NotOnTheTeam: (
        "Not on this team",
        "Only people on the team can do this, and you are not on its list. If you should be, tell one of its "
        "coordinators.",
    ),
    ObserversDontRate: (
        "Observers don't rate",
        "You follow this team as an observer: you read its results and digests. If you should rate, tell one of its "
        "coordinators.",
    ),
    ObserversOnlyRead: (
        "Observers only read",
        "You follow this team as an observer, so nothing was saved. If you should add something, tell one of its "
        "coordinators.",
    ),
    OnNoTeam: (
        "Not on a team",
        "You are not on a team of Homeroom's, so there is nothing to change here. If you should be, tell one of the "
        "team's coordinators.",
    ),
    FormDoesNotMatch: (
        "Please open it again",
        "This doesn't match what the check-in asks, so it was not saved. An old message or form can cause that. What "
        "you saved before is safe.",
        "Close this, go to the newest card in the channel, and press Rate privately.",
    ),
    DraftIsGone: (
        "Please start again",
        "What was filled in here is no longer kept: it is done already, or a long time has passed. Nothing was posted.",
        f"Type {COMMAND} setup in the channel to begin anew.",
    ),
    NothingToAsk: (
        "Nothing to ask",
        "The team's rubric has no indicator to ask, so no check-in was opened. Ask the person who runs Homeroom to "
        "check the rubric file.",
    ),
    SharedChannel: (
        "This channel is shared",
        "People from another organization are in this channel and would see your results. Set the team up in a "
        "channel of your own.",
    ),
    NothingToDecide: (
        "Nothing to decide yet",
        "A team rating stands beside the ratings of a check-in, and none has closed yet. Once one has, this shows what "
        "the team can decide on.",
    ),
    DigestNotPostedYet: (
        "Not posted yet",
        "The last digest still waits to be posted, so nothing was posted again. It comes by itself as soon as the "
        f"channel takes posts; type {COMMAND} status to see how the team stands.",
    ),
    NothingToDigest: (
        "Nothing to sum up yet",
        "No check-in has closed since the last digest. The next digest comes by itself.",
    ),
}
