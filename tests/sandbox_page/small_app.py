"""A small app on the other side of the sandbox: hears signed HTTP, keeps what it heard, answers as told."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from sandbox.json_types import Json

Answer = Callable[[Json], Json | None]


@dataclass
class SmallApp:
    """`on` maps "block_actions", "view_submission", "command" and the like to what to do and answer."""

    url: str = ""
    heard: list[Json] = field(default_factory=list)
    on: dict[str, Answer] = field(default_factory=dict)

    def hear(self, body: str) -> Json | None:
        """Take one delivery; the answer is the acknowledgement's body."""
        payload = _payload(body)
        self.heard.append(payload)
        answer = self.on.get(payload["type"])
        return None if answer is None else answer(payload)

    def of_type(self, kind: str) -> list[Json]:
        """What was heard of one kind, in order."""
        return [payload for payload in self.heard if payload["type"] == kind]


def _payload(body: str) -> Json:
    if body.startswith("{"):
        event: Json = json.loads(body)["event"]
        return event
    form = {name: values[0] for name, values in parse_qs(body, keep_blank_values=True).items()}
    if "payload" in form:
        payload: Json = json.loads(form["payload"])
        return payload
    return {**form, "type": "command"}


@contextmanager
def running_app() -> Iterator[SmallApp]:
    """An app that listens on this machine for as long as the block lasts."""
    app = SmallApp()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            answer = app.hear(body)
            content = b"" if answer is None else json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    app.url = f"http://127.0.0.1:{server.server_address[1]}/"
    try:
        yield app
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
