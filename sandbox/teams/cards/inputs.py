"""What people fill in, and what Teams would lose of it: choices that come back joined by commas, values twice."""

from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.teams.cards.rules import (
    Kind,
    Rule,
    day,
    flag,
    hour,
    number,
    one_of,
    positive,
    property_faults,
    text,
    twice,
    words,
)

_ANY: dict[str, Rule] = {"label": words, "isRequired": flag, "errorMessage": words}
_PLACEHOLDER: dict[str, Rule] = {"placeholder": words}

INPUTS: dict[str, Kind] = {
    "Input.Text": Kind(
        needs={"id": words},
        may_have={
            **_ANY,
            **_PLACEHOLDER,
            "value": text,
            "isMultiline": flag,
            "maxLength": positive,
            "regex": words,
            "style": one_of("Text", "Tel", "Url", "Email", "Password"),
        },
        nested=frozenset({"inlineAction"}),
    ),
    "Input.ChoiceSet": Kind(
        needs={"id": words},
        may_have={
            **_ANY,
            **_PLACEHOLDER,
            "value": text,
            "style": one_of("compact", "expanded", "filtered"),
            "isMultiSelect": flag,
            "wrap": flag,
        },
        nested=frozenset({"choices"}),
    ),
    "Input.Date": Kind(needs={"id": words}, may_have={**_ANY, **_PLACEHOLDER, "value": day, "min": day, "max": day}),
    "Input.Time": Kind(needs={"id": words}, may_have={**_ANY, **_PLACEHOLDER, "value": hour, "min": hour, "max": hour}),
    "Input.Number": Kind(
        needs={"id": words}, may_have={**_ANY, **_PLACEHOLDER, "value": number, "min": number, "max": number}
    ),
    "Input.Toggle": Kind(
        needs={"id": words, "title": words},
        may_have={**_ANY, "value": text, "valueOn": text, "valueOff": text, "wrap": flag},
    ),
}
_CHOICE = Kind(needs={"title": words, "value": words})


def input_faults(node: Mapping[str, Any], at: str) -> Iterator[str]:
    """What the properties alone don't tell."""
    if "label" not in node:
        # Without, nobody who listens to the card knows what it is for.
        yield f"{at}: label is missing"
    if node.get("isRequired") and "errorMessage" not in node:
        yield f"{at}: errorMessage is missing"
    longest, value = node.get("maxLength"), node.get("value")
    if isinstance(longest, int) and isinstance(value, str) and len(value) > longest:
        yield f"{at}: value is longer than maxLength"
    if node["type"] == "Input.ChoiceSet":
        yield from _choice_faults(node, at)


def _choice_faults(node: Mapping[str, Any], at: str) -> Iterator[str]:
    choices = node.get("choices")
    if not isinstance(choices, list) or not choices:
        yield f"{at}: choices are missing"
        return
    for number_, choice in enumerate(choices):
        place = f"{at}.choices[{number_}]"
        yield from property_faults(choice, _CHOICE, at=place)
    given = [choice.get("value") for choice in choices if isinstance(choice, dict)]
    values = [value for value in given if isinstance(value, str)]
    yield from (f"{at}: the value {value!r} comes twice" for value in twice(values))
    several = node.get("isMultiSelect") is True
    if several:
        yield from (f"{at}: the value {value!r} has a comma" for value in values if "," in value)
    chosen = node.get("value")
    if isinstance(chosen, str) and chosen:
        for one in chosen.split(",") if several else (chosen,):
            if one not in values:
                yield f"{at}: value {one!r} is none of the choices"
