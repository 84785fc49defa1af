"""The set-up form's submission."""

from typing import Any

from slack_bolt import Ack, App

from bot.slack import ids
from bot.slack.blocks.notice import notice_view
from bot.slack.blocks.set_up_form import set_up_errors
from bot.slack.speaker import speaker_from
from bot.use_cases.results import FormErrors
from bot.use_cases.set_up_team import set_up_team
from bot.use_cases.who import Deps

Body = dict[str, Any]


def register(app: App, deps: Deps) -> None:
    @app.view(ids.SET_UP_FORM)
    def set_up(ack: Ack, body: Body) -> None:
        result = set_up_team(deps, speaker_from(body), ids.set_up_values(body["view"]))
        if isinstance(result, FormErrors):
            ack(response_action="errors", errors=set_up_errors(result.errors))
        else:
            ack(response_action="update", view=notice_view(result))
