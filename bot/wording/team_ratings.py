"""The team rating: the form's words, what stands already, and what is said once one is recorded."""

from datetime import date

from bot.wording import decision_changes
from bot.wording.changes import sentence
from bot.wording.counting import count, in_words
from bot.wording.times import day_and_month
from rubric.audit import Entry
from rubric.privacy import MINIMUM_ANSWERS
from rubric.reveal import IndicatorResult
from rubric.statistics.flags import Flag
from rubric.team_rating import NOTE_LIMIT, TeamRating, WrongDay

TITLE = "Team rating"
SUBMIT = "Record it"
WHICH = "Another indicator"
LEVEL = "What did the team agree on?"
RATIONALE = "Why?"
RATIONALE_HINT = "What decided it, in a sentence or two. Everybody on the team can read it."
DISSENT = "Seen otherwise"
DISSENT_HINT = "What was seen otherwise, without names. Everybody on the team can read it."
DAY = "Agreed on"
RECORDED_TITLE = "Team rating recorded"
NEXT_STEP = "Make a next step"
ANOTHER = "Record another"


def intro(number: int) -> str:
    return f"From Check-in {number}. What people rated stays as it is; the team rating stands beside it."


def not_recorded_yet(label: str) -> str:
    """To whoever recorded before they could see what the form is about now."""
    return f"Nothing is recorded yet: the form is about {label} now. See whether the level fits it, then record it."


def asked_again(label: str, number: int) -> str:
    return f"{label} was asked again since, so this is about Check-in {number}."


def option(result: IndicatorResult, agreed: str | None) -> str:
    """What a menu says of one indicator, and of the team rating that it has already."""
    if agreed is not None:
        return f"{result.indicator.label}: agreed, {agreed}"
    if Flag.TALK_ABOUT in result.flags:
        return f"{result.indicator.label}: split"
    if Flag.DONT_KNOW in result.flags:
        return f"{result.indicator.label}: not known"
    return result.indicator.label


def withheld(result: IndicatorResult) -> str:
    return (
        f"{count(result.answers, 'answer')}: too few to show, since counts are shown from {in_words(MINIMUM_ANSWERS)} "
        "on. The team can still agree."
    )


def stands(rating: TeamRating, level: str) -> str:
    """The team rating that an indicator has."""
    on = day_and_month(rating.agreed_on)
    said = f"Team rating so far: {level}, agreed on {on} after Check-in {rating.number}, recorded by "
    return f"{said}{rating.recorded_by}. It is kept if you record another."


def why_it_stands(rating: TeamRating) -> str:
    return f"Why: {rating.rationale}" if rating.rationale else ""


def seen_otherwise(rating: TeamRating) -> str:
    return decision_changes.seen_otherwise(rating.dissent) if rating.dissent else ""


def recorded_meanwhile(entries: tuple[Entry, ...], zone: str) -> tuple[str, ...]:
    return (
        "Somebody else recorded this one while you were filling in the form. Nothing of yours is saved yet.",
        *(sentence(entry, zone) for entry in entries),
        "To record yours as well, press the button below again: both are kept, and the later one stands.",
    )


def level_missing() -> str:
    return "Choose what the team agreed on; that it doesn't know is an answer too."


def note_too_long(length: int) -> str:
    return f"This has {count(length, 'character')}, and {NOTE_LIMIT:,} fit. Shorten it; a link to the rest fits too."


def day_missing() -> str:
    return "Choose the day on which the team agreed."


def wrong_day(why: WrongDay, *, number: int, closed_on: date, today: date) -> str:
    if why is WrongDay.TO_COME:
        return f"This day is still to come. Choose today, {day_and_month(today)}, or the day on which you agreed."
    closed, now = day_and_month(closed_on), day_and_month(today)
    return f"Check-in {number} closed on {closed}, so nobody could agree before. Choose a day from {closed} to {now}."


def recorded(label: str, level: str, *, before: str | None) -> tuple[str, ...]:
    said = [f"{label}: {level}. It stands beside the counts, and the channel is told in a few minutes."]
    if before is not None:
        said.append(f"The earlier team rating, {before}, is kept.")
    return tuple(said)
