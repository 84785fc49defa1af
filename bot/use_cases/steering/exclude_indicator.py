"""Excludes an indicator from coming check-ins, and includes it again; at least one is always left to ask."""

from dataclasses import replace

from bot.sections import preferring as sections
from bot.sections.forms import Values
from bot.use_cases.results import FormErrors, Notice, OpenForm
from bot.use_cases.steer import About, Looking, Steering, looking, steering
from bot.use_cases.steering.indicators import chosen_indicator, indicator_facts
from bot.use_cases.who import Deps, Speaker
from bot.wording import preferring as words
from rubric.audit import What
from rubric.library import load
from rubric.model import IndicatorId, Rubric
from rubric.people import TeamId
from rubric.preferences import Preferences, Reasoned


def open_exclude(deps: Deps, who: Speaker, team_id: TeamId) -> OpenForm:
    """Raises CoordinatorsOnly, NotOnTheTeam, FormDoesNotMatch."""
    with looking(deps, who, team_id) as ground:
        return _form(ground)


def exclude_indicator(deps: Deps, who: Speaker, about: str, values: Values) -> Notice | FormErrors:
    """Raises what `steering` raises."""
    with steering(deps, who, About.read(about).team_id) as ground:
        rubric, preferences = load(ground.team.rubric_id), ground.team.preferences
        chosen = chosen_indicator(rubric, values)
        if isinstance(chosen, FormErrors):
            return chosen
        if problem := _problem(rubric, preferences, chosen.indicator_id):
            return FormErrors({sections.INDICATOR: problem})
        excluded = (*preferences.excluded, Reasoned(chosen.indicator_id, chosen.reason))
        ground.keep(replace(ground.team, preferences=replace(preferences, excluded=excluded)))
        ground.log(What.EXCLUDED, after=indicator_facts(rubric, chosen.indicator_id), reason=chosen.reason)
    return words.excluded(rubric.label(chosen.indicator_id), rubric.indicator(chosen.indicator_id).text)


def include_indicator(deps: Deps, who: Speaker, about: str, indicator: str) -> OpenForm:
    """The form again; one that isn't excluded any more needs nothing. Raises what `steering` raises."""
    indicator_id = IndicatorId(indicator)
    with steering(deps, who, About.read(about).team_id) as ground:
        preferences = ground.team.preferences
        if indicator_id in preferences.excluded_ids:
            left = tuple(one for one in preferences.excluded if one.indicator_id != indicator_id)
            ground.keep(replace(ground.team, preferences=replace(preferences, excluded=left)))
            ground.log(What.INCLUDED, before=indicator_facts(load(ground.team.rubric_id), indicator_id))
        return _form(ground)


def _problem(rubric: Rubric, preferences: Preferences, indicator_id: IndicatorId) -> str | None:
    if indicator_id in preferences.excluded_ids:
        return words.excluded_already()
    if indicator_id in preferences.pinned_ids:
        return words.is_pinned()
    still_asked = {indicator.id for indicator in rubric.indicators} - preferences.excluded_ids - {indicator_id}
    return None if still_asked else words.last_one()


def _form(ground: Looking | Steering) -> OpenForm:
    about = ground.about()
    return OpenForm(sections.exclude_form(str(about), load(ground.team.rubric_id), ground.team.preferences))
