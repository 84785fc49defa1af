"""The two answers to whether something landed in a channel."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack import ids
from bot.slack.blocks.notice import notice_view
from bot.slack.speaker import speaker_from
from bot.use_cases.settle_delivery import settle_delivery
from bot.use_cases.who import Deps

Body = dict[str, Any]


def register(app: App, deps: Deps) -> None:
    def settle(body: Body, client: WebClient, *, landed: bool) -> None:
        notice = settle_delivery(deps, speaker_from(body), ids.delivery_of_button(body), landed=landed)
        client.views_open(trigger_id=body["trigger_id"], view=notice_view(notice))

    @app.action(ids.IT_LANDED)
    def it_landed(ack: Ack, body: Body, client: WebClient) -> None:
        settle(body, client, landed=True)
        ack()

    @app.action(ids.POST_AGAIN)
    def post_again(ack: Ack, body: Body, client: WebClient) -> None:
        settle(body, client, landed=False)
        ack()
