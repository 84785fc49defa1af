"""Describes a Web API method to the dispatcher, and holds what a running call may use."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.api.arguments import Arguments
from sandbox.api_error import ApiError
from sandbox.conversations import SCOPE_FAMILY, Conversation
from sandbox.json_types import Json
from sandbox.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Request:
    """One call by the app, its token already checked. The workspace's lock is held."""

    workspace: Workspace
    arguments: Arguments

    def need_scope(self, *any_of: str) -> None:
        """`missing_scope` unless the app has one of these."""
        provided = self.workspace.seed.app.scopes
        if not set(any_of) & set(provided):
            raise ApiError("missing_scope", needed=",".join(any_of), provided=",".join(provided))

    def conversation(self, need: str | None = None) -> Conversation:
        """The conversation in `channel`, with the scope for its kind (`read`, `history`) checked."""
        found = self.workspace.conversations.seen_by_app(self.arguments.required("channel"))
        if need is not None:
            self.need_scope(f"{SCOPE_FAMILY[found.kind]}:{need}")
        return found


@dataclass(frozen=True, slots=True)
class Method:
    """One method: how it answers, its rate limit tier (0: none), and scopes of which one is needed."""

    answer: Callable[[Request], Json]
    tier: int
    scopes: tuple[str, ...] = ()
    app_token: bool = False
