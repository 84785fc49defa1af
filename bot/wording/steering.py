"""What coordinators read while they steer: the forms' words, what their changes brought, and why something can't be."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.use_cases.results import Notice
from bot.wording.auditing import AUDIT_TITLE
from bot.wording.changes import sentence
from bot.wording.counting import count
from bot.wording.decision_changes import seen_otherwise
from bot.wording.platform import COMMAND, DIRECT_MESSAGE
from bot.wording.times import when
from jobs.announcements import ChangeNote
from rubric.audit import What
from rubric.refusals import (
    AlreadyPaused,
    DateGone,
    NoPlaceForIt,
    NoRoomToExtend,
    NothingOpen,
    NotPaused,
    NudgedAlready,
    TeamIsPaused,
)

AboutSteering = (
    AlreadyPaused | NotPaused | TeamIsPaused | NothingOpen | NoRoomToExtend | NudgedAlready | DateGone | NoPlaceForIt
)

REASON = "Reason"
REASON_HINT = f"Everybody on the team can read it under {AUDIT_TITLE}."
OPTIONAL_REASON_HINT = f"If you give one, everybody on the team can read it under {AUDIT_TITLE}."

SKIP_TITLE = "Skip a check-in"
SKIP_SUBMIT = "Skip it"
SKIP_WHICH = "Which check-in is skipped?"
PUT_BACK = "Put a skipped one back"
SHIFT_TITLE = "Move a check-in"
SHIFT_SUBMIT = "Move it"
SHIFT_WHICH = "Which check-in moves?"
SHIFT_DAY = "It opens on"
SHIFT_TIME = "At"
EXTEND_TITLE = "Extend the check-in"
EXTEND_SUBMIT = "Extend it"
EXTEND_DAY = "It closes on"
EXTEND_TIME = "At"


def paused(open_number: int | None, closes_at: datetime | None, zone: str) -> Notice:
    said = ["Nothing opens, nobody is reminded, and no digest comes until a coordinator resumes the team."]
    if open_number is not None and closes_at is not None:
        said.append(
            f"Check-in {open_number} stays open until {when(closes_at, zone)}: people can still rate, and its results "
            "are posted then."
        )
    return Notice("The team is paused", (*said, f"To go on, type {COMMAND} resume."))


def resumed(next_at: datetime, zone: str) -> Notice:
    return Notice(
        "The team goes on",
        (
            f"The next check-in opens {when(next_at, zone)}. What fell due during the pause does not come later.",
            f"To open one before that, type {COMMAND} ask now.",
        ),
    )


def skip_intro() -> str:
    return "Its indicators come with the check-in after it, so none loses its turn. The other dates stay."


def skipped(at: datetime, following: datetime, zone: str) -> Notice:
    return Notice(
        "Skipped",
        (
            f"The check-in of {when(at, zone)} is skipped. Its indicators come with the one that opens "
            f"{when(following, zone)}.",
            "The channel is told.",
        ),
    )


def shift_intro() -> str:
    return "Only this one moves. Those before and after it stay where they are."


def shifted(before: datetime, after: datetime, zone: str, *, within: str | None = None) -> Notice:
    """`within` is the name, which may be empty, of the break in which it opens now."""
    what = f"The check-in of {when(before, zone)} opens {when(after, zone)} instead. The others stay where they are."
    if within is None:
        return Notice("Moved", (what, "The channel is told."))
    during = f"{within} of the school calendar" if within else "a break of the school calendar"
    return Notice("Moved", (what, f"That is during {during}, so people may be away.", "The channel is told."))


def out_of_order(earliest: datetime, latest: datetime, zone: str) -> str:
    if latest < earliest:
        return "Its neighbors leave no room to move this one. Move one of them first, or skip this one."
    return (
        f"That would bring check-ins out of order or too close together. Choose a time from {when(earliest, zone)} to "
        f"{when(latest, zone)}."
    )


def same_time() -> str:
    return "It opens at that time already. Choose another."


def already_over() -> str:
    return "This time has passed. Choose a later one."


def extend_intro(number: int, closes_at: datetime, latest: datetime | None, zone: str) -> str:
    said = f"Check-in {number} is open until {when(closes_at, zone)}."
    return said if latest is None else f"{said} It can stay open until {when(latest, zone)}, when the next one opens."


def extend_when(closes_at: datetime, latest: datetime | None, zone: str) -> str:
    later = f"Choose a time after {when(closes_at, zone)}, when it closes now"
    return (
        f"{later}." if latest is None else f"{later}, and no later than {when(latest, zone)}, when the next one opens."
    )


def extended(number: int, closes_at: datetime, zone: str) -> Notice:
    return Notice(
        "Extended",
        (
            f"Check-in {number} is open until {when(closes_at, zone)}. Its card shows the new time.",
            "The channel is told.",
        ),
    )


def nudged(number: int, people: int) -> Notice:
    if people == 0:
        return Notice(
            "Nobody to nudge",
            (f"Everybody who is asked in Check-in {number} has finished, is away, or can't be written to in time.",),
        )
    return Notice(
        "Nudged",
        (
            f"{count(people, 'person', 'people')} who {'has' if people == 1 else 'have'} not finished Check-in "
            f"{number} {'gets' if people == 1 else 'get'} a {DIRECT_MESSAGE}, in their own working hours.",
            "That was this check-in's one nudge.",
        ),
    )


def test_on_its_way() -> Notice:
    return Notice(
        "A test is on its way",
        (f"It comes to you alone, as a {DIRECT_MESSAGE}, in a moment. Nothing is opened and nothing is saved.",),
    )


def nothing_different() -> str:
    return "That is how it is now. Change something, or close this form."


def note(facts: ChangeNote) -> str:
    """One or two sentences for the channel."""
    # The log keeps the beginning of a long reason; the channel reads all of it.
    in_full = replace(facts.entry, reason=str(facts.entry.after.get("rationale") or facts.entry.reason))
    said = sentence(in_full, facts.zone)
    following = _what_follows(facts)
    return f"{said} {following}" if following else said


def _what_follows(facts: ChangeNote) -> str:
    if facts.paused:
        return "" if facts.entry.what is not What.PAUSED else "Nothing opens and nobody is reminded until it goes on."
    match facts.entry.what:
        case What.SKIPPED if "opens_at" not in facts.entry.after:
            opens = when(facts.next_check_in_at, facts.zone)
            return f"Its indicators come with the one after it. The next check-in opens {opens}."
        case What.SHIFTED:
            return "The others stay where they are."
        case What.EXTENDED:
            return "What you rated is safe, and you can still change it."
        case What.TEAM_RATING if facts.entry.after.get("dissent"):
            return seen_otherwise(" ".join(str(facts.entry.after["dissent"]).split()))
        case What.RESUMED | What.SETTINGS | What.CALENDAR:
            return f"The next check-in opens {when(facts.next_check_in_at, facts.zone)}."
        case _:
            return ""


def steering_refusal(refusal: AboutSteering, zone: str) -> Notice:
    match refusal:
        case NotPaused(next_at=next_at):
            return Notice(
                "Not paused",
                (
                    "The team isn't paused, so there is nothing to resume. The next check-in opens "
                    f"{when(next_at, zone)}.",
                ),
            )
        case NoRoomToExtend(number=number, next_at=next_at):
            return Notice(
                "No room to extend",
                (
                    f"Check-in {number} is open until {when(next_at, zone)} already, and then the next one opens. Move "
                    f"that one first, with {COMMAND} shift.",
                ),
            )
        case NudgedAlready(number=number, at=at):
            return Notice(
                "Nudged already",
                (
                    f"A nudge for Check-in {number} went out {when(at, zone)}, and one is all there is: more would be "
                    "nagging. The reminders come by themselves.",
                ),
            )
        case AlreadyPaused() | TeamIsPaused() | NothingOpen() | DateGone() | NoPlaceForIt():
            title, said = _PLAIN[type(refusal)]
            return Notice(title, (said,))
        case _:
            assert_never(refusal)


# Those that carry no facts.
_PLAIN: Mapping[type[AlreadyPaused | TeamIsPaused | NothingOpen | DateGone | NoPlaceForIt], tuple[str, str]] = {
    AlreadyPaused: ("Already paused", f"The team is paused already. To go on, type {COMMAND} resume."),
    TeamIsPaused: (
        "The team is paused",
        f"While a team is paused nothing opens and nobody is written to, so this was not done. Type {COMMAND} resume "
        "first.",
    ),
    NothingOpen: (
        "No check-in is open",
        f"This is about the open check-in, and none is open now, so nothing was done. {COMMAND} status says when the "
        "next one opens.",
    ),
    DateGone: (
        "No longer ahead",
        "The date you chose is not among the coming ones any more, so nothing was changed. Open the form again to see "
        "those that are.",
    ),
    NoPlaceForIt: (
        "Its place is taken",
        "Another check-in was moved to that date meanwhile, or is open until after it, and check-ins keep their order, "
        f"a day apart at least. So this one stays left out. Move the other one first, with {COMMAND} shift.",
    ),
}
