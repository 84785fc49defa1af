"""Words what people do as the payloads that Slack sends to apps; sends nothing itself."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal, TypeAlias
from urllib.parse import quote

from sandbox.conversations import Conversation
from sandbox.elements import HOLDS, Element
from sandbox.ids import as_microseconds
from sandbox.json_types import Json
from sandbox.views import OpenView, bot_id_of

if TYPE_CHECKING:
    from sandbox.workspace import Workspace

ChannelAct: TypeAlias = Literal["archive", "unarchive", "deleted"]
# Slack still sends its old verification token; apps check the signature instead.
TOKEN = "sandbox-verification-token"


def interaction(workspace: Workspace, kind: str, user_id: str) -> Json:
    """What every interactive payload has: the kind, the workspace, the person, the app."""
    user = workspace.directory.get(user_id)
    return {
        "type": kind,
        "team": {"id": workspace.seed.team_id, "domain": workspace.seed.team_domain},
        "user": {
            "id": user.id,
            "username": user.name,
            "name": user.name,
            "team_id": workspace.directory.team_of(user_id),
        },
        "api_app_id": workspace.seed.app.app_id,
        "token": TOKEN,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def action(element: Element, chosen: Json, at: str) -> Json:
    """One entry of `actions`: the element's identity and what was pressed, chosen or typed."""
    block_id, action_id = element.key
    about = {"type": element.body["type"], "action_id": action_id, "block_id": block_id, "action_ts": at}
    shown: Json = {key: element.body[key] for key in ("placeholder", "style") if key in element.body}
    if element.body["type"] in HOLDS:
        initial = HOLDS[element.body["type"]][1]
        shown.update({initial: element.body[initial]} if initial in element.body else {})
    return {**about, **shown, **chosen}


def message_container(message: Json, channel: str, ephemeral: bool) -> Json:
    """Says which message somebody acted in."""
    container: Json = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": channel,
        "is_ephemeral": ephemeral,
    }
    if "thread_ts" in message:
        container["thread_ts"] = message["thread_ts"]
    return container


def view_closed(workspace: Workspace, view: OpenView, is_cleared: bool) -> Json:
    """Somebody closed a modal without submitting it."""
    return {
        **interaction(workspace, "view_closed", view.user),
        "view": view.as_slack_has_it(),
        "is_cleared": is_cleared,
    }


def command(workspace: Workspace, user_id: str, *, name: str, text: str, channel_id: str, trigger_id: str) -> Json:
    """A slash command, as the flat form that Slack posts."""
    conversation = workspace.conversations.find(channel_id)
    names = {"im": "directmessage", "private_channel": "privategroup"}
    return {
        "token": TOKEN,
        "team_id": workspace.seed.team_id,
        "team_domain": workspace.seed.team_domain,
        "channel_id": channel_id,
        "channel_name": names.get(conversation.kind, conversation.name),
        "user_id": user_id,
        "user_name": workspace.directory.get(user_id).name,
        "command": name,
        "text": text,
        "api_app_id": workspace.seed.app.app_id,
        "is_enterprise_install": "false",
        "response_url": workspace.response_urls.issue(channel_id, user_id, None),
        "trigger_id": trigger_id,
    }


def event(workspace: Workspace, body: Json) -> Json:
    """The envelope of the Events API around one event."""
    now = workspace.clock.now()
    seed = workspace.seed
    return {
        "token": TOKEN,
        "team_id": seed.team_id,
        "context_team_id": seed.team_id,
        "context_enterprise_id": None,
        "api_app_id": seed.app.app_id,
        "event": {"event_ts": workspace.mint.ts(), **body},
        "type": "event_callback",
        "event_id": workspace.mint.id("Ev"),
        "event_time": as_microseconds(now) // 1_000_000,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": seed.team_id,
                "user_id": seed.app.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": _is_shared(workspace, body.get("channel")),
        "event_context": workspace.mint.secret(),
    }


def _is_shared(workspace: Workspace, channel: object) -> bool:
    """Whether an event comes from a channel that another organisation is in too."""
    return any(one.id == channel and one.is_ext_shared for one in workspace.conversations.all())


def channel_event(what: ChannelAct, conversation: Conversation, *, by: str, at: datetime) -> Json:
    """An administrator did something to a channel; Slack's old names for private ones differ, and what they tell."""
    is_private = conversation.kind == "private_channel"
    told: Json = {"type": f"{'group' if is_private else 'channel'}_{what}", "channel": conversation.id}
    match what, is_private:
        case "archive", _:
            told.update(user=by, is_moved=0)
        case "unarchive", False:
            told.update(user=by)
        case "unarchive", True:
            told.update(actor_id=by)
        case "deleted", True:
            told.update(actor_id=by, date_deleted=int(at.timestamp()))
    return told


def channel_renamed(conversation: Conversation, team_id: str) -> Json:
    """A channel has another name; for private ones Slack says `group_rename`."""
    is_private = conversation.kind == "private_channel"
    about = {
        "id": conversation.id,
        "name": conversation.name,
        "name_normalized": conversation.name,
        "created": conversation.created,
        "is_channel": not is_private,
        "is_group": is_private,
        "is_mpim": False,
        "context_team_id": team_id,
    }
    return {"type": "group_rename" if is_private else "channel_rename", "channel": about}


def from_app(workspace: Workspace, content: Json) -> Json:
    """A message object by the app's bot user."""
    seed = workspace.seed
    return {
        "type": "message",
        "user": seed.app.bot_user_id,
        "bot_id": bot_id_of(seed),
        "app_id": seed.app.app_id,
        "team": seed.team_id,
        "bot_profile": bot_profile(workspace),
        "ts": workspace.mint.ts(),
        **content,
    }


def bot_profile(workspace: Workspace) -> Json:
    """How Slack introduces the app beside its messages."""
    seed = workspace.seed
    return {
        "id": bot_id_of(seed),
        "app_id": seed.app.app_id,
        "user_id": seed.app.bot_user_id,
        "name": seed.app.name,
        "icons": {"emoji": seed.app.icon_emoji} if seed.app.icon_emoji else {},
        "deleted": False,
        "updated": 0,
        "team_id": seed.team_id,
    }


def permalink(workspace: Workspace, channel: str, ts: str) -> str:
    """The address that Slack gives a message."""
    return f"https://{workspace.seed.team_domain}.slack.com/archives/{quote(channel)}/p{ts.replace('.', '')}"
