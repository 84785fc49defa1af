"""Builds the Bolt application: the listeners, one error handler, and how a raw HTTP request reaches them."""

import logging
from collections.abc import Mapping

from slack_bolt import App
from slack_sdk import WebClient

from bot.lookups import Lookups
from bot.slack.answering import Answering
from bot.slack.authority import Authority
from bot.slack.errors import answer_error
from bot.slack.listeners import channel, commands, doubts, home, rating, routed
from bot.slack.payload import http_request
from bot.soon import Later
from bot.use_cases.who import Deps
from bot.web.application import Answer

# A click has three seconds in all; what Slack hasn't answered by then is no use to it.
CLICK_TIMEOUT_SECONDS = 2


def clicks_client(api_url: str, *, token: str | None = None) -> WebClient:
    """For what a click may ask of Slack: briefly, and once."""
    return WebClient(token=token, base_url=api_url, timeout=CLICK_TIMEOUT_SECONDS, retry_handlers=[])


def build_app(
    deps: Deps,
    *,
    authority: Authority,
    lookups: Lookups,
    later: Later,
    api_url: str,
    signing_secret: str = "",
) -> App:
    """The Bolt app. It commits before it acknowledges, and calls nothing of Slack's but to open or change a form.

    What has to be looked up is done `later`.
    """
    logger = quiet_logger()
    # Bolt finds the token in the environment too, and would warn that it doesn't need it.
    logger.setLevel(logging.ERROR)
    app = App(
        name="homeroom",
        client=clicks_client(api_url),
        authorize=authority,
        signing_secret=signing_secret,
        process_before_response=True,
        logger=logger,
    )
    logger.setLevel(logging.WARNING)
    app.error(answer_error)
    answering = Answering(deps, lookups, later)
    rating.register(app, deps, answering)
    commands.register(app, deps, answering)
    routed.register(app, deps, answering)
    doubts.register(app, deps)
    home.register(app, answering)
    channel.register(app, deps, answering)
    return app


def receive(app: App, body: str, headers: Mapping[str, str]) -> Answer:
    """One raw HTTP request of Slack's: verified, handled and answered."""
    response = app.dispatch(http_request(body, headers))
    return Answer(response.status, response.body or "", response.first_headers_without_set_cookie())


def quiet_logger() -> logging.Logger:
    """At DEBUG both of Slack's libraries print whole bodies; ratings are in those."""
    for name in ("slack_sdk", "slack_bolt", "homeroom.bolt"):
        logging.getLogger(name).setLevel(logging.WARNING)
    return logging.getLogger("homeroom.bolt")
