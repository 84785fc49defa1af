"""Runs a workspace as a server on this machine, in a thread of its own."""

from types import TracebackType

from sandbox.serving import Serving
from sandbox.web.application import application
from sandbox.web.hushing import hushable
from sandbox.web.screen import CLOSING
from sandbox.workspace import Workspace


class SandboxServer:
    """One workspace, reachable at `url`. Start and stop it, or use it in a `with` statement."""

    def __init__(self, workspace: Workspace, port: int = 0, host: str = "127.0.0.1") -> None:
        self.workspace = workspace
        self._host = host
        self._port = port
        self._serving: Serving | None = None

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
        self._serving = serving = Serving(self._host, self._port)
        self.workspace.answers_at(serving.origin)
        self.workspace.courier.start()
        serving.start(application(self.workspace), ws=hushable(lambda: self.workspace.courier.sockets.silent))

    def stop(self) -> None:
        """Hang up on everybody and stop; nothing happens if it isn't running."""
        if self._serving is None:
            return
        self.workspace.courier.stop()
        self.workspace.drop_connections(warn=False)
        self.workspace.changes.note(CLOSING)
        self._serving.stop()
        self._serving = None

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
