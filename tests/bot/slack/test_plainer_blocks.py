"""A workspace that has no charts yet: the message comes without, and the numbers stay in its words."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from bot.slack.messenger import SlackMessenger, posting_client
from jobs.ports import Destination, Posted
from tests.bot.facts import a_full_digest


class WithoutCharts(BaseHTTPRequestHandler):
    """Answers as Slack does where charts have not been rolled out."""

    posted: list[str]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        type(self).posted.append(body)
        refused = "data_visualization" in body
        answer = {"ok": False, "error": "invalid_blocks"} if refused else {"ok": True, "channel": "C1", "ts": "1.0"}
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, format: str, *args: object) -> None:
        del format, args


@contextmanager
def workspace_without_charts() -> Iterator[tuple[str, list[str]]]:
    posted: list[str] = []
    handler = type("Handler", (WithoutCharts,), {"posted": posted})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/api/", posted
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_refused_chart_is_left_out_and_the_digest_still_lands() -> None:
    with workspace_without_charts() as (url, posted):
        messenger = SlackMessenger(posting_client("xoxb-1", url))
        outcome = messenger.post(a_full_digest(), to=Destination("C1"), key="digest:1")
    assert isinstance(outcome, Posted)
    assert ["data_visualization" in body for body in posted] == [True, False]
