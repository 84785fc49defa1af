"""Closes a step as done, or drops it; who does it first is who did it."""

from bot.sections.forms import Values
from bot.sections.step_forms import drop_form
from bot.use_cases.evidence.found import open_found
from bot.use_cases.home.paging import Place
from bot.use_cases.next_steps.on_step import looking_at_step, on_step
from bot.use_cases.next_steps.settle_step import settle
from bot.use_cases.next_steps.show_steps import steps_page
from bot.use_cases.results import Notice, OpenForm, Result
from bot.use_cases.steering.reasons import reason_in
from bot.use_cases.who import Deps, Speaker
from bot.wording import next_steps as words
from rubric.next_step import StepKind, StepState
from rubric.people import NextStepId


def close_step(deps: Deps, who: Speaker, step_id: NextStepId, *, listed_at: Place | None = None) -> Result:
    """Done at once; whoever was to find out is asked what they found. With `listed_at` the answer is that page of the
    list again.

    Raises what `on_step` raises.
    """
    with looking_at_step(deps, who, step_id) as ground:
        kind = ground.step.kind
    if kind is StepKind.FIND_OUT:
        return open_found(deps, who, step_id)
    with on_step(deps, who, step_id) as ground:
        settled = settle(
            ground.transaction, ground.team, ground.step, state=StepState.DONE, actor=ground.member, now=ground.now
        )
        if listed_at is not None:
            said = words.closed(settled)
            return steps_page(ground.transaction, ground.team, ground.member, listed_at, now=ground.now, said=said)
    return words.closed_notice(settled)


def open_drop(deps: Deps, who: Speaker, step_id: NextStepId) -> OpenForm:
    """Raises what `on_step` raises."""
    with looking_at_step(deps, who, step_id) as ground:
        return OpenForm(drop_form(ground.step.id, ground.step))


def drop_step(deps: Deps, who: Speaker, about: str, values: Values) -> Notice:
    """Raises what `on_step` raises."""
    with on_step(deps, who, NextStepId(about)) as ground:
        settled = settle(
            ground.transaction,
            ground.team,
            ground.step,
            state=StepState.DROPPED,
            actor=ground.member,
            now=ground.now,
            reason=reason_in(values),
        )
    return words.dropped(settled)
