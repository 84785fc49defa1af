"""Closes a TCP connection without an answer, which ASGI alone can't do."""

import asyncio
import socket
from typing import Any

from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

_KEY = "sandbox.transport"


class DroppableProtocol(H11Protocol):
    """Uvicorn's HTTP protocol, handing its transport to the app in the scope."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client connected."""
        super().connection_made(transport)
        # asyncio leaves this off for a socket made without a protocol number, and small answers then wait 40 ms.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        serve: Any = self.app

        async def with_transport(scope: Scope, receive: Receive, send: Send) -> None:
            scope[_KEY] = transport
            await serve(scope, receive, send)

        self.app = with_transport


class Dropped:
    """A response that is none: the connection is gone."""

    async def __call__(self, scope: Scope, receive: Receive, _send: Send) -> None:
        scope[_KEY].abort()
        while (await receive())["type"] != "http.disconnect":
            pass
