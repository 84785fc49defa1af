"""Every id that Slack carries to and fro, and what comes back with it, decoded.

What comes back may have been tampered with, or be older than the code: anything odd is FormDoesNotMatch. Nothing
here says whether the person may do what they ask.
"""

import re
from collections.abc import Mapping
from typing import Any

from bot.sections.parts import Act
from rubric.model import IndicatorId, LevelId
from rubric.people import CheckInId
from rubric.rating import Choice
from rubric.refusals import FormDoesNotMatch

COMMAND = "/homeroom"

RATING_FORM = "rating_form"
SET_UP_FORM = "set_up_form"

RATE_FROM_CARD = Act.RATE_FROM_CARD.value
RATE_FROM_REMINDER = Act.RATE_FROM_REMINDER.value
RATE_FROM_HOME = Act.RATE_FROM_HOME.value
# All of them open the same form; each place has its own id because Slack wants ids to differ within a page.
RATE_BUTTON = re.compile(f"^({'|'.join((RATE_FROM_CARD, RATE_FROM_REMINDER, RATE_FROM_HOME))})$")

LEVEL_CHOICE = "level_choice"
EVIDENCE_INPUT = "evidence_input"
SET_UP_INPUT = "set_up_input"
SET_UP_FIELDS = ("channel", "every_weeks", "first_date", "at", "zone", "indicators_per_check_in")

_LONGEST_ID = 255
_LEVEL, _EVIDENCE = "level", "evidence"
# Where each kind of element keeps what was chosen.
_CHOSEN = {
    "conversations_select": "selected_conversation",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "static_select": "selected_option",
    "radio_buttons": "selected_option",
    "plain_text_input": "value",
}


def action_id(act: Act) -> str:
    return act.value


def level_block(check_in_id: str, indicator_id: str) -> str:
    return f"{check_in_id}/{indicator_id}/{_LEVEL}"


def evidence_block(check_in_id: str, indicator_id: str) -> str:
    return f"{check_in_id}/{indicator_id}/{_EVIDENCE}"


def set_up_block(field: str) -> str:
    return f"set_up/{field}"


def button_names(block: Mapping[str, Any], check_in_id: str) -> bool:
    """Whether a block has a button about that check-in."""
    elements = block.get("elements", ()) if block.get("type") == "actions" else ()
    return any(element.get("value") == check_in_id for element in elements)


def check_in_of_button(body: Mapping[str, Any]) -> CheckInId:
    """The check-in that a button is about. Raises FormDoesNotMatch."""
    match body.get("actions"):
        case [{"value": str(value)}, *_]:
            return _check_in_id(value)
        case _:
            raise FormDoesNotMatch


def check_in_of_view(view: Mapping[str, Any]) -> CheckInId:
    """The check-in that a form is about. Raises FormDoesNotMatch."""
    match view.get("private_metadata"):
        case str(value):
            return _check_in_id(value)
        case _:
            raise FormDoesNotMatch


def typed_choices(view: Mapping[str, Any]) -> tuple[Choice, ...]:
    """What differs in a rating form from what it was opened with, one Choice for each indicator touched.

    A field that Slack doesn't report is taken as untouched. Raises FormDoesNotMatch.
    """
    check_in_id = check_in_of_view(view)
    reported, fields = _reported(view), _fields(view)
    if not reported.keys() <= fields.keys():
        raise FormDoesNotMatch
    levels: dict[str, str] = {}
    notes: dict[str, str] = {}
    for block_id, element in fields.items():
        owner, indicator_id, part = _parts(block_id)
        if owner != check_in_id:
            raise FormDoesNotMatch
        if block_id not in reported:
            continue
        given = _given(reported[block_id], element)
        if part == _LEVEL and given is not None and given != _option_value(element.get("initial_option")):
            levels[indicator_id] = _offered(given, element)
        if part == _EVIDENCE and (given or "") != (element.get("initial_value") or ""):
            notes[indicator_id] = given or ""
    return tuple(_choice(touched, levels, notes) for touched in dict.fromkeys([*levels, *notes]))


def typed_notes(view: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The notes of a rating form that are not saved yet, as (statement, note); none of any other form."""
    try:
        check_in_id, choices = check_in_of_view(view), typed_choices(view)
    except FormDoesNotMatch:
        return ()
    statements = {
        block.get("block_id"): str(block["label"].get("text", ""))
        for block in _listed(view.get("blocks"))
        if isinstance(block, Mapping) and isinstance(block.get("label"), Mapping)
    }
    return tuple(
        (statements.get(level_block(check_in_id, choice.indicator_id), ""), choice.evidence)
        for choice in choices
        if choice.evidence
    )


def set_up_values(view: Mapping[str, Any]) -> dict[str, str | None]:
    """What stands in the set-up form by field; None where nothing was chosen. Raises FormDoesNotMatch."""
    reported, fields = _reported(view), _fields(view)
    found: dict[str, str | None] = {}
    for field in SET_UP_FIELDS:
        block_id = set_up_block(field)
        if block_id not in fields or block_id not in reported:
            raise FormDoesNotMatch
        found[field] = _given(reported[block_id], fields[block_id])
    return found


def _check_in_id(value: str) -> CheckInId:
    if not 0 < len(value) <= _LONGEST_ID:
        raise FormDoesNotMatch
    return CheckInId(value)


def _reported(view: Mapping[str, Any]) -> Mapping[str, Any]:
    match view.get("state"):
        case {"values": dict(values)}:
            return values
        case _:
            raise FormDoesNotMatch


def _fields(view: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The elements of the form's input blocks by block id."""
    found: dict[str, Mapping[str, Any]] = {}
    for block in _listed(view.get("blocks")):
        match block:
            case {"type": "input", "block_id": str(block_id), "element": dict(element)}:
                found[block_id] = element
            case {"type": "input"}:
                raise FormDoesNotMatch
    return found


def _parts(block_id: str) -> tuple[str, str, str]:
    match block_id.split("/"):
        case [owner, indicator_id, (("level" | "evidence") as part)]:
            return owner, indicator_id, part
        case _:
            raise FormDoesNotMatch


def _given(reported: Any, element: Mapping[str, Any]) -> str | None:
    """What was chosen or typed into one element."""
    state = reported.get(element.get("action_id")) if isinstance(reported, Mapping) else None
    key = _CHOSEN.get(str(element.get("type")))
    if not isinstance(state, Mapping) or key is None or state.get("type", element["type"]) != element["type"]:
        raise FormDoesNotMatch
    value = state.get(key)
    if key == "selected_option" and value is not None:
        value = _option_value(value)
        if value is None:
            raise FormDoesNotMatch
    if value is not None and not isinstance(value, str):
        raise FormDoesNotMatch
    return value


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise FormDoesNotMatch
    return value


def _option_value(option: Any) -> str | None:
    value = option.get("value") if isinstance(option, Mapping) else None
    return value if isinstance(value, str) else None


def _offered(value: str, element: Mapping[str, Any]) -> str:
    if value not in [_option_value(option) for option in _listed(element.get("options"))]:
        raise FormDoesNotMatch
    return value


def _choice(indicator_id: str, levels: Mapping[str, str], notes: Mapping[str, str]) -> Choice:
    level = levels.get(indicator_id)
    return Choice(
        indicator_id=IndicatorId(indicator_id),
        level_id=None if level is None else LevelId(level),
        evidence=notes.get(indicator_id),
    )
