"""What commands answer, what is said when something breaks, and what the clock's moments are called."""

from datetime import datetime
from typing import assert_never

from bot.use_cases.results import Notice
from bot.wording.check_ins import check_in_title, have_rated, opening, who_sees_what
from bot.wording.platform import AT_HOME, COMMAND, DIRECT_MESSAGE
from bot.wording.times import when, zone_name
from bot.wording.troubles import THE_CHANNEL
from rubric.agenda import MomentKind
from rubric.check_in import CheckIn
from rubric.typed_text import without_marks

FOR_EVERYBODY = "For everybody on the team"
FOR_COORDINATORS = "For coordinators"
_EVERYBODYS = (
    ("rate", "your private form for the open check-in"),
    ("status", "what is open, how many have rated, what comes next"),
    ("plan", "what is asked when, and by when everything has been asked"),
    ("steps", "next steps: who has what to do, and by when"),
    ("unknown", "what the team can't judge, and who finds out"),
    ("evidence", "what the levels rest on; add to it"),
    ("history", "how the team saw each indicator, check-in by check-in"),
    ("export", "what the team found, as a file: Excel, CSV or JSON"),
    ("report", "the whole rubric as a page to print"),
    ("audit", "what was changed in how the team works, by whom"),
    ("people", "who is on the team; coordinators change it"),
    ("away", "say until when you are away"),
    ("back", "say that you are back"),
    ("digest on", f"get a digest of your own by {DIRECT_MESSAGE}"),
    ("digest off", "get no digest of your own any more"),
    ("take over", "coordinate a team that has no coordinator (administrators)"),
    ("leave", "leave the team"),
    ("setup", "set up a team in this channel"),
    ("help", "what you can type"),
)
_COORDINATORS = (
    ("ask now", "open the next check-in at once"),
    ("skip", "leave out one coming check-in"),
    ("shift", "move one coming check-in"),
    ("extend", "let the open check-in close later"),
    ("nudge", "write once to those who have not finished"),
    ("decide", "record what the team agreed on"),
    ("digest preview", "see the digest as it would be posted now"),
    ("digest test", "send yourself the digest as it is now"),
    ("digest now", "post the digest early"),
    ("digest again", "post the last digest again"),
    ("digest correct", "compare the last digest with what is stored now, and correct it"),
    ("test", "send yourself the coming check-in"),
    ("pin", "choose an indicator that comes next"),
    ("exclude", "choose an indicator that isn't asked"),
    ("focus", "put a domain in focus"),
    ("calendar", "breaks, from a file, a web page, or typed"),
    ("settings", "how many, how often, when, reminders"),
    ("hand over", "choose who coordinates"),
    ("pause", "open nothing until the team is resumed"),
    ("resume", "go on after a pause"),
)
# What somebody most likely came for.
_NEXT_FOR_EVERYBODY = ("plan", "audit")
_NEXT_FOR_COORDINATORS = ("ask now", "shift", "settings")


def help_text() -> Notice:
    return Notice(
        "How Homeroom works",
        (
            "Homeroom asks your team about a few indicators at a time, gathers ratings in private, shows how they "
            "spread, and sums it up every two weeks.",
            *_command_list(),
            f"What waits for you, and buttons for most of this, are {AT_HOME}.",
            who_sees_what(THE_CHANNEL),
            "Whoever runs your district's Homeroom can look into its database, where ratings have names. Private from "
            "colleagues does not mean exempt from a records request.",
        ),
    )


def unknown_command(text: str) -> Notice:
    typed = without_marks(text)
    return Notice("No such command", (f"Homeroom doesn't know “{typed}”. Type {COMMAND} help to see what it knows.",))


def next_commands(*, coordinates: bool) -> tuple[str, ...]:
    """A few of them, and where the others are."""
    wanted = (*_NEXT_FOR_EVERYBODY, *(_NEXT_FOR_COORDINATORS if coordinates else ()))
    listed = (_listed(name, about) for name, about in (*_EVERYBODYS, *_COORDINATORS) if name in wanted)
    return (*listed, f"{COMMAND} help lists everything there is.")


def about_command(name: str) -> str:
    """What a command is for, as the list says it. Raises KeyError."""
    return dict((*_EVERYBODYS, *_COORDINATORS))[name]


def _command_list() -> tuple[str, ...]:
    return (
        f"{FOR_EVERYBODY}:",
        *(_listed(name, about) for name, about in _EVERYBODYS),
        f"{FOR_COORDINATORS}:",
        *(_listed(name, about) for name, about in _COORDINATORS),
    )


def _listed(name: str, about: str) -> str:
    return f"{COMMAND} {name}: {about}"


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
    after_break: str | None = None,
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
            f"The next check-in opens {opening(next_check_in_at, zone, after_break)}; the next digest comes "
            f"{when(next_digest_at, zone)} ({zone_name(zone)})."
        )
    return Notice(team_name, (now, coming))


def no_team_status() -> Notice:
    return Notice("No team here", (f"No team is set up in this channel. Type {COMMAND} setup to set one up.",))


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


def form_did_not_open() -> Notice:
    return Notice("The form did not open", ("It did not open just now. Wait a moment and press the button again.",))


def unexpected(reference: str) -> Notice:
    return Notice(
        "Something went wrong",
        (
            "Something went wrong on Homeroom's side, and this may not have been saved. What you saved before is safe.",
            f"Try it again. If that doesn't help, tell your IT person this reference: {reference}",
        ),
    )


def these_problems(sentences: tuple[str, ...]) -> Notice:
    """What keeps a button in a form from working, where no field can say it."""
    return Notice("Not yet", sentences)


def kept_intro() -> str:
    return "This is what you typed. It was not saved; copy it if you want to use it."


def moment(kind: MomentKind) -> str:
    """What the next moment of a kind is called, for a control that jumps to it."""
    match kind:
        case MomentKind.OPEN:
            return "The next check-in opens"
        case MomentKind.REMIND:
            return "The next reminder"
        case MomentKind.CATCH_UP:
            return "Somebody is back"
        case MomentKind.STEP:
            return "An owner is reminded of a next step"
        case MomentKind.CLOSE:
            return "The check-in closes"
        case MomentKind.DIGEST:
            return "The digest"
        case _:
            assert_never(kind)
