"""Next steps: made, moved, done and dropped."""

from collections.abc import Callable
from functools import partial

from bot.routes.tables import Press, Pressed, Routes, alone
from bot.sections.next_steps import StepAct
from bot.sections.step_forms import DOMAIN_FORM, DROP_FORM, MOVE_FORM, STEP_FORM, listed_at
from bot.use_cases.home.paging import Place
from bot.use_cases.next_steps.close_step import close_step, drop_step, open_drop
from bot.use_cases.next_steps.make_step import add_step, choose_domain, open_add
from bot.use_cases.next_steps.move_step import move_step, open_move
from bot.use_cases.next_steps.show_steps import page_steps, show_own_steps, show_steps
from bot.use_cases.next_steps.target import StepTarget
from bot.use_cases.results import Result
from bot.use_cases.who import Deps, Speaker
from rubric.next_step import StepKind
from rubric.people import NextStepId, TeamId


def _add(deps: Deps, who: Speaker, pressed: Pressed, *, kind: StepKind) -> Result:
    return open_add(deps, who, StepTarget.read(pressed.value), kind=kind)


def _done(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    return close_step(deps, who, NextStepId(pressed.value), listed_at=listed_at(pressed.about))


def _about_step(use_case: Callable[[Deps, Speaker, NextStepId], Result]) -> Press:
    def press(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
        return use_case(deps, who, NextStepId(pressed.value))

    return press


def _mine(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    return show_own_steps(deps, who, TeamId(pressed.value))


def _list(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    return page_steps(deps, who, Place.read(pressed.value))


NEXT_STEPS = Routes(
    commands={"steps": alone(show_steps)},
    presses={
        StepAct.ADD: partial(_add, kind=StepKind.STEP),
        StepAct.NAME_FINDER: partial(_add, kind=StepKind.FIND_OUT),
        StepAct.DONE: _done,
        StepAct.MOVE: _about_step(open_move),
        StepAct.DROP: _about_step(open_drop),
        StepAct.MINE: _mine,
        StepAct.LIST: _list,
    },
    submissions={STEP_FORM: add_step, DOMAIN_FORM: choose_domain, MOVE_FORM: move_step, DROP_FORM: drop_step},
)
