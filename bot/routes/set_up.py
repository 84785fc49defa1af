"""Setting a team up: the command that opens the form, its three steps, and the way back."""

from bot import wording
from bot.routes.tables import Pressed, Routes
from bot.sections.forms import Values
from bot.sections.set_up import PEOPLE_FORM, RHYTHM_FORM, SetUpAct
from bot.sections.set_up_preview import PREVIEW_FORM
from bot.use_cases.results import Result
from bot.use_cases.set_up.save import set_up_team
from bot.use_cases.set_up.steps import choose_people, choose_rhythm, go_back, open_set_up
from bot.use_cases.who import Deps, Speaker


def _command(deps: Deps, who: Speaker, channel_id: str, rest: str) -> Result:
    return wording.unknown_command(f"setup {rest}") if rest else open_set_up(deps, who, channel_id)


def _back(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    return go_back(deps, who, pressed.about, pressed.values, to=pressed.value)


def _save(deps: Deps, who: Speaker, about: str, values: Values) -> Result:
    # The preview has no fields.
    del values
    return set_up_team(deps, who, about)


SET_UP = Routes(
    commands={"setup": _command},
    presses={SetUpAct.BACK: _back},
    submissions={PEOPLE_FORM: choose_people, RHYTHM_FORM: choose_rhythm, PREVIEW_FORM: _save},
)
