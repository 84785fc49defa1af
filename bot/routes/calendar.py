"""A team's school calendar: the command, and the buttons and forms that lead through it."""

from collections.abc import Callable

from bot import wording
from bot.routes.tables import Press, Pressed, Routes
from bot.sections.calendar import CHOICE_FORM, EFFECT_FORM, ENTRY_FORM, CalendarAct
from bot.sections.forms import Values
from bot.use_cases.calendar.choosing import back_to_entry, choose_breaks, clear_calendar, go_on_choosing
from bot.use_cases.calendar.entering import open_calendar, open_calendar_of_channel, read_calendar, submit_entry
from bot.use_cases.calendar.saving import use_calendar
from bot.use_cases.results import Result
from bot.use_cases.who import Deps, Speaker
from rubric.people import TeamId


def _command(deps: Deps, who: Speaker, channel_id: str, rest: str) -> Result:
    return wording.unknown_command(f"calendar {rest}") if rest else open_calendar_of_channel(deps, who, channel_id)


def _open(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    return open_calendar(deps, who, TeamId(pressed.value))


def _in_form(use_case: Callable[[Deps, Speaker, str, Values], Result]) -> Press:
    """A button that is about what stands in its form."""

    def press(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
        return use_case(deps, who, pressed.about, pressed.values)

    return press


CALENDAR = Routes(
    commands={"calendar": _command},
    presses={
        CalendarAct.OPEN: _open,
        CalendarAct.READ: _in_form(read_calendar),
        CalendarAct.GO_ON: _in_form(go_on_choosing),
        CalendarAct.CLEAR: _in_form(clear_calendar),
        CalendarAct.BACK_TO_ENTRY: _in_form(back_to_entry),
        CalendarAct.BACK_TO_CHOICE: _in_form(go_on_choosing),
    },
    submissions={ENTRY_FORM: submit_entry, CHOICE_FORM: choose_breaks, EFFECT_FORM: use_calendar},
)
