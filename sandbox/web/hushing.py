"""A WebSocket protocol that can go silent without hanging up, as a connection whose other end is gone."""

import asyncio
from collections.abc import Callable

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol


def hushable(is_silent: Callable[[], bool]) -> type[asyncio.Protocol]:
    """Uvicorn's protocol, but while it `is_silent` nothing that comes is read and no ping or pong is sent."""

    class HushableProtocol(WebSocketsSansIOProtocol):
        """Bound to one workspace's connections."""

        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)  # type: ignore[arg-type]
            self._unread = b""

        def data_received(self, data: bytes) -> None:
            """The app sent something; it is read once the silence is over and more has come."""
            self._unread += data
            if not is_silent():
                unread, self._unread = self._unread, b""
                super().data_received(unread)

        def send_keepalive_ping(self) -> None:
            """Ask whether the app is still there."""
            if is_silent():
                self.schedule_ping()
            else:
                super().send_keepalive_ping()

        def keepalive_timeout(self) -> None:
            """The app did not answer; no wonder while nothing is read."""
            if not is_silent():
                super().keepalive_timeout()

    return HushableProtocol
