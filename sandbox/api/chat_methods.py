"""Answers chat.*: who may say what where, and how often."""

from sandbox import posting
from sandbox.api.method import Method, Request
from sandbox.api_error import ApiError
from sandbox.conversations import Conversation
from sandbox.json_types import Json, without_nulls
from sandbox.messages import is_reply
from sandbox.payloads import permalink


def post_message(request: Request) -> Json:
    """A message into a channel, or to a person by their user id."""
    arguments, workspace = request.arguments, request.workspace
    conversation = _addressed(request)
    content = _content(request)
    posting.check_content(workspace, content)
    thread_ts = arguments.text("thread_ts")
    if thread_ts is not None:
        content["thread_ts"] = _parent_of(request, conversation, thread_ts)
        if arguments.flag("reply_broadcast"):
            content["subtype"] = "thread_broadcast"
    workspace.rate_limiter.admit_message(conversation.id)
    message = posting.post(workspace, conversation, content)
    return {"channel": conversation.id, "ts": message["ts"], "message": message}


def post_ephemeral(request: Request) -> Json:
    """A message that only one member of the channel sees."""
    workspace = request.workspace
    conversation = _addressed(request)
    user_id = request.arguments.required("user")
    if user_id not in workspace.directory or user_id not in conversation.members:
        raise ApiError("user_not_in_channel")
    content = _content(request)
    posting.check_content(workspace, content)
    thread_ts = request.arguments.text("thread_ts")
    if thread_ts is not None:
        content["thread_ts"] = thread_ts
    message = posting.whisper(workspace, conversation.id, user_id, content)
    return {"message_ts": message["ts"]}


def update(request: Request) -> Json:
    """New content for one of the app's own messages; what is not given stays as it was."""
    workspace = request.workspace
    conversation, message = _own_message(request, "cant_update_message")
    if conversation.is_archived:
        raise ApiError("is_inactive")
    content = {key: value for key, value in _content(request).items() if value is not None}
    if not content.keys() - {"metadata"}:
        raise ApiError("no_text")
    checked = {"text": message["text"], **content}
    posting.check_content(workspace, checked, most_text=posting.MOST_TEXT_UPDATED)
    posting.rewrite(workspace, conversation.id, message, content)
    if request.arguments.flag("reply_broadcast") and is_reply(message):
        message["subtype"] = "thread_broadcast"
    return {"channel": conversation.id, "ts": message["ts"], "text": message["text"], "message": message}


def delete(request: Request) -> Json:
    """Take one of the app's own messages away."""
    conversation, message = _own_message(request, "cant_delete_message")
    request.workspace.messages.remove(conversation.id, message["ts"])
    request.workspace.changes.note("messages")
    return {"channel": conversation.id, "ts": message["ts"]}


def get_permalink(request: Request) -> Json:
    """The address of a message."""
    conversation = request.conversation()
    ts = request.arguments.required("message_ts")
    request.workspace.messages.find(conversation.id, ts)
    return {"channel": conversation.id, "permalink": permalink(request.workspace, conversation.id, ts)}


def _addressed(request: Request) -> Conversation:
    """Where to post: `channel` may be a person, whose direct messages are opened then."""
    workspace = request.workspace
    given = request.arguments.required("channel")
    if given in workspace.directory:
        user = workspace.directory.get(given)
        if user.is_bot:
            raise ApiError("cannot_dm_bot")
        conversation = workspace.conversations.open_direct_messages(given)
    else:
        conversation = request.conversation()
    if conversation.peer is not None:
        if workspace.directory.get(conversation.peer).deleted:
            raise ApiError("account_inactive")
        if not workspace.messages_tab_enabled:
            raise ApiError("messages_tab_disabled")
    if conversation.is_archived:
        raise ApiError("is_archived")
    outside = workspace.seed.app.bot_user_id not in conversation.members
    if outside and "chat:write.public" not in workspace.seed.app.scopes:
        raise ApiError("not_in_channel")
    return conversation


def _content(request: Request) -> Json:
    arguments = request.arguments
    blocks = without_nulls(arguments.structure("blocks", "invalid_blocks_format"))
    if blocks is not None and not isinstance(blocks, list):
        raise ApiError("invalid_blocks_format")
    text, markdown = arguments.text("text"), arguments.text("markdown_text")
    if markdown is not None:
        if blocks is not None or text is not None:
            raise ApiError("markdown_text_conflict")
        blocks = [{"type": "markdown", "text": markdown}]
    return {
        "text": text,
        "blocks": blocks,
        "attachments": arguments.structure("attachments", "invalid_attachments"),
        "metadata": arguments.structure("metadata", "invalid_metadata_format"),
    }


def _parent_of(request: Request, conversation: Conversation, thread_ts: str) -> str:
    """Slack takes any ts: a reply to a reply lands in its thread, one to nothing starts nothing."""
    try:
        parent = request.workspace.messages.find(conversation.id, thread_ts)
    except ApiError:
        raise ApiError("thread_not_found") from None
    return str(parent.get("thread_ts", thread_ts))


def _own_message(request: Request, if_not: str) -> tuple[Conversation, Json]:
    conversation = request.conversation()
    message = request.workspace.messages.find(conversation.id, request.arguments.required("ts"))
    if not request.workspace.messages.stands(conversation.id, message["ts"]):
        raise ApiError("message_not_found")
    if message.get("app_id") != request.workspace.seed.app.app_id:
        raise ApiError(if_not)
    return conversation, message


METHODS = {
    "chat.postMessage": Method(post_message, tier=0, scopes=("chat:write",)),
    "chat.postEphemeral": Method(post_ephemeral, tier=4, scopes=("chat:write",)),
    "chat.update": Method(update, tier=3, scopes=("chat:write",)),
    "chat.delete": Method(delete, tier=3, scopes=("chat:write",)),
    "chat.getPermalink": Method(get_permalink, tier=0),
}
