"""Reads an iCalendar file: which days its events take, and which of its parts make no sense, without ever raising.

Whatever the file is, this ends within limits.py's time; apart.py sees to that where this can't.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from time import monotonic
from zoneinfo import ZoneInfo

from icalendar import Timezone

from bot.calendars.components import (
    NotUnderstood,
    Parsed,
    clipped,
    days_of,
    is_cancelled,
    name_of,
    parsed,
    puzzle_of,
)
from bot.calendars.cutting import Pieces, cut, decoded
from bot.calendars.findings import (
    MOST_EVENTS,
    MOST_PUZZLES,
    Event,
    Findings,
    Puzzle,
    Unreadable,
    WhyPuzzling,
    WhyUnreadable,
    together,
)
from bot.calendars.likely import is_likely
from bot.calendars.limits import DAYS_AHEAD, LARGEST_CALENDAR, SECONDS_FOR_ALL, SECONDS_FOR_ONE, OutOfTime, within
from bot.calendars.repeating import occurrences
from rubric.cadence import find_zone
from rubric.school_calendar import LONGEST_NAME
from rubric.typed_text import without_marks

_WEB_PAGE = re.compile(r"\s*(?:<!doctype html|<html|<\?xml|<head|<body)", re.IGNORECASE)
# Other parts of a calendar that are about days, and that nobody should wonder about in vain; the rest says nothing.
_OTHER_KINDS = ("VTODO", "VJOURNAL", "VFREEBUSY")
_LONGEST_LINE = 60


def read_calendar(data: bytes, *, today: date, zone: str, name: str = "") -> Findings | Unreadable:
    """What a file says of the days from `today` on; `zone` is the team's, `name` the file's own."""
    if len(data) > LARGEST_CALENDAR:
        return Unreadable(WhyUnreadable.TOO_LARGE)
    text = without_marks(decoded(data))
    if not text.strip():
        return Unreadable(WhyUnreadable.EMPTY)
    pieces = cut(text)
    if not pieces.has_calendar:
        return Unreadable(WhyUnreadable.WEB_PAGE if _WEB_PAGE.match(text) else WhyUnreadable.NO_CALENDAR)
    if not pieces.components and not pieces.broken:
        return Unreadable(WhyUnreadable.NO_EVENTS)
    reading = _Reading(today, ZoneInfo(zone), pieces, stops_at=monotonic() + SECONDS_FOR_ALL)
    reading.learn_zones()
    reading.work_out(_series(reading.parse()))
    return reading.findings(name)


@dataclass(slots=True)
class _Reading:
    today: date
    zone: ZoneInfo
    pieces: Pieces
    stops_at: float
    # By name, however it is spelled; the first spelling is shown.
    names: dict[str, str] = field(default_factory=dict)
    days: dict[str, list[tuple[date, date]]] = field(default_factory=dict)
    puzzles: list[Puzzle] = field(default_factory=list)
    over: int = 0
    cancelled: int = 0
    far: int = 0

    @property
    def until(self) -> date:
        return self.today + timedelta(days=DAYS_AHEAD)

    def learn_zones(self) -> None:
        """Zones that a calendar defines itself are known to the parser once it has seen them."""
        for piece in self.pieces.components:
            if piece.kind == "VTIMEZONE":
                with suppress(ValueError, LookupError, TypeError, AttributeError, OutOfTime), within(SECONDS_FOR_ONE):
                    Timezone.from_ical(piece.text)

    def parse(self) -> list[Parsed]:
        found: list[Parsed] = []
        for piece in self.pieces.components:
            if piece.kind in _OTHER_KINDS:
                self.puzzles.append(puzzle_of(piece, WhyPuzzling.NO_EVENT))
            if piece.kind != "VEVENT":
                continue
            if monotonic() > self.stops_at:
                self.puzzles.append(puzzle_of(piece, WhyPuzzling.NOT_REACHED))
                continue
            try:
                with within(SECONDS_FOR_ONE):
                    found.append(parsed(piece, self.zone))
            except NotUnderstood as error:
                self.puzzles.append(puzzle_of(piece, error.why, error.detail))
            except OutOfTime:
                self.puzzles.append(puzzle_of(piece, WhyPuzzling.TOO_MUCH_WORK))
            except Exception:  # noqa: BLE001 - whatever a stranger's text does to the libraries, the others are read
                self.puzzles.append(puzzle_of(piece, WhyPuzzling.UNREADABLE))
        return found

    def work_out(self, series: Iterable[list[Parsed]]) -> None:
        for events in series:
            piece = events[0].piece
            if monotonic() > self.stops_at:
                self.puzzles.append(puzzle_of(piece, WhyPuzzling.NOT_REACHED))
                continue
            try:
                with within(SECONDS_FOR_ONE):
                    self._take(events)
            except OutOfTime:
                self.puzzles.append(puzzle_of(piece, WhyPuzzling.TOO_MUCH_WORK))
            except Exception:  # noqa: BLE001 - whatever a stranger's rule does to the libraries, the others are read
                self.puzzles.append(puzzle_of(piece, WhyPuzzling.BAD_RULE))

    def _take(self, events: list[Parsed]) -> None:
        first = events[0]
        if len(events) == 1 and not first.recurs:
            if is_cancelled(first.component):
                self.cancelled += 1
            else:
                self._note(name_of(first.component), *days_of(first.start, first.end, self.zone))
            return
        theirs = find_zone(self.pieces.about.get("X-WR-TIMEZONE", ""))
        found = occurrences(events, start=self.today, until=self.until, theirs=theirs, zone=self.zone)
        self.cancelled += sum(one.is_cancelled for one in found)
        for one in found:
            if not one.is_cancelled:
                self._note(one.name, one.first, one.last)
        if not found:
            self.over += 1

    def _note(self, name: str, first: date, last: date) -> None:
        if last < self.today:
            self.over += 1
        elif first > self.until:
            self.far += 1
        else:
            spelling = name.casefold()
            self.names.setdefault(spelling, name)
            self.days.setdefault(spelling, []).append((first, last))

    def findings(self, name: str) -> Findings:
        title = " ".join(self.pieces.about.get("X-WR-CALNAME", "").replace("\\", "").split()) or name
        events = [
            Event(self.names[spelling], together(days, self.names[spelling]), is_likely(spelling))
            for spelling, days in self.days.items()
        ]
        events.sort(key=lambda event: (not event.likely, event.breaks[0].first, event.name))
        puzzles = [
            *sorted(self.puzzles, key=lambda puzzle: puzzle.line),
            *(
                Puzzle("", "", line, WhyPuzzling.BROKEN_LINE, clipped(text.strip(), _LONGEST_LINE))
                for line, text in self.pieces.broken
            ),
        ]
        return Findings(
            title=clipped(title, LONGEST_NAME),
            events=tuple(events[:MOST_EVENTS]),
            puzzles=tuple(puzzles[:MOST_PUZZLES]),
            more_events=max(0, len(events) - MOST_EVENTS),
            more_puzzles=max(0, len(puzzles) - MOST_PUZZLES),
            over=self.over,
            cancelled=self.cancelled,
            far=self.far,
        )


def _series(events: Iterable[Parsed]) -> list[list[Parsed]]:
    """Events that belong together: one that may recur, and how single occurrences of it differ.

    Of several versions the newest counts. Some programs give all events one id; then each stands alone.
    """
    by_id: dict[str, list[Parsed]] = {}
    alone: list[list[Parsed]] = []
    for event in events:
        if event.uid:
            by_id.setdefault(event.uid, []).append(event)
        else:
            alone.append([event])
    for group in by_id.values():
        newest = max((one.sequence for one in group if not one.is_change), default=0)
        whole = [one for one in group if not one.is_change and one.sequence == newest]
        changes = [one for one in group if one.is_change]
        alone += [[*whole[:1], *changes]] if whole or changes else []
        alone += [[one] for one in whole[1:]]
    return alone
