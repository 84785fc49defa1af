"""Finds what looks like a record about one student: an ID, a birthday, a name. It is a suspicion, never a verdict.

Evidence is full of dates, amounts, room numbers and colleagues' names, so each rule wants a sign beside it that this
is about a child. Names are left to student_names.py; asking about a suspicion, and keeping the text, to others.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rubric.student_names import names


class SuspectedKind(StrEnum):
    ID = "id"
    BIRTHDAY = "birthday"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Suspicion:
    """`text` is the piece that looks like one."""

    kind: SuspectedKind
    text: str


def suspicions(text: str) -> tuple[Suspicion, ...]:
    """Everything suspicious, IDs first, then birthdays, then names; each piece once."""
    found = [Suspicion(SuspectedKind.ID, piece) for piece in _ids(text)]
    found += [Suspicion(SuspectedKind.BIRTHDAY, piece) for piece in _birthdays(text)]
    found += [Suspicion(SuspectedKind.NAME, piece) for piece in names(_without_addresses(text))]
    return tuple(dict.fromkeys(found))


_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|\S+@\S+\.\w+")

# Said of students alone, so that a few digits behind it are enough.
_LABELED_ID = re.compile(
    r"\b(?:(?:student|pupil|learner|child|lunch|sis)(?:['’]?s)?[\s_-]{0,2}(?:id|i\.d\.|identifier|number|no\.|num|#)"
    r"|ssid|sasid|lasid|stateid|studentid)"
    r"[\s_]{0,2}(?:number|no\.?|num|#|is|was)?[\s:=#(]{0,4}([a-z]{0,2}-?\d{3,12})\b",
    re.IGNORECASE,
)
_ID = re.compile(r"(?P<before>\b[\w-]{1,20}[ \t])?\bID[ \t]?(?:number|no\.?|#)?[ \t:=#]{0,3}(?P<digits>\d{4,12})\b")
_SOCIAL_SECURITY = re.compile(r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])")
# One letter before the digits is a common form of student number.
_RUN = re.compile(r"(?<![\w$€£.,/+=-])[A-Za-z]?(\d{6,10})(?![\w%/]|-\d|[.,]\d)")

# An ID of these is nobody's.
_THINGS = """
    agenda asset award bill budget building call class course district doc document event file form grant invoice item
    job license meeting nces order org page po policy position program project purchase report request resolution room
    school section session site slide survey tax ticket vendor video webinar zoom
"""
_NOT_OF_STUDENTS = frozenset(_THINGS.split())
_NUMBER_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:about|account|act|agenda|almost|approximately|award|bill|budget|building|call|cell|code|dial|doc|docket|"
    r"document|extension|fax|form|grant|hotline|invoice|isbn|item|leaid|line|mailed|meeting|mobile|nces|nearly|order|"
    r"ordinance|over|page|passcode|phone|pin|po|policy|project|reached|report|request|resolution|rfp|room|roughly|row|"
    r"school|sent|served|site|slide|tel|telephone|text|ticket|total|totaling|vendor|version|webinar|zoom)"
    r"(?:[ \t.:#]{1,2}(?:number|no|num|id|code|is|was|us at|me at|at))?[ \t.:#=(]{0,3}$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"[ \t]?(?:dollars?|usd|calls?|children|copies|days|downloads|emails?|families|homes|hours|households|kids|"
    r"letters|meals|messages|miles|minutes|pages|people|postcards|records|residents|responses|rows|seconds|students|"
    r"texts|times|views|visitors|visits|votes|words)\b",
    re.IGNORECASE,
)


def _ids(text: str) -> Iterator[str]:
    for labeled in _LABELED_ID.finditer(text):
        yield labeled[0].strip()
    plain = _without_addresses(text)
    for bare in _ID.finditer(plain):
        if (bare["before"] or "").strip().lower() not in _NOT_OF_STUDENTS:
            yield bare[0][len(bare["before"] or "") :]
    for number in _SOCIAL_SECURITY.finditer(plain):
        yield number[0]
    for run in _RUN.finditer(plain):
        if not _is_something_else(run[1], plain[max(run.start() - 40, 0) : run.start()], plain[run.end() :][:20]):
            yield run[0]


def _is_something_else(digits: str, before: str, after: str) -> bool:
    """Whether a run of digits is a date, a school year, an amount, a telephone number or a number of something."""
    # Nobody counts out IDs in thousands, and amounts nearly always are.
    if digits.endswith("000") or _is_date(digits) or _is_school_year(digits):
        return True
    return bool(_NUMBER_OF_SOMETHING_ELSE.search(before) or _COUNTED.match(after))


def _is_date(digits: str) -> bool:
    """As in file names: 20251114, or a month, 202511."""
    if len(digits) not in (6, 8):
        return False
    return _is_day(digits[:4], digits[4:6], digits[6:] or "1") and digits[:2] in ("19", "20")


def _is_day(year: str, month: str, day: str) -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _is_school_year(digits: str) -> bool:
    """202526 or 20252026."""
    first, second = digits[:4], digits[4:]
    following = str(int(first) + 1)
    return first.startswith(("19", "20")) and second in (following, following[2:])


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = (
    r"(?:\d{1,2}[/.-]\d{1,2}(?:[/.-](?:\d{4}|\d{2}))?|\d{4}-\d{1,2}-\d{1,2}"
    rf"|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}(?:,?\s\d{{4}})?)\b"
)
_BORN = r"(?:born|d\.?o\.?b\.?|date\sof\sbirth|birth\s?date|birth\s?day|b-?day)"
# Only the little words that belong between the two: the day of a meeting near by is no birthday.
_BETWEEN = r"(?:\s(?:is|was|on|falls|:|=|-)|[:=,(-]|\s){0,4}\s?"
_BIRTHDAYS = (
    re.compile(rf"\b{_BORN}{_BETWEEN}{_DAY}", re.IGNORECASE),
    re.compile(rf"\b{_DAY}[\s,]{{1,2}}(?:\(?(?:is|was)\s)?(?:(?:her|his|their|the)\s)?\(?{_BORN}\b", re.IGNORECASE),
    re.compile(rf"\bturn(?:s|ed|ing)?\s\d{{1,2}}\son\s{_DAY}", re.IGNORECASE),
)
# Holidays.
_NO_CHILD = re.compile(r"\b(?:king|lincoln|washington|chavez|district|school)(?:['’]s)?\s$", re.IGNORECASE)


def _birthdays(text: str) -> Iterator[str]:
    for pattern in _BIRTHDAYS:
        for found in pattern.finditer(text):
            if not _NO_CHILD.search(text[max(found.start() - 20, 0) : found.start()]):
                yield found[0]


def _without_addresses(text: str) -> str:
    """A link's numbers and names are the document's; blanks keep what stands around it apart."""
    return _ADDRESS.sub(lambda found: " " * len(found[0]), text)
