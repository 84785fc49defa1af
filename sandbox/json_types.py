"""Names the type that Slack's payloads have, and what `null` means in them."""

from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]


def without_nulls(value: Any) -> Any:
    """A copy without the keys that are null: Slack takes those as not given."""
    if isinstance(value, dict):
        return {key: without_nulls(inner) for key, inner in value.items() if inner is not None}
    return [without_nulls(item) for item in value] if isinstance(value, list) else value
