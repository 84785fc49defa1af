"""Reads what a bot answers to an invoke, as strictly as the client that has to show it."""

from dataclasses import dataclass
from typing import Any

from sandbox.json_types import Json
from sandbox.teams.cards import faults
from sandbox.teams.courier import Carried
from sandbox.teams.messages import CARD

_MESSAGE = "application/vnd.microsoft.activity.message"
_ERROR = "application/vnd.microsoft.error"
_SIZES = ("small", "medium", "large")


class Unusable(Exception):
    """The client can do nothing with it; the text says why."""


@dataclass(frozen=True, slots=True)
class Window:
    """The dialog goes on with this."""

    title: str
    card: Json


@dataclass(frozen=True, slots=True)
class Words:
    """The dialog closes, or never opens; `text` is shown in its place if there is any."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Replaced:
    """The card is shown like this from now on, to the one who acted."""

    card: Json


@dataclass(frozen=True, slots=True)
class Failed:
    """The bot says itself that it couldn't; the card stays as it is."""

    code: str


def to_dialog(carried: Carried) -> Window | Words:
    """What task/fetch and task/submit come to. Raises Unusable."""
    body = _body(carried)
    task = body.get("task") if body else {"type": "message", "value": ""}
    match task:
        case {"type": "continue", "value": dict(value)}:
            return _window(value)
        case {"type": "message", "value": str(text)}:
            return Words(text)
        case _:
            raise Unusable(f"no dialog task: {task!r}")


def to_action(carried: Carried) -> Replaced | Words | Failed:
    """What adaptiveCard/action comes to. Raises Unusable."""
    match _body(carried):
        case {"statusCode": 200, "type": str(kind), "value": dict(card)} if kind == CARD:
            _check(card, in_dialog=False)
            return Replaced(card)
        case {"statusCode": 200, "type": str(kind), "value": str(text)} if kind == _MESSAGE:
            return Words(text)
        case {"statusCode": int(), "type": str(kind), "value": {"code": str(code), "message": str()}} if kind == _ERROR:
            return Failed(code)
        case other:
            raise Unusable(f"no answer to an action: {other!r}")


def _body(carried: Carried) -> Json:
    if carried.status != 200:
        raise Unusable(f"the bot answered {carried.status} {carried.text}")
    if carried.text.strip() and carried.body is None:
        raise Unusable(f"the bot answered no JSON object: {carried.text}")
    return carried.body or {}


def _window(value: dict[str, Any]) -> Window:
    attachment = value.get("card")
    if not isinstance(attachment, dict) or attachment.get("contentType") != CARD:
        raise Unusable(f"no card to show in a dialog: {attachment!r}")
    for side in ("height", "width"):
        size = value.get(side, "medium")
        if not (isinstance(size, int) or size in _SIZES):
            raise Unusable(f"{side} can't be {size!r}")
    _check(attachment["content"], in_dialog=True)
    return Window(str(value.get("title") or ""), attachment["content"])


def _check(card: Json, *, in_dialog: bool) -> None:
    if wrong := faults(card, in_dialog=in_dialog):
        raise Unusable("; ".join(wrong))
