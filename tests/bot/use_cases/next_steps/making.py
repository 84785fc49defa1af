"""What the tests of next steps share: making one as a coordinator does, and what is kept and queued then."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.sections.forms import Form, Value
from bot.sections.step_forms import DUE, INDICATOR, OWNER, SENTENCE
from bot.use_cases.next_steps.make_step import add_step, open_add
from bot.use_cases.next_steps.target import StepTarget
from bot.use_cases.results import Result
from jobs.announcements import StepReminder
from rubric.library import load, shipped
from rubric.next_step import NextStep, StepKind, WhyTold
from storage import next_steps
from tests.bot.use_cases.steering.ground import the_form, the_member
from tests.cabinet import Cabinet, address, speaker

RUBRIC = load(shipped()[0])
ONE, TWO, *_ = RUBRIC.indicators
# The cabinet starts on Friday, Oct 30.
FRIDAY = date(2026, 11, 20)
SAID = "Publish the outreach protocol"


def add_form(
    cabinet: Cabinet, *, by: str = "Ana", target: StepTarget | None = None, kind: StepKind = StepKind.STEP
) -> Form:
    target = target or StepTarget(cabinet.team().id)
    return the_form(open_add(cabinet.deps, speaker(by), target, kind=kind))


def typed(cabinet: Cabinet, *, owner: str = "Lee", **changed: Value) -> dict[str, Value]:
    """What a coordinator fills in."""
    due: Value = FRIDAY.isoformat()
    sent = {INDICATOR: ONE.id, SENTENCE: SAID, OWNER: the_member(cabinet, owner).id, DUE: due}
    return {**sent, **changed}


def add(cabinet: Cabinet, *, by: str = "Ana", form: Form | None = None, **filled: Any) -> Result:
    form = form or add_form(cabinet, by=by)
    return add_step(cabinet.deps, speaker(by), form.about, typed(cabinet, **filled))


def made(cabinet: Cabinet, **filled: Any) -> NextStep:
    """One that has just been made."""
    before = {step.id for step in steps(cabinet)}
    add(cabinet, **filled)
    [step] = [step for step in steps(cabinet) if step.id not in before]
    return step


def steps(cabinet: Cabinet) -> Sequence[NextStep]:
    with cabinet.store.read() as transaction:
        return next_steps.of_team(transaction, cabinet.team().id)


def the_step(cabinet: Cabinet) -> NextStep:
    [step] = steps(cabinet)
    return step


def told(cabinet: Cabinet) -> Sequence[tuple[str, WhyTold]]:
    sent = cabinet.messenger.ever_posted
    return [(one.address, one.announcement.why) for one in sent if isinstance(one.announcement, StepReminder)]


def news(name: str, why: WhyTold = WhyTold.NEW) -> tuple[str, WhyTold]:
    return address(name), why
