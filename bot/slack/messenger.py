"""Carries deliveries to Slack: one attempt a call, no waiting, and every answer of Slack's turned into an outcome."""

import http.client
import logging
import socket
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.files import made_file
from bot.slack.blocks.message import message, no_file, without_charts
from bot.slack.files import OutgoingFile, is_file, marked_name, share, shared_file, upload
from bot.slack.outcomes import code_of, no_answer_of, outcome_of
from jobs.announcements import Announcement, SentAsFile, WhyClosed
from jobs.ports import (
    CannotTell,
    Destination,
    Finding,
    HoldOff,
    MessageReference,
    NoAnswer,
    NotThere,
    Outcome,
    PlaceClosed,
    Posted,
    Rejected,
    Still,
    TooLate,
    TryLater,
    Uncertain,
)

log = logging.getLogger(__name__)

# A background call may take its time, but must end well before its lane's lease does.
TIMEOUT_SECONDS = 10
# Slack's own clock may differ a little from ours when a message is looked for; the doctor warns of more than a minute.
CLOCK_LEEWAY_SECONDS = 90
# What Slack recommends at most for one page; and after a thousand messages a person looks quicker than we ask.
MESSAGES_IN_A_PAGE = 200
MOST_PAGES = 5
EVENT_TYPE = "homeroom_delivery"
GONE_ALREADY = frozenset({"message_not_found", "file_not_found", "file_deleted"})
# What a workspace says that takes no files from us; asking again changes nothing.
NO_FILES = frozenset(
    {
        "missing_scope",
        "file_type_not_allowed",
        "file_upload_size_restricted",
        "file_uploads_disabled",
        "file_uploads_except_images_disabled",
        "storage_limit_reached",
    }
)

Blocks = list[dict[str, Any]]
Call = Callable[[], SlackResponse]


def posting_client(token: str, api_url: str) -> WebClient:
    """A client that never repeats a call by itself: Slack's default would post twice after a dropped connection."""
    return WebClient(token=token, base_url=api_url, timeout=TIMEOUT_SECONDS, retry_handlers=[])


