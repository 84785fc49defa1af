"""The coverage planner: what comes when, when everything has been asked, and what would be if numbers changed."""

from datetime import datetime

from bot.wording.counting import count, in_groups
from bot.wording.times import day, day_and_year, zone_name
from rubric.coverage_plan import DomainPlan, PlannedCheckIn
from rubric.settings import Settings

PLAN_TITLE = "Plan ahead"
INDICATORS = "Indicators each time"
WEEKS = "How often"
USE_THESE = "Use these"
COMPLETE = "When everything has been asked"
BY_DOMAIN = "By domain"
AHEAD = "Dates ahead"


def as_it_is(settings: Settings) -> str:
    return f"As it is now: {_said(settings)}. Try other numbers; nothing is saved."


def as_it_would_be(settings: Settings, now: Settings) -> str:
    return f"As it would be: {_said(settings)}. Now it is {_said(now)}. Nothing is saved."


def complete(first_at: datetime | None, second_at: datetime | None, total: int, zone: str) -> str:
    if first_at is None:
        return f"Not all {total} within the dates that can be seen."
    first = f"All {total} by {day_and_year(first_at, zone)}"
    return f"{first}." if second_at is None else f"{first}, and again by {day_and_year(second_at, zone)}."


def domain(plan: DomainPlan, zone: str) -> tuple[str, str]:
    """Its title, and when it is complete."""
    return f"{plan.title}: ", _domain(plan, zone)


def _domain(plan: DomainPlan, zone: str) -> str:
    if plan.total == 0:
        return "excluded."
    second = "" if plan.second_at is None else f", again by {day_and_year(plan.second_at, zone)}"
    if plan.left == 0:
        return f"all asked in this pass{second}."
    if plan.first_at is None:
        return "not within the dates that can be seen."
    return f"all {plan.total} by {day_and_year(plan.first_at, zone)}{second}."


def check_in(planned: PlannedCheckIn, labels: list[str], zone: str) -> tuple[str, str]:
    """Its day, and what it asks."""
    occurrence = planned.occurrence
    moved = ""
    if occurrence.moved_by_hand:
        moved = " (moved by hand)"
    elif occurrence.moved_by is not None:
        moved = f" (after {occurrence.moved_by.name or 'a break'})"
    return f"{day(planned.opens_at, zone)}{moved}: ", f"{in_groups(labels)}"


def more_dates(number: int, last: datetime, zone: str) -> str:
    return f"And {count(number, 'more check-in')} until {day_and_year(last, zone)}."


def how_it_is_reckoned(zone: str) -> str:
    return (
        f"Worked out over the school calendar, in {zone_name(zone)}. What splits the team or is unknown to many can "
        "come sooner than shown here."
    )


def while_paused() -> str:
    return "The team is paused: this is how it would go on if it were resumed now."


def indicators(number: int) -> str:
    return count(number, "indicator")


def weeks(number: int) -> str:
    return "Every week" if number == 1 else f"Every {number} weeks"


def _said(settings: Settings) -> str:
    every = weeks(settings.every_weeks)
    return f"{indicators(settings.indicators_per_check_in)} {every[0].lower()}{every[1:]}"
