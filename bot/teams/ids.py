"""Every id that Teams carries to and fro: what an action in a card is about, and which input is which.

What comes back may have been tampered with, or be older than the code: anything odd is FormDoesNotMatch. Nothing here
says whether the person may do what they ask.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.wording.platform import TEAMS
from rubric.refusals import FormDoesNotMatch
from rubric.typed_text import without_marks

Json = dict[str, Any]

# What people type after the @; the app's own name.
COMMAND = TEAMS.command
# What every action is called that is answered in the chat itself; which one it is tells what it carries.
VERB = "homeroom"
# Under this key our own part stands among what the person typed, for Teams puts all of it into one object.
_OWN = "homeroom"
_INPUT = "in/"
_MENU = "menu/"
# Of several menus that do the same, all but the first.
_FURTHER = "menu-{number}/"
# How several choices come in one text.
BETWEEN = ","
# Longer than any id, and than any choice of several.
_LONGEST = 30_000


class Own(StrEnum):
    """What an action does besides the acts of `bot.routes` and of `bot.sections.parts.Act`."""

    # Hand in the form that the action stands in.
    SUBMIT = "submit"
    # Show the form again that something else stands in the place of, as it was left.
    BACK = "back"
    # Do what the command in `value` does, for which a channel's message has no private place.
    COMMAND = "command"
    # A rating form's pages: save and go on to the page in `value`, and save and be done.
    SAVE_PAGE = "save_page"
    SAVE = "save"
    # The person's own view of a card that everybody sees; `value` is the check-in.
    OWN_VIEW = "own_view"
    # Open the rating form in the chat itself, for who can't open dialogs; `value` is the check-in.
    RATE_IN_CHAT = "rate_in_chat"


class Surface(StrEnum):
    """Where a form or a notice stands: in a dialog, or in a card of the chat with one person."""

    DIALOG = "dialog"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class Carried:
    """One press: what it does, what it is about, the kept form it stands in ("" outside forms), and what is in inputs.

    `fields` are by field name, `menus` by act; Teams brings every value as text.
    """

    act: str
    value: str = ""
    form: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    menus: Mapping[str, str] = field(default_factory=dict)


def carrying(act: str, *, value: str = "", form: str = "", number: int = 0) -> Json:
    """What an action carries; `number` is that of the menu it belongs to."""
    own = {
        "act": act,
        **({"value": value} if value else {}),
        **({"form": form} if form else {}),
        **({"menu": number} if number else {}),
    }
    return {_OWN: own}


def opening(act: str, *, value: str = "", number: int = 0) -> Json:
    """What an action carries that opens a dialog."""
    return {**carrying(act, value=value, number=number), "msteams": {"type": "task/fetch"}}


def input_id(name: str) -> str:
    """A field's."""
    return f"{_INPUT}{name}"


def menu_id(act: str, number: int = 0) -> str:
    """A menu's; what is chosen in it comes with every press in the card. `number` tells those of one act apart."""
    return f"{_FURTHER.format(number=number) if number else _MENU}{act}"


def one_of_several(value: str) -> str:
    """A choice where several may be chosen: they come back in one text with commas between, so it may hold none."""
    return value.replace("%", "%25").replace(BETWEEN, "%2C")


def carried(data: object) -> Carried:
    """Raises FormDoesNotMatch."""
    own = data.get(_OWN) if isinstance(data, Mapping) else None
    match own:
        case {"act": str(act), **more} if isinstance(data, Mapping):
            pass
        case _:
            raise FormDoesNotMatch
    value, form = more.get("value", ""), more.get("form", "")
    if not isinstance(value, str) or not isinstance(form, str) or max(map(len, (act, value, form))) > _LONGEST:
        raise FormDoesNotMatch
    menus, number = _under(_MENU, data), more.get("menu")
    if number is not None:
        # Of several menus that do the same, the one whose button was pressed.
        chosen = data.get(menu_id(act, number), "") if isinstance(number, int) else None
        if not isinstance(chosen, str):
            raise FormDoesNotMatch
        menus = {**menus, act: chosen}
    return Carried(act, value, form, fields=_under(_INPUT, data), menus=menus)


def _under(prefix: str, data: Mapping[str, Any]) -> Mapping[str, str]:
    found = {key.removeprefix(prefix): value for key, value in data.items() if str(key).startswith(prefix)}
    # Some clients leave out what is empty, some bring nothing for it.
    found = {name: value for name, value in found.items() if value is not None}
    if not all(isinstance(value, str) for value in found.values()):
        raise FormDoesNotMatch
    return {name: without_marks(value) for name, value in found.items()}
