"""The Web API's one address: a call, the trouble it meets, and the answer that does or does not leave."""

import asyncio
from typing import assert_never

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp

from sandbox.api.arguments import decoded
from sandbox.api.dispatch import Answer, answer, record, without_token
from sandbox.api_error import ApiError
from sandbox.json_types import Json
from sandbox.rate_limits import too_many
from sandbox.troubles import Met, Refusal, Trouble
from sandbox.web.dropping import Dropped
from sandbox.workspace import Workspace


class WebApi:
    """Bound to one workspace. Runs on the event loop: each call holds the lock for about a millisecond."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def call(self, request: Request) -> ASGIApp:
        """One Web API call, with whatever trouble is planned for it."""
        faults, name = self._workspace.faults, request.path_params["method"]
        await asyncio.sleep(faults.delay(name))
        body = await request.body()
        try:
            given = {**request.query_params, **decoded(body, request.headers.get("content-type", ""))}
        except ApiError as error:
            return JSONResponse(error.answer())
        answered = await self._meet(request, name, given=given, trouble=faults.take(name, given))
        await asyncio.sleep(faults.delay_after(name))
        return answered

    async def _meet(self, request: Request, name: str, *, given: Json, trouble: Met | None) -> ASGIApp:
        match trouble:
            case Trouble.DROP_BEFORE:
                record(self._workspace, name, given, answer=None, status=0, trouble=trouble)
                return Dropped()
            case Trouble.RATE_LIMIT:
                return self._refused(name, given, trouble, too_many(self._workspace.faults.retry_after))
            case Trouble.SERVER_ERROR:
                return self._refused(name, given, trouble, _breakdown())
            case Refusal(error):
                return self._refused(name, given, trouble, ApiError(error))
            case Trouble.SERVER_ERROR_AFTER:
                await self._carry_out(request, name, given, trouble)
                return JSONResponse(_breakdown().answer(), _breakdown().status)
            case Trouble.DROP_AFTER:
                await self._carry_out(request, name, given, trouble)
                return Dropped()
            case None:
                answered = await self._carry_out(request, name, given, None)
                return JSONResponse(answered.body, answered.status, answered.headers)
            case _:
                assert_never(trouble)

    async def _carry_out(self, request: Request, name: str, given: Json, trouble: Met | None) -> Answer:
        """Let the call take effect, and tell whoever waits for that."""
        answered = answer(self._workspace, name, given=given, token=_token(request, given), trouble=trouble)
        on_landed = self._workspace.faults.on_landed
        if on_landed is not None and answered.body["ok"]:
            headers = {key: value for key, value in request.headers.items() if key != "authorization"}
            await run_in_threadpool(on_landed, name, without_token(given), headers)
        return answered

    def _refused(self, name: str, given: Json, trouble: Met, error: ApiError) -> Response:
        record(self._workspace, name, given, answer=error.answer(), status=error.status, trouble=trouble)
        return JSONResponse(error.answer(), error.status, error.headers)


def _breakdown() -> ApiError:
    return ApiError("internal_error", status=500)


def _token(request: Request, given: Json) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        return token.strip()
    return given.get("token") or None
