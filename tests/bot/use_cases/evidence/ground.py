"""What the tests about evidence share: a closed check-in with something unknown in it, and who finds out."""

from datetime import timedelta

from bot.routes import ROUTES
from bot.routes.tables import Pressed
from bot.sections.evidence import DATED_ON, LINK, TEXT
from bot.sections.forms import Form, Value
from bot.sections.parts import Button
from bot.use_cases.results import Result
from rubric.check_in import CheckIn
from rubric.next_step import NextStep, StepKind
from storage import next_steps
from storage.store import new_id
from tests.bot.use_cases.steering.ground import the_member
from tests.cabinet import MONDAY, Cabinet, local, speaker
from tests.steps import a_step

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
    step = a_step(
        new_id(),
        about=asked,
        team_id=check_in.team_id,
        kind=StepKind.FIND_OUT,
        sentence="Ask the data office",
        owner=owner.name,
        owner_id=owner.id,
        made_at=cabinet.clock.now(),
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
