"""Shows the workspace as one person sees it: for `Person`, and for the page."""

import copy

from sandbox.api_error import ApiError
from sandbox.conversations import Conversation
from sandbox.files import StoredFile
from sandbox.json_types import Json
from sandbox.messages import is_reply
from sandbox.posting import typed_in
from sandbox.views import OpenView
from sandbox.workspace import Workspace


def messages(workspace: Workspace, user_id: str, channel: str) -> list[Json]:
    """What stands in a channel for this person, oldest first, whispers included."""
    conversation = _shown(workspace, user_id, channel)
    said = workspace.messages.top_level(conversation.id)
    whispers = [one for one in workspace.messages.whispers(channel, user_id) if not is_reply(one)]
    return _decorated(workspace, user_id, channel, said, whispers)


def thread(workspace: Workspace, user_id: str, channel: str, ts: str) -> list[Json]:
    """A parent and what hangs below it for this person."""
    conversation = _shown(workspace, user_id, channel)
    said = workspace.messages.thread(conversation.id, ts)
    whispers = [one for one in workspace.messages.whispers(channel, user_id) if one.get("thread_ts") == ts]
    return _decorated(workspace, user_id, channel, said, whispers)


def find_message(workspace: Workspace, user_id: str, channel: str, ts: str) -> tuple[Json, bool]:
    """One message before this person, and whether only they see it."""
    conversation = _shown(workspace, user_id, channel)
    whispered = workspace.messages.find_whisper(conversation.id, user_id, ts)
    if whispered is not None:
        return whispered, True
    return workspace.messages.find(conversation.id, ts), False


def file_before(workspace: Workspace, user_id: str, file_id: str) -> StoredFile:
    """A file this person uploaded, or that stands in a conversation they see; to others there is none."""
    stored = workspace.files.find(file_id)
    seen = stored.owner == user_id or any(where.shown_to(user_id) for where, _ in stored.places)
    if not seen or not stored.complete:
        raise ApiError("file_not_found")
    return stored


def modals(workspace: Workspace, user_id: str, device: str) -> list[Json]:
    """The views this person has open, bottom to top."""
    return [shown_view(view) for view in workspace.views.stack(user_id, device)]


def shown_view(view: OpenView) -> Json:
    """Slack's view object with what is typed in it, and the sentences under its inputs."""
    return {**view.as_slack_has_it(), "errors": dict(view.errors)}


def unread(workspace: Workspace, user_id: str, conversation: Conversation) -> int:
    """How many messages by others came since this person last looked."""
    last_read = float(conversation.last_read.get(user_id, "0"))
    said = workspace.messages.top_level(conversation.id)
    return sum(1 for one in said if float(one["ts"]) > last_read and one["user"] != user_id)


def state(workspace: Workspace, user_id: str) -> Json:
    """Everything around the messages: the people, the channels, the app, the clock."""
    seed = workspace.seed
    me = workspace.directory.get(user_id).id
    app = seed.app
    return {
        "me": me,
        "team": {"id": seed.team_id, "name": seed.team_name},
        "now": workspace.clock.now().isoformat(),
        "running": workspace.running,
        "users": [_user(workspace, user.id) for user in workspace.directory.all()],
        "channels": _channels(workspace, me),
        "dms": [
            {"id": one.id, "user": app.bot_user_id, "unread": unread(workspace, me, one)}
            for one in workspace.conversations.of(me)
            if one.kind == "im"
        ],
        "app": {
            "id": app.app_id,
            "name": app.name,
            "bot_user_id": app.bot_user_id,
            "icon_emoji": app.icon_emoji,
            "home_tab_enabled": workspace.home_tab_enabled,
            "messages_tab_enabled": workspace.messages_tab_enabled,
            "commands": [
                {"name": one.name, "description": one.description, "usage_hint": one.usage_hint} for one in app.commands
            ],
            "connected": workspace.courier.connected,
            "transport": workspace.courier.transport,
        },
        "faults": workspace.faults.current(),
        "version": workspace.changes.version,
    }


def somebody(workspace: Workspace) -> str:
    """The first person of the workspace, for a page that has not said who is looking."""
    return next(user.id for user in workspace.directory.all() if not (user.is_bot or user.deleted))


def _user(workspace: Workspace, user_id: str) -> Json:
    user = workspace.directory.get(user_id)
    return {
        "id": user.id,
        "name": user.name,
        "real_name": user.real_name,
        "title": user.title,
        "tz": user.tz,
        "is_bot": user.is_bot,
        "is_guest": user.is_restricted or user.is_ultra_restricted,
        "is_elsewhere": workspace.directory.team_of(user_id) != workspace.seed.team_id,
        "deleted": user.deleted,
        "color": workspace.directory.color(user_id),
    }


def _channels(workspace: Workspace, user_id: str) -> list[Json]:
    return [
        {
            "id": one.id,
            "name": one.name,
            "is_private": one.kind == "private_channel",
            "is_archived": one.is_archived,
            "topic": one.topic,
            "is_shared": one.is_ext_shared,
            "is_member": user_id in one.members,
            "members": list(one.members),
            "unread": unread(workspace, user_id, one),
        }
        for one in workspace.conversations.all()
        if one.kind != "im" and one.shown_to(user_id)
    ]


def _shown(workspace: Workspace, user_id: str, channel: str) -> Conversation:
    conversation = workspace.conversations.find(channel)
    if not conversation.shown_to(user_id):
        raise ApiError("channel_not_found")
    return conversation


def _decorated(workspace: Workspace, user_id: str, channel: str, said: list[Json], whispers: list[Json]) -> list[Json]:
    shown = []
    ephemeral = {id(one) for one in whispers}
    for message in sorted([*said, *whispers], key=lambda one: float(one["ts"])):
        copied = copy.deepcopy(message)
        sender = workspace.directory.get(message["user"]) if message["user"] in workspace.directory else None
        copied.setdefault("reply_count", 0)
        copied.setdefault("reply_users", [])
        copied.setdefault("latest_reply", None)
        copied["ephemeral"] = id(message) in ephemeral
        copied["sender"] = {
            "name": sender.real_name if sender else "Slackbot",
            "is_bot": sender.is_bot if sender else True,
            "title": sender.title if sender else "",
        }
        if message.get("blocks"):
            values = typed_in(workspace, channel, message, user_id).values()
            copied["state"] = {"values": values}
        shown.append(copied)
    return shown
