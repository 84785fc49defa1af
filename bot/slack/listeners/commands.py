"""The slash command: its longest words that `bot.routes` knows name a use case, and the rest is for that."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.routes import ROUTES
from bot.slack import ids
from bot.slack.answering import Answering
from bot.slack.speaker import speaker_from
from bot.use_cases.results import Result
from bot.use_cases.who import Deps
from bot.wording import unknown_command

Body = dict[str, Any]


def register(app: App, deps: Deps, answering: Answering) -> None:
    @app.command(ids.COMMAND)
    def answer(ack: Ack, body: Body, client: WebClient) -> None:
        answering.command(ack, body, client, _result(deps, body))


def _result(deps: Deps, body: Body) -> Result:
    words = body.get("text", "").split()
    # Nothing at all is a command too; of other words the shortest that can be one is the first.
    for length in range(len(words), min(len(words), 1) - 1, -1):
        command = ROUTES.commands.get(" ".join(words[:length]).lower())
        if command is not None:
            return command(deps, speaker_from(body), body["channel_id"], " ".join(words[length:]))
    return unknown_command(" ".join(words))
