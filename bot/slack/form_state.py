"""What comes back of a form, decoded: its id, what it is about, and what stands in its fields.

What comes back may have been tampered with, or be older than the code: anything odd is FormDoesNotMatch.
"""

from collections.abc import Mapping
from typing import Any

from bot.sections.forms import Value, Values
from bot.slack import routed_ids
from rubric.refusals import FormDoesNotMatch
from rubric.typed_text import without_marks

# Where each kind of element keeps what was chosen.
_ONE = {
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "plain_text_input": "value",
}
_CHOSEN = {"static_select": "selected_option", "radio_buttons": "selected_option"}
_SEVERAL = {"multi_static_select": "selected_options", "checkboxes": "selected_options"}


def form_about(view: Mapping[str, Any]) -> str:
    """Raises FormDoesNotMatch."""
    about = view.get("private_metadata")
    if not isinstance(about, str):
        raise FormDoesNotMatch
    return about


def form_values(view: Mapping[str, Any]) -> Values:
    """What stands in each field, by its name, and what is chosen in each menu, by what that does.

    Raises FormDoesNotMatch.
    """
    reported = (view.get("state") or {}).get("values")
    if not isinstance(reported, dict):
        raise FormDoesNotMatch
    found: dict[str, Value] = {}
    for block in view.get("blocks") or ():
        match block:
            case {"type": "input", "block_id": str(block_id), "element": dict(element)}:
                name = routed_ids.field_of_block(block_id)
                state = (reported.get(block_id) or {}).get(routed_ids.FIELD_INPUT)
                found[name] = _value(element, state)
            case {"type": "input"}:
                raise FormDoesNotMatch
            case {"type": "actions", "block_id": str(block_id), "elements": list(elements)}:
                found |= _menus(elements, reported.get(block_id) or {})
    return found


def _menus(elements: list[Mapping[str, Any]], reported: Mapping[str, Any]) -> dict[str, Value]:
    """Those of a row of buttons and menus in which something is chosen."""
    found: dict[str, Value] = {}
    for element in elements:
        action_id = str(element.get("action_id"))
        if element.get("type") == "static_select" and routed_ids.ROUTED_ACT.match(action_id) and action_id in reported:
            chosen = _value(element, reported[action_id])
            found |= {} if chosen is None else {routed_ids.act_of({"actions": [element]}): chosen}
    return found


def typed_texts(view: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """What was typed into a form that could not be saved, as (label, text)."""
    try:
        values = form_values(view)
    except FormDoesNotMatch:
        return ()
    found = []
    for block in view.get("blocks") or ():
        if block.get("type") == "input" and block["element"].get("type") == "plain_text_input":
            text = values.get(routed_ids.field_of_block(block["block_id"]))
            if isinstance(text, str) and text != block["element"].get("initial_value"):
                found.append((str(block["label"]["text"]), text))
    return tuple(found)


def _value(element: Mapping[str, Any], state: Any) -> Value:
    kind = str(element.get("type"))
    if not isinstance(state, dict) or state.get("type", kind) != kind:
        raise FormDoesNotMatch
    if kind in _CHOSEN:
        option = state.get(_CHOSEN[kind])
        return None if option is None else _offered(option, element)
    if kind in _SEVERAL:
        return tuple(_offered(option, element) for option in state.get(_SEVERAL[kind]) or ())
    if kind == "file_input":
        return tuple(str(one["id"]) for one in state.get("files") or () if isinstance(one, dict) and "id" in one)
    if kind in _ONE:
        value = state.get(_ONE[kind])
        if value is not None and not isinstance(value, str):
            raise FormDoesNotMatch
        return None if value is None else without_marks(value)
    raise FormDoesNotMatch


def _offered(option: Any, element: Mapping[str, Any]) -> str:
    """The value of an option that really was on offer. Raises FormDoesNotMatch."""
    value = option.get("value") if isinstance(option, dict) else None
    offered = element.get("options")
    if not isinstance(value, str) or not isinstance(offered, list):
        raise FormDoesNotMatch
    if not any(isinstance(one, dict) and one.get("value") == value for one in offered):
        raise FormDoesNotMatch
    return value
