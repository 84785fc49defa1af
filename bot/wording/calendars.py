"""What is said about school calendars: the forms' words, and breaks and their days as people say them.

What is wrong with a file or an address is in calendar_problems.py.
"""

from collections.abc import Sequence, Set
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.calendars.findings import Event, Findings
from bot.use_cases.results import Notice
from bot.wording.counting import count, listed
from bot.wording.times import MONTHS, WEEKDAY_NAMES, WEEKDAYS, day_and_year
from rubric.school_calendar import Break

# More of them in one sentence, and nobody reads it to its end.
_MOST_IN_A_SENTENCE = 4

TITLE = "School calendar"
NEXT = "Next"
USE_CALENDAR = "Use this calendar"
FILE_LABEL = "Your district's calendar as a file"
FILE_HINT = "An .ics file, at most 2 MB. Most district websites offer one as Export or Download."
PAGE_LABEL = "Or its web address"
PAGE_HINT = "The link behind Subscribe or iCal on the district's website; it begins with https:// or webcal://."
TYPED_LABEL = "Or the breaks themselves"
TYPED_HINT = "One break a line: its days, then its name."
TYPED_PLACEHOLDER = "Nov 25-27 Thanksgiving\nDec 21 - Jan 1 Winter break"
READ_IT = "Read it"
CLEAR = "Clear all breaks"
GO_ON = "Go on with what was read"
BACK = "Back"
CHOOSE_LABEL = "No check-in during"
CHOOSE_HINT = "Leave out days on which the cabinet works as usual, such as early releases."
KEEP_LABEL = "The breaks that the team has now"
KEEP = "Keep them, and add these"
REPLACE = "Replace them with these"


def entry_intro() -> str:
    return (
        "During breaks no check-in opens and no digest comes. They move to the same weekday after the break; none is "
        "dropped. You will see what moves before anything changes."
    )


def reading_takes_seconds() -> str:
    return f"For a file or a web address press {READ_IT}; it takes a few seconds. For typed breaks press {NEXT}."


def one_way_is_enough() -> str:
    return "More than one is filled in. Keep the one to read, and empty the others."


def nothing_filled_in() -> str:
    return "Attach a file, or fill in one of the fields below it."


def nothing_chosen() -> str:
    return "Choose at least one. To have no breaks at all, go back and press Clear all breaks."


def too_many_breaks(number: int, most: int) -> str:
    return (
        f"These come to {count(number, 'separate break')}, and at most {most} fit. Leave out what recurs every week; "
        "a break that long is seldom meant."
    )


def all_past() -> str:
    return "All of these days are past. Type breaks that are still to come."


def meanwhile(what: str) -> Notice:
    return Notice(TITLE, (f"Reading {what}. This takes a few seconds.",))


def ready_to_read(what: str) -> str:
    return f"Press Read it to read {what}. This takes a few seconds, and nothing changes yet."


THE_FILE = "the file that you attached"


def no_breaks_yet() -> str:
    return "The team has no breaks yet."


def breaks_now(number: int) -> str:
    return f"The team has {count(number, 'break')} ahead:"


def and_more(number: int) -> str:
    return f"and {number:,} more."


def understood(findings: Findings) -> str:
    """`“Maple Valley” has 12 different events ahead. During which should no check-in open?`

    Only what was typed has no title.
    """
    number = len(findings.events) + findings.more_events
    if findings.title:
        said = f"{said_name(findings.title, '')} has {count(number, 'event', 'different events')} ahead."
    else:
        said = f"{count(number, 'break was', 'breaks were')} understood."
    return f"{said} During which should no check-in open?"


def left_out(findings: Findings) -> str:
    """What was read and is of no use; empty when there is no such thing."""
    parts = []
    if findings.over:
        parts.append(f"{count(findings.over, 'event')} already over")
    if findings.cancelled:
        parts.append(f"{findings.cancelled:,} canceled")
    if findings.far:
        parts.append(f"{findings.far:,} more than 18 months ahead")
    return f"Left out: {', '.join(parts)}." if parts else ""


def names_not_shown(number: int) -> str:
    return f"{count(number, 'more name')} can't be shown here; those most likely to be breaks are."


def not_understood(number: int, *, typed: bool) -> str:
    return f"Not understood: {count(number, 'line' if typed else 'part')}."


def said_name(name: str, otherwise: str) -> str:
    return f"“{name}”" if name else otherwise


def event_name(event: Event) -> str:
    return event.name or "(no name)"


