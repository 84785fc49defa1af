"""Finds its way in a card as somebody does who looks at it: what it says, what can be pressed or filled in."""

from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.json_types import Json

# What is not shown, or stands for something that can't be.
_UNSEEN = {"fallback", "refresh", "data", "msteams", "authentication", "metadata", "backgroundImage"}


def elements(card: Any, *, hidden: bool = False) -> Iterator[Json]:
    """Everything in a card that has a type, from top to bottom; with what is `hidden`, or without."""
    if isinstance(card, list):
        for one in card:
            yield from elements(one, hidden=hidden)
    elif isinstance(card, dict) and (hidden or card.get("isVisible", True) is not False):
        if isinstance(card.get("type"), str):
            yield card
        for key, inner in card.items():
            if key not in _UNSEEN:
                yield from elements(inner, hidden=hidden)


def inputs(card: Any) -> list[Json]:
    return [one for one in elements(card, hidden=True) if one["type"].startswith("Input.") and "id" in one]


def actions(card: Any, *, hidden: bool = False) -> list[Json]:
    """In the order in which they stand."""
    return [one for one in elements(card, hidden=hidden) if one["type"].startswith("Action.")]


def lines(card: Any) -> list[str]:
    """What it says, without its inputs and actions, and without what is hidden."""
    return [line for one in elements(card) for line in _said(one) if line]


def everything(card: Any) -> list[str]:
    """What it says, with labels, choices, what stands in texts, what is on actions, and what is hidden so far."""
    return [line for one in elements(card, hidden=True) for line in (*_said(one), *_offered(one)) if line]


def toggled(card: Any, action: Json) -> Any:
    """The same card, with what an Action.ToggleVisibility shows shown and what it hides hidden."""
    targets = [one if isinstance(one, dict) else {"elementId": one} for one in action.get("targetElements", [])]
    return _toggled(card, {one["elementId"]: one.get("isVisible") for one in targets})


def _toggled(node: Any, targets: Mapping[str, bool | None]) -> Any:
    if isinstance(node, list):
        return [_toggled(one, targets) for one in node]
    if not isinstance(node, dict):
        return node
    made = {key: _toggled(inner, targets) for key, inner in node.items()}
    if node.get("id") in targets and "type" in node:
        now, wanted = node.get("isVisible", True), targets[node["id"]]
        made["isVisible"] = (not now) if wanted is None else wanted
    return made


def _said(element: Json) -> list[str]:
    match element["type"]:
        case "TextBlock":
            return [str(element.get("text", ""))]
        case "RichTextBlock":
            runs = element.get("inlines", [])
            return ["".join(run if isinstance(run, str) else str(run.get("text", "")) for run in runs)]
        case "FactSet":
            return [f"{fact.get('title', '')} {fact.get('value', '')}" for fact in element.get("facts", [])]
        case "Image":
            return [str(element.get("altText", ""))]
        case str(kind) if kind.startswith("Chart.") and isinstance(element.get("fallback"), dict):
            # Somebody who doesn't see what is drawn gets it in words.
            return lines(element["fallback"])
        case str(kind) if kind.startswith("Chart."):
            return [str(element.get("title", "")), *_drawn(element.get("data", []))]
        case _:
            return []


def _drawn(data: list[Json]) -> Iterator[str]:
    for one in data:
        name = one.get("legend", one.get("title", one.get("x", "")))
        amount = one.get("value", one.get("y", ""))
        yield f"{name} {amount}".strip()
        yield from _drawn(
            [inner for key in ("data", "values") for inner in one.get(key, []) if isinstance(inner, dict)]
        )


def _offered(element: Json) -> list[str]:
    kind = element["type"]
    if kind.startswith("Action."):
        return [str(element.get("title", "")), str(element.get("tooltip", ""))]
    if not kind.startswith("Input."):
        return []
    choices = [str(choice.get("title", "")) for choice in element.get("choices", [])]
    typed = str(element.get("value", "")) if kind == "Input.Text" else ""
    return [*(str(element.get(key, "")) for key in ("label", "title", "placeholder", "errorMessage")), *choices, typed]
