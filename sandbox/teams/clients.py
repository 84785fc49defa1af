"""What one person's clients show besides the messages themselves: dialogs, own views of cards, what stands typed."""

from dataclasses import dataclass, field
from datetime import datetime

from sandbox.json_types import Json
from sandbox.teams.messages import Message

# Teams makes a per-user view again when the last one is older than a minute.
FRESH_SECONDS = 60.0
SOMETHING_WENT_WRONG = "Something went wrong. Please try again."


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as one person's client shows it, or as it showed it when they looked; `card` is their own view."""

    id: str
    conversation: str
    sender: str
    text: str
    card: Json | None
    attachments: tuple[Json, ...] = ()
    root: str = ""
    changed: bool = False


@dataclass(slots=True)
class Dialog:
    """The window that is open: `opened_from` is the message whose button opened it, `errors` stand beside inputs."""

    title: str
    card: Json
    opened_from: Seen
    typed: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class View:
    """Somebody's own view of a card, made of a message's version at some moment."""

    version: int
    at: datetime
    card: Json | None


@dataclass(slots=True)
class Client:
    """One device. `notices` are what came up and went away again, `troubles` what the client said went wrong."""

    dialog: Dialog | None = None
    typed: dict[str, dict[str, str]] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Clients:
    """Everybody's. Callers hold the tenant's lock."""

    devices: dict[tuple[str, str], Client] = field(default_factory=dict)
    views: dict[tuple[str, str, str], View] = field(default_factory=dict)

    def of(self, person: str, device: str) -> Client:
        return self.devices.setdefault((person, device), Client())

    def view(self, person: str, message: Message) -> View | None:
        """None where the message has changed since."""
        found = self.views.get((person, message.conversation, message.id))
        return found if found is not None and found.version == message.version else None

    def keep(self, person: str, message: Message, card: Json | None, at: datetime) -> None:
        self.views[person, message.conversation, message.id] = View(message.version, at, card)

    def seen(self, person: str, message: Message) -> Seen:
        view = self.view(person, message)
        return Seen(
            message.id,
            message.conversation,
            message.sender,
            message.text,
            view.card if view is not None and view.card is not None else message.card,
            tuple(message.attachments),
            message.root,
            changed=message.version > 0,
        )
