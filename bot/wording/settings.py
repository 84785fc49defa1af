"""The settings form and its preview: what would change, what would come of it, and what to think about first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.use_cases.results import Notice
from bot.wording import set_up
from bot.wording.auditing import AUDIT_TITLE
from bot.wording.changes import setting_name, setting_value
from bot.wording.times import day, day_and_year, when, zone_name
from rubric.coverage_plan import CoveragePlan

SETTINGS_TITLE = "Settings"
SETTINGS_SUBMIT = "Preview"
PREVIEW_TITLE = "Before and after"
PREVIEW_SUBMIT = "Save"
BACK = "Back"
WHAT_CHANGES = "What changes"
NEXT_DATES = "The next check-ins"
BEFORE = "Now: "
AFTER = "Then: "
AS_BEFORE = "As now: "
WHEN_COMPLETE = "When everything has been asked"
THINK_ABOUT = "Think about this first"

# As they were called when the team was set up.
LABELS = {
    name: set_up.LABELS[name]
    for name in ("indicators_per_check_in", "days_open", "reminder_days", "every_weeks", "weekday", "at", "zone")
}
HINTS = {
    "indicators_per_check_in": set_up.HINTS["indicators_per_check_in"],
    "reminder_days": set_up.HINTS["reminder_days"],
    "weekday": "The next check-in stays in its week where it can; the others are counted from there.",
}


@dataclass(frozen=True, slots=True)
class Prospect:
    """How it would go on: the next openings, and the plan, with times in `zone`."""

    zone: str
    dates: tuple[datetime, ...]
    plan: CoveragePlan


def settings_intro() -> str:
    return "Nothing changes yet: the next step shows what would come of it, before and after."


def changed_setting(name: str, before: object, after: object) -> tuple[str, str]:
    """`Indicators per check-in: `, and `from 7 to 5`."""
    return f"{setting_name(name)}: ", f"from {setting_value(name, before)} to {setting_value(name, after)}"


def dates(prospect: Prospect) -> str:
    """Days with the time once where it is the same on each."""
    said = [day(at, prospect.zone) for at in prospect.dates]
    times = {when(at, prospect.zone).split(", ")[-1] for at in prospect.dates}
    if len(times) == 1:
        return f"{'; '.join(said)}, at {times.pop()} ({zone_name(prospect.zone)})."
    return f"{'; '.join(when(at, prospect.zone) for at in prospect.dates)} ({zone_name(prospect.zone)})."


def complete(prospect: Prospect, total: int) -> str:
    plan = prospect.plan
    if plan.first_pass_at is None:
        return f"not all {total} within the dates that can be seen."
    first = f"all {total} by {day_and_year(plan.first_pass_at, prospect.zone)}"
    if plan.second_pass_at is None:
        return f"{first}."
    return f"{first}, and again by {day_and_year(plan.second_pass_at, prospect.zone)}."


def cut_short(number: int, closes_at: datetime, next_at: datetime, zone: str) -> str:
    return (
        f"Check-in {number} is open until {when(closes_at, zone)}, but the next one would open {when(next_at, zone)} "
        "and close it early."
    )


def forgotten_changes(number: int) -> str:
    said = (
        "1 date that was moved or skipped by hand is"
        if number == 1
        else (f"{number} dates that were moved or skipped by hand are")
    )
    return f"{said} planned anew, because the days change."


def while_paused() -> str:
    return "The team is paused: these dates hold once it goes on."


def nothing_until_saved() -> str:
    return f"Nothing changes until you press {PREVIEW_SUBMIT}. {BACK} keeps what you chose."


def changed_meanwhile(sentences: tuple[str, ...]) -> Iterator[str]:
    yield "Somebody else saved settings after you opened this, so nothing of yours was saved:"
    yield from sentences
    yield "Below is what you chose. Look it over, and go on if it still holds."


def no_school_day() -> str:
    return "The school calendar leaves no day free for this. Choose another weekday, or look at the calendar first."


def saved(next_at: datetime, zone: str, *, told_channel: bool) -> Notice:
    said = [f"The settings are saved. The next check-in opens {when(next_at, zone)} ({zone_name(zone)})."]
    said.append("The channel is told." if told_channel else f"Everybody on the team can read it under {AUDIT_TITLE}.")
    return Notice("Saved", tuple(said))
