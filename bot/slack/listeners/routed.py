"""Every form, button and menu that `bot.routes` knows: decode, call the use case that it names, show the answer."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.routes import ROUTES, Pressed
from bot.slack import routed_ids
from bot.slack.answering import Answering
from bot.slack.form_state import form_about, form_values
from bot.slack.speaker import speaker_from
from bot.use_cases.who import Deps
from rubric.refusals import FormDoesNotMatch

Body = dict[str, Any]


def register(app: App, deps: Deps, answering: Answering) -> None:
    @app.view(routed_ids.ROUTED_FORM)
    def submit(ack: Ack, body: Body, client: WebClient) -> None:
        view = body["view"]
        submission = ROUTES.submissions.get(routed_ids.form_of_callback(view))
        if submission is None:
            raise FormDoesNotMatch
        answering.submission(
            ack, body, client, submission(deps, speaker_from(body), form_about(view), form_values(view))
        )

    @app.action(routed_ids.ROUTED_ACT)
    def press(ack: Ack, body: Body, client: WebClient) -> None:
        act = ROUTES.presses.get(routed_ids.act_of(body))
        if act is None:
            raise FormDoesNotMatch
        answering.press(ack, body, client, act(deps, speaker_from(body), _pressed(body)))


def _pressed(body: Body) -> Pressed:
    value, view = routed_ids.pressed_value(body), body.get("view") or {}
    if not str(view.get("callback_id", "")).startswith("form/"):
        return Pressed(value)
    return Pressed(value, about=form_about(view), values=form_values(view))
