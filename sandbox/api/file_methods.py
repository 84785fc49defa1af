"""Answers files.*: the three steps of an upload, and files.info."""

from sandbox import posting
from sandbox.api.method import Method, Request
from sandbox.api_error import ApiError
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
    done = [files.complete(str(one.get("id")), one.get("title")) for one in given]
    asked = [arguments.text("channel_id"), *arguments.words("channels")]
    for channel in dict.fromkeys(one for one in asked if one):
        _share(request, channel, done)
    return {"files": [files.as_slack_has_it(stored) for stored in done]}


def info(request: Request) -> Json:
    """One file."""
    files = request.workspace.files
    return {"file": files.as_slack_has_it(files.find(request.arguments.required("file")))}


def _share(request: Request, channel: str, files: list[StoredFile]) -> None:
    workspace, arguments = request.workspace, request.arguments
    conversation = workspace.conversations.seen_by_app(channel)
    if workspace.seed.app.bot_user_id not in conversation.members:
        raise ApiError("not_in_channel")
    for stored in files:
        stored.channels.append(channel)
    content: Json = {
        "text": arguments.text("initial_comment"),
        "files": [workspace.files.as_slack_has_it(stored) for stored in files],
        "thread_ts": arguments.text("thread_ts"),
        "upload": True,
    }
    posting.post(workspace, conversation, content)


METHODS = {
    "files.getUploadURLExternal": Method(get_upload_url, tier=4, scopes=("files:write",)),
    "files.completeUploadExternal": Method(complete_upload, tier=4, scopes=("files:write",)),
    "files.info": Method(info, tier=4, scopes=("files:read",)),
}
