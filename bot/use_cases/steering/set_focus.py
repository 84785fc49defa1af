"""Puts a domain in focus, or none."""

from dataclasses import replace

from bot.sections import preferring as sections
from bot.sections.forms import Values
from bot.use_cases.results import FormErrors, Notice, OpenForm
from bot.use_cases.steer import About, looking, steering
from bot.use_cases.who import Deps, Speaker
from bot.wording import preferring as words
from bot.wording import steering as steering_words
from rubric.audit import What
from rubric.library import load
from rubric.people import TeamId
from rubric.refusals import FormDoesNotMatch


def open_focus(deps: Deps, who: Speaker, team_id: TeamId) -> OpenForm:
    """Raises CoordinatorsOnly, NotOnTheTeam, FormDoesNotMatch."""
    with looking(deps, who, team_id) as ground:
        about = ground.about()
        return OpenForm(sections.focus_form(str(about), load(ground.team.rubric_id), ground.team.preferences))


def set_focus(deps: Deps, who: Speaker, about: str, values: Values) -> Notice | FormErrors:
    """Raises what `steering` raises."""
    form = About.read(about)
    with steering(deps, who, form.team_id, seen=form.seen, watches=frozenset({What.FOCUS})) as ground:
        rubric, preferences = load(ground.team.rubric_id), ground.team.preferences
        chosen = values.get(sections.DOMAIN)
        focus = next((domain.id for domain in rubric.domains if domain.id == chosen), None)
        if focus is None and chosen != sections.NO_DOMAIN:
            raise FormDoesNotMatch
        if focus == preferences.focus:
            return FormErrors({sections.DOMAIN: steering_words.nothing_different()})
        before, after = (words.domain_title(rubric, one) for one in (preferences.focus, focus))
        ground.keep(replace(ground.team, preferences=replace(preferences, focus=focus)))
        ground.log(What.FOCUS, before={"focus": before}, after={"focus": after})
    return words.focused(after)
