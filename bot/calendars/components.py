"""One event as it stands in a file, looked at before anything is worked out from it: what is its, and what is amiss."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Component
from icalendar import Event as EventComponent

from bot.calendars.cutting import Piece
from bot.calendars.findings import A_DAY, Puzzle, WhyPuzzling
from rubric.school_calendar import LONGEST_NAME

# What recurs more often than daily fills a day many times over, and its hours are no concern of a school year.
_TOO_OFTEN = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
_HOURS = ("BYHOUR", "BYMINUTE", "BYSECOND")
# Nothing that a school plans lies outside, and date arithmetic never leaves what Python can count.
_YEARS = range(1970, 2200)
# More of a broken line would only be noise.
_LONGEST_DETAIL = 60

Moment = date | datetime


class NotUnderstood(Exception):
    """An event says something that can't be meant."""

    def __init__(self, why: WhyPuzzling, detail: object = "") -> None:
        super().__init__(why.value)
        self.why = why
        self.detail = clipped(str(detail), _LONGEST_DETAIL)


@dataclass(frozen=True, slots=True)
class Parsed:
    """An event whose parts are all there: whole days or moments, `end` outside."""

    piece: Piece
    component: Component
    start: Moment
    end: Moment | None
    uid: str
    sequence: int

    @property
    def recurs(self) -> bool:
        return "RRULE" in self.component or "RDATE" in self.component

    @property
    def is_change(self) -> bool:
        """Whether it says how one occurrence of another event differs."""
        return "RECURRENCE-ID" in self.component


def parsed(piece: Piece, zone: ZoneInfo) -> Parsed:
    """Raises NotUnderstood."""
    if not piece.finished:
        raise NotUnderstood(WhyPuzzling.NOT_FINISHED)
    try:
        component = EventComponent.from_ical(piece.text)
    except ValueError:
        raise NotUnderstood(WhyPuzzling.UNREADABLE) from None
    for name in ("DTSTART", "DTEND", "DURATION", "SUMMARY", "STATUS", "UID", "RECURRENCE-ID", "SEQUENCE"):
        # Twice is once too often, and the first is what other calendars show.
        if isinstance(several := _property(component, name), list):
            component[name] = several[0]
    if "DTSTART" not in component:
        raise NotUnderstood(WhyPuzzling.NO_START)
    start = _moment(_property(component, "DTSTART"), WhyPuzzling.BAD_START)
    end = _end(component, start)
    if end is not None and local_day(end, zone) < local_day(start, zone):
        raise NotUnderstood(WhyPuzzling.ENDS_FIRST)
    _check_rules(component)
    return Parsed(piece, component, start, end, str(component.get("UID", "")), _sequence(component))


def name_of(component: Component) -> str:
    """What an event is called, on one line; empty when it has no name."""
    return clipped(" ".join(str(component.get("SUMMARY", "")).split()), LONGEST_NAME)


def name_in(piece: Piece) -> str:
    """The same of an event that can't be read."""
    named = [line.partition(":")[2] for line in piece.lines if line[:7].upper() in ("SUMMARY", "SUMMARY;")]
    return clipped(" ".join(named[0].replace("\\", "").split()), LONGEST_NAME) if named else ""


def puzzle_of(piece: Piece, why: WhyPuzzling, detail: str = "") -> Puzzle:
    return Puzzle(piece.kind, name_in(piece), piece.line, why, detail)


def is_cancelled(component: Component) -> bool:
    return str(component.get("STATUS", "")).strip().upper() == "CANCELLED"


def local_day(moment: Moment, zone: ZoneInfo) -> date:
    """The day in `zone`; a moment without a zone is taken for one there."""
    if not isinstance(moment, datetime):
        return moment
    return (moment if moment.tzinfo is None else moment.astimezone(zone)).date()


def days_of(start: Moment, end: Moment | None, zone: ZoneInfo) -> tuple[date, date]:
    """First and last day of what lasts from `start` to `end`, which is outside; at least one day."""
    first = local_day(start, zone)
    if end is None:
        return first, first
    last = local_day(end - timedelta(microseconds=1), zone) if isinstance(end, datetime) else end - A_DAY
    return first, max(first, last)


def clipped(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _property(component: Component, name: str) -> Any:
    """One of a component's properties, of whatever kind the libraries make it; None when it has none."""
    return component.get(name)


def _moment(value: Any, why: WhyPuzzling) -> Moment:
    try:
        moment: object = value.dt
    except (ValueError, AttributeError):
        raise NotUnderstood(why, _written(value)) from None
    if not isinstance(moment, date) or moment.year not in _YEARS:
        raise NotUnderstood(why, _written(value))
    return moment


def _end(component: Component, start: Moment) -> Moment | None:
    if "DTEND" in component:
        return _moment(_property(component, "DTEND"), WhyPuzzling.BAD_END)
    if "DURATION" not in component:
        return None
    try:
        lasts = _property(component, "DURATION").dt
        # A whole day plus some hours is a moment of that day, and no longer a day.
        begins = start if isinstance(start, datetime) else datetime(start.year, start.month, start.day)  # noqa: DTZ001
        end: datetime = begins + lasts
    except (ValueError, AttributeError, TypeError, OverflowError):
        raise NotUnderstood(WhyPuzzling.BAD_END, _written(_property(component, "DURATION"))) from None
    return end


def _check_rules(component: Component) -> None:
    rules = _property(component, "RRULE")
    for rule in rules if isinstance(rules, list) else [] if rules is None else [rules]:
        try:
            frequency = str(rule["FREQ"][0]).upper()
            interval = int(rule.get("INTERVAL", [1])[0])
        except (ValueError, TypeError, LookupError, AttributeError):
            raise NotUnderstood(WhyPuzzling.BAD_RULE, _written(rule)) from None
        if interval < 1:
            raise NotUnderstood(WhyPuzzling.BAD_RULE, _written(rule))
        if frequency in _TOO_OFTEN or any(len(rule.get(part, ())) > 1 for part in _HOURS):
            raise NotUnderstood(WhyPuzzling.TOO_OFTEN, _written(rule))


def _written(value: Any) -> str:
    """A property as it stands in the file, near enough."""
    try:
        text = value.to_ical()
    except (ValueError, AttributeError, TypeError):
        text = value
    return text.decode(errors="replace") if isinstance(text, bytes) else str(text)


def _sequence(component: Component) -> int:
    try:
        return int(_property(component, "SEQUENCE") or 0)
    except (ValueError, TypeError):
        return 0
