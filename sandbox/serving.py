"""Serves an ASGI application on this machine, in a thread of its own."""

import socket
import threading
from collections.abc import Callable
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from sandbox.web.dropping import DroppableProtocol
from sandbox.web.prompt_server import PromptServer


class Serving:
    """Listens at `origin` from the start, so that a port that is taken leaves nothing behind; answers from `start`."""

    def __init__(self, host: str, port: int) -> None:
        """Raises OSError when the port is taken."""
        self._socket = socket.create_server((host, port))
        self.origin = f"http://{host}:{self._socket.getsockname()[1]}"
        self._server: PromptServer | None = None
        self._thread: threading.Thread | None = None

    def start(self, application: ASGIApp, *, ws: Any = "auto") -> None:
        """Returns once the server answers. `ws` is uvicorn's protocol for WebSockets."""
        config = uvicorn.Config(
            application,
            http=DroppableProtocol,
            ws=ws,
            lifespan="off",
            # The host of a demo or test decides what is logged where.
            log_config=None,
            log_level="warning",
            access_log=False,
            proxy_headers=False,
            ws_ping_interval=10.0,
        )
        self._server = PromptServer(config)
        run: Callable[..., None] = self._server.run
        self._thread = threading.Thread(target=run, args=([self._socket],), name="sandbox", daemon=True)
        self._thread.start()
        while not self._server.started:
            self._thread.join(0.005)
            if not self._thread.is_alive():
                raise RuntimeError("the sandbox server did not start")

    def stop(self) -> None:
        """Hang up on everybody."""
        if self._server is not None and self._thread is not None:
            self._server.stop()
            self._thread.join()
        self._socket.close()
