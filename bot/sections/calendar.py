"""The three forms of a team's school calendar: where it comes from, what in it is a break, what that changes."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from bot.calendars.findings import Event, Findings, WhyPuzzling
from bot.sections.forms import Attach, ChooseOne, ChooseSeveral, Form, FormPart, Option, Write
from bot.sections.parts import Bullet, Button, Divider, Section, Small, bold, line, paragraph
from bot.use_cases.calendar.drafting import Drafted, chosen_keys, key_of
from bot.use_cases.calendar.effects import Effect, Moved
from bot.wording import calendar_problems, calendars
from bot.wording.calendars import several
from rubric.school_calendar import Break

ENTRY_FORM = "calendar_entry"
READY_FORM = "calendar_ready"
CHOICE_FORM = "calendar_choice"
EFFECT_FORM = "calendar_effect"

FILE, ADDRESS, TYPED = "file", "address", "typed"
CHOSEN, KEEPS = "chosen", "keeps"
KEEP, REPLACE = "keep", "replace"

# A list that goes on for longer is not read to its end, and each view has limits.
MOST_LISTED = 15
MOST_PUZZLES_LISTED = 8
MOST_MOVES_LISTED = 6
# More options than these come in a menu.
MOST_IN_A_LIST = 10


class CalendarAct(StrEnum):
    """What the buttons do; OPEN's value is a team's id."""

    OPEN = "calendar_open"
    READ = "calendar_read"
    GO_ON = "calendar_go_on"
    CLEAR = "calendar_clear"
    BACK_TO_ENTRY = "calendar_back_to_entry"
    BACK_TO_CHOICE = "calendar_back_to_choice"


def entry_form(
    drafted: Drafted, breaks: Sequence[Break], *, today: date, about: str, problems: Sequence[str] = ()
) -> Form:
    """Where the calendar comes from; `problems` say why what was there could not be used."""
    parts: list[FormPart] = [paragraph(bold(problems[0]))] if problems else []
    parts += _bullets(problems[1:], MOST_PUZZLES_LISTED)
    parts += [Divider()] if problems else []
    parts.append(paragraph(calendars.entry_intro()))
    parts += _breaks(breaks, today)
    buttons = [Button(calendars.GO_ON, CalendarAct.GO_ON)] if drafted.findings else []
    buttons += [Button(calendars.CLEAR, CalendarAct.CLEAR)] if breaks else []
    return Form(
        id=ENTRY_FORM,
        title=calendars.TITLE,
        parts=(
            *parts,
            *buttons,
            Attach(FILE, calendars.FILE_LABEL, ("ics", "ical"), hint=calendars.FILE_HINT, optional=True),
            Write(ADDRESS, calendars.PAGE_LABEL, drafted.address, hint=calendars.PAGE_HINT, optional=True),
            Write(
                TYPED,
                calendars.TYPED_LABEL,
                drafted.typed,
                hint=calendars.TYPED_HINT,
                placeholder=calendars.TYPED_PLACEHOLDER,
                optional=True,
                several_lines=True,
            ),
            Button(calendars.READ_IT, CalendarAct.READ),
            Small(calendars.reading_takes_seconds()),
        ),
        submit=calendars.NEXT,
        about=about,
    )


def ready_form(what: str, *, about: str) -> Form:
    """Shown where the form was submitted and something must be fetched, for which only a button may wait."""
    return Form(
        id=READY_FORM,
        title=calendars.TITLE,
        parts=(
            paragraph(calendars.ready_to_read(what)),
            Button(calendars.READ_IT, CalendarAct.READ, primary=True),
            Button(calendars.BACK, CalendarAct.BACK_TO_ENTRY),
        ),
        about=about,
    )


def choice_form(drafted: Drafted, *, has_breaks: bool, today: date, about: str, problem: str = "") -> Form:
    """What was understood, to choose from, and what was not. Raises ValueError when nothing was read."""
    findings = drafted.findings
    if findings is None:
        raise ValueError("nothing was read")
    parts: list[FormPart] = [paragraph(bold(problem)), Divider()] if problem else []
    parts.append(paragraph(calendars.understood(findings)))
    if findings.more_events:
        parts.append(paragraph(calendars.names_not_shown(findings.more_events)))
    options = tuple(_option(event, today) for event in findings.events)
    parts.append(
        ChooseSeveral(
            CHOSEN,
            calendars.CHOOSE_LABEL,
            options,
            chosen_keys(drafted),
            hint=calendars.CHOOSE_HINT,
            optional=True,
            as_list=len(options) <= MOST_IN_A_LIST,
        )
    )
    if has_breaks:
        now = (Option(REPLACE, calendars.REPLACE), Option(KEEP, calendars.KEEP))
        chosen = KEEP if drafted.keeps else REPLACE
        parts.append(ChooseOne(KEEPS, calendars.KEEP_LABEL, now, chosen, as_list=True))
    return Form(
        id=CHOICE_FORM,
        title=calendars.TITLE,
        parts=(*parts, *_not_used(findings), Button(calendars.BACK, CalendarAct.BACK_TO_ENTRY)),
        submit=calendars.NEXT,
        about=about,
    )


def effect_form(effect: Effect, *, clears: bool, about: str) -> Form:
    """What would be, before anything is."""
    back = CalendarAct.BACK_TO_ENTRY if clears else CalendarAct.BACK_TO_CHOICE
    return Form(
        id=EFFECT_FORM,
        title=calendars.TITLE,
        parts=(*_effect(effect), Button(calendars.BACK, back)),
        submit=_submit(clears) if effect.changes else None,
        about=about,
    )


def _submit(clears: bool) -> str:
    return calendars.CLEAR if clears else calendars.USE_CALENDAR


def _effect(effect: Effect) -> list[Section]:
    if not effect.changes:
        return [paragraph(calendars.same_as_now())]
    said = [calendars.break_and_days(one, effect.today) for one in effect.breaks]
    parts: list[Section] = [paragraph(calendars.breaks_after(len(said))), *_bullets(said, MOST_LISTED)]
    for heading, moved in ((calendars.CHECK_INS_MOVE, effect.check_ins), (calendars.DIGESTS_MOVE, effect.digests)):
        if moved:
            parts += [Divider(), paragraph(bold(heading))]
            parts += [_bullet(_move(one, effect)) for one in moved[:MOST_MOVES_LISTED]]
            parts += _more_moves(len(moved) - MOST_MOVES_LISTED)
    parts.append(Divider())
    parts.append(paragraph(calendars.channel_is_told() if effect.moves else calendars.nothing_moves()))
    parts.append(paragraph(calendars.all_rated(effect.rated_before, effect.rated_after, effect.zone)))
    return parts


def _move(one: Moved, effect: Effect) -> str:
    before, after = (calendars.weekday_and_day(each.at, effect.zone, effect.today) for each in (one.before, one.after))
    return calendars.moves(before, after, later=one.after.after_break, earlier=one.before.after_break)


def _more_moves(number: int) -> list[Section]:
    return [paragraph(calendars.more_move(number))] if number > 0 else []


def _option(event: Event, today: date) -> Option:
    return Option(key_of(event), calendars.event_name(event), calendars.event_days(event, today))


def _not_used(findings: Findings) -> list[Section]:
    """What is not on offer, and why."""
    parts: list[Section] = []
    number = len(findings.puzzles) + findings.more_puzzles
    if number:
        typed = all(one.why is WhyPuzzling.TYPED for one in findings.puzzles)
        said = [calendar_problems.puzzle(one) for one in findings.puzzles[:MOST_PUZZLES_LISTED]]
        parts += [Divider(), paragraph(bold(calendars.not_understood(number, typed=typed))), *map(_bullet, said)]
        if number > len(said):
            parts.append(_bullet(calendars.and_more(number - len(said))))
    if out := calendars.left_out(findings):
        parts.append(Small(out))
    return parts


def _breaks(breaks: Sequence[Break], today: date) -> list[Section]:
    if not breaks:
        return [paragraph(calendars.no_breaks_yet())]
    said = [calendars.break_and_days(one, today) for one in breaks]
    return [paragraph(calendars.breaks_now(len(said))), *_bullets(said, MOST_LISTED)]


def _bullets(items: Sequence[str], most: int) -> list[Section]:
    return [_bullet(text) for text in several(items, most)]


def _bullet(text: str) -> Section:
    return Bullet((line(text),))
