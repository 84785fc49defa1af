"""The forms that are tried at their longest beside what else is said of them, to be tried on other platforms too."""

from dataclasses import replace

from bot.lookups import ChannelPeople
from bot.sections.forms import Form
from storage.store import Store
from tests.bot import test_sections_people as people
from tests.bot.slack import test_blocks_calendar as calendar
from tests.bot.slack import test_evidence_forms as evidence
from tests.bot.slack import test_history_forms as history
from tests.bot.slack import test_set_up_forms as set_up
from tests.bot.slack import test_steering_forms as steering
from tests.bot.slack import test_step_forms as steps
from tests.cabinet import Cabinet

_MODULES = (calendar, evidence, history, people, steering, steps)
# Where they are, as tests.limits.forms says it too.
TRIED_IN = {f"{module.__name__.removeprefix('tests.').replace('.', '/')}.py" for module in (*_MODULES, set_up)}
ALL: dict[str, Form] = {
    f"{module.__name__.rpartition('test_')[2]}: {name}": form
    for module in _MODULES
    for name, form in module.FORMS.items()
}
NAMES = set_up.LONG


def set_up_steps(store: Store, size: int, name: str) -> list[Form]:
    """Setting up in a channel of so many people, all on the team and for everything, with ids as long as Teams'."""
    cabinet = Cabinet(store)
    cabinet.set_up()
    return set_up.steps(cabinet, _in_teams(set_up.a_crowd(size, NAMES[name])))


def _in_teams(there: ChannelPeople) -> ChannelPeople:
    return replace(there, people=tuple(replace(one, address=f"29:1{one.address:_>100}") for one in there.people))
