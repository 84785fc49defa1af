"""Answers conversations.*, each with the scope for the kind of conversation it is about."""

from collections.abc import Callable

from sandbox.api.method import Method, Request
from sandbox.api.pages import page_of
from sandbox.api_error import ApiError
from sandbox.conversations import SCOPE_FAMILY, Kind
from sandbox.json_types import Json
from sandbox.messages import without_metadata_payload

_KINDS: dict[str, Kind] = {
    "public_channel": "public_channel",
    "private_channel": "private_channel",
    "im": "im",
}


def kinds_asked_for(request: Request) -> set[Kind]:
    """The kinds in `types`, public channels if none; the app needs the read scope of each."""
    asked = request.arguments.words("types") or ["public_channel"]
    kinds: set[Kind] = set()
    for name in asked:
        if name == "mpim":
            continue
        if name not in _KINDS:
            raise ApiError("invalid_types")
        request.need_scope(f"{SCOPE_FAMILY[_KINDS[name]]}:read")
        kinds.add(_KINDS[name])
    return kinds


def info(request: Request) -> Json:
    """One conversation."""
    conversation = request.conversation(need="read")
    return {"channel": request.workspace.conversations.as_slack_has_it(conversation)}


def listing(request: Request) -> Json:
    """The conversations the app can see, in pages."""
    workspace = request.workspace
    kinds = kinds_asked_for(request)
    bot = workspace.seed.app.bot_user_id
    seen = [one for one in workspace.conversations.all() if one.kind in kinds and one.shown_to(bot)]
    if request.arguments.flag("exclude_archived"):
        seen = [one for one in seen if not one.is_archived]
    shown, metadata, _ = page_of(seen, request.arguments, default=100)
    channels = [workspace.conversations.as_slack_has_it(one) for one in shown]
    return {"channels": channels, "response_metadata": metadata}


def members(request: Request) -> Json:
    """Who is in a conversation, in pages."""
    conversation = request.conversation(need="read")
    shown, metadata, _ = page_of(conversation.members, request.arguments, default=100)
    return {"members": shown, "response_metadata": metadata}


def open_conversation(request: Request) -> Json:
    """The direct messages with one person, or those named in `channel`."""
    request.need_scope("im:write")
    workspace = request.workspace
    if request.arguments.text("channel"):
        conversation = request.conversation()
        if conversation.kind != "im":
            raise ApiError("method_not_supported_for_channel_type")
        return {"channel": {"id": conversation.id}, "no_op": True, "already_open": True}
    users = request.arguments.words("users")
    if not users:
        raise ApiError("users_list_not_supplied")
    if len(users) > 1:
        raise ApiError("missing_scope", needed="mpim:write", provided=",".join(workspace.seed.app.scopes))
    user = workspace.directory.get(users[0])
    if user.deleted:
        raise ApiError("user_disabled")
    if user.is_bot:
        raise ApiError("cannot_dm_bot")
    known = workspace.conversations.direct_messages_with(user.id) is not None
    conversation = workspace.conversations.open_direct_messages(user.id)
    channel: Json = {"id": conversation.id}
    if request.arguments.flag("return_im"):
        channel = workspace.conversations.as_slack_has_it(conversation)
    return {"channel": channel, "no_op": known, "already_open": known}


def join(request: Request) -> Json:
    """The app walks into a public channel."""
    workspace = request.workspace
    conversation = request.conversation()
    if conversation.kind != "public_channel":
        raise ApiError("method_not_supported_for_channel_type")
    if conversation.is_archived:
        raise ApiError("is_archived")
    already = workspace.seed.app.bot_user_id in conversation.members
    workspace.join(workspace.seed.app.bot_user_id, conversation.id)
    answer: Json = {"channel": workspace.conversations.as_slack_has_it(conversation)}
    return {**answer, "warning": "already_in_channel"} if already else answer


def history(request: Request) -> Json:
    """What was said in the channel itself, newest first."""
    conversation = request.conversation(need="history")
    if request.workspace.seed.app.bot_user_id not in conversation.members:
        raise ApiError("not_in_channel")
    wanted = _range(request)
    said = _settled(request, request.workspace.messages.top_level(conversation.id))
    return _messages(request, [message for message in reversed(said) if wanted(message["ts"])])


def replies(request: Request) -> Json:
    """A thread, its parent first."""
    conversation = request.conversation(need="history")
    if request.workspace.seed.app.bot_user_id not in conversation.members:
        raise ApiError("not_in_channel")
    parent = request.arguments.required("ts")
    thread = _settled(request, request.workspace.messages.thread(conversation.id, parent))
    if not thread:
        raise ApiError("thread_not_found")
    wanted = _range(request)
    return _messages(request, [one for one in thread if one["ts"] == parent or wanted(one["ts"])])


def _settled(request: Request, said: list[Json]) -> list[Json]:
    """Without what is too young to be read back yet, where that is asked for."""
    lag = request.workspace.faults.history_lag_seconds
    if not lag:
        return said
    newest = request.workspace.clock.now().timestamp() - lag
    return [message for message in said if float(message["ts"]) <= newest]


def _range(request: Request) -> Callable[[str], bool]:
    """Whether a ts is among those asked for."""
    arguments = request.arguments
    oldest = arguments.moment("oldest", 0.0)
    latest = arguments.moment("latest", float("inf"))
    if arguments.flag("inclusive"):
        return lambda ts: oldest <= float(ts) <= latest
    return lambda ts: oldest < float(ts) < latest


def _messages(request: Request, found: list[Json]) -> Json:
    shown, metadata, more = page_of(found, request.arguments, default=100)
    if not request.arguments.flag("include_all_metadata"):
        shown = [without_metadata_payload(message) for message in shown]
    return {"messages": shown, "has_more": more, "pin_count": 0, "response_metadata": metadata}


METHODS = {
    "conversations.info": Method(info, tier=3),
    "conversations.list": Method(listing, tier=2),
    "conversations.members": Method(members, tier=4),
    "conversations.open": Method(open_conversation, tier=3),
    "conversations.join": Method(join, tier=3, scopes=("channels:join",)),
    "conversations.history": Method(history, tier=3),
    "conversations.replies": Method(replies, tier=3),
}
