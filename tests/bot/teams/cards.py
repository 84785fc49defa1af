"""Finds things in cards, wherever they are."""

from collections.abc import Iterator
from typing import Any

from bot.teams.ids import carried

Json = dict[str, Any]


def texts(node: object) -> Iterator[str]:
    """Every text that is shown of the elements, in order; not what buttons and inputs say."""
    for one in walked(node):
        if one.get("type") in ("TextBlock", "TextRun"):
            yield one["text"]


def lines(node: object) -> list[str]:
    """Every line of it, with ordinary spaces."""
    return [
        "".join(texts(one)).replace("\N{NO-BREAK SPACE}", " ")
        for one in walked(node)
        if one.get("type") in ("TextBlock", "RichTextBlock")
    ]


def actions(node: object) -> list[Json]:
    """Those that send something, in order; not what old clients do instead."""
    return [one for one in walked(node) if one.get("type") in ("Action.Submit", "Action.Execute")]


def acts(node: object) -> list[str]:
    """What they do."""
    return [carried(one["data"]).act for one in actions(node)]


def inputs(node: object) -> dict[str, Json]:
    """By their ids."""
    return {one["id"]: one for one in walked(node) if str(one.get("type")).startswith("Input.")}


def input_names(node: object) -> list[str]:
    return list(inputs(node))


def labels(node: object) -> list[str]:
    """Of all buttons, in order."""
    return [one["title"] for one in walked(node) if str(one.get("type")).startswith("Action.") and "title" in one]


def walked(node: object) -> Iterator[Json]:
    """Every object in it, but for what stands in its place elsewhere, and what makes a card anew."""
    if isinstance(node, dict):
        yield node
        for key, value in node.items():
            if key not in ("fallback", "refresh"):
                yield from walked(value)
    elif isinstance(node, list | tuple):
        for item in node:
            yield from walked(item)
