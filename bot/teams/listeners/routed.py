"""Every form, button and menu that `bot.routes` knows: decode, call the use case that it names, show the answer."""

from bot.routes import ROUTES, Pressed
from bot.teams.answering import Answering, Filled, Json
from bot.teams.arrived import Arrived
from bot.teams.form_state import form_values, not_taken, pressed_value
from bot.teams.ids import Carried, Own
from bot.teams.kept_forms import kept_form
from bot.teams.listening import Listeners
from bot.use_cases.results import FormErrors
from bot.use_cases.who import Deps
from rubric.refusals import FormDoesNotMatch


def register(listeners: Listeners, deps: Deps, answering: Answering) -> None:
    @listeners.press(Own.SUBMIT)
    def submit(arrived: Arrived, carried: Carried) -> Json | None:
        filled = _filled(deps, arrived, carried)
        form = filled.kept.form
        submission = ROUTES.submissions.get(form.id)
        if submission is None:
            raise FormDoesNotMatch
        errors = not_taken(form, filled.values)
        result = FormErrors(errors) if errors else submission(deps, arrived.who, form.about, filled.values)
        return answering.submission(arrived, result, out_of=filled)

    @listeners.press(*ROUTES.presses)
    def press(arrived: Arrived, carried: Carried) -> Json | None:
        act = ROUTES.presses[carried.act]
        if not carried.form:
            value = carried.value or carried.menus.get(carried.act, "")
            return answering.press(arrived, act(deps, arrived.who, Pressed(value)))
        filled = _filled(deps, arrived, carried)
        form = filled.kept.form
        pressed = Pressed(pressed_value(form, carried), about=form.about, values=filled.values)
        return answering.press(arrived, act(deps, arrived.who, pressed), out_of=filled)

    @listeners.press(Own.BACK)
    def go_back(arrived: Arrived, carried: Carried) -> Json | None:
        return answering.form_again(arrived, kept_form(deps, arrived.who, carried.form))


def _filled(deps: Deps, arrived: Arrived, carried: Carried) -> Filled:
    kept = kept_form(deps, arrived.who, carried.form)
    return Filled(kept, form_values(kept.form, carried))
