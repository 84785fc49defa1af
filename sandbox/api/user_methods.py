"""Answers users.*."""

from sandbox.api.conversation_methods import kinds_asked_for
from sandbox.api.method import Method, Request
from sandbox.api.pages import page_of
from sandbox.ids import as_microseconds
from sandbox.json_types import Json


def users_info(request: Request) -> Json:
    """One account."""
    return {"user": request.workspace.described(request.arguments.required("user"))}


def users_list(request: Request) -> Json:
    """All accounts, in pages."""
    workspace = request.workspace
    users, metadata, _ = page_of(workspace.directory.all(), request.arguments, default=1000)
    return {
        "members": [workspace.described(user.id) for user in users],
        "cache_ts": as_microseconds(workspace.clock.now()) // 1_000_000,
        "response_metadata": metadata,
    }


def users_conversations(request: Request) -> Json:
    """The conversations that the app, or somebody, is in; private ones only where the app is too."""
    conversations = request.workspace.conversations
    bot = request.workspace.seed.app.bot_user_id
    kinds = kinds_asked_for(request)
    found = [
        one
        for one in conversations.of(request.arguments.text("user") or bot)
        if one.kind in kinds and one.shown_to(bot)
    ]
    if request.arguments.flag("exclude_archived"):
        found = [one for one in found if not one.is_archived]
    shown, metadata, _ = page_of(found, request.arguments, default=100)
    return {
        "channels": [conversations.as_slack_has_it(one) for one in shown],
        "response_metadata": metadata,
    }


METHODS = {
    "users.info": Method(users_info, tier=4, scopes=("users:read",)),
    "users.list": Method(users_list, tier=2, scopes=("users:read",)),
    "users.conversations": Method(users_conversations, tier=3),
}
