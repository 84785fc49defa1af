"""Pins an indicator so that it comes next, and unpins it; no other indicator loses its turn."""

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
from rubric.model import IndicatorId
from rubric.people import TeamId
from rubric.preferences import Reasoned


def open_pin(deps: Deps, who: Speaker, team_id: TeamId) -> OpenForm:
    """Raises CoordinatorsOnly, NotOnTheTeam, FormDoesNotMatch."""
    with looking(deps, who, team_id) as ground:
        return _form(ground)


def pin_indicator(deps: Deps, who: Speaker, about: str, values: Values) -> Notice | FormErrors:
    """The last pinned comes last of the pinned. Raises what `steering` raises."""
    with steering(deps, who, About.read(about).team_id) as ground:
        rubric, preferences = load(ground.team.rubric_id), ground.team.preferences
        chosen = chosen_indicator(rubric, values)
        if isinstance(chosen, FormErrors):
            return chosen
        if chosen.indicator_id in preferences.pinned_ids:
            return FormErrors({sections.INDICATOR: words.pinned_already()})
        if chosen.indicator_id in preferences.excluded_ids:
            return FormErrors({sections.INDICATOR: words.is_excluded()})
        pinned = (*preferences.pinned, Reasoned(chosen.indicator_id, chosen.reason))
        ground.keep(replace(ground.team, preferences=replace(preferences, pinned=pinned)))
        ground.log(What.PINNED, after=indicator_facts(rubric, chosen.indicator_id), reason=chosen.reason)
    return words.pinned(rubric.label(chosen.indicator_id), rubric.indicator(chosen.indicator_id).text)


def unpin_indicator(deps: Deps, who: Speaker, about: str, indicator: str) -> OpenForm:
    """The form again; one that isn't pinned any more needs nothing. Raises what `steering` raises."""
    indicator_id = IndicatorId(indicator)
    with steering(deps, who, About.read(about).team_id) as ground:
        preferences = ground.team.preferences
        if indicator_id in preferences.pinned_ids:
            ground.keep(replace(ground.team, preferences=preferences.without_pins({indicator_id})))
            ground.log(What.UNPINNED, before=indicator_facts(load(ground.team.rubric_id), indicator_id))
        return _form(ground)


def _form(ground: Looking | Steering) -> OpenForm:
    about = ground.about()
    return OpenForm(sections.pin_form(str(about), load(ground.team.rubric_id), ground.team.preferences))
