"""What is said around being away: the form, what it means, and coming back."""

from datetime import datetime

from bot.use_cases.results import Notice
from bot.wording.counting import count
from bot.wording.platform import COMMAND
from bot.wording.times import day_and_year, zone_name

AWAY = "I'm away"
AWAY_UNTIL = "I'm away until..."
BACK = "I'm back"
AWAY_TITLE = "I'm away"
AWAY_SUBMIT = "Save"
BACK_ON = "Back on"
FROM_WHICH_TEAMS = "Away from"


def meaning(*, rates: bool) -> str:
    """What being away brings, in the form and after it."""
    if not rates:
        return (
            "You follow your teams as an observer, so nobody waits for your ratings: check-ins go on as they are. "
            "Coordinators see until when you are away."
        )
    return (
        "Until then you are not counted among those who have still to rate, and not reminded. On your return one "
        "message tells you if a check-in is open. You can still rate whenever you like."
    )


def back_on_hint(zone: str) -> str:
    return f"The first day you are at work again, in {zone_name(zone)}."


def away_now(until: datetime, zone: str) -> str:
    return f"You are away until {day_and_year(until, zone)}. Choose another day, or say that you are back."


def day_missing() -> str:
    return "Choose the day on which you are back."


def day_passed() -> str:
    return "This day is not after today. Choose a later one."


def day_too_far() -> str:
    return f"This is more than a year ahead. If you won't be back, leave the team: {COMMAND} leave."


def no_team_chosen() -> str:
    return "Choose at least one team."


def is_away(until: datetime, zone: str, *, team_names: tuple[str, ...], of: int, rates: bool) -> Notice:
    """`of` is how many teams they are on."""
    where = "" if len(team_names) == of else f" This is for {count(len(team_names), 'team')}: {', '.join(team_names)}."
    return Notice(
        f"Away until {day_and_year(until, zone)}",
        (f"{meaning(rates=rates)}{where}", f"If you are back sooner, press {BACK} or type {COMMAND} back."),
    )


def is_back() -> Notice:
    return Notice(
        "You are back",
        (
            "You are counted and reminded again, like everyone else. If a check-in waits for you, one message says so, "
            "in your working hours.",
        ),
    )


def was_not_away() -> Notice:
    return Notice(
        "You are not away",
        (f"Homeroom counts you as at work, so nothing was changed. To say that you are away, type {COMMAND} away.",),
    )
