"""What a team's coordinator reads before anything is posted: who, how often, the dates to come, and what to mind."""

from collections.abc import Sequence
from datetime import datetime, time

from bot.wording.counting import count, listed
from bot.wording.set_up import DAYS, SET_UP, clock, every_weeks
from bot.wording.times import day, day_and_year, zone_name
from rubric.privacy import MINIMUM_ANSWERS

DATES_TITLE = "The next check-ins"
MIND_TITLE = "Before you go on"

# More than this and people stop reading what they rate.
COMFORTABLE_INDICATORS = 10
# More than this and no conversation about a split gets everybody's view.
COMFORTABLE_RATERS = 15


def people(*, raters: int, observers: int, coordinators: Sequence[str]) -> str:
    observing = f", {count(observers, 'observes', 'observe')}" if observers else ""
    verb = "coordinates" if len(coordinators) == 1 else "coordinate"
    return f"{count(raters, 'person rates', 'people rate')}{observing}. {listed(coordinators)} {verb}."


def rhythm(*, weeks: int, weekday: int, at: time, zone: str, indicators: int) -> str:
    return (
        f"{every_weeks(weeks)} on {DAYS[weekday]} at {clock(at)} ({zone_name(zone)}), "
        f"{count(indicators, 'indicator')} each."
    )


def window(days_open: int, reminder_days: Sequence[int]) -> str:
    if not reminder_days:
        reminding = "Nobody is reminded."
    else:
        after = " and ".join(map(str, reminder_days))
        noun = "day" if reminder_days == (1,) else "days"
        reminding = f"Those who have not finished are reminded after {after} {noun}."
    return f"Each stays open for {count(days_open, 'day')}. {reminding}"


def digest(first_at: datetime, zone: str) -> str:
    return f"Every two weeks a digest sums it up, first on {day(first_at, zone)}."


def date(opens_at: datetime, zone: str) -> str:
    """The beginning of a date's line; what it asks comes after."""
    return f"{day(opens_at, zone)}: "


def coverage(total: int, first_at: datetime | None, second_at: datetime | None, zone: str) -> str:
    """When every indicator will have been rated, and again."""
    if first_at is None:
        return f"It takes longer than can be foreseen until all {count(total, 'indicator')} have been rated."
    again = "" if second_at is None else f", and a second time by that of {day_and_year(second_at, zone)}"
    return f"All {total} indicators will have been rated by the check-in of {day_and_year(first_at, zone)}{again}."


def represented(named_in: str) -> str:
    return f"Every function that {named_in} names is represented on the team."


def unrepresented(functions: Sequence[str], named_in: str) -> str:
    return f"Nobody on the team stands for {listed(functions)}. {named_in} will ask about that."


def many_indicators(number: int) -> str:
    return (
        f"{count(number, 'indicator')} at a time are a lot: with more than {COMFORTABLE_INDICATORS}, people rate in a "
        "hurry. Seven are a good number."
    )


def many_raters(number: int) -> str:
    return (
        f"{number} people rate. With more than {COMFORTABLE_RATERS}, talking a split over takes long; consider making "
        "some of them observers, or two teams."
    )


def few_raters(number: int) -> str:
    return (
        f"Only {count(number, 'person rates', 'people rate')}. Counts are shown from {MINIMUM_ANSWERS} answers on, so "
        "that nobody can be recognized: this team's results would stay hidden."
    )


def nothing_posted_yet() -> str:
    return f"Nothing is posted until you press {SET_UP}."
