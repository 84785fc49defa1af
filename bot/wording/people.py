"""What is said when somebody comes into a team's channel or leaves it, and to whoever is back or new on a team."""

from typing import assert_never

from bot.use_cases.results import Notice
from bot.wording.check_ins import reminder, who_sees_what
from bot.wording.platform import COMMAND
from bot.wording.troubles import THE_CHANNEL
from jobs.announcements import Invitation, WhyWritten
from storage.proposals import Proposal, ProposalKind, Settled

ADD_AS_MEMBER = "Add as member"
ADD_AS_OBSERVER = "Add as observer"
LEAVE_OUT = "Leave off the team"
TAKE_OFF = "Take off the team"
KEEP = "Keep on the team"


def came(name: str) -> tuple[str, str]:
    """What stands before the channel, and after it."""
    return f"{name} joined ", ". Should they be on the team?"


def went(name: str) -> tuple[str, str]:
    """What stands before the channel, and after it."""
    return f"{name} left ", ". Should they stay on the team?"


def account_closed(name: str) -> str:
    return f"The account of {name} was closed, so Homeroom can't write to them. Should they stay on the team?"


def until_decided(*, joined: bool) -> str:
    first = "Members rate; observers read results and digests." if joined else "What they rated is kept either way."
    return f"{first} Nothing changes until a coordinator answers, and the first answer counts."


def settled(proposal: Proposal) -> str:
    """What became of it, by whom."""
    name, by = proposal.name, proposal.settled_by
    match proposal.settled_as:
        case Settled.MEMBER:
            return f"{by} added {name} to the team as a member."
        case Settled.OBSERVER:
            return f"{by} added {name} to the team as an observer."
        case Settled.LEFT_OUT:
            return f"{by} left {name} off the team."
        case Settled.TAKEN_OFF:
            return f"{name} left the team." if by == name else f"{by} took {name} off the team."
        case Settled.KEPT:
            return f"{by} kept {name} on the team."
        case Settled.OVERTAKEN | None:
            if proposal.kind is ProposalKind.JOIN:
                return f"{name} has left the channel again, so there is nothing to decide."
            return f"{name} is back, so there is nothing to decide."
        case _:
            assert_never(proposal.settled_as)


def settled_already(proposal: Proposal) -> Notice:
    return Notice("Settled already", (settled(proposal), "There is nothing left to do here."))


def answered(proposal: Proposal, how: Settled) -> Notice:
    """What a coordinator brought about by their answer."""
    name = proposal.name
    match how:
        case Settled.MEMBER:
            return Notice(
                "On the team",
                (
                    f"{name} is on the team now, as a member. If a check-in is open, they are told of it once.",
                    f"To say what they stand for in the cabinet, type {COMMAND} people.",
                ),
            )
        case Settled.OBSERVER:
            return Notice(
                "On the team",
                (f"{name} is on the team now, as an observer: they read results and digests, and are not asked.",),
            )
        case Settled.LEFT_OUT:
            return Notice(
                "Not on the team",
                (
                    f"{name} is in the channel and not on the team: they are not asked, and can't rate.",
                    f"They can read what is posted in the channel. To add them later, type {COMMAND} people.",
                ),
            )
        case Settled.TAKEN_OFF:
            return Notice("Off the team", (f"{name} is off the team. What they rated is kept.",))
        case Settled.KEPT | Settled.OVERTAKEN:
            return Notice("Still on the team", (f"{name} stays on the team. Nothing has changed.",))
        case _:
            assert_never(how)


def invitation(facts: Invitation) -> tuple[str, ...]:
    waiting = reminder(facts.check_in, team_name=facts.team_name, waiting=facts.waiting, zone=facts.zone)
    match facts.why:
        case WhyWritten.BACK:
            return (f"You are back from being away. {waiting}",)
        case WhyWritten.NEW:
            return (f"You are on {facts.team_name} now. {waiting}", who_sees_what(THE_CHANNEL))
        case WhyWritten.NUDGE:
            return (f"A coordinator sent this once, to everyone who has not finished. {waiting}",)
        case _:
            assert_never(facts.why)
