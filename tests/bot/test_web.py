"""The ASGI application through a real server: requests are handed on, health is told, and the loop never waits."""

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import anyio
import pytest

from bot.web.application import (
    LARGEST_BODY,
    LISTENER_THREADS,
    TEAMS_PATIENCE_SECONDS,
    Answer,
    Receive,
    build_application,
)
from bot.web.server import WebServer
from storage.patience import PATIENCE_SECONDS, patience

Json = MutableMapping[str, Any]


@contextmanager
def serving(
    slack: Receive | None = None,
    wrong: Mapping[str, str] | None = None,
    *,
    teams: Receive | None = None,
    limited: Mapping[str, str] | None = None,
) -> Iterator[str]:
    application = build_application(slack=slack, teams=teams, health=lambda: wrong or {}, limited=lambda: limited or {})
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


def test_each_platform_has_its_own_address_and_is_answered_by_its_own() -> None:
    seen: list[str] = []

    def teams(body: str, headers: Mapping[str, str]) -> Answer:
        seen.append(f"{body} {headers['authorization']}")
        return Answer(200, '{"task":{}}', {"content-type": "application/json"})

    with serving(lambda _body, _headers: Answer(200, "slack"), teams=teams) as url:
        assert ask(f"{url}/slack/events", b"x") == (200, "slack")
        assert ask(f"{url}/api/messages", b"{}", {"Authorization": "Bearer x"}) == (200, '{"task":{}}')
        # Who looks whether somebody is there gets an answer too.
        assert ask(f"{url}/api/messages")[0] == 405
    assert seen == ["{} Bearer x"]


@pytest.mark.parametrize("slack_calls", [True, False], ids=["slack", "teams"])
def test_a_platform_that_does_not_call_us_has_no_address(slack_calls: bool) -> None:
    def receive(body: str, headers: Mapping[str, str]) -> Answer:
        del body, headers
        return Answer(200)

    with serving(receive) if slack_calls else serving(teams=receive) as url:
        answers = {path: ask(f"{url}{path}", b"x")[0] for path in ("/slack/events", "/api/messages")}
    assert sorted(answers.values()) == [200, 404]
    assert answers["/slack/events"] == (200 if slack_calls else 404)


def test_teams_waits_longer_for_an_answer_than_slack() -> None:
    left: dict[str, float] = {}

    def receive(body: str, headers: Mapping[str, str]) -> Answer:
        del headers
        left[body] = patience()
        return Answer(200)

    with serving(receive, teams=receive) as url:
        ask(f"{url}/slack/events", b"slack")
        ask(f"{url}/api/messages", b"teams")
    # One wait for the database is as long as ever; what is left beyond it is for another.
    assert left["slack"] < PATIENCE_SECONDS == left["teams"]
    assert PATIENCE_SECONDS < TEAMS_PATIENCE_SECONDS < 5


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


def test_what_only_limits_us_is_told_and_keeps_nobody_away() -> None:
    with serving(lambda _body, _headers: Answer(200), limited={"slack": "gone"}) as url:
        status, said = ask(f"{url}/health/ready")
    assert (status, json.loads(said)) == (200, {"ok": True, "wrong": {}, "limited": {"slack": "gone"}})


def test_a_taken_port_is_said_and_does_not_end_the_process() -> None:
    with serving(lambda _body, _headers: Answer(200)) as url:
        port = int(url.rsplit(":", 1)[1])
        application = build_application(slack=lambda _body, _headers: Answer(200), health=dict)
        with pytest.raises(OSError, match=str(port)), WebServer(application, host="127.0.0.1", port=port):
            pass


@pytest.mark.parametrize("path", ["/slack/events", "/api/messages"])
def test_a_body_without_end_is_not_read_to_it(path: str) -> None:
    read = 0

    async def receive() -> Json:
        nonlocal read
        read += 1
        return {"type": "http.request", "body": b"x" * 100_000, "more_body": read < 1_000}

    sent: list[Json] = []

    async def send(message: Json) -> None:
        sent.append(message)

    def seen(body: str, headers: Mapping[str, str]) -> Answer:
        raise AssertionError(f"{len(body)} bytes with {headers}")

    application = build_application(slack=seen, teams=seen, health=dict)
    scope: Json = {"type": "http", "method": "POST", "path": path, "raw_path": path.encode(), "headers": []}
    whole = {**scope, "query_string": b"", "root_path": "", "http_version": "1.1", "scheme": "http"}
    anyio.run(application, whole, receive, send)
    assert sent[0]["status"] == 413
    assert read * 100_000 <= LARGEST_BODY + 100_000
