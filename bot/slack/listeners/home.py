"""The app's home page, made anew for whoever opens it; and clicks that need no answer."""

import re
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack.blocks.home import home_view
from bot.slack.speaker import speaker_from
from bot.use_cases.show_home import show_home
from bot.use_cases.who import Deps

Body = dict[str, Any]


def register(app: App, deps: Deps) -> None:
    @app.event("app_home_opened")
    def open_home(body: Body, event: Body, client: WebClient) -> None:
        if event.get("tab") == "home":
            home = show_home(deps, speaker_from(body))
            client.views_publish(user_id=event["user"], view=home_view(home))

    @app.action(re.compile(".*"))
    def acknowledge(ack: Ack) -> None:
        # Typing in a form and links send clicks too; unanswered they would show a warning triangle.
        ack()
