"""Every id that Slack carries to and fro, and what comes back with it, decoded.

What comes back may have been tampered with, or be older than the code: anything odd is FormDoesNotMatch. Nothing
here says whether the person may do what they ask.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.sections.parts import Act as Button
from bot.wording.platform import SLACK
from rubric.model import IndicatorId
from rubric.people import CheckInId
from rubric.rating import Act, Choice
from rubric.refusals import FormDoesNotMatch
from rubric.typed_text import without_marks

COMMAND = SLACK.command

RATING_FORM = "rating_form"

RATE_FROM_CARD = Button.RATE_FROM_CARD.value
RATE_FROM_REMINDER = Button.RATE_FROM_REMINDER.value
RATE_FROM_HOME = Button.RATE_FROM_HOME.value
IT_LANDED = Button.IT_LANDED.value
POST_AGAIN = Button.POST_AGAIN.value
# All of the first three open the same form; each place has its own id because Slack wants ids to differ within a page.
RATE_BUTTON = re.compile(f"^({'|'.join((RATE_FROM_CARD, RATE_FROM_REMINDER, RATE_FROM_HOME))})$")

LEVEL_CHOICE = "level_choice"
EVIDENCE_INPUT = "evidence_input"

_LONGEST_ID = 255
# Behind the check-in's id, in a form that was opened from the home page.
_FROM_HOME = "@home"
_LONGEST_FORM_ID = 64
# Deliveries are numbered, within what every database takes for a number.
_DELIVERY_ID = re.compile(r"[0-9]{1,9}", re.ASCII)
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


def action_id(act: str, number: int = 0) -> str:
    """A button's; within one block, `number` tells several of the same act apart, and means nothing."""
    own = act if act in list(Button) else f"do/{act}"
    return f"{own}/{number}" if number else own


def level_block(check_in_id: str, indicator_id: str) -> str:
    return f"{check_in_id}/{indicator_id}/{_LEVEL}"


def evidence_block(check_in_id: str, indicator_id: str) -> str:
    return f"{check_in_id}/{indicator_id}/{_EVIDENCE}"


def button_names(block: Mapping[str, Any], check_in_id: str) -> bool:
    """Whether a block has a button about that check-in."""
    elements = block.get("elements", ()) if block.get("type") == "actions" else ()
    return any(element.get("value") == check_in_id for element in elements)


def check_in_of_button(body: Mapping[str, Any]) -> CheckInId:
    """The check-in that a button is about. Raises FormDoesNotMatch."""
    return _check_in_id(_value_of_button(body))


def delivery_of_button(body: Mapping[str, Any]) -> int:
    """The delivery that a button is about. Raises FormDoesNotMatch."""
    value = _value_of_button(body)
    if not _DELIVERY_ID.fullmatch(value):
        raise FormDoesNotMatch
    return int(value)


def check_in_of_view(view: Mapping[str, Any]) -> CheckInId:
    """The check-in that a form is about. Raises FormDoesNotMatch."""
    match view.get("private_metadata"):
        case str(value):
            return _check_in_id(value.removesuffix(_FROM_HOME))
        case _:
            raise FormDoesNotMatch


def rating_form_about(check_in_id: str, *, from_home: bool) -> str:
    """What a rating form carries to and fro."""
    return f"{check_in_id}{_FROM_HOME if from_home else ''}"


def is_from_home(view: Mapping[str, Any]) -> bool:
    """Whether a rating form was opened from the home page, which then shows something older."""
    return str(view.get("private_metadata")).endswith(_FROM_HOME)


def opens_from_home(body: Mapping[str, Any]) -> bool:
    """Whether a button stands on the home page."""
    return (body.get("view") or {}).get("type") == "home"


def form_choices(view: Mapping[str, Any], *, tapped: str | None = None) -> tuple[Choice, ...]:
    """What stands in a rating form, one Choice for each indicator; `tapped` is the block just chosen in, if one was.

    A field that Slack doesn't report is left out. Raises FormDoesNotMatch.
    """
    check_in_id = check_in_of_view(view)
    reported, fields = _reported(view), _fields(view)
    if not reported.keys() <= fields.keys():
        raise FormDoesNotMatch
    found: dict[str, dict[str, Any]] = {}
    for block_id, element in fields.items():
        owner, indicator_id, part = _parts(block_id)
        if owner != check_in_id:
            raise FormDoesNotMatch
        if block_id in reported:
            given = _given(reported[block_id], element)
            made = _evidence(given, element) if part == _EVIDENCE else _level(given, element)
            found.setdefault(indicator_id, {"tapped": False}).update(made)
            if block_id == tapped:
                found[indicator_id]["tapped"] = True
    return tuple(Choice(IndicatorId(indicator_id), **parts) for indicator_id, parts in found.items())


def act(body: Mapping[str, Any], *, sent_at: datetime) -> Act:
    """When a tap or a submission of a form was made; Slack dates taps, for the rest `sent_at` has to do."""
    form_id = str((body.get("view") or {}).get("id") or "")[:_LONGEST_FORM_ID]
    match body.get("actions"):
        case [{"action_ts": str(tapped_at)}, *_]:
            return Act(_moment(tapped_at, sent_at), form_id, final=False)
        case _:
            return Act(sent_at, form_id, final=body.get("type") == "view_submission")


def tapped_block(body: Mapping[str, Any]) -> str | None:
    """The block that was just chosen in."""
    match body.get("actions"):
        case [{"block_id": str(block_id)}, *_]:
            return block_id
        case _:
            return None


def typed_notes(view: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The notes of a rating form that may not be saved yet, as (statement, note); none of any other form."""
    try:
        check_in_id, choices = check_in_of_view(view), form_choices(view)
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
        if choice.evidence and choice.evidence != choice.evidence_before
    )


def _value_of_button(body: Mapping[str, Any]) -> str:
    match body.get("actions"):
        case [{"value": str(value)}, *_]:
            return value
        case _:
            raise FormDoesNotMatch


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
    state = reported.get(element.get("action_id")) if isinstance(reported, dict) else None
    key = _CHOSEN.get(str(element.get("type")))
    if not isinstance(state, dict) or key is None or state.get("type", element["type"]) != element["type"]:
        raise FormDoesNotMatch
    value = state.get(key)
    if key == "selected_option" and value is not None:
        value = _option_value(value)
        if value is None:
            raise FormDoesNotMatch
    if value is not None and not isinstance(value, str):
        raise FormDoesNotMatch
    return None if value is None else without_marks(value)


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise FormDoesNotMatch
    return value


def _option_value(option: Any) -> str | None:
    value = option.get("value") if isinstance(option, dict) else None
    return value if isinstance(value, str) else None


def _offered(value: str, element: Mapping[str, Any]) -> str:
    if not any(_option_value(option) == value for option in _listed(element.get("options"))):
        raise FormDoesNotMatch
    return value


def _level(given: str | None, element: Mapping[str, Any]) -> dict[str, Any]:
    before = _option_value(element.get("initial_option"))
    return {"level_id": None if given is None else _offered(given, element), "level_before": before}


def _evidence(given: str | None, element: Mapping[str, Any]) -> dict[str, Any]:
    return {"evidence": given or "", "evidence_before": str(element.get("initial_value") or "")}


def _moment(seconds: str, otherwise: datetime) -> datetime:
    try:
        return datetime.fromtimestamp(float(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return otherwise
