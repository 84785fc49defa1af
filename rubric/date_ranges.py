"""Reads breaks out of what people paste, one a line: "Winter break: Dec 21 - Jan 1", "11/26-27 Thanksgiving".

Dates are in US order, with or without a year, or in ISO form. Words for what was not understood are left to others.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rubric.school_calendar import LONGEST_NAME, Break

# Longer than this and the ends are swapped, or the years wrong: no break lasts half a year.
LONGEST_BREAK = timedelta(weeks=26)
# A leap day comes again within so many years.
_LEAP_YEARS = 9
_CENTURY = 2000
_A_DAY = timedelta(days=1)


class WhyNotRead(StrEnum):
    """Why a line was not understood."""

    NO_DATE = "no_date"
    NO_SUCH_DAY = "no_such_day"
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"
    TOO_LONG = "too_long"
    SEVERAL_ON_ONE_LINE = "several_on_one_line"


@dataclass(frozen=True, slots=True)
class LineProblem:
    """`line_number` counts from 1; `line` is as it was typed, without spaces around it."""

    line_number: int
    line: str
    why: WhyNotRead


@dataclass(frozen=True, slots=True)
class Ranges:
    """In the order of the lines."""

    breaks: tuple[Break, ...]
    problems: tuple[LineProblem, ...]


class _NotRead(Exception):
    def __init__(self, why: WhyNotRead) -> None:
        self.why = why


@dataclass(frozen=True, slots=True)
class _Written:
    """A date as written; without a year where none is."""

    month: int
    day: int
    year: int | None = None


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = r"(?:\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?\s*)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d)"
_YEAR = r"(?:,?\s*(?P<year>\d{4})(?!\d))?"
_FORMS = tuple(
    re.compile(_WEEKDAY + form, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)",
        r"(?<![\d/])(?P<month>\d{1,2})/(?P<day>\d{1,2})(?:/(?P<year>\d{4}|\d{2}))?(?![\d/])",
        r"(?<!\d)(?P<month>\d{1,2})-(?P<day>\d{1,2})-(?P<year>\d{4})(?!\d)",
        rf"\b{_MONTH}\b\.?\s*{_DAY}{_YEAR}",
    )
)
_ONLY_DAY = re.compile(_WEEKDAY + _DAY + r"(?![/-]\d)" + _YEAR, re.IGNORECASE)
_TO = re.compile(r"\s*(?:-|\bto\b|\bthrough\b|\bthru\b|\buntil\b)\s*", re.IGNORECASE)
_AND = re.compile(r"\s*(?:&|\band\b)\s*", re.IGNORECASE)
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_BULLET = re.compile(r"^\s*(?:[-*•·]+|\d{1,2}[.)])\s+")
_AROUND_A_NAME = " \t\u00a0-:;,.|()[]*•·–—"


def read_ranges(text: str, *, today: date) -> Ranges:
    """The breaks in `text`, and the lines that say none; empty lines are passed over.

    Without a year it is the next such date from `today` on, or the break that lasts today. Names are cut at
    LONGEST_NAME characters.
    """
    breaks: list[Break] = []
    problems: list[LineProblem] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            breaks.extend(_read(line, today))
        except _NotRead as unread:
            problems.append(LineProblem(number, line.strip(), unread.why))
    return Ranges(tuple(breaks), tuple(problems))


def _read(line: str, today: date) -> Iterator[Break]:
    # A list's own signs are no part of a name, and its numbers none of a date.
    line = _BULLET.sub("", line)
    plain = line.translate(_DASHES)
    found = _search(plain)
    if found is None:
        raise _NotRead(WhyNotRead.NO_DATE)
    first, start, end = found
    last, both = first, False
    for joint in (_TO, _AND):
        if (joined := joint.match(plain, end)) and (other := _date_at(plain, joined.end(), first)):
            (last, end), both = other, joint is _AND
            break
    if _search(plain, end) is not None:
        raise _NotRead(WhyNotRead.SEVERAL_ON_ONE_LINE)
    name = " ".join(part for part in (line[:start].strip(_AROUND_A_NAME), line[end:].strip(_AROUND_A_NAME)) if part)[
        :LONGEST_NAME
    ].strip()
    begins, ends = _days(first, last, today)
    if both and ends - begins > _A_DAY:
        yield Break(begins, begins, name)
        yield Break(ends, ends, name)
    else:
        yield Break(begins, ends, name)


def _search(plain: str, start: int = 0) -> tuple[_Written, int, int] | None:
    """The first date from `start` on, and where it begins and ends."""
    matches = [match for form in _FORMS if (match := form.search(plain, start)) is not None]
    if not matches:
        return None
    first = min(matches, key=lambda match: (match.start(), -match.end()))
    return _written(first), first.start(), first.end()


def _date_at(plain: str, start: int, first: _Written) -> tuple[_Written, int] | None:
    """The date that stands at `start`, or a day of the same month as the `first`, and where it ends."""
    for form in _FORMS:
        if (match := form.match(plain, start)) is not None:
            return _written(match), match.end()
    if (match := _ONLY_DAY.match(plain, start)) is None:
        return None
    year = match["year"]
    last = _Written(first.month, int(match["day"]), int(year) if year else first.year)
    if last.day < first.day:
        raise _NotRead(WhyNotRead.ENDS_BEFORE_IT_BEGINS)
    return last, match.end()


def _written(match: re.Match[str]) -> _Written:
    parts = match.groupdict()
    name, year = parts.get("name"), parts.get("year")
    month = _MONTHS.index(name[:3].lower()) + 1 if name else int(parts["month"])
    return _Written(month, int(parts["day"]), None if year is None else int(year) + (_CENTURY if len(year) == 2 else 0))


def _days(first: _Written, last: _Written, today: date) -> tuple[date, date]:
    """From when to when. A year that is written for one end holds for the other as far as the order allows."""
    if last.year is None and first.year is not None:
        begins = _on(first, first.year)
        ends = _nearest(last, lambda day: day >= begins, range(begins.year, begins.year + _LEAP_YEARS))
    else:
        since = today.year if last.year is None else last.year
        ends = (
            _nearest(last, lambda day: day >= today, range(since, since + _LEAP_YEARS))
            if last.year is None
            else _on(last, since)
        )
        begins = (
            _nearest(first, lambda day: day <= ends, range(ends.year, ends.year - _LEAP_YEARS, -1))
            if first.year is None
            else _on(first, first.year)
        )
    if ends < begins or (first.month == last.month and first.year == last.year and first.day > last.day):
        raise _NotRead(WhyNotRead.ENDS_BEFORE_IT_BEGINS)
    if ends - begins > LONGEST_BREAK:
        raise _NotRead(WhyNotRead.TOO_LONG)
    return begins, ends


def _nearest(written: _Written, is_right: Callable[[date], bool], years: range) -> date:
    """That day in the first of the years in which there is such a day and it is right."""
    for year in years:
        try:
            day = date(year, written.month, written.day)
        except ValueError:
            continue
        if is_right(day):
            return day
    raise _NotRead(WhyNotRead.NO_SUCH_DAY)


def _on(written: _Written, year: int) -> date:
    return _nearest(written, lambda _: True, range(year, year + 1))
