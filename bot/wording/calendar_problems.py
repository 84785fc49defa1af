"""What keeps a calendar from being read, and what in it was not understood: what it is, why, and what to do."""

from typing import assert_never

from bot.calendars.address import WhyNot
from bot.calendars.findings import Findings, Puzzle, Unreadable, WhyPuzzling, WhyUnreadable
from bot.lookups import NotFound, Problem
from bot.wording.calendars import left_out, said_name
from bot.wording.platform import ALLOW_READING_FILES, WORKSPACE
from rubric.date_ranges import WhyNotRead

_FIND_ONE = "On the district's website, look for a link named iCal, Subscribe, Export, or Download."
_OR_TYPE = "Or type the breaks below."


def unreadable(found: Unreadable, name: str) -> str:
    """Why nothing in a file or page was understood; `name` is what it is called."""
    what = said_name(name, "It")
    match found.why:
        case WhyUnreadable.EMPTY:
            return (
                f"{what} is empty, so there was nothing to read. Export the calendar again, or type the breaks below."
            )
        case WhyUnreadable.WEB_PAGE:
            return f"{what} is a web page, not a calendar. {_FIND_ONE} {_OR_TYPE}"
        case WhyUnreadable.NO_CALENDAR:
            return f"{what} is not a calendar: an .ics file begins with BEGIN:VCALENDAR. {_FIND_ONE} {_OR_TYPE}"
        case WhyUnreadable.TOO_LARGE:
            return _too_large(what)
        case WhyUnreadable.TOO_SLOW:
            return (
                f"{what} takes too long to read, so Homeroom stopped. Export a calendar with only the school year's "
                "breaks. Or type them below."
            )
        case WhyUnreadable.NO_EVENTS:
            return f"{what} is a calendar without a single event. Choose another calendar. {_OR_TYPE}"
        case _:
            assert_never(found.why)


def not_found(found: NotFound, name: str) -> str:
    """Why a file or a page could not be had."""
    what = said_name(name, "The file")
    match found.problem:
        case Problem.TOO_LARGE:
            return _too_large(what)
        case Problem.NOT_ALLOWED:
            return bad_address(WhyNot(found.detail) if found.detail in list(WhyNot) else WhyNot.NOT_WEB)
        case Problem.MISSING_SCOPE:
            return (
                f"Homeroom may not read files in your {WORKSPACE} yet. Ask the person who runs it to "
                f"{ALLOW_READING_FILES}. {_OR_TYPE}"
            )
        case Problem.GONE:
            return f"{what} is not there any more. Attach it again, or check the address."
        case _:
            return f"{what} could not be had just now{_because(found.detail)}. Try again in a moment. {_OR_TYPE}"


def bad_address(why: WhyNot) -> str:
    match why:
        case WhyNot.NOT_WEB:
            return "This is not a web address. It begins with https:// or webcal://."
        case WhyNot.CREDENTIALS:
            return "This address has a name or password in it, which Homeroom doesn't use. Take them out of it."
        case WhyNot.PRIVATE:
            return (
                "This address is inside a private network, where Homeroom doesn't look. Use a public address, attach "
                "the file, or ask the person who runs Homeroom to allow this host."
            )
        case WhyNot.REDIRECTS:
            return "This address only leads from one address to the next. Open it in a browser, and use the last one."
        case _:
            assert_never(why)


def nothing_ahead(findings: Findings, name: str) -> str:
    """A calendar that was read, with nothing in it that could be a break."""
    what = said_name(findings.title or name, "The calendar")
    also = left_out(findings)
    return f"{what} has no event in the coming 18 months that could be understood. {also}".strip()


def puzzle(part: Puzzle) -> str:
    """`Event “Staff day”, line 12: its start isn't a date ("30.11.2026").`"""
    if part.why is WhyPuzzling.TYPED:
        return f"Line {part.line}, “{part.name}”: {_why_not_read(WhyNotRead(part.detail))}"
    kind = _KINDS.get(part.kind, "A part")
    named = f"{kind} “{part.name}”, line {part.line}" if part.name else f"{kind} at line {part.line}"
    quoted = f" (“{part.detail}”)" if part.detail else ""
    return f"{named}: {_WHY[part.why]}{quoted}."


def _why_not_read(why: WhyNotRead) -> str:
    match why:
        case WhyNotRead.NO_DATE:
            return "there is no date in it. Write it like Nov 25-27 Thanksgiving, or 12/21 - 1/1 Winter break."
        case WhyNotRead.NO_SUCH_DAY:
            return "there is no such day."
        case WhyNotRead.ENDS_BEFORE_IT_BEGINS:
            return "it ends before it begins. Write the first day first."
        case WhyNotRead.TOO_LONG:
            return "it is longer than half a year, which no break is. Check the years."
        case WhyNotRead.SEVERAL_ON_ONE_LINE:
            return "there are several breaks in it. Put each on a line of its own."
        case _:
            assert_never(why)


def _too_large(what: str) -> str:
    return (
        f"{what} is larger than 2 MB, so it was not read. A school year is far smaller: export only that calendar, or "
        "type the breaks below."
    )


def _because(detail: str) -> str:
    if detail == "timeout":
        return ": the server took longer than ten seconds"
    if detail.isdecimal():
        return f": the server answered {detail}"
    return _CAUSES.get(detail, "")


_CAUSES = {
    "gaierror": ": there is no server of that name",
    "SSLCertVerificationError": ": the server's certificate is not valid",
    "ConnectionRefusedError": ": no server answers there",
    "TimeoutError": ": the server doesn't answer",
}
_KINDS = {
    "VEVENT": "Event",
    "VTODO": "To-do",
    "VJOURNAL": "Journal entry",
    "VFREEBUSY": "Free-busy time",
    "": "Text",
}
_WHY = {
    WhyPuzzling.NO_START: "it has no start",
    WhyPuzzling.BAD_START: "its start is not a date that can be used",
    WhyPuzzling.BAD_END: "its end is not a date that can be used",
    WhyPuzzling.ENDS_FIRST: "it ends before it begins",
    WhyPuzzling.BAD_RULE: "how it repeats can't be understood",
    WhyPuzzling.TOO_OFTEN: "it repeats several times a day, which no break does",
    WhyPuzzling.TOO_MUCH_WORK: "how it repeats takes too long to work out",
    WhyPuzzling.NOT_REACHED: "the calendar is so large that reading stopped before it",
    WhyPuzzling.NO_EVENT: "only events can be breaks",
    WhyPuzzling.NOT_FINISHED: "it is cut off before its end",
    WhyPuzzling.BROKEN_LINE: "it belongs to nothing",
    WhyPuzzling.UNREADABLE: "what it says can't be read",
}
