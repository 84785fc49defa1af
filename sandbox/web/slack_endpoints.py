"""Slack's own addresses: uploads, response_urls, the WebSocket; the Web API and files have modules of their own."""

import asyncio
from contextlib import suppress
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox import posting
from sandbox.api.arguments import decoded
from sandbox.api_error import ApiError
from sandbox.delivery.socket_mode import Connection, SocketMode
from sandbox.web.web_api import WebApi
from sandbox.workspace import Workspace


class SlackEndpoints:
    """Bound to one workspace. Runs on the event loop: each request holds the lock for about a millisecond."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def routes(self) -> list[BaseRoute]:
        """Where Slack answers."""
        return [
            Route("/api/{method:path}", WebApi(self._workspace).call, methods=["GET", "POST"]),
            Route("/upload/{secret}", self.upload, methods=["POST"]),
            Route("/response/{secret}", self.response_url, methods=["POST"]),
            WebSocketRoute("/socket", self.socket),
        ]

    async def upload(self, request: Request) -> Response:
        """The bytes of a file, bare or as a form's `file` field."""
        if request.headers.get("content-type", "").startswith("multipart/form-data"):
            async with request.form() as form:
                field: Any = form.get("file") or form.get("filename")
                content = await field.read() if hasattr(field, "read") else b""
        else:
            content = await request.body()
        try:
            with self._workspace.lock:
                self._workspace.files.upload(request.path_params["secret"], content)
        except ApiError as error:
            return PlainTextResponse(error.error, error.status)
        return PlainTextResponse(f"OK - {len(content)}")

    async def response_url(self, request: Request) -> Response:
        """One answer to an interaction."""
        try:
            given = decoded(await request.body(), "application/json")
            with self._workspace.lock:
                posting.respond(self._workspace, request.path_params["secret"], given)
        except ApiError as error:
            return JSONResponse(error.answer(), error.status)
        return PlainTextResponse("ok")

    async def socket(self, websocket: WebSocket) -> None:
        """One Socket Mode connection, for as long as it lives."""
        loop, outgoing = asyncio.get_running_loop(), asyncio.Queue[str | None]()

        def put(text: str | None) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(outgoing.put_nowait, text)

        connection = Connection(send=put, hang_up=lambda: put(None))
        sockets = self._workspace.courier.sockets
        if sockets.refusing:
            await websocket.close()
            return
        # Known before it is accepted: from that moment on the app counts on being reached.
        entered = sockets.enter(websocket.query_params.get("ticket", ""), connection)
        try:
            await websocket.accept()
        except BaseException:
            sockets.leave(connection)
            raise
        if not entered:
            await websocket.close(4001)
            return
        self._workspace.changes.note("app")
        both = {
            asyncio.create_task(_receive_all(websocket, sockets)),
            asyncio.create_task(_send_all(websocket, outgoing)),
        }
        try:
            # Whichever side hangs up first ends it; Bolt's client does not answer a close.
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        finally:
            sockets.leave(connection)
            self._workspace.changes.note("app")
            for one in both:
                one.cancel()


async def _receive_all(websocket: WebSocket, sockets: SocketMode) -> None:
    async for text in websocket.iter_text():
        sockets.receive(text)


async def _send_all(websocket: WebSocket, outgoing: asyncio.Queue[str | None]) -> None:
    with suppress(WebSocketDisconnect, RuntimeError):
        while (text := await outgoing.get()) is not None:
            await websocket.send_text(text)
        await websocket.close()
