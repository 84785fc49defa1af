"""What is said while a team is set up: the form's fields, what is wrong in them, and what happens next."""

from datetime import datetime

from bot.use_cases.results import Notice
from bot.wording.counting import count
from bot.wording.times import when, zone_name
from rubric.refusals import BadSetting

SET_UP_TITLE = "Set up a team"
SET_UP_SUBMIT = "Set up"
CANCEL = "Cancel"

FIELD_LABELS = {
    "channel": "The team's channel",
    "every_weeks": "A check-in opens",
    "first_date": "The first one opens on",
    "at": "At",
    "zone": "Time zone",
    "indicators_per_check_in": "Indicators in each check-in",
}
FIELD_HINTS = {
    "channel": "Everyone in it joins the team; bots, guests, and people from elsewhere are left out.",
    "indicators_per_check_in": "Seven take each person about three minutes.",
}


def set_up_intro() -> str:
    return (
        "Homeroom will ask everyone in the channel about a few indicators at a time. You become the team's coordinator."
    )


def every_weeks(weeks: int) -> str:
    return "Every week" if weeks == 1 else f"Every {weeks} weeks"


def indicators(number: int) -> str:
    return count(number, "indicator")


def field_missing() -> str:
    return "Please fill this in."


def channel_has_a_team() -> str:
    return "This channel has a team already. Choose another channel."


def already_past() -> str:
    return "This moment has passed. Choose a later date or time."


def setting_problem(problem: BadSetting) -> str:
    """The sentence beside the field; whoever refused the setting wrote it."""
    return problem.problem


def set_up_done(first_check_in_at: datetime, zone: str) -> Notice:
    return Notice(
        "Your team is set up",
        (
            f"The first check-in opens {when(first_check_in_at, zone)} ({zone_name(zone)}).",
            "A welcome will show up in the channel within a minute. If it doesn't, Homeroom isn't in the channel yet: "
            "type /invite @Homeroom there, and it carries on by itself.",
        ),
    )
