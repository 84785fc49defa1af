"""Keeps the page's own endpoints to this machine: no foreign page can read them or drive them."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from sandbox.api_error import ApiError

Endpoint = Callable[[Request], Awaitable[Response]]

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
JSON = "application/json"
# Like JSON, and unlike what a form sends, a browser lets no foreign page post this without asking first.
BYTES = "application/octet-stream"


def guarded(endpoint: Endpoint, *, takes: str = JSON) -> Endpoint:
    """The endpoint, answering only on this machine's own addresses, and POSTs only to one content type."""

    async def guard(request: Request) -> Response:
        host = request.headers.get("host", "").rpartition(":")[0] or request.headers.get("host", "")
        if host not in _LOOPBACK:
            return PlainTextResponse("This answers only to this machine.", 403)
        if request.method == "POST" and _content_type(request) != takes:
            return PlainTextResponse("This takes only JSON." if takes == JSON else f"This takes only {takes}.", 415)
        try:
            return await endpoint(request)
        except ApiError as error:
            return JSONResponse(error.answer(), 404 if error.status == 200 else error.status)

    return guard


def asked(request: Request, name: str) -> str:
    """A part of the query that must be there."""
    value = request.query_params.get(name)
    if not value:
        raise ApiError(f"say which {name}", status=400)
    return value


def _content_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip()
