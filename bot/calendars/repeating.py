"""The single days of what recurs, as the libraries work them out: exceptions, moved and cancelled ones included."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar

from bot.calendars.components import Parsed, days_of, is_cancelled, name_of
from bot.calendars.findings import A_DAY


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time of an event that recurs: its days, both included."""

    name: str
    first: date
    last: date
    is_cancelled: bool


def occurrences(
    events: Sequence[Parsed], *, start: date, until: date, theirs: tzinfo | None, zone: ZoneInfo
) -> list[Occurrence]:
    """All between `start` and `until`, both included, of events with one id; `theirs` is the calendar's own zone.

    Raises whatever the libraries raise, and may take for ever: whoever calls it sees to both.
    """
    calendar = Calendar()
    if isinstance(theirs, ZoneInfo):
        calendar.add("X-WR-TIMEZONE", theirs.key)
    for event in events:
        calendar.add_component(event.component)
    found: list[Any] = recurring_ical_events.of(calendar).between(start, until + A_DAY)
    return [
        Occurrence(
            name_of(one),
            *days_of(one["DTSTART"].dt, one["DTEND"].dt if "DTEND" in one else None, zone),
            is_cancelled=is_cancelled(one),
        )
        for one in found
    ]
