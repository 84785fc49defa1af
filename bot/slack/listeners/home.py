"""The app's home page, made anew for whoever opens it; and clicks that need no answer."""

import re
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack.answering import Answering

Body = dict[str, Any]


def register(app: App, answering: Answering) -> None:
    @app.event("app_home_opened")
    def open_home(body: Body, event: Body, client: WebClient) -> None:
        if event.get("tab") == "home":
            answering.home(body, client)

    @app.action(re.compile(".*"))
    def acknowledge(ack: Ack) -> None:
        # Typing in a form and links send clicks too; unanswered they would show a warning triangle.
        ack()
