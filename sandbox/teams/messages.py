"""Keeps what was said, changed and deleted in all conversations, and how each person's client shows it."""

import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sandbox.clock import Clock
from sandbox.json_types import Json

CARD = "application/vnd.microsoft.card.adaptive"


@dataclass(slots=True)
class Message:
    """`conversation` is a channel or a chat; `root` the message it replies to, empty for one that opens a thread.

    `version` counts its changes.
    """

    id: str
    conversation: str
    sender: str
    activity: Json
    root: str = ""
    version: int = 0
    deleted: bool = False

    @property
    def text(self) -> str:
        return str(self.activity.get("text") or "")

    @property
    def attachments(self) -> list[Json]:
        return list(self.activity.get("attachments") or [])

    @property
    def card(self) -> Json | None:
        """The Adaptive Card in it, if there is one."""
        found = (one.get("content") for one in self.attachments if one.get("contentType") == CARD)
        return next((card for card in found if isinstance(card, dict)), None)


@dataclass(slots=True)
class Messages:
    """Callers hold the tenant's lock."""

    clock: Clock
    all: dict[tuple[str, str], Message] = field(default_factory=dict)
    _last: int = 0
    _minting: threading.Lock = field(default_factory=threading.Lock)

    def mint(self) -> str:
        """An id: the milliseconds of now, or the next that nothing has."""
        with self._minting:
            self._last = max(self._last + 1, int(self.clock.now().timestamp() * 1000))
            return str(self._last)

    def moment(self) -> datetime:
        """Now, to the millisecond, and after everything before it: what happens in turn can be told apart."""
        return datetime.fromtimestamp(int(self.mint()) / 1000, UTC)

    def add(self, conversation: str, sender: str, activity: Json, *, root: str = "") -> Message:
        message = Message(self.mint(), conversation, sender, activity, root)
        self.all[conversation, message.id] = message
        return message

    def find(self, conversation: str, message_id: str) -> Message | None:
        """None for what was deleted too."""
        found = self.all.get((conversation, message_id))
        return None if found is None or found.deleted else found

    def at_top(self, conversation: str) -> list[Message]:
        """Oldest first, without replies."""
        return [one for one in self._in(conversation) if not one.root]

    def replies(self, conversation: str, root: str) -> list[Message]:
        return [one for one in self._in(conversation) if one.root == root]

    def change(self, message: Message, activity: Json) -> None:
        message.activity = activity
        message.version += 1

    def _in(self, conversation: str) -> list[Message]:
        return [one for one in self.all.values() if one.conversation == conversation and not one.deleted]


def card_attachment(card: Any) -> Json:
    return {"contentType": CARD, "content": card}
