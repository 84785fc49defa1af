"""Acting as one person in Teams, from an ordinary thread: what tests and plays do.

Each act is carried to the bot at once and comes back once the bot answered it, or failed to.
"""

from sandbox.json_types import Json
from sandbox.reply import NothingThere, Reply
from sandbox.teams import activities, filing, pressing
from sandbox.teams.clients import Dialog, Seen
from sandbox.teams.filling import Put, put, standing
from sandbox.teams.looking import Looking
from sandbox.teams.places import Chat, Room
from sandbox.teams.tenant import Tenant


class Person:
    """One account on one device. Raises `NothingThere` for what nobody could do with what is shown."""

    def __init__(self, tenant: Tenant, person_id: str, *, device: str = "desktop") -> None:
        self._tenant = tenant
        self.account = tenant.places.person(person_id)
        self.id = person_id
        self.device = device
        self.client = tenant.clients.of(person_id, device)
        self._looking = Looking(tenant, self.account, self.client)

    def messages(self, channel: str) -> list[Seen]:
        """What opens threads in a channel, oldest first; a card with an own view of this person is made anew."""
        room = self._in(channel)
        return self._looking.at(self._tenant.messages.at_top(room.id), room)

    def thread(self, channel: str, root: str) -> list[Seen]:
        """The replies to a message, oldest first."""
        room = self._in(channel)
        return self._looking.at(self._tenant.messages.replies(room.id, root), room)

    def chat(self) -> list[Seen]:
        """What stands in the chat with the bot, oldest first."""
        chat = self._chat()
        return self._looking.at(self._tenant.messages.at_top(chat.id), chat)

    @property
    def dialog(self) -> Dialog | None:
        return self.client.dialog

    @property
    def troubles(self) -> list[str]:
        """What this client said went wrong, so far."""
        return self.client.troubles

    def standing(self, seen: Seen | None = None) -> dict[str, str]:
        """What the inputs hold: those of the dialog, or of a message's card."""
        with self._tenant.lock:
            if seen is None:
                dialog = self._open_dialog()
                return standing(dialog.card, dialog.typed)
            return standing(seen.card or {}, self.client.typed.get(seen.id, {}))

    def put(self, input_id: str, value: Put, seen: Seen | None = None) -> None:
        """Fill an input in: of the dialog, or of a message's card."""
        with self._tenant.lock:
            if seen is None:
                dialog = self._open_dialog()
                dialog.typed[input_id] = put(dialog.card, input_id, value)
                dialog.errors.pop(input_id, None)
            else:
                self.client.typed.setdefault(seen.id, {})[input_id] = put(seen.card or {}, input_id, value)

    def press(self, seen: Seen, action: Json) -> Reply:
        """An action of a message's card, as this device shows it."""
        return pressing.press(self._tenant, self.account, self.client, seen=seen, action=action)

    def press_in_dialog(self, action: Json) -> Reply:
        return pressing.press_in_dialog(self._tenant, self.account, self.client, action)

    def close_dialog(self) -> None:
        """Teams tells nobody."""
        self._open_dialog()
        self.client.dialog = None

    def say(self, channel: str | None, text: str, *, mention: bool = True, root: str = "") -> Seen:
        """Write a message, or reply to one; with `channel` None, to the bot. A channel's reaches it if mentioned."""
        tenant = self._tenant
        with tenant.lock:
            place: Room | Chat = self._writable_chat() if channel is None else self._in(channel)
            mentions = isinstance(place, Room) and mention
            full = f"<at>{tenant.seed.bot.name}</at> {text}" if mentions else text
            message = tenant.messages.add(place.id, self.id, {"type": "message", "text": full}, root=root)
            thread = (root or message.id) if isinstance(place, Room) else ""
            body = activities.message(tenant, self.account, place, thread=thread, text=full, id=message.id)
            heard = place.team.has_bot if isinstance(place, Room) else True
        tenant.changes.note("messages")
        if heard and (mentions or isinstance(place, Chat)):
            tenant.courier.carry(body)
        return tenant.clients.seen(self.id, message)

    def attach_file(self, name: str, data: bytes, text: str = "") -> Seen:
        """Send the bot a file."""
        return filing.attach(self._tenant, self.account, self._writable_chat(), name=name, data=data, text=text)

    def accept_file(self, seen: Seen) -> Reply:
        """Let the bot put the file where it asked to; it uploads it before this comes back, or not at all."""
        return filing.consent(self._tenant, self.account, self.client, seen, accepted=True)

    def decline_file(self, seen: Seen) -> Reply:
        return filing.consent(self._tenant, self.account, self.client, seen, accepted=False)

    def download(self, seen: Seen) -> tuple[str, bytes]:
        """The file that a message shows: its name and what is in it."""
        return filing.downloaded(self._tenant, seen)

    def _in(self, channel: str) -> Room:
        room = self._tenant.places.room(channel)
        if room.deleted or self.id not in room.people:
            raise NothingThere(f"{self.id} is not in {room.name or room.team.name}")
        return room

    def _chat(self) -> Chat:
        with self._tenant.lock:
            return self._tenant.places.chat_with(self.id)

    def _writable_chat(self) -> Chat:
        chat = self._chat()
        if not chat.has_bot or chat.blocked:
            raise NothingThere(f"{self.id} can't write to the bot")
        return chat

    def _open_dialog(self) -> Dialog:
        if self.client.dialog is None:
            raise NothingThere(f"{self.id} has no dialog open")
        return self.client.dialog
