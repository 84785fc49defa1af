"""Runs a tenant as a server on this machine, in a thread of its own."""

from types import TracebackType

from sandbox.serving import Serving
from sandbox.teams.tenant import Tenant
from sandbox.teams.web import application


class TeamsServer:
    """One tenant, whose connector is at `tenant.service_url` while the block lasts."""

    def __init__(self, tenant: Tenant, port: int = 0, host: str = "127.0.0.1") -> None:
        self.tenant = tenant
        self._host = host
        self._port = port
        self._serving: Serving | None = None

    @property
    def url(self) -> str:
        """`http://127.0.0.1:PORT`, once started."""
        return self.tenant.origin

    def start(self) -> None:
        """Returns once the server answers. Raises OSError when the port is taken."""
        self._serving = serving = Serving(self._host, self._port)
        self.tenant.answers_at(serving.origin)
        serving.start(application(self.tenant))

    def stop(self) -> None:
        """Hang up on everybody; nothing happens if it isn't running."""
        if self._serving is not None:
            self._serving.stop()
            self._serving = None

    def __enter__(self) -> "TeamsServer":
        self.start()
        return self

    def __exit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()
