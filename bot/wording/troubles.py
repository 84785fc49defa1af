"""What coordinators are told when something can't be posted or may not have arrived, and what their answers bring."""

from datetime import datetime
from typing import assert_never

from bot.use_cases.results import Notice
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
                f"{CHANNEL} is archived, so Homeroom can't post there. Unarchive it, type /invite @Homeroom in it, and "
                "it carries on by itself."
            )
        case WhyClosed.REMOVED:
            return (
                f"Homeroom isn't in {CHANNEL} any more, so it can't post there. Type /invite @Homeroom in the channel "
                "and it carries on by itself."
            )
        case WhyClosed.GONE:
            return (
                f"Homeroom can't find {CHANNEL} any more, so it can't post there. Either the channel was deleted, or "
                "it is private and Homeroom isn't in it. If it still exists, make sure it isn't archived and type "
                "/invite @Homeroom in it; then Homeroom carries on by itself."
            )
        case WhyClosed.FORBIDDEN:
            return (
                f"A rule of {CHANNEL} or of the workspace doesn't let Homeroom post there. Ask whoever manages the "
                "channel or the workspace to let the app post; then it carries on by itself."
            )
        case WhyClosed.PERSON_GONE:
            return (
                "This person's account is closed or out of Homeroom's sight, so they get no reminders. If they come "
                "back, reminders do too."
            )
        case WhyClosed.NO_DIRECT_MESSAGES:
            return (
                "Homeroom can't write to this person directly, so they get no reminders; they can still rate from the "
                "card. If it is so for everybody, turn on the Messages Tab under App Home in the app's settings."
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
    return Notice("On its way again", (said, "Should the first one turn up after all, you can delete it in Slack."))


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
