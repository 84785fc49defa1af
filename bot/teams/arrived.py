"""One thing that Teams brought: who did what, where, and in which way it is answered."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from html import unescape
from typing import Any

from bot.teams.addresses import channel_of
from bot.teams.ids import COMMAND, Carried, Surface, carried
from bot.teams.speaker import speaker_from
from bot.use_cases.who import Speaker
from rubric.refusals import FormDoesNotMatch

Json = dict[str, Any]

# No sign that opens another one within it: a text full of beginnings would be read over and over to its end.
_MENTION = re.compile(r"<at\b[^<>]*>[^<]*</at>", re.IGNORECASE)
# Our sentences say what to type with it, and in the chat with us nobody can be mentioned.
_NAMED = re.compile(rf"^{COMMAND}\b\s*", re.IGNORECASE)


class How(Enum):
    """What Teams waits for."""

    # A dialog to open, or the next one in the place of one that was handed in.
    OPENED = auto()
    SUBMITTED = auto()
    # Another card in the place of the one pressed.
    EXECUTED = auto()
    # Nothing: answers are messages of their own.
    WRITTEN = auto()
    # Nothing, and nobody reads an answer.
    HAPPENED = auto()


@dataclass(frozen=True, slots=True)
class Arrived:
    """`activity` is as Teams brought it, from our own organization."""

    activity: Mapping[str, Any]

    @property
    def who(self) -> Speaker:
        return speaker_from(self.activity)

    @property
    def how(self) -> How:
        match self.activity:
            case {"type": "invoke", "name": "task/fetch"}:
                return How.OPENED
            case {"type": "invoke", "name": "task/submit"}:
                return How.SUBMITTED
            case {"type": "invoke", "name": "adaptiveCard/action"}:
                return How.EXECUTED
            case {"type": "message"}:
                return How.WRITTEN
            case _:
                return How.HAPPENED

    @property
    def surface(self) -> Surface:
        return Surface.DIALOG if self.how in (How.OPENED, How.SUBMITTED) else Surface.CHAT

    @property
    def is_by_itself(self) -> bool:
        """Whether a client renews a card without anybody's doing."""
        value = self.activity.get("value")
        return isinstance(value, Mapping) and value.get("trigger") == "automatic"

    @property
    def carried(self) -> Carried:
        """Raises FormDoesNotMatch."""
        return carried(self._data)

    @property
    def is_press(self) -> bool:
        """A message is one too where a client knows no other way."""
        return self.how is not How.HAPPENED and (self.how is not How.WRITTEN or isinstance(self._data, Mapping))

    @property
    def _data(self) -> object:
        match self.how, self.activity.get("value"):
            case ((How.OPENED | How.SUBMITTED), {"data": data}):
                return data
            case How.EXECUTED, {"action": {"data": data}}:
                return data
            case How.WRITTEN, value:
                return value
            case _:
                raise FormDoesNotMatch

    @property
    def service(self) -> str:
        return str(self.activity.get("serviceUrl") or "")

    @property
    def is_alone(self) -> bool:
        """Whether it is the chat between one person and Homeroom."""
        return _within(self.activity, "conversation").get("conversationType") == "personal"

    @property
    def conversation(self) -> str:
        return str(_within(self.activity, "conversation").get("id") or "")

    @property
    def channel(self) -> str:
        """The channel's id; "" in the chat with one person. A chat of several people is like a channel without team."""
        told = _within(_within(self.activity, "channelData"), "channel").get("id")
        return "" if self.is_alone else channel_of(str(told or self.conversation))[0]

    @property
    def group(self) -> str:
        """What Teams calls a team, which has channels."""
        return str(_within(_within(self.activity, "channelData"), "team").get("id") or "")

    @property
    def names_channel(self) -> bool:
        """Whether it is about one channel; of a whole team Teams tells in its first channel, which has its id, and of
        an installation in any.
        """
        told = _within(_within(self.activity, "channelData"), "channel").get("id")
        return bool(told) and told != self.group and self.activity.get("type") != "installationUpdate"

    @property
    def us(self) -> str:
        """Homeroom's own address."""
        return str(_within(self.activity, "recipient").get("id") or "")

    @property
    def pressed_message(self) -> str:
        """The message whose card was pressed."""
        return str(self.activity.get("replyToId") or "")

    @property
    def words(self) -> str:
        """What was typed, without the mention of Homeroom that Teams puts before it, or that was only typed there."""
        text = self.activity.get("text")
        typed = " ".join(unescape(_MENTION.sub(" ", text if isinstance(text, str) else "")).split())
        return _NAMED.sub("", typed)

    @property
    def mentions_us(self) -> bool:
        entities = self.activity.get("entities")
        return bool(self.us) and any(
            isinstance(one, Mapping) and one.get("type") == "mention" and _within(one, "mentioned").get("id") == self.us
            for one in (entities if isinstance(entities, list) else ())
        )


def _within(part: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = part.get(name)
    return found if isinstance(found, Mapping) else {}
