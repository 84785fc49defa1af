"""When Slack sent what has just arrived; over HTTP its headers say so, over Socket Mode nothing does. And when that
happened which an event tells of."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

# Slack counts in whole seconds, rounded down.
A_SECOND = timedelta(seconds=1)
# Further off, one of the two clocks is wrong, and ours is the one that closes check-ins.
FURTHEST_APART = timedelta(minutes=5)


def sent_at(headers: Mapping[str, Sequence[str]], *, received_at: datetime) -> datetime:
    """The latest moment at which it can have been sent: never after it was received."""
    try:
        stamp = datetime.fromtimestamp(float(headers.get("x-slack-request-timestamp", [""])[0]), UTC) + A_SECOND
    except (ValueError, IndexError, OverflowError, OSError):
        return received_at
    return min(received_at, stamp) if received_at - stamp < FURTHEST_APART else received_at


def happened_at(event: Mapping[str, Any], *, received_at: datetime) -> datetime:
    """By Slack's clock, which alone can tell which of two events came first."""
    try:
        return datetime.fromtimestamp(float(event["event_ts"]), UTC)
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return received_at
