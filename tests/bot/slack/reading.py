"""Finds things in blocks, wherever they are."""

from collections.abc import Iterator


def texts(node: object) -> Iterator[str]:
    """Every text, in order."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "text" and isinstance(value, str):
                yield value
            else:
                yield from texts(value)
    elif isinstance(node, list):
        for item in node:
            yield from texts(item)


def kinds(node: object) -> Iterator[str]:
    """Every `type` anywhere."""
    if isinstance(node, dict):
        if isinstance(node.get("type"), str):
            yield node["type"]
        for value in node.values():
            yield from kinds(value)
    elif isinstance(node, list):
        for item in node:
            yield from kinds(item)
