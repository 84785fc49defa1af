"""When Slack sent what has just arrived; over HTTP its headers say so, over Socket Mode nothing does. And when that
happened which an event tells of."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.clock import as_they_say

# Slack counts in whole seconds, rounded down.
A_SECOND = timedelta(seconds=1)


def sent_at(headers: Mapping[str, Sequence[str]], *, received_at: datetime) -> datetime:
    """The latest moment at which it can have been sent: never after it was received."""
    try:
        stamp = datetime.fromtimestamp(float(headers.get("x-slack-request-timestamp", [""])[0]), UTC) + A_SECOND
    except (ValueError, IndexError, OverflowError, OSError):
        return received_at
    return as_they_say(stamp, received_at=received_at)


def happened_at(event: Mapping[str, Any], *, received_at: datetime) -> datetime:
    """By Slack's clock, which alone can tell which of two events came first."""
    try:
        return datetime.fromtimestamp(float(event["event_ts"]), UTC)
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return received_at
