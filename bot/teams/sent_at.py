"""When Teams sent what has just arrived: every activity bears its moment, by Teams' clock."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.clock import as_they_say


def sent_at(activity: Mapping[str, Any], *, received_at: datetime) -> datetime:
    """The moment at which it was sent: never after it was received."""
    moment = _moment(activity)
    return received_at if moment is None else as_they_say(moment, received_at=received_at)


def happened_at(activity: Mapping[str, Any], *, received_at: datetime) -> datetime:
    """By Teams' clock, which alone can tell which of two events came first."""
    return _moment(activity) or received_at


def _moment(activity: Mapping[str, Any]) -> datetime | None:
    text = activity.get("timestamp")
    try:
        moment = datetime.fromisoformat(text) if isinstance(text, str) else None
        return None if moment is None or moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
