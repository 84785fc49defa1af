"""Runs an ASGI application under uvicorn in a thread of its own, so that one process can do everything."""

import socket
import threading
from types import TracebackType

import uvicorn
from starlette.types import ASGIApp

LONGEST_START_SECONDS = 10.0
# Longer than any click may take, and short of what a platform waits before it kills.
LONGEST_STOP_SECONDS = 8


class WebServer:
    """Listens while the block lasts; `url` tells where, also when the port was 0 (any free one)."""

    def __init__(self, application: ASGIApp, *, host: str, port: int) -> None:
        self._address = (host, port)
        # Where and how much is logged is decided for the whole process.
        config = uvicorn.Config(
            application,
            log_config=None,
            log_level="warning",
            access_log=False,
            timeout_graceful_shutdown=LONGEST_STOP_SECONDS,
        )
        self._server = _Server(config)
        self.url = ""

    def __enter__(self) -> "WebServer":
        """Raises OSError when it can't listen there."""
        host, port = self._address
        try:
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            # Here and not in uvicorn, which would end the process when the port is taken.
            listening = socket.create_server(self._address, family=family)
        except OSError as error:
            raise OSError(f"port {port} of {host} can't be had ({error.strerror or error})") from None
        self.url = f"http://{host}:{listening.getsockname()[1]}"
        self._thread = threading.Thread(target=self._server.run, args=([listening],), name="web", daemon=True)
        self._thread.start()
        if not self._server.listening.wait(LONGEST_START_SECONDS):
            raise OSError(f"the web server did not start on port {port}")
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

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()
