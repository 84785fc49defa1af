"""What is said while a team is set up: the forms' fields, and what is wrong in them."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import assert_never

from bot.lookups import WhyLeftOut
from bot.use_cases.results import Notice
from bot.wording.counting import count, listed
from bot.wording.platform import DIRECT_MESSAGE, LET_IN, WORKSPACE, ZONE_SOURCE
from bot.wording.times import when, zone_name
from rubric.refusals import BadSetting

NEXT = "Next"
BACK = "Back"
SET_UP = "Set up"
CANCEL = "Cancel"

PEOPLE_TITLE = "Set up: people (1 of 3)"
RHYTHM_TITLE = "Set up: rhythm (2 of 3)"
PREVIEW_TITLE = "Set up: preview (3 of 3)"

DEPARTMENTS_TITLE = "What each person stands for"
LEFT_OUT_TITLE = "Not on the team"

LABELS = {
    "team": "Who is on the team?",
    "coordinators": "Who coordinates?",
    "observers": "Who observes?",
    "name": "The team's name",
    "rubric": "The rubric",
    "every_weeks": "A check-in opens",
    "weekday": "On",
    "start_on": "Start on or after",
    "at": "At",
    "zone": "Time zone",
    "indicators_per_check_in": "Indicators in each check-in",
    "days_open": "A check-in stays open for",
    "reminder_days": "Remind those who have not finished",
}
HINTS = {
    "team": "People who are not here can be added later.",
    "coordinators": "They can change how the team works. A coordinator need not rate.",
    "observers": "They read results and digests, and don't rate.",
    "name": "It tells this team from others in messages to people who are on several.",
    "start_on": "The first check-in opens on the first such weekday from then on.",
    "indicators_per_check_in": "Seven take each person about three minutes.",
    "reminder_days": f"In a {DIRECT_MESSAGE}, in the member's own working hours. Two days at most, or none.",
}
# Days by the number that Python gives them.
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def intro() -> str:
    return (
        "Homeroom will ask this team about a few indicators at a time. These are the people of the channel: check who "
        f"is on the team, and as what. Nothing is posted until you press {SET_UP} in the last step."
    )


def too_many_to_prefill(people: int, most: int) -> str:
    return (
        f"{people} people are in this channel, and a team has at most {most}. Choose those who are on it; on pressing "
        f"{NEXT}, say what each of them stands for."
    )


def now_departments() -> str:
    return f"Now say what each of them stands for, and press {NEXT} again."


def departments_intro(named_in: str) -> str:
    """`named_in` is the indicator that names the functions."""
    return f"The functions are those that {named_in} names. Leave a field empty if you aren't sure."


def departments_free() -> str:
    return "Their department or function, as your district calls it."


def person_with_title(name: str, title: str) -> str:
    return f"{name} ({title})" if title else name


def why_left_out(why: WhyLeftOut, names: Sequence[str]) -> str:
    """`Pat Doe and Kim Lee: guests can't see everything that a team sees.`"""
    known = [name for name in names if name]
    who = listed(known) if known else count(len(names), "person", "people")
    return f"{who}: {_reason(why, len(names))}"


def _reason(why: WhyLeftOut, number: int) -> str:
    one = number == 1
    match why:
        case WhyLeftOut.BOT:
            return "an app, which has nothing to rate." if one else "apps, which have nothing to rate."
        case WhyLeftOut.GUEST:
            return (
                f"a guest of this {WORKSPACE}; only its own people rate."
                if one
                else (f"guests of this {WORKSPACE}; only its own people rate.")
            )
        case WhyLeftOut.STRANGER:
            return "from another organization." if one else "all from other organizations."
        case WhyLeftOut.CLOSED:
            return "the account is closed." if one else "their accounts are closed."
        case WhyLeftOut.HIDDEN:
            return "Homeroom isn't shown who it is." if one else "Homeroom isn't shown who they are."
        case _:
            assert_never(why)


def every_weeks(weeks: int) -> str:
    return "Every week" if weeks == 1 else f"Every {weeks} weeks"


def indicators(number: int) -> str:
    return count(number, "indicator")


def days(number: int) -> str:
    return count(number, "day")


def days_after(number: int) -> str:
    return f"{count(number, 'day')} after it opens"


def clock(at: time) -> str:
    """`9:00 AM`"""
    return f"{at.hour % 12 or 12}:{at.minute:02} {'AM' if at.hour < 12 else 'PM'}"


def zone_of(name: str) -> str:
    """Where the form has the zone from."""
    return f"From the {ZONE_SOURCE} of {name}. All times are shown in this zone."


def zone_other(zone: str, name: str) -> str:
    return f"The {ZONE_SOURCE} of {name} says {zone}. All times are shown in the zone chosen here."


def zone_unknown(zone: str, name: str) -> str:
    return f"The {ZONE_SOURCE} of {name} says “{zone}”, which is no time zone that Homeroom knows. Please choose one."


def field_missing() -> str:
    return "Please fill this in."


def nobody_on_the_team() -> str:
    return "Choose who is on the team: at least one person has to rate."


def too_many_on_the_team(number: int, most: int) -> str:
    return (
        f"That is {count(number, 'person', 'people')}. A team has at most {most}, because results of more can't be "
        "talked about together. Choose fewer, or set up a second team in a channel of its own."
    )


def no_coordinator() -> str:
    return "Choose at least one person who coordinates."


def not_on_the_team(names: Sequence[str]) -> str:
    verb = "is" if len(names) == 1 else "are"
    return f"{listed(names)} {verb} not on the team. Choose them in the first field too, or take them out here."


def nobody_rates() -> str:
    return "Then everybody observes and nobody rates. Take out at least one person here."


def department_too_long(most: int) -> str:
    return f"Shorten this to {most} characters."


def name_too_long(most: int) -> str:
    return f"Choose a name of at most {most} characters."


def no_such_zone(zone: str) -> str:
    return f"There is no time zone called “{zone}”. Choose one of the list."


def already_past() -> str:
    return "This day has passed. Choose today or a later day."


def too_far() -> str:
    return "Choose a day within the next twelve months."


def overlaps_the_next(days_open: int, every: int) -> str:
    return (
        f"A check-in that is open for {count(days_open, 'day')} would still be open when the next one opens, "
        f"{count(every * 7, 'day')} later. Choose at most {every * 7} days, or more weeks between check-ins."
    )


def setting_problem(problem: BadSetting) -> str:
    """The sentence beside the field; whoever refused the setting wrote it."""
    return problem.problem


def not_as_it_stands() -> str:
    return "This can't be set up as it stands; nothing was posted. What to change:"


def set_up_done(first_check_in_at: datetime, zone: str) -> Notice:
    return Notice(
        "Your team is set up",
        (
            f"The first check-in opens {when(first_check_in_at, zone)} ({zone_name(zone)}).",
            "A welcome will show up in the channel within a minute. If it doesn't, Homeroom isn't in the channel yet: "
            f"{LET_IN}, and it carries on by itself.",
        ),
    )
