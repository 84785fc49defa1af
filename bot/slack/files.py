"""Files that Homeroom sends, in Slack's three steps: ask for an address, send the bytes, share it.

Before the last step nothing can be seen by anybody, so whatever fails there is certain not to have landed.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.request import Request, urlopen

from slack_sdk import WebClient

from jobs.ports import MessageReference

# Enough to tell one file from all others, and short enough for a name.
_LONGEST_MARK = 12


@dataclass(frozen=True, slots=True)
class OutgoingFile:
    """A file's name, its bytes, and what is said beside it, escaped."""

    name: str
    data: bytes
    comment: str


def marked_name(stem: str, key: str, ending: str) -> str:
    """A name by which `shared_file` finds it again: a message with a file bears nothing else of ours."""
    return f"{stem}-{_mark(key)}.{ending}"


def upload(client: WebClient, file: OutgoingFile) -> str:
    """The first two steps: the file's id. Raises what the SDK raises, and OSError."""
    place = client.files_getUploadURLExternal(filename=file.name, length=len(file.data))
    # The address is Slack's own, and takes the bytes as they are.
    request = Request(place["upload_url"], data=file.data, method="POST")
    request.add_header("Content-Type", "application/octet-stream")
    with urlopen(request, timeout=client.timeout, context=client.ssl) as answer:
        answer.read()
    return str(place["file_id"])


def share(client: WebClient, file: OutgoingFile, file_id: str, *, channel: str) -> MessageReference:
    """The last step. Slack doesn't say which message it became, so the file's id stands for it."""
    client.files_completeUploadExternal(
        files=[{"id": file_id, "title": file.name}], channel_id=channel, initial_comment=file.comment
    )
    return MessageReference(channel, file_id)


def shared_file(message: dict[str, Any], key: str) -> str | None:
    """The id of the message's file that was sent for `key`."""
    mark = f"-{_mark(key)}."
    return next((str(one["id"]) for one in message.get("files") or () if mark in str(one.get("name"))), None)


def is_file(message_id: str) -> bool:
    """Whether a message is known by its file's id; all others are known by a time."""
    return message_id.startswith("F")


def _mark(key: str) -> str:
    return sha256(key.encode()).hexdigest()[:_LONGEST_MARK]
