"""Finds what a person means, a message, a modal, a channel, among what is before them on their device."""

from sandbox import payloads, viewpoint
from sandbox.api_error import ApiError
from sandbox.choosing import Picked, chosen
from sandbox.conversations import Conversation
from sandbox.elements import HOLDS, Element, options_of
from sandbox.json_types import Json
from sandbox.places import InMessage, InView, Place, element_at
from sandbox.reply import NothingThere
from sandbox.views import OpenView
from sandbox.workspace import Workspace


class Whereabouts:
    """One account on one device. Callers hold the workspace's lock."""

    def __init__(self, workspace: Workspace, user: str, device: str) -> None:
        self._workspace = workspace
        self._user = user
        self._device = device

    def top(self, view_id: str | None = None) -> OpenView:
        """The modal on top, which must be the one with this id if one is given."""
        stack = self._workspace.views.stack(self._user, self._device)
        if not stack or view_id not in (None, stack[-1].id):
            raise NothingThere(f"{self._user} has no modal open")
        return stack[-1]

    def in_view(self, view_id: str | None = None) -> InView:
        """The modal on top, the App Home if no modal is open, or the view with this id."""
        stack = self._workspace.views.stack(self._user, self._device)
        home = self._workspace.views.home(self._user)
        shown = [*([home] if home is not None else []), *stack]
        if view_id is not None:
            shown = [view for view in shown if view.id == view_id]
        if not shown:
            raise NothingThere(f"{self._user} has no such view open")
        return InView(self._workspace, shown[-1], self._device)

    def in_message(self, channel: str, ts: str, seen: Json | None = None) -> InMessage:
        """A message before the person, or as they saw it earlier."""
        try:
            message, ephemeral = viewpoint.find_message(self._workspace, self._user, channel, ts)
        except ApiError as error:
            if seen is None:
                raise NothingThere(f"{self._user} sees no message {ts} in {channel}: {error.error}") from None
            message, ephemeral = seen, bool(seen.get("ephemeral"))
        return InMessage(self._workspace, self._user, self._device, channel, seen or message, ephemeral)

    def place(self, view_id: str | None, channel: str | None, ts: str | None) -> Place:
        """A message if one is named, else a view."""
        if channel is not None and ts is not None:
            return self.in_message(channel, ts)
        return self.in_view(view_id)

    def writable(self, channel: str | None) -> Conversation:
        """Where the person may write; None means the direct messages with the app."""
        conversations = self._workspace.conversations
        if channel is None or channel == self._workspace.seed.app.bot_user_id:
            return conversations.open_direct_messages(self._user)
        conversation = conversations.find(channel)
        if self._user not in conversation.members or conversation.is_archived:
            raise NothingThere(f"{self._user} can't write in {conversation.name}")
        return conversation

    def press(self, place: Place, *, action_id: str, block_id: str | None, value: str | None) -> Json:
        """The payload of pressing a button, or of picking `value` in a menu."""
        element = element_at(place, action_id=action_id, block_id=block_id, value=value)
        if element.body["type"] in HOLDS:
            picked = chosen(element.body, value)
            place.typed.put(element.key, picked)
        else:
            picked = pressed(element.body, value)
        return place.block_actions(payloads.action(element, picked, self._workspace.mint.ts()))

    def choose(self, place: Place, *, action_id: str | None, block_id: str | None, value: Picked) -> Json | None:
        """Choose something; the payload that tells the app, or None if the element tells it nothing."""
        element = element_at(place, action_id=action_id, block_id=block_id)
        place.typed.put(element.key, chosen(element.body, value))
        return self.tells(place, element)

    def tells(self, place: Place, element: Element) -> Json | None:
        """The payload that tells the app what stands in an element now, or None if the element tells it nothing."""
        if not element.dispatches:
            return None
        held = place.typed.get(element.key)
        return place.block_actions(payloads.action(element, held, self._workspace.mint.ts()))


def pressed(element: Json, value: str | None) -> Json:
    """What `actions` says of something that is pressed and holds nothing."""
    match element["type"]:
        case "overflow":
            offered = options_of(element)
        case "feedback_buttons":
            offered = [element["positive_button"], element["negative_button"]]
        case _:
            return {key: element[key] for key in ("text", "icon", "value") if key in element}
    for one in offered:
        if one.get("value") == value:
            named = element["type"] == "overflow"
            return {"selected_option": one} if named else {"text": one["text"], "value": value}
    raise NothingThere(f"no option {value!r} among {[one.get('value') for one in offered]}")
