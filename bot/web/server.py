"""Runs an ASGI application under uvicorn in a thread of its own, so that one process can do everything."""

import socket
import threading
from types import TracebackType

import uvicorn
from starlette.types import ASGIApp

LONGEST_START_SECONDS = 10.0


class WebServer:
    """Listens while the block lasts; `url` tells where, also when the port was 0 (any free one)."""

    def __init__(self, application: ASGIApp, *, host: str, port: int) -> None:
        config = uvicorn.Config(application, host=host, port=port, log_level="warning", access_log=False)
        self._server = _Server(config)
        self._thread = threading.Thread(target=self._server.run, name="web", daemon=True)

    @property
    def url(self) -> str:
        host, port = self._server.servers[0].sockets[0].getsockname()[:2]
        return f"http://{host}:{port}"

    def __enter__(self) -> "WebServer":
        self._thread.start()
        if not self._server.listening.wait(LONGEST_START_SECONDS) or not self._server.started:
            raise OSError(f"the web server could not listen on port {self._server.config.port}")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.should_exit = True
        self._thread.join()


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = threading.Event()

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            super().run(sockets)
        except SystemExit:
            # uvicorn leaves this way when the port is taken; the thread that started it says so.
            self.listening.set()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()
