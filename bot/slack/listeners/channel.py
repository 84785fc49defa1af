"""Homeroom is let into a channel; everybody else's coming and going needs no answer."""

import re
from typing import Any

from slack_bolt import App, BoltContext

from bot.slack.speaker import speaker_from
from bot.use_cases.take_up_channel import take_up_channel
from bot.use_cases.who import Deps

Body = dict[str, Any]


def register(app: App, deps: Deps) -> None:
    @app.event("member_joined_channel", matchers=[_is_homeroom])
    def take_up(body: Body, event: Body) -> None:
        take_up_channel(deps, speaker_from(body), event["channel"])

    @app.event(re.compile(".*"))
    def pass_over(event: Body) -> None:
        # Slack stops sending to apps that leave events unanswered.
        del event


def _is_homeroom(event: Body, context: BoltContext) -> bool:
    return event.get("user") == context.bot_user_id
