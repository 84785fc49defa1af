"""What people write: messages and slash commands, and what the app answers to a command."""

import re

from sandbox import payloads, posting
from sandbox.api_error import ApiError
from sandbox.conversations import SCOPE_FAMILY, Conversation
from sandbox.delivery.envelope import Acknowledgement, Envelope
from sandbox.json_types import Json, without_nulls
from sandbox.reply import Reply, command_failed
from sandbox.workspace import Workspace


def say(workspace: Workspace, user_id: str, where: Conversation, *, text: str, thread_ts: str | None) -> Reply:
    """Put a person's message into a conversation; the app hears of it if it subscribes to such."""
    with workspace.lock:
        if where.kind == "im" and not workspace.messages_tab_enabled:
            return Reply(error="Sending messages to this app has been turned off.")
        message: Json = {
            "type": "message",
            "user": user_id,
            "team": workspace.seed.team_id,
            "text": text,
            "ts": workspace.mint.ts(),
        }
        if thread_ts is not None:
            message["thread_ts"] = thread_ts
        workspace.messages.add(where.id, message)
        where.last_read[user_id] = message["ts"]
        family = SCOPE_FAMILY[where.kind]
        event = {
            **message,
            "channel": where.id,
            "channel_type": family.rstrip("s"),
            "event_ts": message["ts"],
        }
        heard = workspace.seed.app.bot_user_id in where.members
    workspace.changes.note("messages")
    if heard:
        workspace.tell(event, subscription=f"message.{family}")
    return Reply()


def command(workspace: Workspace, user_id: str, where: Conversation, *, payload: Json) -> Reply:
    """Carry a command to the app and show what it answers."""
    got = workspace.courier.deliver(Envelope("slash_commands", payload))
    if not got.received:
        return Reply(got.status, got.body, command_failed(payload["command"]))
    try:
        with workspace.lock:
            _show(workspace, user_id, where, got)
    except ApiError as error:
        return Reply(got.status, got.body, command_failed(payload["command"], error.error))
    return Reply(got.status, got.body)


def command_payload(
    workspace: Workspace, user_id: str, where: Conversation, *, name: str, text: str, device: str
) -> Json | None:
    """The form that Slack posts for a command; None if the app has no such command. The lock is held."""
    known = {one.name: one for one in workspace.seed.app.commands}
    if name not in known:
        return None
    return payloads.command(
        workspace,
        user_id,
        name=name,
        text=_escaped(workspace, text) if known[name].should_escape else text,
        channel_id=where.id,
        trigger_id=workspace.triggers.issue(user_id, device=device, channel=where.id),
    )


def _show(workspace: Workspace, user_id: str, where: Conversation, got: Acknowledgement) -> None:
    said: Json = without_nulls(got.body) if got.body is not None else {"text": got.text}
    content = {key: said[key] for key in ("text", "blocks", "attachments") if said.get(key)}
    if not content:
        return
    posting.check_content(workspace, content)
    if said.get("response_type") == "in_channel":
        posting.post(workspace, where, content)
    else:
        posting.whisper(workspace, where.id, user_id, content)


def _escaped(workspace: Workspace, text: str) -> str:
    """The text with @names and #channels as `<@U...|name>` and `<#C...|name>`."""
    users = {user.name: user.id for user in workspace.directory.all()}
    channels = {one.name: one.id for one in workspace.conversations.all() if one.name}

    def named(match: re.Match[str]) -> str:
        mark, name = match.groups()
        found = (users if mark == "@" else channels).get(name)
        return match.group() if found is None else f"<{mark}{found}|{name}>"

    return re.sub(r"(?<!\S)([@#])([\w.-]+)", named, text)
