"""Where a calendar comes from: a file, a page, or breaks that somebody types; and what came of reading it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from bot.calendars.address import BadAddress, web_address
from bot.calendars.apart import read_apart
from bot.calendars.findings import Event, Findings, Puzzle, Unreadable, WhyPuzzling, together
from bot.lookups import Contents, Found, NotFound, Wanted, WantedFile, WantedPage
from bot.sections.calendar import ADDRESS, FILE, TYPED
from bot.sections.forms import Values
from bot.use_cases.calendar.desk import Desk, desk
from bot.use_cases.results import Answer, Fetch, FormErrors, OpenForm, Result
from bot.use_cases.steer import About
from bot.use_cases.who import Deps, Speaker, require_coordinator, team_in
from bot.wording import calendar_problems, calendars
from rubric.date_ranges import Ranges, read_ranges
from rubric.people import TeamId
from rubric.refusals import FormDoesNotMatch
from rubric.school_calendar import Break

# What a form carries that only has to be read.
_FILE, _PAGE = "file:", "page"
# What somebody typed is short, and what is wrong in it stands beside it.
_MOST_LINE_PROBLEMS = 5


@dataclass(frozen=True, slots=True)
class Entered:
    """What stands in the first form."""

    file_id: str
    address: str
    typed: str

    @classmethod
    def read(cls, values: Values) -> "Entered":
        files, address, typed = values.get(FILE), values.get(ADDRESS), values.get(TYPED)
        return cls(
            file_id=files[0] if isinstance(files, tuple) and files else "",
            address=address.strip() if isinstance(address, str) else "",
            typed=typed.strip() if isinstance(typed, str) else "",
        )

    @property
    def filled(self) -> tuple[str, ...]:
        """The names of the fields that are not empty."""
        given = {FILE: self.file_id, ADDRESS: self.address, TYPED: self.typed}
        return tuple(name for name, value in given.items() if value)


def open_calendar_of_channel(deps: Deps, who: Speaker, channel_id: str) -> OpenForm:
    """Raises NoTeamHere, NotOnTheTeam, CoordinatorsOnly."""
    with deps.store.read() as transaction:
        team, member = team_in(transaction, who, channel_id)
        require_coordinator(transaction, team, member)
    return open_calendar(deps, who, team.id)


def open_calendar(deps: Deps, who: Speaker, team_id: TeamId) -> OpenForm:
    """Raises FormDoesNotMatch, NotOnTheTeam, CoordinatorsOnly."""
    with desk(deps, who, team_id) as at:
        return at.entry()


def read_calendar(deps: Deps, who: Speaker, about: str, values: Values) -> Result:
    """The button: reads a file or a page, which takes seconds, or what was typed, at once."""
    of = About.read(about)
    with desk(deps, who, of.team_id) as at:
        entered = _entered(at, of, values)
        if errors := _errors(entered):
            return errors
        if entered.typed:
            return _typed(at, entered.typed)
        wanted: Wanted = WantedFile(entered.file_id) if entered.file_id else WantedPage(web_address(entered.address))
        what = entered.address or calendars.THE_FILE
        return Fetch(calendars.meanwhile(what), wanted, _then(deps, who, at.team.id, entered.address))


def submit_entry(deps: Deps, who: Speaker, about: str, values: Values) -> Answer:
    """The form itself, which can't wait: what was typed is read, and the rest needs one more press."""
    of = About.read(about)
    with desk(deps, who, of.team_id) as at:
        entered = _entered(at, of, values)
        if errors := _errors(entered):
            return errors
        if entered.typed:
            return _typed(at, entered.typed)
        if entered.file_id:
            return at.ready(calendars.THE_FILE, f"{_FILE}{entered.file_id}")
        return at.ready(entered.address, _PAGE)


def _entered(at: Desk, of: About, values: Values) -> Entered:
    """What stands in the form, put into the draft; a form that only has to be read says what that is."""
    if of.more.startswith(_FILE):
        return Entered(of.more.removeprefix(_FILE), "", "")
    if of.more == _PAGE:
        return Entered("", at.drafted.address, "")
    entered = Entered.read(values)
    at.keep(replace(at.drafted, address=entered.address, typed=entered.typed))
    return entered


def _errors(entered: Entered) -> FormErrors | None:
    if not entered.filled:
        return FormErrors({FILE: calendars.nothing_filled_in()})
    if len(entered.filled) > 1:
        return FormErrors({entered.filled[-1]: calendars.one_way_is_enough()})
    if entered.address:
        try:
            web_address(entered.address)
        except BadAddress as error:
            return FormErrors({ADDRESS: calendar_problems.bad_address(error.why)})
    return None


def _typed(at: Desk, text: str) -> Answer:
    ranges = read_ranges(text, today=at.today)
    ahead = [one for one in ranges.breaks if one.last >= at.today]
    if not ahead:
        return FormErrors({TYPED: _nothing_typed(ranges)})
    findings = Findings(
        title="",
        events=_by_name(ahead),
        puzzles=tuple(Puzzle("", each.line, each.line_number, WhyPuzzling.TYPED, each.why) for each in ranges.problems),
        over=len(ranges.breaks) - len(ahead),
    )
    # What is typed is mostly one more break; a file is mostly a new year.
    at.keep(replace(at.drafted, findings=findings, chosen=None, keeps=True))
    return at.choice()


def _by_name(breaks: Iterable[Break]) -> tuple[Event, ...]:
    """Everything of one name together; what has no name stands alone."""
    groups: dict[str, list[Break]] = {}
    for one in breaks:
        groups.setdefault(one.name.casefold() or f"{one.first} {one.last}", []).append(one)
    events = [
        Event(group[0].name, together(((one.first, one.last) for one in group), group[0].name), likely=True)
        for group in groups.values()
    ]
    return tuple(sorted(events, key=lambda event: event.breaks[0]))


def _nothing_typed(ranges: Ranges) -> str:
    said = [
        calendar_problems.puzzle(Puzzle("", each.line, each.line_number, WhyPuzzling.TYPED, each.why))
        for each in ranges.problems
    ]
    return " ".join(calendars.several(said, _MOST_LINE_PROBLEMS)) or calendars.all_past()


def _then(deps: Deps, who: Speaker, team_id: TeamId, address: str) -> Callable[[Found], Answer]:
    def then(found: Found) -> Answer:
        with desk(deps, who, team_id) as at:
            today, zone = at.today, at.team.rhythm.cadence.zone
        if not isinstance(found, Contents):
            if not isinstance(found, NotFound):
                raise FormDoesNotMatch
            read: Findings | Unreadable | NotFound = found
        else:
            # It may take half a minute, for which no transaction may wait.
            read = read_apart(found.data, today=today, zone=zone, name=found.name)
        with desk(deps, who, team_id) as at:
            return _came_of_it(at, read, found.name if isinstance(found, Contents) else address)

    return then


def _came_of_it(at: Desk, read: Findings | Unreadable | NotFound, name: str) -> Answer:
    match read:
        case NotFound():
            return at.entry((calendar_problems.not_found(read, name),))
        case Unreadable():
            return at.entry((calendar_problems.unreadable(read, name),))
        case Findings(events=()):
            puzzles = map(calendar_problems.puzzle, read.puzzles)
            return at.entry((calendar_problems.nothing_ahead(read, name), *puzzles))
        case Findings():
            at.keep(replace(at.drafted, findings=read, chosen=None, keeps=False))
            return at.choice()
