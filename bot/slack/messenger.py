"""Carries deliveries to Slack: one attempt a call, no waiting, and every answer of Slack's turned into an outcome."""

import http.client
import logging
import socket
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.slack.blocks.message import message, without_charts
from jobs.ports import (
    Announcement,
    CannotTell,
    Destination,
    Finding,
    HoldOff,
    MessageReference,
    NotThere,
    Outcome,
    Person,
    Posted,
    Rejected,
    TryLater,
    Uncertain,
)

log = logging.getLogger(__name__)

# A background call may take its time, but must end well before its lane's lease does.
TIMEOUT_SECONDS = 10
DEFAULT_RETRY_AFTER_SECONDS = 30.0
# Slack's own clock may differ a little from ours when a message is looked for.
CLOCK_LEEWAY_SECONDS = 5
EVENT_TYPE = "homeroom_delivery"

RATE_LIMITED = frozenset({"ratelimited", "rate_limited"})
# Slack was too busy to begin.
TOO_BUSY = frozenset({"service_unavailable", "request_timeout", "team_added_to_org"})
# Slack fell over on the way, perhaps after the message had landed.
FELL_OVER = frozenset({"internal_error", "fatal_error"})

Call = Callable[[], SlackResponse]


def posting_client(token: str, api_url: str) -> WebClient:
    """A client that never repeats a call by itself: Slack's default would post twice after a dropped connection."""
    return WebClient(token=token, base_url=api_url, timeout=TIMEOUT_SECONDS, retry_handlers=[])


class SlackMessenger:
    """The Messenger of one Slack workspace."""

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def post(self, announcement: Announcement, *, to: Destination, key: str) -> Outcome:
        text, blocks = message(announcement)
        details: dict[str, Any] = {
            "channel": to.address,
            "text": text,
            "metadata": {"event_type": EVENT_TYPE, "event_payload": {"delivery_key": key}},
            "unfurl_links": False,
            "unfurl_media": False,
        }
        if to.thread is not None:
            details |= {"thread_ts": to.thread, "reply_broadcast": to.broadcast}
        return _with_plainer_blocks(
            blocks, lambda shown: _outcome(lambda: self._client.chat_postMessage(blocks=shown, **details))
        )

    def replace(self, reference: MessageReference, announcement: Announcement) -> Outcome:
        text, blocks = message(announcement)
        return _with_plainer_blocks(
            blocks,
            lambda shown: _outcome(
                lambda: self._client.chat_update(
                    channel=reference.address, ts=reference.message_id, text=text, blocks=shown
                )
            ),
        )

    def find(self, key: str, *, to: Destination, since: datetime) -> Finding:
        oldest = str(since.timestamp() - CLOCK_LEEWAY_SECONDS)
        try:
            channel = self._channel_of(to.address)
            if to.thread is None:
                found = self._client.conversations_history(
                    channel=channel, oldest=oldest, limit=15, include_all_metadata=True
                )
            else:
                found = self._client.conversations_replies(
                    channel=channel, ts=to.thread, oldest=oldest, limit=15, include_all_metadata=True
                )
        except SlackApiError as error:
            code = _code(error)
            return Uncertain(code) if code in RATE_LIMITED | TOO_BUSY | FELL_OVER else CannotTell(code)
        except (OSError, http.client.HTTPException) as error:
            return Uncertain(type(error).__name__)
        for one in found["messages"]:
            if one.get("metadata", {}).get("event_payload", {}).get("delivery_key") == key:
                return MessageReference(channel, one["ts"])
        return NotThere()

    def people_in(self, address: str) -> Sequence[Person] | HoldOff | TryLater | Rejected:
        people: list[Person] = []
        try:
            for page in self._client.conversations_members(channel=address, limit=200):
                for user_id in page["members"]:
                    user = self._client.users_info(user=user_id)["user"]
                    if _can_be_on_a_team(user):
                        people.append(_person(user))
        except SlackApiError as error:
            return _refusal(error)
        except (OSError, http.client.HTTPException) as error:
            return TryLater(type(error).__name__)
        return people

    def _channel_of(self, address: str) -> str:
        """History is asked of a conversation; a person's address is first turned into the conversation with them."""
        if address[:1] not in "UW":
            return address
        return str(self._client.conversations_open(users=address)["channel"]["id"])


def _with_plainer_blocks(blocks: list[dict[str, Any]], attempt: Callable[[list[dict[str, Any]]], Outcome]) -> Outcome:
    """Charts are not in every workspace yet: where one is refused, its numbers are in the words beside it."""
    outcome = attempt(blocks)
    plainer = without_charts(blocks)
    if isinstance(outcome, Rejected) and outcome.reason.startswith("invalid_blocks") and plainer != blocks:
        log.warning("Slack refused a chart (%s); the message goes without it", outcome.reason)
        return attempt(plainer)
    return outcome


def _outcome(call: Call) -> Outcome:
    try:
        answer = call()
    except SlackApiError as error:
        return _answer(error)
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", error)
        # Never connected, so never sent; any other break may have come after the message landed.
        never_left = isinstance(reason, ConnectionRefusedError | socket.gaierror)
        return (TryLater if never_left else Uncertain)(type(reason).__name__)
    return Posted(MessageReference(str(answer["channel"]), str(answer["ts"])))


def _refusal(error: SlackApiError) -> HoldOff | TryLater | Rejected:
    """Why a question was not answered; asking again is harmless."""
    outcome = _answer(error)
    return TryLater(outcome.reason) if isinstance(outcome, Uncertain) else outcome


def _answer(error: SlackApiError) -> HoldOff | TryLater | Uncertain | Rejected:
    code, status = _code(error), error.response.status_code
    if code in RATE_LIMITED or status == 429:
        return HoldOff(_retry_after(error.response))
    if code in TOO_BUSY or status == 503:
        return TryLater(code)
    if code in FELL_OVER or status >= 500:
        return Uncertain(code)
    faults = (error.response.get("response_metadata") or {}).get("messages") or []
    return Rejected("; ".join([code, *map(str, faults)]))


def _code(error: SlackApiError) -> str:
    return str(error.response.get("error") or f"http_{error.response.status_code}")


def _retry_after(response: SlackResponse) -> float:
    given = {name.lower(): value for name, value in response.headers.items()}.get("retry-after")
    try:
        return float(given[0] if isinstance(given, list) else given or DEFAULT_RETRY_AFTER_SECONDS)
    except ValueError:
        return DEFAULT_RETRY_AFTER_SECONDS


def _can_be_on_a_team(user: dict[str, Any]) -> bool:
    outside = ("is_bot", "deleted", "is_restricted", "is_ultra_restricted", "is_stranger")
    # Slack's own helper is a person to the API.
    return user["id"] != "USLACKBOT" and not any(user.get(flag) for flag in outside)


def _person(user: dict[str, Any]) -> Person:
    profile = user.get("profile") or {}
    name = user.get("real_name") or profile.get("real_name") or user.get("name") or user["id"]
    return Person(address=user["id"], name=name, zone=user.get("tz") or "UTC", title=profile.get("title") or "")
