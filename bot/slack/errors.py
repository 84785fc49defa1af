"""Turns whatever stopped a listener into words for the person who acted, so that nobody meets an error triangle."""

import json
import logging
from contextlib import suppress
from dataclasses import replace
from typing import Any

from slack_bolt import BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot import wording
from bot.slack import ids
from bot.slack.blocks.notice import notice_text, notice_view
from bot.slack.form_state import typed_texts
from bot.stopped import fault_of_ours, notice_of
from bot.use_cases.results import Notice

log = logging.getLogger(__name__)

WHISPER_TIMEOUT_SECONDS = 1
# Clicking again mends these; anything else that Slack says to a form is a fault in the form.
TOO_MANY_OR_TOO_LATE = frozenset(
    {"ratelimited", "rate_limited", "expired_trigger_id", "exchanged_trigger_id", "internal_error", "fatal_error"}
)


def answer_error(error: Exception, body: dict[str, Any], client: WebClient) -> BoltResponse:
    """The response to Slack; always 200, because anything else is an error triangle."""
    if isinstance(error, SlackApiError | OSError):
        # The form did not open, so neither would a notice in its place: say it beside the click instead.
        return _whisper(_not_opened(error), body)
    notice = notice_of(error)
    view = body.get("view") or {}
    if not notice.kept:
        # The notice takes the form's place, and the only copy of what was typed is in the form.
        is_rating = view.get("callback_id") == ids.RATING_FORM
        notice = replace(notice, kept=ids.typed_notes(view) if is_rating else typed_texts(view))
    if body.get("type") == "view_submission":
        return _json({"response_action": "update", "view": notice_view(notice)})
    if "command" in body:
        return _json({"response_type": "ephemeral", "text": notice_text(notice)})
    if body.get("type") == "block_actions":
        _show(notice, body, client)
    return BoltResponse(status=200, body="")


def _not_opened(error: SlackApiError | OSError) -> Notice:
    code = str(error.response.get("error")) if isinstance(error, SlackApiError) else type(error).__name__
    log.warning("Slack did not open a form: %s", code)
    if isinstance(error, SlackApiError) and code not in TOO_MANY_OR_TOO_LATE:
        return fault_of_ours(error)
    return wording.form_did_not_open()


def _show(notice: Notice, body: dict[str, Any], client: WebClient) -> None:
    view = body.get("view") or {}
    try:
        if view.get("type") == "modal":
            client.views_update(view_id=view["id"], view=notice_view(notice))
        else:
            client.views_open(trigger_id=body["trigger_id"], view=notice_view(notice))
    except (SlackApiError, OSError) as error:
        log.warning("Slack did not show a notice (%s)", type(error).__name__)


def _whisper(notice: Notice, body: dict[str, Any]) -> BoltResponse:
    """Tell the person beside what they clicked, where Slack gave an address for that; one try, no waiting."""
    if "command" in body:
        return _json({"response_type": "ephemeral", "text": notice_text(notice)})
    if body.get("response_url"):
        whisper = WebhookClient(body["response_url"], timeout=WHISPER_TIMEOUT_SECONDS, retry_handlers=[])
        with suppress(OSError):
            whisper.send(text=notice_text(notice), response_type="ephemeral", replace_original=False)
    return BoltResponse(status=200, body="")


def _json(body: dict[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(body), headers={"content-type": "application/json"})
