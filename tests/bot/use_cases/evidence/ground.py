"""What the tests about evidence share: a closed check-in with something unknown in it, and who finds out."""

from datetime import date, timedelta

from bot.routes import ROUTES
from bot.routes.tables import Pressed
from bot.sections.evidence import DATED_ON, LINK, TEXT
from bot.sections.forms import Form, Value
from bot.sections.parts import Button
from bot.use_cases.results import Result
from rubric.check_in import CheckIn
from rubric.next_step import NextStep, StepKind, StepState
from rubric.people import MemberId, NextStepId
from storage import next_steps
from storage.store import new_id
from tests.bot.use_cases.steering.ground import the_member
from tests.cabinet import MONDAY, Cabinet, local, speaker

A_MINUTE = timedelta(minutes=1)
OPENED = local(MONDAY) + A_MINUTE
CLOSED = local(MONDAY + timedelta(days=7)) + A_MINUTE


def opened(cabinet: Cabinet, *, indicators: int = 3) -> CheckIn:
    cabinet.set_up(indicators=indicators)
    cabinet.travel(OPENED)
    return cabinet.open_check_in()


def unknown_to_two(cabinet: Cabinet) -> CheckIn:
    """The first of three is unknown to Dana and Lee, the second to Lee alone; closed."""
    check_in = opened(cabinet)
    for name, letters in (("Ana", "S O B"), ("Dev", "S O B"), ("Dana", "? O B"), ("Lee", "? ? B")):
        cabinet.rate(name, letters)
    cabinet.travel(CLOSED)
    return check_in


def finder(cabinet: Cabinet, check_in: CheckIn, name: str, *, position: int = 0, from_it: bool = True) -> NextStep:
    """Somebody looks into what was asked at `position`."""
    asked, owner = check_in.asked[position], the_member(cabinet, name)
    step = NextStep(
        id=NextStepId(new_id()),
        team_id=check_in.team_id,
        kind=StepKind.FIND_OUT,
        indicator_id=asked.id,
        domain_id=asked.domain_id,
        label=asked.label,
        sentence="Ask the data office",
        owner_id=MemberId(owner.id),
        owner=owner.name,
        due_on=date(2026, 11, 20),
        state=StepState.OPEN,
        made_at=cabinet.clock.now(),
        made_by="Ana",
        check_in_id=check_in.id if from_it else None,
    )
    with cabinet.store.begin() as transaction:
        next_steps.add(transaction, step)
    return step


def entry(text: str = "The office counts them monthly.", *, link: str = "", on: str = "2026-11-09") -> dict[str, Value]:
    return {TEXT: text, LINK: link, DATED_ON: on}


def presses(cabinet: Cabinet, name: str, act: str, value: str, *, about: str = "") -> Result:
    return ROUTES.presses[act](cabinet.deps, speaker(name), Pressed(value, about=about))


def submits(cabinet: Cabinet, name: str, form: Form, values: dict[str, Value]) -> Result:
    return ROUTES.submissions[form.id](cabinet.deps, speaker(name), form.about, values)


def types(cabinet: Cabinet, name: str, command: str, channel: str = "C1") -> Result:
    return ROUTES.commands[command](cabinet.deps, speaker(name), channel, "")


def buttons(form: Form) -> list[str]:
    """What each of them is called."""
    return [part.label for part in form.parts if isinstance(part, Button)]


def button(form: Form, label: str) -> Button:
    return next(part for part in form.parts if isinstance(part, Button) and part.label == label)
