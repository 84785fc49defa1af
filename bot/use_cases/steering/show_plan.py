"""Shows anybody on a team what its coming check-ins ask, and when everything has been asked: as it is, as it would be.

Trying other numbers saves nothing; a coordinator can take them on to the preview of the settings.
"""

import re
from dataclasses import replace

from bot.sections import planning as sections
from bot.sections.planning import PlanFacts
from bot.use_cases.results import FormErrors, OpenForm
from bot.use_cases.steer import About, Looking, looking
from bot.use_cases.steering.change_settings import preview
from bot.use_cases.steering.indicators import asked_of
from bot.use_cases.who import Deps, Speaker
from bot.wording import settings as words
from jobs.plan_ahead import plan_ahead
from rubric.cadence import BadCadence
from rubric.library import load
from rubric.people import TeamId
from rubric.refusals import BadSetting, FormDoesNotMatch
from rubric.settings import DAYS_IN_A_WEEK, Settings, with_settings
from rubric.team import TeamState
from rubric.timetable import NoSchoolDay

# What is tried: indicators, a dot, weeks.
_TRIED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})", re.ASCII)


def show_plan(deps: Deps, who: Speaker, team_id: TeamId) -> OpenForm:
    """Raises NotOnTheTeam, FormDoesNotMatch."""
    with looking(deps, who, team_id, coordinates=False) as ground:
        return _form(ground, ground.about(), Settings.of(ground.team.rhythm))


def try_plan(
    deps: Deps, who: Speaker, about: str, *, indicators: str | None = None, weeks: str | None = None
) -> OpenForm | FormErrors:
    """The plan with one of the two numbers changed; FormErrors when it can't be so. Raises as `show_plan` does."""
    form = About.read(about)
    with looking(deps, who, form.team_id, coordinates=False) as ground:
        tried = _tried(form, Settings.of(ground.team.rhythm))
        if indicators is not None:
            tried = replace(tried, indicators_per_check_in=_number(indicators))
        if weeks is not None:
            tried = _every(tried, _number(weeks))
        try:
            return _form(ground, form, tried)
        except (BadCadence, BadSetting) as error:
            return FormErrors({"plan": str(error) if isinstance(error, BadCadence) else error.problem})
        except NoSchoolDay:
            return FormErrors({"plan": words.no_school_day()})


def use_plan(deps: Deps, who: Speaker, about: str) -> OpenForm | FormErrors:
    """The preview of the settings with the numbers that were tried. Raises CoordinatorsOnly too."""
    form = About.read(about)
    with looking(deps, who, form.team_id) as ground:
        tried = _tried(form, Settings.of(ground.team.rhythm))
    return preview(deps, who, replace(form, more=""), tried)


def _form(ground: Looking, about: About, tried: Settings) -> OpenForm:
    now = Settings.of(ground.team.rhythm)
    team = ground.team
    if tried != now:
        team = replace(team, rhythm=with_settings(team.rhythm, tried, now=ground.now))
    facts = PlanFacts(
        rubric=load(team.rubric_id),
        now=now,
        settings=tried,
        plan=plan_ahead(ground.transaction, team, now=ground.now),
        total=asked_of(team),
        paused=team.state is TeamState.PAUSED,
        may_use=ground.member.coordinates,
    )
    more = f"{tried.indicators_per_check_in}.{tried.every_weeks}"
    return OpenForm(sections.plan_form(str(replace(about, more=more)), facts))


def _tried(form: About, now: Settings) -> Settings:
    found = _TRIED.fullmatch(form.more)
    if found is None:
        raise FormDoesNotMatch
    return _every(replace(now, indicators_per_check_in=int(found[1])), int(found[2]))


def _every(settings: Settings, weeks: int) -> Settings:
    """Where check-ins come closer than they are open, they are open for less."""
    days_open = min(settings.days_open, DAYS_IN_A_WEEK * weeks)
    reminder_days = tuple(day for day in settings.reminder_days if day < days_open)
    return replace(settings, every_weeks=weeks, days_open=days_open, reminder_days=reminder_days)


def _number(value: str) -> int:
    if not value.isascii() or not value.isdecimal() or len(value) > 2:
        raise FormDoesNotMatch
    return int(value)
