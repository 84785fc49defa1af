"""Turns what a person picks or types into what an element holds; refuses what it doesn't offer."""

from collections.abc import Callable
from datetime import date, time

from sandbox.elements import HOLDS, TEXT_INPUTS, options_of
from sandbox.json_types import Json
from sandbox.reply import NothingThere

Picked = str | list[str] | None

# What pickers hold, from what is picked; anything else can't be picked in them.
_PARSED: dict[str, Callable[[str], object]] = {
    "selected_date": lambda picked: date.fromisoformat(picked).isoformat(),
    "selected_time": lambda picked: time.fromisoformat(picked).strftime("%H:%M"),
    "selected_date_time": int,
}


def chosen(element: Json, value: Picked) -> Json:
    """What `state.values` has once somebody picked this; None or an empty list takes the choice back."""
    kind = element["type"]
    if kind == "file_input":
        raise NothingThere("files are attached, not chosen")
    if kind not in HOLDS:
        raise NothingThere(f"nothing can be chosen in a {kind}")
    key, _, several = HOLDS[kind]
    values = [value] if isinstance(value, str) else list(value or [])
    if len(values) > 1 and not several:
        raise NothingThere(f"a {kind} takes one choice, not {len(values)}")
    most = element.get("max_selected_items", len(values))
    if len(values) > most:
        raise NothingThere(f"this takes {most} choices at most, not {len(values)}")
    if kind in TEXT_INPUTS or kind == "rich_text_input":
        return {"type": kind, key: _typed(kind, values)}
    if not values and kind == "radio_buttons":
        raise NothingThere("radio buttons can't be unset")
    picked = [_one(element, key, item) for item in values]
    if several:
        return {"type": kind, key: picked}
    return {"type": kind, key: picked[0] if picked else None}


def _typed(kind: str, values: list[str]) -> object:
    text = values[0] if values and values[0] else None
    if text is None or kind != "rich_text_input":
        return text
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [section]}


def _one(element: Json, key: str, value: str) -> object:
    if key in _PARSED:
        try:
            return _PARSED[key](value)
        except ValueError:
            raise NothingThere(f"{value!r} is not on offer in a {element['type']}") from None
    if not key.startswith("selected_option"):
        return value
    for option in options_of(element):
        if option.get("value") == value:
            return option
    if element["type"].endswith("external_select"):
        return {"text": {"type": "plain_text", "text": value, "emoji": True}, "value": value}
    raise NothingThere(f"no option {value!r} among {[one.get('value') for one in options_of(element)]}")
