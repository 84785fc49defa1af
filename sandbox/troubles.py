"""Names what can go wrong with one Web API call, and which calls a plan concerns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeAlias

from sandbox.json_types import Json


class Trouble(Enum):
    """What goes wrong with one call, apart from being slow. After: the call has taken effect."""

    RATE_LIMIT = "rate_limit_next"
    SERVER_ERROR = "server_error_next"
    SERVER_ERROR_AFTER = "server_error_after_next"
    DROP_BEFORE = "drop_before_next"
    DROP_AFTER = "drop_after_next"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One call is refused with this error code, as Slack refuses: HTTP 200, nothing having happened."""

    error: str


Met: TypeAlias = Trouble | Refusal


@dataclass(frozen=True, slots=True)
class Aim:
    """Which calls are meant: any method unless some are named, any `channel` unless one is."""

    methods: frozenset[str] | None = None
    channel: str | None = None

    @classmethod
    def at(cls, methods: Iterable[str] | None, channel: str | None = None) -> "Aim":
        """From what a host says; a lone text is no list of methods."""
        if isinstance(methods, str):
            raise TypeError(f"say [{methods!r}], a list of methods")
        return cls(None if methods is None else frozenset(methods), channel)

    def meets(self, method: str, given: Mapping[str, Any]) -> bool:
        """Whether a call with these arguments is meant; a channel is the id that the call names."""
        named = self.methods is None or method in self.methods
        return named and (self.channel is None or given.get("channel") == self.channel)

    def shown(self) -> Json:
        """As JSON has it."""
        return {"methods": None if self.methods is None else sorted(self.methods), "channel": self.channel}
