"""What is said while Homeroom looks who is in a channel, and why no team can be set up there, or not now."""

from bot.lookups import NotFound, Problem
from bot.use_cases.results import Notice
from bot.wording.counting import count
from bot.wording.platform import COMMAND, LET_IN

_AGAIN = f"then type {COMMAND} setup again."
_NO_ANSWER = (
    "No answer came",
    "Homeroom asked who is in this channel, and no answer came. Nothing is lost.",
    f"Wait a moment, {_AGAIN}",
)
# The title, what is the matter, and what to do about it.
_WHY: dict[Problem, tuple[str, str, str]] = {
    Problem.CHANNEL_HIDDEN: (
        "Homeroom isn't in here",
        "Homeroom can't see this channel. Either it is private and Homeroom isn't in it, or it is gone.",
        f"To let it in, {LET_IN}; {_AGAIN}",
    ),
    Problem.CHANNEL_ARCHIVED: (
        "This channel is archived",
        "Nothing can be posted in an archived channel, so no team can work in it.",
        f"Unarchive it, {_AGAIN}",
    ),
    Problem.NOT_A_CHANNEL: (
        "A team needs a channel",
        "This is not a channel. A team works in a channel, where everybody on it sees the results.",
        f"Go to the channel where your team talks, or make one, and type {COMMAND} setup there.",
    ),
    Problem.TOO_LARGE: (
        "Too many people here",
        "{detail} people and apps are in this channel, and Homeroom can't list more than 100 to choose from.",
        f"Make a channel for the team, add its people and Homeroom to it, and type {COMMAND} setup there.",
    ),
    Problem.MISSING_SCOPE: (
        "Homeroom may not look",
        "Homeroom isn't allowed to see who is in this channel; the app lacks a permission.",
        "Ask the person who runs Homeroom to run homeroom doctor, which names it.",
    ),
    Problem.BUSY: (
        "Please wait a moment",
        "Homeroom is asked to wait {seconds}.",
        f"Wait that long, {_AGAIN}",
    ),
    Problem.GONE: _NO_ANSWER,
    Problem.NOT_ALLOWED: _NO_ANSWER,
    Problem.NO_ANSWER: _NO_ANSWER,
}


def looking() -> Notice:
    return Notice("One moment", ("Homeroom is looking who is in this channel.",))


def cannot_look(found: NotFound) -> Notice:
    title, what, do = _WHY[found.problem]
    seconds = count(int(found.detail), "second") if found.detail.isdecimal() else ""
    return Notice(title, (what.format(detail=found.detail, seconds=seconds), do))


def nobody_here() -> Notice:
    return Notice(
        "Nobody to put on a team",
        (
            "Nobody in this channel can be on a team: apps, guests, people of other organizations, and closed accounts "
            "can't.",
            f"Add the people of your team to this channel, then type {COMMAND} setup again.",
        ),
    )


def not_for_you() -> Notice:
    return Notice(
        "Somebody else has to",
        (
            "A team is set up by somebody who could be on it, and you are not one of them: guests, people of other "
            "organizations, and people who are not in the channel can't.",
            f"Ask a colleague in this channel to type {COMMAND} setup here.",
        ),
    )
