"""Takes a Web API call from token to answer and keeps the transcript; the methods live beside it."""

import copy
from dataclasses import dataclass, field

from sandbox.api import (
    auth_methods,
    chat_methods,
    conversation_methods,
    file_methods,
    user_methods,
    view_methods,
)
from sandbox.api.arguments import Arguments
from sandbox.api.method import Method, Request
from sandbox.api_error import ApiError
from sandbox.json_types import Json
from sandbox.transcript import Call
from sandbox.troubles import Met
from sandbox.workspace import Workspace

METHODS: dict[str, Method] = {
    **auth_methods.METHODS,
    **chat_methods.METHODS,
    **conversation_methods.METHODS,
    **file_methods.METHODS,
    **user_methods.METHODS,
    **view_methods.METHODS,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back to the app."""

    body: Json
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


def answer(workspace: Workspace, name: str, *, given: Json, token: str | None, trouble: Met | None = None) -> Answer:
    """Run one method, under the lock; every refusal becomes an answer. `trouble` is what will come after."""
    with workspace.lock:
        try:
            body = {"ok": True, **copy.deepcopy(_run(workspace, name, given, token))}
            status, headers = 200, {}
        except ApiError as error:
            body, status, headers = error.answer(), error.status, error.headers
        record(workspace, name, given, answer=body, status=status, trouble=trouble)
        scopes = ",".join(workspace.seed.app.scopes)
        return Answer(body, status, {**headers, "x-oauth-scopes": scopes})


def record(
    workspace: Workspace,
    name: str,
    given: Json,
    *,
    answer: Json | None,
    status: int,
    trouble: Met | None = None,
) -> None:
    """Put a call into the transcript; the token stays out of it."""
    workspace.calls.append(Call(name, without_token(given), answer, status, workspace.clock.now(), trouble))


def without_token(given: Json) -> Json:
    """The arguments that may be kept and shown."""
    return {key: value for key, value in given.items() if key != "token"}


def _run(workspace: Workspace, name: str, given: Json, token: str | None) -> Json:
    method = METHODS.get(name)
    if method is None:
        raise ApiError("unknown_method", req_method=name)
    if token is None:
        raise ApiError("not_authed")
    _check_token(workspace, method, token)
    workspace.rate_limiter.admit_call(name, method.tier)
    request = Request(workspace, Arguments(given))
    if method.scopes:
        request.need_scope(*method.scopes)
    return method.answer(request)


def _check_token(workspace: Workspace, method: Method, token: str) -> None:
    app = workspace.seed.app
    if token not in (app.bot_token, app.app_token):
        raise ApiError("invalid_auth")
    if workspace.uninstalled:
        raise ApiError("account_inactive")
    if workspace.tokens_revoked:
        raise ApiError("token_revoked")
    if (token == app.app_token) is not method.app_token:
        raise ApiError("not_allowed_token_type")
