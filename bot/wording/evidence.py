"""What is said of evidence: the ledger, adding to it, what somebody found out, and asking again who didn't know."""

from datetime import date

from bot.use_cases.results import Notice
from bot.wording.counting import count, in_groups
from bot.wording.times import MONTHS
from rubric.evidence import LONGEST_TEXT, STALE_AFTER, Stale, Standing

LEDGER_TITLE = "Evidence"
CHOOSE_DOMAIN = "Choose a domain"
ALL_DOMAINS = "All domains"
NEWER = "Back"
OLDER = "More"
ADD = "Add evidence"
ADD_TITLE = "Add evidence"
SAVE = "Save"
WHICH = "Which indicator?"
TEXT = "What shows it?"
TEXT_HINT = "What you saw: numbers, dates, examples. No student names, please."
LINK = "A link to it"
LINK_HINT = "The whole address of a page, beginning with https://"
DATED_ON = "From which day is it?"
FOUND_TITLE = "What was found out"
FOUND_TEXT = "What did you find?"
# Stale ones beyond that nobody works through in one go.
MOST_STALE = 10


def ledger_intro(team_name: str) -> str:
    return (
        f"What {team_name} rests its levels on, the newest first: what people added under their name, and what was "
        "written beside ratings, without names, as it was shown when the check-in closed."
    )


def nothing_there(*, page: int, in_domain: bool) -> str:
    if page:
        return "There is nothing more."
    return "There is no evidence in this domain yet." if in_domain else "There is no evidence yet."


def entry(on: date, name: str) -> str:
    return f"{day(on)}, {name}: "


def note(number: int, closed_on: date) -> str:
    return f"{day(closed_on)}, beside a rating in Check-in {number}: "


def day(on: date) -> str:
    """`Nov 20, 2026`: evidence is looked at in other years too."""
    return f"{MONTHS[on.month - 1]} {on.day}, {on.year}"


def without_title(level: str) -> str:
    return f"{level} without evidence: "


def without(found: tuple[Standing, ...]) -> str:
    return f"{in_groups(one.label for one in found)}."


def stale_title() -> str:
    return "Stale evidence: "


def stale_intro() -> str:
    return f"nothing newer than {STALE_AFTER.days} days on what stands at the best or the worst level."


def stale(one: Stale) -> str:
    return f"{one.label}: the newest is from {day(one.newest_on)}."


def more_stale(hidden: int) -> str:
    return f"{count(hidden, 'more')} of the kind." if hidden == 1 else f"{hidden} more of the kind."


def add_intro() -> str:
    return "It is shown to everybody on the team, with your name. Nothing that tells who a student is, please."


def added(label: str) -> Notice:
    return Notice("Evidence added", (f"It is in the ledger on {label}, with your name.",))


def found_intro(sentence: str) -> str:
    return f"To be found out: {sentence}"


def found_small() -> str:
    return (
        "It goes into the evidence ledger with your name, and closes this step. Those who didn't know are asked again, "
        "privately."
    )


def found_saved(label: str) -> Notice:
    return Notice(
        "Thank you",
        (f"What you found on {label} is in the evidence ledger.", "Those who didn't know are asked again, privately."),
    )


def choose_one() -> str:
    return "Choose an indicator from the list."


def text_missing() -> str:
    return "Say in a few words what shows it."


def text_too_long(length: int) -> str:
    return f"This has {length:,} characters, and {LONGEST_TEXT:,} fit. Shorten it, and link to the rest."


def no_link() -> str:
    return "This is no address of a page. It begins with https:// and has no spaces."


def no_day() -> str:
    return "Choose a day."


def day_ahead(today: date) -> str:
    return f"Evidence can't be from a day to come. Choose {day(today)} or earlier."


def re_ask_why(team_name: str, number: int) -> str:
    return f"In Check-in {number} of {team_name} you answered Don't know to this one, and somebody found out since."


def re_ask_found(found_by: str) -> str:
    return f"{found_by} found:"


def re_ask_question() -> str:
    return "How do you see it now? One tap is saved."


def re_ask_private() -> str:
    return (
        "Only those who didn't know get this message, and nobody is told who they are. What you tap is counted only "
        "together with others', without names; your first answer stays."
    )
