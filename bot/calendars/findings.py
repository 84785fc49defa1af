"""What came of reading a calendar: its events by name with their days, what was not understood, or why nothing was."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rubric.school_calendar import Break

# What a form can offer to choose from.
MOST_EVENTS = 100
# Enough to see what is the matter with a file.
MOST_PUZZLES = 40

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Event:
    """Everything of one name, in order: days next to each other are one break. `likely` to mean that school is out."""

    name: str
    breaks: tuple[Break, ...]
    likely: bool = False


class WhyPuzzling(StrEnum):
    """What is the matter with a part of a calendar."""

    NO_START = "no_start"
    BAD_START = "bad_start"
    BAD_END = "bad_end"
    ENDS_FIRST = "ends_first"
    BAD_RULE = "bad_rule"
    TOO_OFTEN = "too_often"
    TOO_MUCH_WORK = "too_much_work"
    NOT_REACHED = "not_reached"
    NO_EVENT = "no_event"
    NOT_FINISHED = "not_finished"
    BROKEN_LINE = "broken_line"
    UNREADABLE = "unreadable"
    TYPED = "typed"


@dataclass(frozen=True, slots=True)
class Puzzle:
    """A part that was not understood: what kind it is, its name if it has one, and its first line in the file.

    `detail` is what stands there, clipped; of a TYPED line, which is its name, it is date_ranges' reason.
    """

    kind: str
    name: str
    line: int
    why: WhyPuzzling
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a calendar says of the time that matters; the likely events first, the others after them, each by date.

    `events` are at most MOST_EVENTS names, and `more_events` are left out; the same with `puzzles`. `over` events are
    past, `cancelled` ones were called off, `far` ones are further ahead than a plan reaches.
    """

    title: str
    events: tuple[Event, ...]
    puzzles: tuple[Puzzle, ...] = ()
    more_events: int = 0
    more_puzzles: int = 0
    over: int = 0
    cancelled: int = 0
    far: int = 0


class WhyUnreadable(StrEnum):
    """Why nothing could be read at all."""

    EMPTY = "empty"
    WEB_PAGE = "web_page"
    NO_CALENDAR = "no_calendar"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    NO_EVENTS = "no_events"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Nothing could be read."""

    why: WhyUnreadable


def together(days: Iterable[tuple[date, date]], name: str) -> tuple[Break, ...]:
    """Breaks of that name in order, each from first to last day; what overlaps or follows the next day is one."""
    found: list[tuple[date, date]] = []
    for first, last in sorted(days):
        if found and first <= found[-1][1] + A_DAY:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return tuple(Break(first, last, name) for first, last in found)
