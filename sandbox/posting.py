"""Checks what the app wants to say and turns it into messages; serves chat.*, response_url and commands."""

import json

from sandbox.api_error import ApiError
from sandbox.block_kit import Fault, message_faults, message_length
from sandbox.conversations import Conversation
from sandbox.elements import with_block_ids
from sandbox.json_types import Json, without_nulls
from sandbox.payloads import from_app
from sandbox.view_state import TypedState
from sandbox.workspace import Workspace

MOST_TEXT_POSTED = 40_000
MOST_TEXT_UPDATED = 4_000
MOST_METADATA_BYTES = 4_000
MOST_ATTACHMENTS = 100
# Slack documents no number; several apps measured 13,172 to 13,297 characters.
MOST_TEXT_IN_BLOCKS = 13_200


def refusal(faults: list[Fault], error: str = "invalid_blocks") -> ApiError:
    """The answer to faulty blocks: the faults as `errors`, with pointers in `response_metadata`."""
    said = [fault.as_slack_says_it() for fault in faults]
    return ApiError(error, errors=[fault.sentence for fault in faults], response_metadata={"messages": said})


def check_content(workspace: Workspace, content: Json, *, most_text: int = MOST_TEXT_POSTED) -> None:
    """Refuse what Slack refuses about text, blocks, attachments and metadata."""
    text, blocks, attachments = (content.get(key) for key in ("text", "blocks", "attachments"))
    if not isinstance(text, str | None) or not isinstance(attachments, list | None):
        raise ApiError("invalid_arguments")
    if not (text or blocks or attachments or content.get("files")):
        raise ApiError("no_text")
    if len(text or "") > most_text:
        raise ApiError("msg_too_long")
    if len(attachments or []) > MOST_ATTACHMENTS:
        raise ApiError("too_many_attachments")
    if blocks is not None:
        found = message_faults({"blocks": blocks})
        if found:
            raise refusal(found)
        if message_length(blocks) > MOST_TEXT_IN_BLOCKS:
            raise ApiError("msg_blocks_too_long")
        check_files(workspace, blocks, "")
    _check_metadata(content.get("metadata"))


def check_files(workspace: Workspace, blocks: list[Json], prefix: str, error: str = "invalid_blocks") -> None:
    """Refuse image blocks whose file isn't there, or isn't ready."""
    faults = []
    for index, block in enumerate(blocks):
        given = block.get("slack_file", {}).get("id") if block["type"] == "image" else None
        if given is not None and not workspace.files.usable_in_blocks(given):
            faults.append(Fault(f"{prefix}/blocks/{index}/slack_file", "invalid slack file"))
    if faults:
        raise refusal(faults, error)


def _check_metadata(metadata: object) -> None:
    if metadata is None or metadata == {}:
        return
    if not isinstance(metadata, dict):
        raise ApiError("invalid_metadata_format")
    if not isinstance(metadata.get("event_type"), str) or not isinstance(metadata.get("event_payload"), dict):
        raise ApiError("invalid_metadata_schema")
    if len(json.dumps(metadata, separators=(",", ":"), ensure_ascii=False).encode()) > MOST_METADATA_BYTES:
        raise ApiError("metadata_too_large")


def composed(workspace: Workspace, content: Json) -> Json:
    """A message by the app from checked content: block_ids filled in, empty parts left out."""
    parts = {key: value for key, value in content.items() if value}
    if "blocks" in parts:
        parts["blocks"] = with_block_ids(parts["blocks"], workspace.mint)
    return from_app(workspace, {"text": "", **parts})


def post(workspace: Workspace, conversation: Conversation, content: Json) -> Json:
    """Put checked content into a conversation as a message by the app."""
    message = workspace.messages.add(conversation.id, composed(workspace, content))
    workspace.changes.note("messages")
    return message


def whisper(workspace: Workspace, channel: str, user_id: str, content: Json) -> Json:
    """Show checked content to one person only."""
    message = workspace.messages.whisper(channel, user_id, composed(workspace, content))
    workspace.changes.note("messages")
    return message


def rewrite(workspace: Workspace, channel: str, message: Json, content: Json) -> None:
    """Change a message; what anybody had typed into its inputs is gone, as in Slack."""
    fresh = composed(workspace, content)
    for key in ("text", "blocks", "attachments", "files", "metadata"):
        if key not in content:
            continue
        if fresh.get(key) or key == "text":
            message[key] = fresh[key]
        else:
            message.pop(key, None)
    message["edited"] = {"user": workspace.seed.app.bot_user_id, "ts": workspace.mint.ts()}
    for typed in [one for one in workspace.message_states if one[:2] == (channel, message["ts"])]:
        del workspace.message_states[typed]
    workspace.changes.note("messages")


def typed_in(workspace: Workspace, channel: str, message: Json, user_id: str) -> TypedState:
    """What one person has standing in the inputs of a message."""
    key = (channel, message["ts"], user_id)
    if key not in workspace.message_states:
        workspace.message_states[key] = TypedState(message.get("blocks", []), current_conversation=channel)
    return workspace.message_states[key]


def respond(workspace: Workspace, secret: str, given: Json) -> None:
    """Carry out a POST to a response_url."""
    url = workspace.response_urls.use(secret)
    given = without_nulls(given)
    parts = ("text", "blocks", "attachments", "metadata")
    content: Json = {key: given[key] for key in parts if key in given}
    if given.get("delete_original"):
        _delete_original(workspace, url.channel, url.user, url.message_ts)
        return
    check_content(workspace, content)
    conversation = workspace.conversations.find(url.channel)
    if given.get("replace_original") and url.message_ts is not None:
        whispered = workspace.messages.find_whisper(url.channel, url.user, url.message_ts)
        original = whispered or workspace.messages.find(url.channel, url.message_ts)
        rewrite(workspace, url.channel, original, {"blocks": [], **content})
        return
    if given.get("thread_ts"):
        content["thread_ts"] = given["thread_ts"]
    if given.get("response_type") == "in_channel":
        post(workspace, conversation, content)
    else:
        whisper(workspace, url.channel, url.user, content)


def _delete_original(workspace: Workspace, channel: str, user_id: str, ts: str | None) -> None:
    if ts is None:
        raise ApiError("message_not_found", status=404)
    if workspace.messages.find_whisper(channel, user_id, ts) is not None:
        workspace.messages.remove_whisper(channel, user_id, ts)
    else:
        workspace.messages.remove(channel, ts)
    workspace.changes.note("messages")
