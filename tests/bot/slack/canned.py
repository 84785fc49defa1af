"""A Slack that answers as a test says, for what the sandbox doesn't do by itself."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Answer:
    """What goes back; a `body` that is not text goes as JSON."""

    body: object
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """One call as it came in."""

    method: str
    body: str


def refusal(code: str, *, status: int = 200, retry_after: str | None = None) -> Answer:
    headers = {} if retry_after is None else {"Retry-After": retry_after}
    return Answer({"ok": False, "error": code}, status, headers)


@contextmanager
def slack_that_answers(
    answer: Callable[[Asked], Answer], *, takes_get: bool = False
) -> Iterator[tuple[str, list[Asked]]]:
    """Its address, and every call that it got; files are not posted to but got."""
    asked: list[Asked] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            assert takes_get, "the Web API is called by POST"
            self.do_POST()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"] or 0)).decode()
            asked.append(Asked(self.path.rpartition("/")[2], body))
            given = answer(asked[-1])
            self.send_response(given.status)
            for name, value in given.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write((given.body if isinstance(given.body, str) else json.dumps(given.body)).encode())

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/api/", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
