"""Runs a workspace as a server on this machine, in a thread of its own."""

import socket
import threading
from types import TracebackType

import uvicorn

from sandbox.web.application import application
from sandbox.web.dropping import DroppableProtocol
from sandbox.web.hushing import hushable
from sandbox.web.prompt_server import PromptServer
from sandbox.web.screen import CLOSING
from sandbox.workspace import Workspace


class SandboxServer:
    """One workspace, reachable at `url`. Start and stop it, or use it in a `with` statement."""

    def __init__(self, workspace: Workspace, port: int = 0, host: str = "127.0.0.1") -> None:
        self.workspace = workspace
        self._host = host
        self._port = port
        self._socket: socket.socket | None = None
        self._server: PromptServer | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """`http://127.0.0.1:PORT`, once started."""
        return self.workspace.origin

    @property
    def api_url(self) -> str:
        """The base_url for an app's Web API client, with the slash that it needs."""
        return f"{self.url}/api/"

    def start(self) -> None:
        """Listen; returns once the server answers."""
        # First of all, so that a port that is taken leaves nothing behind.
        listening = socket.create_server((self._host, self._port))
        self._socket = listening
        self.workspace.answers_at(f"http://{self._host}:{listening.getsockname()[1]}")
        self.workspace.courier.start()
        config = uvicorn.Config(
            application(self.workspace),
            http=DroppableProtocol,
            ws=hushable(lambda: self.workspace.courier.sockets.silent),
            lifespan="off",
            # The host of a demo or test decides what is logged where.
            log_config=None,
            log_level="warning",
            access_log=False,
            proxy_headers=False,
            ws_ping_interval=10.0,
        )
        self._server = PromptServer(config)
        run = self._server.run
        self._thread = threading.Thread(target=run, args=([listening],), name="sandbox", daemon=True)
        self._thread.start()
        while not self._server.started:
            self._thread.join(0.005)
            if not self._thread.is_alive():
                raise RuntimeError("the sandbox server did not start")

    def stop(self) -> None:
        """Hang up on everybody and stop; nothing happens if it isn't running."""
        if self._server is None or self._thread is None or self._socket is None:
            return
        self.workspace.courier.stop()
        self.workspace.drop_connections(warn=False)
        self.workspace.changes.note(CLOSING)
        self._server.stop()
        self._thread.join()
        self._socket.close()
        self._server = self._thread = self._socket = None

    def deliver_over_http(self, url: str | None) -> None:
        """From now on POST signed requests to this address; None goes back to Socket Mode."""
        self.workspace.deliver_over_http(url)

    def __enter__(self) -> "SandboxServer":
        self.start()
        return self

    def __exit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()
