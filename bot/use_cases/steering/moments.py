"""The day, and the moment in the team's zone, that the fields of a form name."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot import wording
from bot.sections import steering as sections
from bot.sections.forms import Values
from bot.use_cases.results import FormErrors
from rubric.cadence import at_wall_time

# Slack's calendar goes further than anybody plans, and further than clocks can be reckoned.
_YEARS = range(2000, 2200)


def moment_in(values: Values, zone: str) -> datetime | FormErrors:
    """In UTC; FormErrors for what is missing or no day at all."""
    errors: dict[str, str] = {}
    day, at = values.get(sections.DAY), values.get(sections.TIME)
    found_day, found_time = picked_day(day), _time(at)
    if found_day is None:
        errors[sections.DAY] = wording.field_missing()
    if found_time is None:
        errors[sections.TIME] = wording.field_missing()
    if found_day is None or found_time is None:
        return FormErrors(errors)
    return at_wall_time(found_day, found_time, ZoneInfo(zone))


def picked_day(value: object) -> date | None:
    """The day that stands in a form's field; None for no day at all."""
    try:
        found = date.fromisoformat(str(value))
    except ValueError:
        return None
    return found if found.year in _YEARS else None


def _time(value: object) -> time | None:
    try:
        found = time.fromisoformat(str(value))
    except ValueError:
        return None
    return found.replace(second=0, microsecond=0, tzinfo=None)
