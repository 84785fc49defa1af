"""Real apps for the sandbox to talk to: stock Bolt over both transports, and one that answers by script."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.request import BoltRequest
from slack_sdk import WebClient

from sandbox.people import Person
from sandbox.server import SandboxServer
from sandbox.workspace import Workspace
from tests.sandbox.workspaces import APP_TOKEN, BOT_TOKEN, SECRET

Transport = Literal["socket", "http"]


@dataclass(frozen=True, slots=True)
class Delivered:
    """One request that reached the app."""

    body: str
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Says:
    """What the app answers."""

    status: int = 200
    body: str = ""
    content_type: str = "text/plain"
    headers: dict[str, str] = field(default_factory=dict)


@contextmanager
def listening(respond: Callable[[Delivered], Says]) -> Iterator[str]:
    """An HTTP server on this machine that answers POSTs with `respond`; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            body = self.rfile.read(length).decode()
            says = respond(Delivered(body, dict(self.headers.items())))
            self.send_response(says.status)
            for name, value in {"Content-Type": says.content_type, **says.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(says.body.encode())))
            self.end_headers()
            self.wfile.write(says.body.encode())

        def log_message(self, format: str, *args: Any) -> None:
            """Keep quiet."""

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = False
    thread = threading.Thread(target=httpd.serve_forever, args=(0.005,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{httpd.server_address[1]}/slack/events"
    finally:
        httpd.shutdown()
        thread.join()
        httpd.server_close()


class ScriptedApp:
    """Answers every delivery with what it was last told to, and remembers what came."""

    def __init__(self) -> None:
        self.says: Says | list[Says] = Says()
        self.delivered: list[Delivered] = []
        self.came = threading.Condition()

    def respond(self, delivered: Delivered) -> Says:
        with self.came:
            self.delivered.append(delivered)
            self.came.notify_all()
            if isinstance(self.says, list):
                return self.says.pop(0)
            return self.says

    def wait_for(self, count: int) -> list[Delivered]:
        """Everything that came, once it is so many."""
        with self.came:
            assert self.came.wait_for(lambda: len(self.delivered) >= count, timeout=3)
            return list(self.delivered)


@dataclass(frozen=True, slots=True)
class Bolted:
    """A stock Bolt app connected to a running sandbox."""

    server: SandboxServer
    app: App
    client: WebClient
    handler: SocketModeHandler | None

    @property
    def workspace(self) -> Workspace:
        return self.server.workspace

    def person(self, user: str = "U1", device: str = "desktop") -> Person:
        return Person(self.server, user, device=device)


def let_go(handler: SocketModeHandler, server: SandboxServer) -> None:
    """Close both sides at once; left to itself the client sits three seconds in recv and one in its queue."""
    handler.client.auto_reconnect_enabled = False
    server.stop()
    handler.client.closed = True
    handler.client.message_queue.put("")
    try:
        handler.close()  # type: ignore[no-untyped-call]
    except AttributeError:
        # The client's own thread closed the socket between the client's looking and its closing; the rest is open.
        handler.close()  # type: ignore[no-untyped-call]


def dispatcher(app: App) -> Callable[[Delivered], Says]:
    """Hand HTTP deliveries to Bolt, as its own adapters do."""

    def respond(delivered: Delivered) -> Says:
        answered = app.dispatch(BoltRequest(body=delivered.body, headers=dict(delivered.headers)))
        content_type = answered.headers.get("content-type", ["text/plain"])[0]
        return Says(answered.status, answered.body or "", content_type)

    return respond


@contextmanager
def bolted(workspace: Workspace, transport: Transport = "socket") -> Iterator[Bolted]:
    """A sandbox and a Bolt app that talk to each other."""
    with SandboxServer(workspace) as server:
        client = WebClient(token=BOT_TOKEN, base_url=server.api_url, retry_handlers=[])
        app = App(client=client, signing_secret=SECRET, process_before_response=True)
        if transport == "http":
            with listening(dispatcher(app)) as url:
                server.deliver_over_http(url)
                yield Bolted(server, app, client, None)
                server.stop()
            return
        web_client = WebClient(token=APP_TOKEN, base_url=server.api_url)
        handler = SocketModeHandler(app, APP_TOKEN, web_client=web_client)
        handler.connect()  # type: ignore[no-untyped-call]
        try:
            yield Bolted(server, app, client, handler)
        finally:
            let_go(handler, server)
