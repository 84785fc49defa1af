"""The slash command: what is typed after it is for `bot.routes` to understand."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.routes import do_command
from bot.slack import ids
from bot.slack.answering import Answering
from bot.slack.speaker import speaker_from
from bot.use_cases.who import Deps

Body = dict[str, Any]


def register(app: App, deps: Deps, answering: Answering) -> None:
    @app.command(ids.COMMAND)
    def answer(ack: Ack, body: Body, client: WebClient) -> None:
        result = do_command(deps, speaker_from(body), body["channel_id"], body.get("text", ""))
        answering.command(ack, body, client, result)
