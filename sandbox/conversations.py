"""Knows the channels and direct messages and who is in them; leaves what is said there to messages.py."""

from dataclasses import dataclass, field
from typing import Literal

from sandbox.api_error import ApiError
from sandbox.clock import Clock
from sandbox.ids import Mint
from sandbox.json_types import Json
from sandbox.seed import Seed

Kind = Literal["public_channel", "private_channel", "im"]
# Slack's scopes are named after the kind of conversation: channels:read, groups:history, im:read ...
SCOPE_FAMILY: dict[Kind, str] = {"public_channel": "channels", "private_channel": "groups", "im": "im"}


@dataclass(slots=True)
class Conversation:
    """One channel, or the direct messages between the app and `peer`."""

    id: str
    name: str
    kind: Kind
    members: list[str]
    created: int
    is_archived: bool = False
    is_ext_shared: bool = False
    topic: str = ""
    peer: str | None = None
    last_read: dict[str, str] = field(default_factory=dict)

    def shown_to(self, user_id: str) -> bool:
        """Public channels are open to everybody, the others to those inside."""
        return self.kind == "public_channel" or user_id in self.members


class Conversations:
    """All conversations, by id. Callers hold the workspace's lock."""

    def __init__(self, seed: Seed, *, mint: Mint, clock: Clock) -> None:
        self._mint = mint
        self._clock = clock
        self._bot = seed.app.bot_user_id
        self._team_id = seed.team_id
        self._all: dict[str, Conversation] = {}
        for channel in seed.channels:
            self._all[channel.id] = Conversation(
                channel.id,
                channel.name,
                "private_channel" if channel.is_private else "public_channel",
                list(channel.members),
                int(clock.now().timestamp()),
                is_archived=channel.is_archived,
                is_ext_shared=channel.is_ext_shared,
                topic=channel.topic,
            )

    def all(self) -> list[Conversation]:
        """Every conversation, oldest first."""
        return list(self._all.values())

    def find(self, conversation_id: str) -> Conversation:
        """One conversation; `channel_not_found` if there is none."""
        if conversation_id not in self._all:
            raise ApiError("channel_not_found")
        return self._all[conversation_id]

    def find_channel(self, channel_id: str) -> Conversation:
        """The same, but no direct messages."""
        conversation = self.find(channel_id)
        if conversation.kind == "im":
            raise ApiError("method_not_supported_for_channel_type")
        return conversation

    def remove(self, conversation_id: str) -> None:
        """It is no more."""
        del self._all[conversation_id]

    def seen_by_app(self, conversation_id: str) -> Conversation:
        """The same, as the app sees it: a private channel it is not in does not exist."""
        conversation = self.find(conversation_id)
        if not conversation.shown_to(self._bot):
            raise ApiError("channel_not_found")
        return conversation

    def of(self, user_id: str) -> list[Conversation]:
        """The conversations somebody is in."""
        return [one for one in self._all.values() if user_id in one.members]

    def direct_messages_with(self, user_id: str) -> Conversation | None:
        """The app's direct messages with somebody, if anything opened them yet."""
        return next((one for one in self._all.values() if one.peer == user_id), None)

    def open_direct_messages(self, user_id: str) -> Conversation:
        """The same, opened if need be."""
        found = self.direct_messages_with(user_id)
        if found is not None:
            return found
        created = int(self._clock.now().timestamp())
        opened = Conversation(self._mint.id("D"), "", "im", [user_id, self._bot], created, peer=user_id)
        self._all[opened.id] = opened
        return opened

    def share_with_app(self, user_id: str) -> bool:
        """Whether somebody is in a channel that the app shares with another organisation."""
        return any(one.is_ext_shared and self._bot in one.members for one in self.of(user_id))

    def rename(self, channel_id: str, name: str) -> Conversation:
        """Give a channel another name, which must be free."""
        if any(one.name == name and one.id != channel_id for one in self._all.values()):
            raise ApiError("name_taken")
        conversation = self.find_channel(channel_id)
        conversation.name = name
        return conversation

    def as_slack_has_it(self, conversation: Conversation) -> Json:
        """The conversation object of `conversations.info`, for the app."""
        shared: Json = {
            "id": conversation.id,
            "created": conversation.created,
            "is_archived": conversation.is_archived,
            "is_im": conversation.kind == "im",
            "is_mpim": False,
            "is_org_shared": False,
            "context_team_id": self._team_id,
        }
        if conversation.kind == "im":
            return {**shared, "user": conversation.peer, "is_open": True, "priority": 0}
        return {
            **shared,
            "name": conversation.name,
            "name_normalized": conversation.name,
            "is_channel": conversation.kind == "public_channel",
            "is_group": conversation.kind == "private_channel",
            "is_private": conversation.kind == "private_channel",
            "is_general": False,
            "is_member": self._bot in conversation.members,
            "is_shared": conversation.is_ext_shared,
            "is_ext_shared": conversation.is_ext_shared,
            "is_pending_ext_shared": False,
            "creator": conversation.members[0] if conversation.members else self._bot,
            "topic": {"value": conversation.topic, "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
            "num_members": len(conversation.members),
        }
