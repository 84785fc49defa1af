"""Everything that Teams serves a bot: the connector, with the trouble a call meets, and the keys behind its tokens."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from functools import partial
from typing import assert_never

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from sandbox.json_types import Json
from sandbox.teams.calls import CALLS, Call
from sandbox.teams.files_web import file_routes
from sandbox.teams.places import without_thread
from sandbox.teams.refusing import Refused
from sandbox.teams.tenant import Called, Tenant
from sandbox.teams.tokens import metadata
from sandbox.troubles import Met, Refusal, Trouble
from sandbox.web.dropping import Dropped

Answered = tuple[int, Json, dict[str, str]]


def application(tenant: Tenant) -> Starlette:
    async def keys(_: Request) -> Response:
        return JSONResponse(tenant.signer.keys())

    async def openid(_: Request) -> Response:
        return JSONResponse(metadata(tenant.origin))

    connector = Connector(tenant)
    return Starlette(
        routes=[
            *(
                Route(f"/connector/v3/{call.path}", _endpoint(partial(connector.meet, call)), methods=[call.verb])
                for call in CALLS
            ),
            Route("/.well-known/openidconfiguration", openid),
            Route("/.well-known/keys", keys),
            Route("/keys", keys),
            *file_routes(tenant),
        ]
    )


class Connector:
    """Runs on the event loop: each call holds the lock for about a millisecond."""

    def __init__(self, tenant: Tenant) -> None:
        self._tenant = tenant

    async def meet(self, call: Call, request: Request) -> ASGIApp:
        """One call, with whatever trouble is planned for it."""
        faults = self._tenant.faults
        await asyncio.sleep(faults.delay(call.name))
        at: Json = {**request.query_params, **request.path_params}
        given = {**at, "channel": without_thread(str(at.get("conversation", "")))}
        body = _body(await request.body())
        trouble = faults.take(call.name, given)
        match trouble:
            case Trouble.DROP_BEFORE:
                self._record(call, {**given, "body": body}, None, trouble)
                return Dropped()
            case Trouble.RATE_LIMIT:
                done = _refused(Refused("Throttled", retry_after=faults.retry_after))
            case Trouble.SERVER_ERROR:
                done = _refused(Refused("ServiceError"))
            case Refusal(code):
                done = _refused(Refused(code))
            case Trouble.SERVER_ERROR_AFTER | Trouble.DROP_AFTER | None:
                done = self._carry_out(call, request, at, body)
            case _:
                assert_never(trouble)
        self._record(call, {**given, "body": body}, done, trouble)
        await self._tell_who_waits(call, given, done)
        await asyncio.sleep(faults.delay_after(call.name))
        return _leaving(trouble, done)

    def _carry_out(self, call: Call, request: Request, at: Json, body: Json | None) -> Answered:
        tenant = self._tenant
        try:
            if request.headers.get("authorization") != f"Bearer {tenant.seed.bot.token}":
                raise Refused("Unauthorized")
            if body is None:
                raise Refused("BadSyntax", "The body is no JSON object")
            with tenant.lock:
                return call.status, call.act(tenant, at, body), {}
        except Refused as refused:
            return _refused(refused)

    def _record(self, call: Call, given: Json, done: Answered | None, trouble: Met | None) -> None:
        status, answer = (0, None) if done is None else (done[0], done[1])
        self._tenant.calls.append(Called(call.name, given, status, answer, trouble))
        self._tenant.changes.note("messages")

    async def _tell_who_waits(self, call: Call, given: Json, done: Answered) -> None:
        on_landed = self._tenant.faults.on_landed
        if on_landed is not None and done[0] < 300:
            await run_in_threadpool(on_landed, call.name, given, {})


def _refused(refused: Refused) -> Answered:
    return refused.status, refused.answer(), refused.headers


def _leaving(trouble: Met | None, done: Answered) -> ASGIApp:
    """What the bot gets to hear of it."""
    match trouble:
        case Trouble.DROP_AFTER:
            return Dropped()
        case Trouble.SERVER_ERROR_AFTER:
            status, answer, headers = _refused(Refused("ServiceError"))
        case _:
            status, answer, headers = done
    return JSONResponse(answer, status, headers)


def _body(raw: bytes) -> Json | None:
    """{} for none, None for what is no JSON object."""
    if not raw:
        return {}
    try:
        body = json.loads(raw)
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def _endpoint(meet: Callable[[Request], Awaitable[ASGIApp]]) -> Callable[[Request], Awaitable[Response]]:
    """Starlette wants a Response of an endpoint, and takes any ASGI application."""

    async def endpoint(request: Request) -> Response:
        return _Any(await meet(request))

    return endpoint


class _Any(Response):
    def __init__(self, application: ASGIApp) -> None:
        super().__init__()
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._application(scope, receive, send)