def event_days(event: Event, today: date) -> str:
    """`Nov 25 to 27`, `Sep 7 and 77 more days`."""
    first, *others = event.breaks
    if not others:
        return days(first, today)
    what = "more day" if all(one.first == one.last for one in others) else "more time"
    return f"{days(first, today)} and {count(len(others), what)}"


def days(one: Break, today: date) -> str:
    """`Nov 25 to 27`, `Dec 21 to Jan 1, 2027`; the year only where it isn't plain."""
    first, last = one.first, one.last
    year = f", {last.year}" if last.year != today.year else ""
    if first == last:
        return f"{_day(first)}{year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{_day(first)} to {last.day}{year}"
    begins = f"{_day(first)}, {first.year}" if first.year not in (last.year, today.year) else _day(first)
    return f"{begins} to {_day(last)}{year}"


def break_and_days(one: Break, today: date) -> str:
    """`Thanksgiving: Nov 25 to 27`."""
    return f"{one.name}: {days(one, today)}" if one.name else days(one, today)


def weekday_and_day(at: datetime, zone: str, today: date) -> str:
    """`Mon, Nov 30`, with the year where it isn't plain."""
    local = at.astimezone(ZoneInfo(zone)).date()
    year = f", {local.year}" if local.year != today.year else ""
    return f"{WEEKDAYS[local.weekday()]}, {_day(local)}{year}"


def moves(before: str, after: str, *, later: Break | None, earlier: Break | None) -> str:
    """`Mon, Nov 23 becomes Mon, Nov 30, after Thanksgiving`; what merely follows has no reason of its own."""
    if later is not None:
        return f"{before} becomes {after}, after {later.name or 'the break'}"
    if earlier is not None:
        return f"{before} becomes {after}, no longer after {earlier.name or 'a break'}"
    return f"{before} becomes {after}"


CHECK_INS_MOVE = "Check-ins that move"
DIGESTS_MOVE = "Digests that move"


def more_move(number: int) -> str:
    return f"{count(number, 'later one moves', 'later ones move')} too."


def nothing_moves() -> str:
    return "No check-in and no digest moves."


def channel_is_told() -> str:
    return "The channel will be told."


def all_rated(before: datetime | None, after: datetime | None, zone: str) -> str:
    """When every indicator will have been asked, as it is and as it would be."""
    if after is None:
        return "When everything will have been asked is out of sight with this calendar."
    said = day_and_year(after, zone)
    if before is None or day_and_year(before, zone) == said:
        return f"Everything will have been asked by {said}, {'as' if before else 'and not'} before."
    return f"Everything will have been asked by {said}; without this change by {day_and_year(before, zone)}."


def breaks_after(number: int) -> str:
    return f"The team will have {count(number, 'break')} ahead:" if number else "The team will have no breaks."


def same_as_now() -> str:
    return "These are the breaks that the team has already, so nothing would change."


def no_free_day(day: date, today: date) -> str:
    """What is wrong with a calendar that lets nothing fall due for half a year."""
    weekday = WEEKDAY_NAMES[day.weekday()]
    return (
        f"This calendar blocks every week: from {days(Break(day, day), today)} on, no {weekday} is free for half a "
        "year, so nothing could open. Leave out what isn't really a break."
    )


def saved(moved: bool) -> Notice:
    told = "The channel is told what moves." if moved else "No check-in moves because of it."
    return Notice(TITLE, ("The school calendar is saved.", told))


def cleared(moved: bool) -> Notice:
    told = "The channel is told what moves." if moved else "No check-in moves because of it."
    return Notice(TITLE, ("The school calendar is empty now.", told))


def calendar_changed(before: Set[Break], after: Set[Break], *, today: date) -> str:
    """`added Thanksgiving (Nov 25 to 27), and took out Fair day (Oct 2)`; empty when nothing differs."""
    return ", and ".join(
        f"{verb} {listed(_some([_break_with_days(one, today) for one in sorted(some)]))}"
        for verb, some in (("added", after - before), ("took out", before - after))
        if some
    )


def _break_with_days(one: Break, today: date) -> str:
    return f"{one.name} ({days(one, today)})" if one.name else days(one, today)


def _some(items: Sequence[str]) -> Sequence[str]:
    if len(items) <= _MOST_IN_A_SENTENCE:
        return items
    return [*items[:_MOST_IN_A_SENTENCE], f"{count(len(items) - _MOST_IN_A_SENTENCE, 'more break')}"]


def several(items: Sequence[str], most: int) -> tuple[str, ...]:
    """The first of them, and how many there are more."""
    if len(items) <= most:
        return tuple(items)
    return (*items[:most], and_more(len(items) - most))


def _day(one: date) -> str:
    return f"{MONTHS[one.month - 1]} {one.day}"
