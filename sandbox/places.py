"""The places a person can act in, a view or a message, behind one shape; builds their block_actions."""

import copy
from dataclasses import dataclass
from typing import Protocol

from sandbox import payloads
from sandbox.elements import Element, elements_in
from sandbox.json_types import Json
from sandbox.posting import typed_in
from sandbox.reply import NothingThere
from sandbox.view_state import TypedState
from sandbox.views import OpenView
from sandbox.workspace import Workspace


class Place(Protocol):
    """Blocks before a person, what stands in their inputs, and how Slack words acting in them."""

    @property
    def blocks(self) -> list[Json]: ...

    @property
    def typed(self) -> TypedState: ...

    def block_actions(self, action: Json) -> Json:
        """The whole payload around one action, with a fresh trigger."""
        ...


@dataclass(frozen=True, slots=True)
class InView:
    """Acting in a modal or in the App Home."""

    workspace: Workspace
    view: OpenView
    device: str

    @property
    def blocks(self) -> list[Json]:
        return list(self.view.body["blocks"])

    @property
    def typed(self) -> TypedState:
        return self.view.typed

    def block_actions(self, action: Json) -> Json:
        trigger = self.workspace.triggers.issue(self.view.user, device=self.device, view_id=self.view.id)
        return {
            **payloads.interaction(self.workspace, "block_actions", self.view.user),
            "container": {"type": "view", "view_id": self.view.id},
            "trigger_id": trigger,
            "view": self.view.as_slack_has_it(),
            "actions": [action],
        }


@dataclass(frozen=True, slots=True)
class InMessage:
    """Acting in a message, or in one as it was before somebody changed it."""

    workspace: Workspace
    user: str
    device: str
    channel: str
    message: Json
    ephemeral: bool

    @property
    def blocks(self) -> list[Json]:
        return list(self.message.get("blocks", []))

    @property
    def typed(self) -> TypedState:
        return typed_in(self.workspace, self.channel, self.message, self.user)

    def block_actions(self, action: Json) -> Json:
        workspace, ts = self.workspace, self.message["ts"]
        conversation = workspace.conversations.find(self.channel)
        names = {"im": "directmessage", "private_channel": "privategroup"}
        # Slack does not send the content of ephemeral messages back.
        message = {} if self.ephemeral else {"message": copy.deepcopy(self.message)}
        return {
            **payloads.interaction(workspace, "block_actions", self.user),
            "container": payloads.message_container(self.message, self.channel, self.ephemeral),
            "trigger_id": workspace.triggers.issue(self.user, device=self.device, channel=self.channel),
            "channel": {"id": self.channel, "name": names.get(conversation.kind, conversation.name)},
            **message,
            "state": {"values": self.typed.values()},
            "response_url": workspace.response_urls.issue(self.channel, self.user, ts),
            "actions": [action],
        }


def element_at(
    place: Place, *, action_id: str | None = None, block_id: str | None = None, value: str | None = None
) -> Element:
    """The one element meant; `value` tells apart buttons that share an action_id."""
    found = [
        one
        for one in elements_in(place.blocks)
        if (action_id is None or one.body["action_id"] == action_id)
        and (block_id is None or one.block["block_id"] == block_id)
    ]
    if value is not None and any(one.body["type"] == "button" for one in found):
        found = [one for one in found if one.body.get("value") == value]
    if not found:
        there = [one.key for one in elements_in(place.blocks)]
        raise NothingThere(f"no {action_id!r} in block {block_id!r} with value {value!r}; there is {there}")
    return found[0]
