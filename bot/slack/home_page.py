"""Publishes a person's home page; a workspace that takes no charts yet gets it without them."""

import logging

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.blocks.home import home_view
from bot.slack.blocks.message import without_charts
from bot.slack.outcomes import code_of
from bot.use_cases.home.facts import Home

log = logging.getLogger(__name__)

# What Slack says of a block that it doesn't know.
REFUSED = frozenset({"invalid_blocks", "invalid_arguments"})


def publish_home(client: WebClient, user_id: str, home: Home) -> None:
    """Raises SlackApiError, and OSError."""
    view = home_view(home)
    plainer = {**view, "blocks": without_charts(view["blocks"])}
    try:
        client.views_publish(user_id=user_id, view=view)
    except SlackApiError as error:
        if code_of(error) not in REFUSED or plainer == view:
            raise
        log.warning("Slack refused a chart (%s); a home page goes without it", code_of(error))
        client.views_publish(user_id=user_id, view=plainer)
