"""What is said around one check-in: the welcome before the first, the card, the private form, the reminder."""

from datetime import datetime
from math import ceil

from bot.wording.counting import count, count_in_words, in_groups, listed
from bot.wording.platform import COMMAND
from bot.wording.times import when, zone_name
from bot.wording.troubles import THE_CHANNEL
from rubric.check_in import CheckIn
from rubric.model import Scale

RATE_PRIVATELY = "Rate privately"
RATE_NOW = "Rate now"
DONE = "Done"
CLOSE = "Close"
EVIDENCE_HINT = "What you saw: numbers, dates, examples. No student names, please."

# Choosing a level for a statement one has just read takes about this long.
SECONDS_PER_INDICATOR = 20


def check_in_title(check_in: CheckIn) -> str:
    return f"Check-in {check_in.number}"


def who_sees_what(channel: str = "this channel") -> str:
    """One sentence, the same wherever somebody is about to rate, but for what the channel is called from there."""
    return (
        f"Nobody on the team sees any rating before the check-in closes; after that, {channel} sees counts and notes, "
        "never names."
    )


def welcome_title(team_name: str) -> str:
    return f"Hello, {team_name}"


def welcome(
    *, zone: str, first_check_in_at: datetime, every_weeks: int, indicators_per_check_in: int
) -> tuple[str, ...]:
    every = "every week" if every_weeks == 1 else f"every {every_weeks} weeks"
    return (
        f"The first check-in opens {when(first_check_in_at, zone)} ({zone_name(zone)}), then one {every}: "
        f"{count(indicators_per_check_in, 'indicator')}, about {_minutes(indicators_per_check_in)}.",
        "You rate in private. When a check-in closes, this channel sees how the ratings spread, and you talk about "
        "what splits you.",
        "Every two weeks a digest sums it up.",
        f"Type {COMMAND} help to see what else there is.",
    )


def opening(at: datetime, zone: str, after_break: str | None) -> str:
    """`Mon, Jan 4, 9:00 AM, after Winter break`; None when no break moved it, and some have no name."""
    return when(at, zone) if after_break is None else f"{when(at, zone)}, after {after_break or 'the break'}"


def roster(names: tuple[str, ...]) -> str:
    if not names:
        return "Nobody is on the team yet. Add people to this channel."
    return f"On the team: {listed(names)}."


def open_card_title(check_in: CheckIn, zone: str) -> str:
    return (
        f"{check_in_title(check_in)}: {count(len(check_in.asked), 'indicator')}, "
        f"open until {when(check_in.closes_at, zone)}"
    )


def asked_labels(check_in: CheckIn) -> str:
    return in_groups(asked.label for asked in check_in.asked)


def invitation(scale: Scale) -> tuple[str, str, str]:
    """The sentence in three parts; the middle one is an answer to choose, and is set off."""
    return "Rate what you know today. ", scale.dont_know.name, " is a useful answer."


def have_rated(finished: int, of: int) -> str:
    return f"{finished} of {of} {'has' if of == 1 else 'have'} rated."


def closed_card_title(check_in: CheckIn, zone: str) -> str:
    return f"{check_in_title(check_in)}: closed {when(check_in.closed_at or check_in.closes_at, zone)}"


def closed_card(finished: int, of: int, away: int = 0) -> str:
    """How many were away, and never who."""
    absent = f" ({count_in_words(away, 'more was', 'more were')} away)" if away else ""
    return f"{finished} of {of} rated{absent}. Results are in the thread."


def reminder(check_in: CheckIn, *, team_name: str, waiting: int, zone: str) -> str:
    verb = "is" if waiting == 1 else "are"
    return (
        f"{count(waiting, 'indicator')} of {check_in_title(check_in)} ({team_name}) {verb} waiting for you. "
        f"It closes {when(check_in.closes_at, zone)}. About {_minutes(waiting)}."
    )


def form_intro(check_in: CheckIn, zone: str) -> tuple[str, ...]:
    return (
        f"Open until {when(check_in.closes_at, zone)}. Saved as you tap; a note is saved with your next tap or with "
        f"{DONE}. You can change anything until it closes.",
        who_sees_what(THE_CHANNEL),
    )


def level_meanings(scale: Scale) -> str:
    """All levels in one line, Don't know last."""
    return " ".join(f"{level.name}: {_sentence(level.meaning)}" for level in (*scale.levels, scale.dont_know))


def indicator_label(label: str, text: str) -> str:
    return f"{label}. {text}"


def note_without_level() -> str:
    return "Your note is saved. Choose a level, or Don't know, so that it counts."


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _minutes(indicators: int) -> str:
    minutes = ceil(indicators * SECONDS_PER_INDICATOR / 60)
    return "a minute" if minutes == 1 else f"{minutes} minutes"
