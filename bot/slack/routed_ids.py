"""The ids of what `bot.routes` answers, buttons, menus and forms alike, and what comes back with them, decoded.

They bear a prefix, so that one listener each is enough. Anything odd is FormDoesNotMatch.
"""

import re
from collections.abc import Mapping
from typing import Any

from rubric.refusals import FormDoesNotMatch

ROUTED_FORM = re.compile("^form/")
ROUTED_ACT = re.compile("^do/")
FIELD_INPUT = "field"


def act_of(body: Mapping[str, Any]) -> str:
    """What a routed button does. Raises FormDoesNotMatch."""
    match body.get("actions"):
        case [{"action_id": str(action)}, *_] if action.startswith("do/"):
            return action.split("/")[1]
        case _:
            raise FormDoesNotMatch


def pressed_value(body: Mapping[str, Any]) -> str:
    """A button's value, or what was chosen in a menu; empty where there is none."""
    match body.get("actions"):
        case [{"selected_option": {"value": str(value)}}, *_] | [{"value": str(value)}, *_]:
            return value
        case _:
            return ""


def form_callback(form_id: str) -> str:
    return f"form/{form_id}"


def form_of_callback(view: Mapping[str, Any]) -> str:
    """Which form a view is. Raises FormDoesNotMatch."""
    prefix, _, form_id = str(view.get("callback_id")).partition("/")
    if prefix != "form" or not form_id:
        raise FormDoesNotMatch
    return form_id


def field_block(name: str) -> str:
    return f"field/{name}"


def field_of_block(block_id: str) -> str:
    """Raises FormDoesNotMatch."""
    prefix, _, name = block_id.partition("/")
    if prefix != "field" or not name:
        raise FormDoesNotMatch
    return name
