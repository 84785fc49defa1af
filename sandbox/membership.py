"""Who may let whom into a channel, or out: what people do about membership, by themselves and to each other."""

from sandbox.conversations import Conversation
from sandbox.reply import NothingThere
from sandbox.workspace import Workspace


def join(workspace: Workspace, user_id: str, channel_id: str) -> None:
    """Walk into a public channel."""
    with workspace.lock:
        conversation = _open(workspace, channel_id)
        user = workspace.directory.get(user_id)
        if conversation.kind != "public_channel" or user.is_restricted or user.is_ultra_restricted:
            raise NothingThere(f"Somebody in #{conversation.name} has to add you.")
    workspace.join(user_id, channel_id)


def leave(workspace: Workspace, user_id: str, channel_id: str) -> None:
    """Walk out of a channel."""
    workspace.leave(user_id, channel_id)


def add(workspace: Workspace, by: str, user_id: str, channel_id: str) -> None:
    """Bring somebody else, or an app, into a channel one is in."""
    with workspace.lock:
        conversation = _open(workspace, channel_id)
        _inside(conversation, by)
        if workspace.directory.get(user_id).deleted:
            raise NothingThere("This account is deactivated.")
    workspace.join(user_id, channel_id, inviter=by)


def remove(workspace: Workspace, by: str, user_id: str, channel_id: str) -> None:
    """Take somebody else out of a channel one is in."""
    with workspace.lock:
        _inside(_open(workspace, channel_id), by)
    workspace.leave(user_id, channel_id)


def _open(workspace: Workspace, channel_id: str) -> Conversation:
    conversation = workspace.conversations.find_channel(channel_id)
    if conversation.is_archived:
        raise NothingThere(f"#{conversation.name} is archived.")
    return conversation


def _inside(conversation: Conversation, user_id: str) -> None:
    if user_id not in conversation.members:
        raise NothingThere(f"You aren't in #{conversation.name}.")
