"""Somebody sets a team up through the use cases: from the command on, step by step."""

from datetime import timedelta

import pytest

from bot.demo.filling_in import filled_in, shown
from bot.lookups import ChannelPeople
from bot.sections.forms import Form, Value
from bot.sections.set_up import PEOPLE_FORM
from bot.use_cases.results import FormErrors
from bot.use_cases.set_up.steps import choose_people, choose_rhythm, open_set_up
from storage import teams
from storage.store import Store
from tests.cabinet import Cabinet, address, found, speaker

NEW = "C9"
A_MINUTE = timedelta(minutes=1)
CROWD = tuple(f"P{number:02}" for number in range(60))


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    cabinet = Cabinet(any_store)
    cabinet.set_up()
    return cabinet


def begins(cabinet: Cabinet, *names: str, name: str = "Ruth", there: ChannelPeople | None = None) -> Form:
    return shown(open_set_up(cabinet.deps, speaker(name), NEW), there or found(*(names or ("Omar", "Ruth"))))


def goes_on(cabinet: Cabinet, form: Form, **changes: Value) -> Form:
    use = choose_people if form.id == PEOPLE_FORM else choose_rhythm
    return shown(use(cabinet.deps, speaker("Ruth"), NEW, filled_in(form, changes)))


def faults(cabinet: Cabinet, form: Form, **changes: Value) -> dict[str, str]:
    use = choose_people if form.id == PEOPLE_FORM else choose_rhythm
    answer = use(cabinet.deps, speaker("Ruth"), NEW, filled_in(form, changes))
    assert isinstance(answer, FormErrors)
    return dict(answer.errors)


def addresses(*names: str) -> tuple[str, ...]:
    return tuple(map(address, names))


def team_count(cabinet: Cabinet) -> int:
    with cabinet.store.read() as transaction:
        return len(teams.everyone(transaction))
