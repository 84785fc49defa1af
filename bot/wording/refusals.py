"""Every refusal in a sentence or two: what happened, why, and what to do."""

from typing import assert_never

from bot.use_cases.results import Notice
from bot.wording.answers import no_team_status
from bot.wording.counting import count, listed
from bot.wording.set_up import setting_problem
from bot.wording.times import when
from rubric.refusals import (
    BadSetting,
    CheckInClosed,
    CheckInStillOpen,
    CoordinatorsOnly,
    EvidenceTooLong,
    FormDoesNotMatch,
    NoTeamHere,
    NothingToAsk,
    NothingToDigest,
    NotOnTheTeam,
    ObserversDontRate,
    Refusal,
    SealedUntilClose,
    SharedChannel,
    TeamAlreadySetUp,
    TooCloseToNext,
)


class UnwordedRefusal(TypeError):
    """A kind of refusal that nobody has put into words."""


def refusal(refusal: Refusal, *, zone: str) -> Notice:
    """`refusal` for the person who met it, with times in `zone`. Raises UnwordedRefusal."""
    if isinstance(refusal, CheckInClosed | CheckInStillOpen | SealedUntilClose | TooCloseToNext):
        return _about_time(refusal, zone)
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
        case BadSetting():
            return Notice("This can't be set", (setting_problem(refusal),))
        case NoTeamHere():
            return no_team_status()
        case _ if type(refusal) in _PLAIN:
            title, *paragraphs = _PLAIN[type(refusal)]
            return Notice(title, tuple(paragraphs))
        case _:
            raise UnwordedRefusal(type(refusal).__name__)


def _about_time(refusal: CheckInClosed | CheckInStillOpen | SealedUntilClose | TooCloseToNext, zone: str) -> Notice:
    match refusal:
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
                f"Check-in {number} is open",
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


def _coordinators_only(coordinators: tuple[str, ...]) -> Notice:
    if coordinators:
        verb = "coordinates" if len(coordinators) == 1 else "coordinate"
        who = f"{listed(coordinators)} {verb} this team."
    else:
        who = "This team has no coordinator yet; ask the person who runs Homeroom."
    return Notice("For coordinators", ("Only coordinators can do this.", who))


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
    FormDoesNotMatch: (
        "Please open it again",
        "This doesn't match what the check-in asks, so it was not saved. An old message or form can cause that. What "
        "you saved before is safe.",
        "Close this, go to the newest card in the channel, and press Rate privately.",
    ),
    TeamAlreadySetUp: (
        "Already set up",
        "This channel has a team already. Type /homeroom status to see how it stands.",
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
    NothingToDigest: (
        "Nothing to sum up yet",
        "No check-in has closed since the last digest. The next digest comes by itself.",
    ),
}
