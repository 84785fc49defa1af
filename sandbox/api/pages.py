"""Cuts long lists into pages, with Slack's cursors."""

import base64
import binascii
from collections.abc import Sequence
from typing import TypeVar

from sandbox.api.arguments import Arguments
from sandbox.api_error import ApiError
from sandbox.json_types import Json

Item = TypeVar("Item")
MOST_AT_ONCE = 1000


def page_of(items: Sequence[Item], arguments: Arguments, *, default: int) -> tuple[list[Item], Json, bool]:
    """One page, the `response_metadata` that leads to the next, and whether there is one."""
    limit = arguments.whole_number("limit", default)
    if not 0 < limit <= MOST_AT_ONCE:
        raise ApiError("invalid_limit")
    start = _position(arguments.text("cursor"))
    more = start + limit < len(items)
    cursor = base64.b64encode(f"next:{start + limit}".encode()).decode() if more else ""
    return list(items[start : start + limit]), {"next_cursor": cursor}, more


def _position(cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        kind, _, position = base64.b64decode(cursor, validate=True).decode().partition(":")
        if kind == "next":
            return int(position)
    except (binascii.Error, ValueError):
        pass
    raise ApiError("invalid_cursor")