class SlackMessenger:
    """The Messenger of one Slack workspace."""

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def post(self, announcement: Announcement, *, to: Destination, key: str, still: Still) -> Outcome:
        if isinstance(announcement, SentAsFile):
            return self._send_file(announcement, to=to, key=key, still=still)
        return self._say(message(announcement), to=to, key=key, still=still)

    def _say(self, said: tuple[str, Blocks], *, to: Destination, key: str, still: Still) -> Outcome:
        text, blocks = said
        details: dict[str, Any] = {
            "channel": to.address,
            "text": text,
            "metadata": {"event_type": EVENT_TYPE, "event_payload": {"delivery_key": key}},
            "unfurl_links": False,
            "unfurl_media": False,
        }
        if to.thread is not None:
            details |= {"thread_ts": to.thread, "reply_broadcast": to.broadcast}

        def attempt(shown: Blocks) -> Outcome:
            return _sent(lambda: self._client.chat_postMessage(blocks=shown, **details), to=to.address, still=still)

        return _with_plainer_blocks(blocks, attempt)

    def _send_file(self, facts: SentAsFile, *, to: Destination, key: str, still: Still) -> Outcome:
        """Where files may not be sent, the person who asked is told so in its place."""
        if not still():
            return TooLate()
        outcome = self._upload(facts, to=to, key=key, still=still)
        code = outcome.reason.partition(";")[0] if isinstance(outcome, Rejected) else ""
        if code in NO_FILES:
            return self._say(no_file(facts, code), to=to, key=key, still=still)
        return outcome

    def _upload(self, facts: SentAsFile, *, to: Destination, key: str, still: Still) -> Outcome:
        made = made_file(facts)
        file = OutgoingFile(marked_name(made.stem, key, made.ending), made.data, comment=message(facts)[0])
        try:
            channel = self._channel_of(to.address)
            file_id = upload(self._client, file)
        except SlackApiError as error:
            return no_answer_of(error, to=to.address)
        except (OSError, http.client.HTTPException) as error:
            return TryLater(type(error).__name__)
        if not still():
            return TooLate()
        return _attempt(lambda: share(self._client, file, file_id, channel=channel), to=to.address)

    def replace(self, reference: MessageReference, announcement: Announcement, *, still: Still) -> Outcome:
        text, blocks = message(announcement)
        details: dict[str, Any] = {"channel": reference.address, "ts": reference.message_id, "text": text}

        def attempt(shown: Blocks) -> Outcome:
            return _sent(lambda: self._client.chat_update(blocks=shown, **details), to=reference.address, still=still)

        return _with_plainer_blocks(blocks, attempt)

    def take_back(self, reference: MessageReference) -> Outcome:
        address, message_id = reference.address, reference.message_id
        if is_file(message_id):
            outcome = _attempt(lambda: self._delete_file(reference), to=address)
        else:
            outcome = _outcome(lambda: self._client.chat_delete(channel=address, ts=message_id), to=address)
        is_gone = isinstance(outcome, Rejected) and outcome.reason in GONE_ALREADY
        return Posted(reference) if is_gone else outcome

    def _delete_file(self, reference: MessageReference) -> MessageReference:
        self._client.files_delete(file=reference.message_id)
        return reference

    def find(self, key: str, *, to: Destination, since: datetime, besides: str | None = None) -> Finding:
        oldest = str(since.timestamp() - CLOCK_LEEWAY_SECONDS)
        try:
            channel = self._channel_of(to.address)
            for page in self._pages(channel, to.thread, oldest=oldest):
                for one in page.get("messages") or ():
                    found = str(one["ts"]) if _key_of(one) == key else shared_file(one, key)
                    if found is not None and found != besides:
                        return MessageReference(channel, found)
                if not _goes_on(page):
                    return NotThere()
        except SlackApiError as error:
            # A limit, a fault of Slack's: asked again it may answer. The rest is as blind the next time.
            again = isinstance(outcome_of(error, to=to.address), HoldOff | TryLater | Uncertain)
            return (Uncertain if again else CannotTell)(code_of(error))
        except (OSError, http.client.HTTPException) as error:
            return Uncertain(type(error).__name__)
        return CannotTell("more was said since than Homeroom reads")

    def can_post_to(self, address: str) -> NoAnswer | None:
        try:
            channel = self._client.conversations_info(channel=address)["channel"]
        except SlackApiError as error:
            return no_answer_of(error, to=address)
        except (OSError, http.client.HTTPException) as error:
            return TryLater(type(error).__name__)
        if channel.get("is_archived"):
            return PlaceClosed(WhyClosed.ARCHIVED, "is_archived")
        # Direct messages have no members to be one of.
        if not channel.get("is_member") and not channel.get("is_im"):
            return PlaceClosed(WhyClosed.REMOVED, "not_in_channel")
        return None

    def _pages(self, channel: str, thread: str | None, *, oldest: str) -> Iterator[SlackResponse]:
        """What was said there since `oldest`, in pages; it ends early where it would become too many."""
        asked: dict[str, Any] = {
            "channel": channel,
            "oldest": oldest,
            "limit": MESSAGES_IN_A_PAGE,
            "include_all_metadata": True,
        }
        for _ in range(MOST_PAGES):
            if thread is None:
                page = self._client.conversations_history(**asked)
            else:
                page = self._client.conversations_replies(ts=thread, **asked)
            yield page
            cursor = _cursor(page)
            if not cursor:
                return
            asked["cursor"] = cursor

    def _channel_of(self, address: str) -> str:
        """History is asked of a conversation; a person's address is first turned into the conversation with them."""
        if address[:1] not in ("U", "W"):
            return address
        return str(self._client.conversations_open(users=address)["channel"]["id"])


def _with_plainer_blocks(blocks: Blocks, attempt: Callable[[Blocks], Outcome]) -> Outcome:
    """Charts are not in every workspace yet: where one is refused, its numbers are in the words beside it."""
    outcome = attempt(blocks)
    plainer = without_charts(blocks)
    if isinstance(outcome, Rejected) and outcome.reason.startswith("invalid_blocks") and plainer != blocks:
        log.warning("Slack refused a chart (%s); the message goes without it", outcome.reason)
        return attempt(plainer)
    return outcome


def _sent(call: Call, *, to: str, still: Still) -> Outcome:
    return _outcome(call, to=to) if still() else TooLate()


def _outcome(call: Call, *, to: str) -> Outcome:
    def reference() -> MessageReference:
        answer = call()
        return MessageReference(str(answer["channel"]), str(answer["ts"]))

    return _attempt(reference, to=to)


def _attempt(call: Callable[[], MessageReference], *, to: str) -> Outcome:
    try:
        return Posted(call())
    except SlackApiError as error:
        return outcome_of(error, to=to)
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", error)
        # Never connected, so never sent; any other break may have come after the message landed.
        never_left = isinstance(reason, ConnectionRefusedError | socket.gaierror)
        return (TryLater if never_left else Uncertain)(type(reason).__name__)


def _key_of(one: dict[str, Any]) -> object:
    return ((one.get("metadata") or {}).get("event_payload") or {}).get("delivery_key")


def _cursor(page: SlackResponse) -> str:
    return str((page.get("response_metadata") or {}).get("next_cursor") or "")


def _goes_on(page: SlackResponse) -> bool:
    """Whether there is more than this page; either sign will do, or a message would be taken for missing."""
    return bool(page.get("has_more")) or _cursor(page) != ""
