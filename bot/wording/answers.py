"""What the slash command answers, what is said when something breaks, and what the clock's moments are called."""

from datetime import datetime
from typing import assert_never

from bot.use_cases.results import Notice
from bot.wording.check_ins import check_in_title, have_rated, who_sees_what
from bot.wording.times import when, zone_name
from rubric.agenda import MomentKind
from rubric.check_in import CheckIn

_COMMANDS = (
    ("status", "what is open, how many have rated, what comes next"),
    ("ask now", "open the next check-in at once (coordinators)"),
    ("digest now", "post the digest early (coordinators)"),
    ("setup", "set up a team in this channel"),
    ("help", "this list"),
)


def help_text(command: str) -> Notice:
    return Notice(
        "How Homeroom works",
        (
            "Homeroom asks your team about a few indicators at a time, gathers ratings in private, shows how they "
            "spread, and sums it up every two weeks.",
            *_command_list(command),
            who_sees_what(),
            "Whoever runs your district's Homeroom can look into its database, where ratings have names. Private from "
            "colleagues does not mean exempt from a records request.",
        ),
    )


def unknown_command(text: str, command: str = "/homeroom") -> Notice:
    return Notice("No such command", (f"Homeroom doesn't know “{text}”. It knows:", *_command_list(command)))


def _command_list(command: str) -> tuple[str, ...]:
    return tuple(f"{command} {name}: {about}" for name, about in _COMMANDS)


def status(
    *,
    team_name: str,
    zone: str,
    open_check_in: CheckIn | None,
    finished: int,
    of: int,
    next_check_in_at: datetime,
    next_digest_at: datetime,
    paused: bool,
) -> Notice:
    if open_check_in is None:
        now = "No check-in is open."
    else:
        closes = when(open_check_in.closes_at, zone)
        now = f"{check_in_title(open_check_in)} is open until {closes}. {have_rated(finished, of)}"
    if paused:
        coming = "The team is paused: nothing opens and nobody is reminded until a coordinator resumes it."
    else:
        coming = (
            f"The next check-in opens {when(next_check_in_at, zone)}; the next digest comes "
            f"{when(next_digest_at, zone)} ({zone_name(zone)})."
        )
    return Notice(team_name, (now, coming))


def no_team_status() -> Notice:
    return Notice("No team here", ("No team is set up in this channel. Type /homeroom setup to set one up.",))


def asked_now(number: int, closes_at: datetime, zone: str) -> Notice:
    """Number 0 means that somebody else asked at the same moment."""
    if number == 0:
        return Notice("Already open", ("Somebody opened a check-in at this very moment; its card is on its way.",))
    return Notice(
        f"Check-in {number} is open",
        (f"It is open until {when(closes_at, zone)}. Its card will be in the channel in a moment.",),
    )


def digest_on_its_way() -> Notice:
    return Notice(
        "The digest is coming",
        ("It will be in the channel in a moment. The next digest goes on from where this one ends.",),
    )


def not_saved() -> Notice:
    return Notice(
        "Not saved yet",
        (
            "Homeroom's database didn't answer, so this was not saved. What you saved before is safe.",
            "Wait a minute and do it again. If that doesn't help, tell the person who runs Homeroom.",
        ),
    )


def slack_was_busy() -> Notice:
    return Notice("Slack was busy", ("Slack did not open the form just now. Wait a moment and click again.",))


def unexpected(reference: str) -> Notice:
    return Notice(
        "Something went wrong",
        (
            "Something went wrong on Homeroom's side, and this may not have been saved. What you saved before is safe.",
            f"Try it again. If that doesn't help, tell your IT person this reference: {reference}",
        ),
    )


def kept_intro() -> str:
    return "This is what you typed. It was not saved; copy it if you want to use it."


def moment(kind: MomentKind) -> str:
    """What the next moment of a kind is called, for a control that jumps to it."""
    match kind:
        case MomentKind.OPEN:
            return "The next check-in opens"
        case MomentKind.REMIND:
            return "The next reminder"
        case MomentKind.CLOSE:
            return "The check-in closes"
        case MomentKind.DIGEST:
            return "The digest"
        case _:
            assert_never(kind)
