"""Reads the arguments of a Web API call, from a form or from JSON, the way Slack reads them."""

import json
from typing import Any
from urllib.parse import parse_qsl

from sandbox.api_error import ApiError
from sandbox.json_types import Json


def decoded(body: bytes, content_type: str) -> Json:
    """The arguments in a request body; `invalid_json` if it says JSON and is not."""
    if not content_type.startswith("application/json"):
        return dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))
    try:
        arguments = json.loads(body or b"{}")
    except ValueError:
        raise ApiError("invalid_json") from None
    if not isinstance(arguments, dict):
        raise ApiError("json_not_object")
    return arguments


class Arguments:
    """One call's arguments. Forms carry everything as text, so each reader takes both."""

    def __init__(self, given: Json) -> None:
        self.given = given

    def text(self, name: str) -> str | None:
        """Text, or None where it was not given or is empty."""
        value = self.given.get(name)
        return None if value in (None, "") else str(value)

    def required(self, name: str) -> str:
        """Text that must be there."""
        value = self.text(name)
        if value is None:
            raise ApiError(
                "invalid_arguments",
                response_metadata={"messages": [f"[ERROR] missing required field: {name}"]},
            )
        return value

    def flag(self, name: str) -> bool:
        """Whether something is asked for."""
        return str(self.given.get(name, "")).lower() in ("1", "true")

    def whole_number(self, name: str, default: int) -> int:
        """A whole number."""
        value = self.text(name)
        try:
            return default if value is None else int(value)
        except ValueError:
            raise ApiError("invalid_arguments") from None

    def moment(self, name: str, default: float) -> float:
        """A message timestamp, or seconds since 1970."""
        value = self.text(name)
        try:
            return default if value is None else float(value)
        except ValueError:
            raise ApiError(f"invalid_ts_{name}") from None

    def words(self, name: str) -> list[str]:
        """A list, given as one or as text with commas."""
        value = self.given.get(name)
        if isinstance(value, list):
            return [str(item) for item in value]
        return [word.strip() for word in str(value or "").split(",") if word.strip()]

    def structure(self, name: str, malformed: str) -> Any:
        """A list or object, given as one or as JSON text; None if not given."""
        value = self.given.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise ApiError(malformed) from None
