"""What coordinators are told when something can't be posted or may not have arrived, and what their answers bring."""

from datetime import datetime
from typing import assert_never

from bot.use_cases.results import Notice
from bot.wording.platform import LET_IN, OPEN_CHATS, WORKSPACE
from bot.wording.times import when
from jobs.announcements import Doubtful, WhyClosed

# Stands in a sentence where each platform links the channel.
CHANNEL = "{channel}"
# What is said in its place where nothing can be linked.
THE_CHANNEL = "the team's channel"

IT_LANDED = "It's there"
POST_AGAIN = "Post it again"


def place_closed(why: WhyClosed) -> str:
    """What keeps Homeroom out, and what to do about it. Of a channel the sentences hold CHANNEL."""
    match why:
        case WhyClosed.ARCHIVED:
            return (
                f"{CHANNEL} is archived, so Homeroom can't post there. Unarchive it, and if Homeroom isn't in it then, "
                f"{LET_IN}; it carries on by itself."
            )
        case WhyClosed.REMOVED:
            return (
                f"Homeroom isn't in {CHANNEL} any more, so it can't post there. To let it in again, {LET_IN}; it "
                "carries on by itself."
            )
        case WhyClosed.GONE:
            return (
                f"Homeroom can't find {CHANNEL} any more, so it can't post there. Either the channel was deleted, or "
                "it is private and Homeroom isn't in it. If it still exists, make sure it isn't archived and "
                f"{LET_IN}; then Homeroom carries on by itself."
            )
        case WhyClosed.FORBIDDEN:
            return (
                f"A rule of {CHANNEL} or of the {WORKSPACE} doesn't let Homeroom post there. Ask whoever manages the "
                f"channel or the {WORKSPACE} to let the app post; then it carries on by itself."
            )
        case WhyClosed.PERSON_GONE:
            return (
                "This person's account is closed or out of Homeroom's sight, so they get no reminders. If they come "
                "back, reminders do too."
            )
        case WhyClosed.NO_DIRECT_MESSAGES:
            return (
                "Homeroom can't write to this person directly, so they get no reminders; they can still rate from the "
                f"card. {OPEN_CHATS}"
            )
        case _:
            assert_never(why)


def meanwhile() -> str:
    return "Until then the team's check-ins wait. Everything saved so far is safe."


def landed_question(what: Doubtful, tried_at: datetime, zone: str) -> str:
    return (
        f"Homeroom sent {_named(what)} to {CHANNEL} on {when(tried_at, zone)}, but no confirmation came back. "
        "Please look: is it there?"
    )


def why_it_asks() -> str:
    return "Until you answer, Homeroom doesn't send it again, so that nobody gets it twice."


def landed(what: Doubtful) -> Notice:
    """What a coordinator brings about by saying that it is there."""
    said = ["Homeroom takes it as posted and carries on."]
    if what is Doubtful.CARD:
        said.append(
            "People can rate from it as usual. Its count of who has rated won't move, and the results will be posted "
            "in the channel itself, because Homeroom doesn't know which message it is."
        )
    return Notice("Thank you", tuple(said))


def posted_again(what: Doubtful) -> Notice:
    """What a coordinator brings about by asking for it again."""
    if what is Doubtful.CARD:
        said = "The card will be in the channel in a moment, unless its check-in has closed by now."
    else:
        said = "It will be in the channel in a moment."
    return Notice("On its way again", (said, "Should the first one turn up after all, you can delete it there."))


def settled_already() -> Notice:
    return Notice(
        "Already settled",
        ("This was answered before, and Homeroom has acted on it. There is nothing left to do here.",),
    )


def in_doubt() -> str:
    """For whoever runs Homeroom, of deliveries that are neither made nor given up."""
    return (
        "Nobody can tell whether they arrived, so they are not repeated until one of the team's coordinators answers."
    )


def _named(what: Doubtful) -> str:
    match what:
        case Doubtful.WELCOME:
            return "its welcome"
        case Doubtful.CARD:
            return "the card of a check-in"
        case Doubtful.REVEAL:
            return "the post with a check-in's results"
        case Doubtful.DIGEST:
            return "the digest"
        case Doubtful.CORRECTION:
            return "the corrected digest"
        case _:
            assert_never(what)
