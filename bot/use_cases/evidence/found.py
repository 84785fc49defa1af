"""Takes what somebody found out: it becomes evidence, closes their step, and those who didn't know are asked again."""

from bot.sections import evidence as sections
from bot.sections.forms import Values
from bot.use_cases.evidence.add_evidence import keep
from bot.use_cases.evidence.entering import entered
from bot.use_cases.next_steps.on_step import looking_at_step, on_step
from bot.use_cases.next_steps.settle_step import settle
from bot.use_cases.questioned import question
from bot.use_cases.results import FormErrors, Notice, OpenForm
from bot.use_cases.who import Deps, Speaker
from bot.wording import evidence as words
from jobs.ask_again import ask_again
from rubric.evidence import Evidence
from rubric.library import load
from rubric.next_step import NextStep, StepState
from rubric.people import EvidenceId, NextStepId
from rubric.team import Team


def open_found(deps: Deps, who: Speaker, step_id: NextStepId) -> OpenForm:
    """Raises what `looking_at_step` raises."""
    with looking_at_step(deps, who, step_id) as ground:
        return OpenForm(sections.found_form(ground.step, _statement(ground.team, ground.step), today=ground.today))


def save_found(deps: Deps, who: Speaker, about: str, values: Values) -> Notice | FormErrors:
    """Whoever found out is not told who is asked again, nor how many. Raises what `on_step` raises."""
    with on_step(deps, who, NextStepId(about)) as ground:
        transaction, team, step, now = ground.transaction, ground.team, ground.step, ground.now
        given = entered(values, today=ground.today)
        if isinstance(given, FormErrors):
            return given
        errors = question(transaction, team, who.address, about=f"found:{step.id}", fields=given.fields(), now=now)
        if errors is not None:
            return errors
        found = Evidence(
            id=EvidenceId(step.id),
            team_id=team.id,
            indicator_id=step.indicator_id,
            domain_id=step.domain_id,
            label=step.label,
            text=given.text,
            link=given.link,
            dated_on=given.dated_on,
            added_at=now,
            added_by=ground.member.name,
        )
        keep(transaction, found, ground.member)
        settle(transaction, team, step, state=StepState.DONE, actor=ground.member, now=now)
        ask_again(transaction, team, step, now=now)
    return words.found_saved(step.label)


def _statement(team: Team, step: NextStep) -> str:
    indicators = load(team.rubric_id).indicators
    return next((one.text for one in indicators if one.id == step.indicator_id), "")
