"""The slash command: help, status, ask now, digest now; set-up has a file of its own."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import wording
from bot.slack import ids
from bot.slack.blocks.notice import notice_text
from bot.slack.blocks.set_up_form import set_up_view
from bot.slack.speaker import speaker_from
from bot.use_cases.ask_now import ask_now
from bot.use_cases.digest_now import digest_now
from bot.use_cases.results import Notice, SetUpForm
from bot.use_cases.set_up_team import open_set_up
from bot.use_cases.show_status import show_status
from bot.use_cases.who import Deps, Speaker

Body = dict[str, Any]
Answer = Callable[[Deps, Speaker, str], Notice]

ANSWERS: dict[str, Answer] = {
    "status": show_status,
    "ask now": ask_now,
    "digest now": digest_now,
}


def register(app: App, deps: Deps) -> None:
    @app.command(ids.COMMAND)
    def answer(ack: Ack, body: Body, client: WebClient) -> None:
        words = " ".join(body.get("text", "").lower().split())
        if words == "setup":
            opened = open_set_up(deps, speaker_from(body), body["channel_id"])
            if isinstance(opened.form, SetUpForm):
                client.views_open(trigger_id=body["trigger_id"], view=set_up_view(opened.form))
            ack()
            return
        ack(response_type="ephemeral", text=notice_text(_notice(deps, words, body)))


def _notice(deps: Deps, words: str, body: Body) -> Notice:
    if words in ("", "help"):
        return wording.help_text(ids.COMMAND)
    if words not in ANSWERS:
        return wording.unknown_command(words)
    return ANSWERS[words](deps, speaker_from(body), body["channel_id"])
