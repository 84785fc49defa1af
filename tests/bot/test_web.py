"""The ASGI application through a real server: requests are handed on, health is told, and the loop never waits."""

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from bot.web.application import LARGEST_BODY, LISTENER_THREADS, Answer, Receive, build_application
from bot.web.server import WebServer


@contextmanager
def serving(slack: Receive, wrong: Mapping[str, str] | None = None) -> Iterator[str]:
    application = build_application(slack=slack, health=lambda: wrong or {})
    with WebServer(application, host="127.0.0.1", port=0) as server:
        yield server.url


def ask(url: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> tuple[int, str]:
    request = urllib.request.Request(url, data=body, headers=dict(headers or {}))
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_a_request_is_handed_on_as_it_came_and_answered_as_it_was_told() -> None:
    seen: list[tuple[str, str]] = []

    def slack(body: str, headers: Mapping[str, str]) -> Answer:
        seen.append((body, headers["x-slack-signature"]))
        return Answer(200, '{"ok":true}', {"content-type": "application/json"})

    with serving(slack) as url:
        answer = ask(f"{url}/slack/events", b"payload=%7B%7D", {"X-Slack-Signature": "v0=abc"})
    assert answer == (200, '{"ok":true}')
    assert seen == [("payload=%7B%7D", "v0=abc")]


def test_at_least_twenty_clicks_are_worked_on_at_the_same_time() -> None:
    together = threading.Barrier(20, timeout=10)

    def slack(body: str, headers: Mapping[str, str]) -> Answer:
        del body, headers
        together.wait()
        return Answer(200)

    assert LISTENER_THREADS >= 20
    with serving(slack) as url, ThreadPoolExecutor(20) as pool:
        statuses = list(pool.map(lambda _: ask(f"{url}/slack/events", b"x")[0], range(20)))
    assert statuses == [200] * 20


def test_a_body_larger_than_any_of_slacks_is_not_handed_on() -> None:
    seen: list[str] = []

    def slack(body: str, headers: Mapping[str, str]) -> Answer:
        del headers
        seen.append(body)
        return Answer(200)

    with serving(slack) as url:
        assert ask(f"{url}/slack/events", b"x" * (LARGEST_BODY + 1))[0] == 413
    assert seen == []


@pytest.mark.parametrize(
    ("wrong", "status"), [({}, 200), ({"database": "OperationalError"}, 503)], ids=["well", "unwell"]
)
def test_readiness_says_what_is_wrong_and_liveness_does_not_care(wrong: dict[str, str], status: int) -> None:
    with serving(lambda _body, _headers: Answer(200), wrong) as url:
        ready_status, ready = ask(f"{url}/health/ready")
        live_status, _ = ask(f"{url}/health/live")
    assert (ready_status, json.loads(ready)["wrong"]) == (status, wrong)
    assert live_status == 200


def test_a_taken_port_is_said_and_does_not_end_the_process() -> None:
    with serving(lambda _body, _headers: Answer(200)) as url:
        port = int(url.rsplit(":", 1)[1])
        application = build_application(slack=lambda _body, _headers: Answer(200), health=dict)
        with pytest.raises(OSError, match=str(port)), WebServer(application, host="127.0.0.1", port=port):
            pass
