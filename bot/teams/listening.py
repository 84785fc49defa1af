"""Who listens to what: activities by their kind, presses by what they do. What nobody listens to is answered all the
same, because Teams brings new things without asking.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.teams.answering import Json
from bot.teams.arrived import Arrived
from bot.teams.envelopes import said
from bot.teams.ids import Carried
from bot.wording.in_forms import not_understood
from rubric.refusals import FormDoesNotMatch

Listener = Callable[[Arrived], Json | None]
PressListener = Callable[[Arrived, Carried], Json | None]

# Behind the kind of an installation for one person.
ALONE = "/alone"
# How Teams marks a file that somebody attached; beside every text stands one more attachment, the text as HTML.
FILE = "application/vnd.microsoft.teams.file.download.info"


@dataclass(frozen=True, slots=True)
class Listeners:
    """One for each kind."""

    _by_kind: dict[str, Listener] = field(default_factory=dict)
    _by_act: dict[str, PressListener] = field(default_factory=dict)

    def on(self, *kinds: str) -> Callable[[Listener], Listener]:
        def bind(listener: Listener) -> Listener:
            self._by_kind.update(dict.fromkeys(kinds, listener))
            return listener

        return bind

    def press(self, *acts: str) -> Callable[[PressListener], PressListener]:
        def bind(listener: PressListener) -> PressListener:
            self._by_act.update(dict.fromkeys(acts, listener))
            return listener

        return bind

    def answer(self, arrived: Arrived) -> Json | None:
        """Raises what the listeners raise, and FormDoesNotMatch for a press that does nothing we know."""
        if arrived.is_press:
            carried = arrived.carried
            pressed = self._by_act.get(carried.act)
            if pressed is None:
                raise FormDoesNotMatch
            return pressed(arrived, carried)
        listener = self._by_kind.get(kind_of(arrived.activity))
        if listener is not None:
            return listener(arrived)
        return said(not_understood().paragraphs[0]) if arrived.activity.get("type") == "invoke" else None


def kind_of(activity: Mapping[str, Any]) -> str:
    """`message`, `message/file`, an invoke's name, `installationUpdate/add`, `membersAdded`, `channelRenamed` ...

    What happens in the chat with one person ends in ALONE.
    """
    match activity:
        case {"type": "invoke", "name": str(name)}:
            return name
        case {"type": "installationUpdate", "action": str(action), "conversation": {"conversationType": "personal"}}:
            return f"installationUpdate/{action}{ALONE}"
        case {"type": "installationUpdate", "action": str(action)}:
            return f"installationUpdate/{action}"
        case {"type": "conversationUpdate", "membersAdded": [_, *_]}:
            return "membersAdded"
        case {"type": "conversationUpdate", "membersRemoved": [_, *_]}:
            return "membersRemoved"
        case {"type": "conversationUpdate", "channelData": {"eventType": str(event)}}:
            return event
        case {"type": "message", "attachments": list(found), "conversation": {"conversationType": "personal"}} if any(
            map(is_file, found)
        ):
            return "message/file"
        case {"type": str(kind)}:
            return kind
        case _:
            return ""


def is_file(attachment: object) -> bool:
    """Whether somebody attached it."""
    return isinstance(attachment, Mapping) and attachment.get("contentType") == FILE
