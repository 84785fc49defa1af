"""What stands in a card's inputs: what a person may put there, what a client won't send, and what it does send.

As the open-source renderer has it: nothing is sent of an input that is empty, and texts are trimmed.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, time

from sandbox.json_types import Json
from sandbox.reply import NothingThere
from sandbox.teams.reading import inputs

Put = str | list[str] | None


def standing(card: Json, typed: Mapping[str, str]) -> dict[str, str]:
    """What each input holds, with what was typed over what it came with; "" for nothing."""
    return {one["id"]: typed.get(one["id"], _comes_with(one)) for one in inputs(card)}


def put(card: Json, input_id: str, value: Put) -> str:
    """What the input holds then. Raises NothingThere for what a client has no way to do."""
    found = next((one for one in inputs(card) if one["id"] == input_id), None)
    if found is None:
        raise NothingThere(f"no input {input_id!r} among {[one['id'] for one in inputs(card)]}")
    values = [value] if isinstance(value, str) else list(value or [])
    several = found["type"] == "Input.ChoiceSet" and found.get("isMultiSelect", False)
    if len(values) > 1 and not several:
        raise NothingThere(f"{input_id} takes one value, not {len(values)}")
    taken = [_one(found, one) for one in values]
    if several:
        # A client tells them in the order in which they are on offer.
        offered = [choice.get("value") for choice in found.get("choices", [])]
        taken.sort(key=lambda one: offered.index(one) if one in offered else len(offered))
    return ",".join(taken)


def sent(card: Json, typed: Mapping[str, str]) -> dict[str, str]:
    """What goes along with an action."""
    return {name: held.strip() for name, held in standing(card, typed).items() if held.strip()}


def faults(card: Json, typed: Mapping[str, str]) -> dict[str, str]:
    """The sentences that the client shows beside inputs instead of sending anything, by input."""
    held = standing(card, typed)
    return {
        one["id"]: str(one.get("errorMessage") or "This isn't valid.")
        for one in inputs(card)
        if _is_wrong(one, held[one["id"]])
    }


def _comes_with(element: Json) -> str:
    if element["type"] == "Input.Toggle":
        return str(element.get("value", element.get("valueOff", "false")))
    return str(element.get("value") or "")


def _one(element: Json, value: str) -> str:
    match element["type"]:
        case "Input.Text":
            return _typed(element, value)
        case "Input.ChoiceSet":
            offered = [choice.get("value") for choice in element.get("choices", [])]
            if value and value not in offered and "choices.data" not in element:
                raise NothingThere(f"no choice {value!r} among {offered}")
            if "," in value and element.get("isMultiSelect"):
                raise NothingThere(f"{value!r} would come back as several choices")
            return value
        case "Input.Toggle":
            offered = [element.get("valueOn", "true"), element.get("valueOff", "false")]
            if value not in offered:
                raise NothingThere(f"a toggle is one of {offered}, not {value!r}")
            return value
        case "Input.Date":
            return _parsed(value, lambda: date.fromisoformat(value).isoformat())
        case "Input.Time":
            return _parsed(value, lambda: time.fromisoformat(value).strftime("%H:%M"))
        case _:
            return value


def _typed(element: Json, value: str) -> str:
    most = element.get("maxLength")
    if most is not None and len(value) > most:
        raise NothingThere(f"{element['id']} takes {most} characters, not {len(value)}")
    if "\n" in value and not element.get("isMultiline"):
        raise NothingThere(f"{element['id']} takes one line")
    return value


def _parsed(value: str, parse: Callable[[], str]) -> str:
    try:
        return parse() if value else ""
    except ValueError:
        raise NothingThere(f"{value!r} can't be picked") from None


def _is_wrong(element: Json, held: str) -> bool:
    if not held.strip():
        return bool(element.get("isRequired"))
    if element["type"] == "Input.Toggle":
        return bool(element.get("isRequired")) and held != element.get("valueOn", "true")
    if element["type"] == "Input.Text" and "regex" in element:
        return re.search(element["regex"], held) is None
    # Dates and times are text in an order that is theirs.
    in_order = element["type"] in ("Input.Date", "Input.Time")
    return in_order and not str(element.get("min", held)) <= held <= str(element.get("max", held))
