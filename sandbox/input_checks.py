"""Checks a modal's inputs before they are sent, as Slack's own client does; the app never hears of faults."""

import re

from sandbox.elements import HOLDS, TEXT_INPUTS
from sandbox.json_types import Json
from sandbox.views import OpenView

REQUIRED = "Please complete this required field."
_LONGEST_TEXT = 3000


def missing_or_wrong(view: OpenView) -> dict[str, str]:
    """The sentences that the person sees under inputs that can't be sent yet, by block_id."""
    errors: dict[str, str] = {}
    for block in view.body["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        held = view.typed.get((block["block_id"], element["action_id"]))[HOLDS[element["type"]][0]]
        sentence = _judge(element, held, optional=bool(block.get("optional")))
        if sentence is not None:
            errors[block["block_id"]] = sentence
    return errors


def _judge(element: Json, held: object, *, optional: bool) -> str | None:
    if held is None or held == "" or held == []:
        return None if optional else REQUIRED
    if element["type"] in TEXT_INPUTS:
        return _judge_text(element, str(held))
    return None


def _judge_text(element: Json, text: str) -> str | None:
    match element["type"]:
        case "plain_text_input":
            return _judge_length(text, element.get("min_length", 0), element.get("max_length", _LONGEST_TEXT))
        case "number_input":
            return _judge_number(element, text)
        case "email_text_input":
            valid = re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text)
            return None if valid else "Please enter a valid email address."
        case _:
            valid = re.fullmatch(r"https?://\S+", text)
            return None if valid else "Please enter a valid URL."


def _judge_length(text: str, fewest: int, most: int) -> str | None:
    if len(text) < fewest:
        return f"Must be at least {fewest} characters."
    return None if len(text) <= most else f"Must be less than {most + 1} characters."


def _judge_number(element: Json, text: str) -> str | None:
    pattern = r"-?\d+(\.\d+)?" if element.get("is_decimal_allowed") else r"-?\d+"
    if not re.fullmatch(pattern, text):
        return "Please enter a valid number."
    if "min_value" in element and float(text) < float(element["min_value"]):
        return f"Must be {element['min_value']} or more."
    if "max_value" in element and float(text) > float(element["max_value"]):
        return f"Must be {element['max_value']} or less."
    return None
