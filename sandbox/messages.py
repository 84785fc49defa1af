"""Keeps what was said: messages, threads, edits, and whispers that only one person sees."""

import copy

from sandbox.api_error import ApiError
from sandbox.json_types import Json


class Messages:
    """Slack's message objects by channel and ts, in order. Callers hold the workspace's lock."""

    def __init__(self) -> None:
        self._said: dict[str, dict[str, Json]] = {}
        self._whispers: dict[tuple[str, str], dict[str, Json]] = {}

    def add(self, channel: str, message: Json) -> Json:
        """Put a message into a channel; a reply is counted on its parent."""
        self._said.setdefault(channel, {})[message["ts"]] = message
        self._count_replies(channel, message.get("thread_ts"))
        return message

    def whisper(self, channel: str, user_id: str, message: Json) -> Json:
        """Put a message into a channel that only one person sees."""
        self._whispers.setdefault((channel, user_id), {})[message["ts"]] = message
        return message

    def find(self, channel: str, ts: str) -> Json:
        """One message; `message_not_found` if there is none. Whispers can't be found by the app."""
        message = self._said.get(channel, {}).get(ts)
        if message is None:
            raise ApiError("message_not_found")
        return message

    def stands(self, channel: str, ts: str) -> bool:
        """Whether a message is there and has not been deleted."""
        message = self._said.get(channel, {}).get(ts)
        return message is not None and message.get("subtype") != "tombstone"

    def forget(self, channel: str) -> None:
        """Drop everything that was said in a channel."""
        self._said.pop(channel, None)
        for key in [key for key in self._whispers if key[0] == channel]:
            del self._whispers[key]

    def find_whisper(self, channel: str, user_id: str, ts: str) -> Json | None:
        """One whisper to one person."""
        return self._whispers.get((channel, user_id), {}).get(ts)

    def remove(self, channel: str, ts: str) -> None:
        """Delete a message; Slack leaves a tombstone where a thread hangs on it."""
        message = self.find(channel, ts)
        if message.get("reply_count"):
            gone = {"subtype": "tombstone", "user": "USLACKBOT", "hidden": True}
            message.update(gone, text="This message was deleted.")
            for key in ("blocks", "metadata", "files", "bot_id", "app_id", "bot_profile"):
                message.pop(key, None)
            return
        del self._said[channel][ts]
        self._count_replies(channel, message.get("thread_ts"))

    def remove_whisper(self, channel: str, user_id: str, ts: str) -> None:
        """Take a whisper away; nothing happens if it is gone."""
        self._whispers.get((channel, user_id), {}).pop(ts, None)

    def top_level(self, channel: str) -> list[Json]:
        """What stands in the channel itself, oldest first: thread replies only where broadcast."""
        said = self._said.get(channel, {}).values()
        return [message for message in said if not is_reply(message) or is_broadcast(message)]

    def thread(self, channel: str, thread_ts: str) -> list[Json]:
        """A parent and its replies, oldest first."""
        said = self._said.get(channel, {}).values()
        return [message for message in said if thread_ts in (message["ts"], message.get("thread_ts"))]

    def whispers(self, channel: str, user_id: str) -> list[Json]:
        """What only this person sees in a channel, oldest first."""
        return list(self._whispers.get((channel, user_id), {}).values())

    def _count_replies(self, channel: str, thread_ts: str | None) -> None:
        parent = self._said.get(channel, {}).get(thread_ts or "")
        if parent is None:
            return
        replies = [message for message in self.thread(channel, parent["ts"]) if message is not parent]
        if not replies:
            for key in ("thread_ts", "reply_count", "reply_users", "reply_users_count", "latest_reply"):
                parent.pop(key, None)
            return
        users = list(dict.fromkeys(reply["user"] for reply in replies))
        parent.update(
            thread_ts=parent["ts"],
            reply_count=len(replies),
            reply_users=users,
            reply_users_count=len(users),
            latest_reply=replies[-1]["ts"],
        )


def is_reply(message: Json) -> bool:
    """Whether a message hangs in a thread below another one."""
    return message.get("thread_ts") not in (None, message["ts"])


def is_broadcast(message: Json) -> bool:
    """Whether a reply was also sent to the channel."""
    return message.get("subtype") == "thread_broadcast"


def without_metadata_payload(message: Json) -> Json:
    """A copy as history shows it to callers that did not ask for all metadata."""
    shown = copy.deepcopy(message)
    shown.get("metadata", {}).pop("event_payload", None)
    return shown
