"""Answers files.*: the three steps of an upload, files.info and files.delete."""

from sandbox import posting
from sandbox.api.method import Method, Request
from sandbox.api_error import ApiError
from sandbox.conversations import Conversation
from sandbox.files import StoredFile
from sandbox.json_types import Json


def get_upload_url(request: Request) -> Json:
    """Step one."""
    arguments, workspace = request.arguments, request.workspace
    length = arguments.whole_number("length", 0)
    if length <= 0:
        raise ApiError("invalid_arguments")
    stored, address = workspace.files.begin(
        arguments.required("filename"),
        length=length,
        owner=workspace.seed.app.bot_user_id,
        alt_text=arguments.text("alt_txt") or "",
    )
    return {"upload_url": address, "file_id": stored.id}


def complete_upload(request: Request) -> Json:
    """Step three: the files are finished, and shared where the app says."""
    arguments, files = request.arguments, request.workspace.files
    given = arguments.structure("files", "invalid_arguments")
    if not isinstance(given, list) or not given or not all(isinstance(one, dict) for one in given):
        raise ApiError("invalid_arguments")
    asked = [arguments.text("channel_id"), *arguments.words("channels")]
    # All of them before anything happens: a refused call leaves the files as they were.
    places = [_shareable(request, channel) for channel in dict.fromkeys(one for one in asked if one)]
    done = [files.complete(str(one.get("id")), one.get("title")) for one in given]
    for conversation in places:
        _share(request, conversation, done)
    return {"files": [files.as_slack_has_it(stored) for stored in done]}


def delete(request: Request) -> Json:
    """The file is gone, and so is the message that was only there to bring it."""
    workspace = request.workspace
    stored = workspace.files.find(request.arguments.required("file"))
    if stored.owner != workspace.seed.app.bot_user_id:
        raise ApiError("cant_delete_file")
    workspace.files.remove(stored.id)
    for where, ts in stored.places:
        if workspace.messages.stands(where.id, ts) and len(workspace.messages.find(where.id, ts)["files"]) == 1:
            workspace.messages.remove(where.id, ts)
    workspace.changes.note("messages")
    return {}


def info(request: Request) -> Json:
    """One file."""
    files = request.workspace.files
    return {"file": files.as_slack_has_it(files.find(request.arguments.required("file")))}


def _shareable(request: Request, channel: str) -> Conversation:
    """A conversation the app is in. A person's id is none: their direct messages have to be opened first."""
    workspace = request.workspace
    conversation = workspace.conversations.seen_by_app(channel)
    if workspace.seed.app.bot_user_id not in conversation.members:
        raise ApiError("not_in_channel")
    if conversation.is_archived:
        raise ApiError("is_archived")
    if conversation.kind == "im" and not workspace.messages_tab_enabled:
        raise ApiError("messages_tab_disabled")
    return conversation


def _share(request: Request, conversation: Conversation, files: list[StoredFile]) -> None:
    workspace, arguments = request.workspace, request.arguments
    content: Json = {
        "text": arguments.text("initial_comment"),
        "files": [{} for _ in files],
        "thread_ts": arguments.text("thread_ts"),
        "upload": True,
    }
    message = posting.post(workspace, conversation, content)
    for stored in files:
        stored.places.append((conversation, message["ts"]))
    message["files"] = [workspace.files.as_slack_has_it(stored) for stored in files]


METHODS = {
    "files.getUploadURLExternal": Method(get_upload_url, tier=4, scopes=("files:write",)),
    "files.completeUploadExternal": Method(complete_upload, tier=4, scopes=("files:write",)),
    "files.delete": Method(delete, tier=3, scopes=("files:write",)),
    "files.info": Method(info, tier=4, scopes=("files:read",)),
}
