"""Which of the events mean that there is no check-in, and what that would change, before anything does."""

from dataclasses import replace

from bot.sections.calendar import ADDRESS, CHOSEN, KEEP, KEEPS, TYPED
from bot.sections.forms import Values
from bot.use_cases.calendar.desk import Desk, desk
from bot.use_cases.calendar.drafting import proposed
from bot.use_cases.calendar.entering import Entered
from bot.use_cases.results import Answer, FormErrors, OpenForm
from bot.use_cases.steer import About
from bot.use_cases.who import Deps, Speaker
from bot.wording import calendars
from rubric.timetable import NoSchoolDay

# A year of one break a week and every holiday; more is not a calendar of breaks.
MOST_BREAKS = 400


def choose_breaks(deps: Deps, who: Speaker, about: str, values: Values) -> Answer:
    """Raises FormDoesNotMatch, NotOnTheTeam, CoordinatorsOnly."""
    with desk(deps, who, About.read(about).team_id) as at:
        if at.drafted.findings is None:
            return at.entry()
        _keep(at, values)
        if not at.drafted.chosen:
            return FormErrors({CHOSEN: calendars.nothing_chosen()})
        breaks = proposed(at.drafted, at.team)
        if len(breaks) > MOST_BREAKS:
            return FormErrors({CHOSEN: calendars.too_many_breaks(len(breaks), MOST_BREAKS)})
        try:
            return at.effect(breaks)
        except NoSchoolDay as error:
            return FormErrors({CHOSEN: calendars.no_free_day(error.day, at.today)})


def clear_calendar(deps: Deps, who: Speaker, about: str, values: Values) -> Answer:
    """Shows what having no breaks would change."""
    with desk(deps, who, About.read(about).team_id) as at:
        _keep(at, values)
        return at.effect((), clears=True)


def back_to_entry(deps: Deps, who: Speaker, about: str, values: Values) -> OpenForm:
    with desk(deps, who, About.read(about).team_id) as at:
        _keep(at, values)
        return at.entry()


def go_on_choosing(deps: Deps, who: Speaker, about: str, values: Values) -> OpenForm:
    """Forth with what was read before, or back from the effect."""
    with desk(deps, who, About.read(about).team_id) as at:
        _keep(at, values)
        return at.choice()


def _keep(at: Desk, values: Values) -> None:
    """Put what stands in whichever form it was into the draft."""
    drafted = at.drafted
    if ADDRESS in values or TYPED in values:
        entered = Entered.read(values)
        drafted = replace(drafted, address=entered.address, typed=entered.typed)
    if CHOSEN in values:
        chosen = values[CHOSEN]
        drafted = replace(drafted, chosen=chosen if isinstance(chosen, tuple) else ())
    if KEEPS in values:
        drafted = replace(drafted, keeps=values[KEEPS] == KEEP)
    if drafted != at.drafted:
        at.keep(drafted)
