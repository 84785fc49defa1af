"""The sandbox over the network: troubles on demand, response_urls, and starting and stopping."""

import http.client
import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.error import URLError
from urllib.parse import urlsplit

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.clock import ManualClock
from sandbox.people import Person
from sandbox.server import SandboxServer
from sandbox.workspace import Workspace
from tests.sandbox.addresses import posted
from tests.sandbox.samples import actions, button
from tests.sandbox.workspaces import BOT_TOKEN, NOON, a_workspace, call, said


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOON)


@pytest.fixture
def server(clock: ManualClock) -> Iterator[SandboxServer]:
    with SandboxServer(a_workspace(clock=clock)) as running:
        yield running


@pytest.fixture
def workspace(server: SandboxServer) -> Workspace:
    return server.workspace


@pytest.fixture
def client(server: SandboxServer) -> WebClient:
    return WebClient(token=BOT_TOKEN, base_url=server.api_url, retry_handlers=[])


def texts(server: SandboxServer) -> list[str]:
    return [message["text"] for message in Person(server, "U1").messages("C1")]


def test_a_connection_dropped_before_the_post_leaves_nothing(server: SandboxServer, client: WebClient) -> None:
    server.workspace.faults.plan(drop_before_next=1)
    with pytest.raises((URLError, ConnectionError, http.client.HTTPException)):
        client.chat_postMessage(channel="C1", text="lost")
    assert texts(server) == []
    [kept] = server.workspace.calls
    assert (kept.method, kept.answer, kept.status) == ("chat.postMessage", None, 0)
    client.chat_postMessage(channel="C1", text="next")
    assert texts(server) == ["next"]


def test_a_connection_dropped_after_the_post_leaves_the_message(server: SandboxServer, client: WebClient) -> None:
    server.workspace.faults.plan(drop_after_next=1)
    with pytest.raises((URLError, ConnectionError, http.client.HTTPException)):
        client.chat_postMessage(channel="C1", text="landed")
    assert texts(server) == ["landed"]


def test_troubles_meet_only_the_methods_they_are_planned_for(server: SandboxServer, client: WebClient) -> None:
    server.workspace.faults.plan(rate_limit_next=2, retry_after=7, methods=["chat.postMessage"])
    assert client.auth_test()["ok"]
    for _ in range(2):
        with pytest.raises(SlackApiError) as refused:
            client.chat_postMessage(channel="C1", text="x")
        assert refused.value.response.status_code == 429
        assert refused.value.response.headers["Retry-After"] == "7"
        assert refused.value.response["error"] == "ratelimited"
    assert client.chat_postMessage(channel="C1", text="x")["ok"]


def test_the_server_can_break_down_for_some_calls(server: SandboxServer, client: WebClient) -> None:
    server.workspace.faults.plan(server_error_next=1)
    with pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(channel="C1", text="x")
    assert refused.value.response.status_code == 500
    assert texts(server) == []
    server.workspace.faults.plan(server_error_next=5)
    server.workspace.faults.clear()
    assert client.chat_postMessage(channel="C1", text="x")["ok"]


def test_a_slow_method_does_not_hold_up_others(server: SandboxServer, client: WebClient) -> None:
    server.workspace.faults.plan(latency_ms=300, methods=["chat.postMessage"])
    done: list[str] = []

    def post() -> None:
        client.chat_postMessage(channel="C1", text="slow")
        done.append("slow")

    thread = threading.Thread(target=post)
    thread.start()
    client.auth_test()
    done.append("quick")
    thread.join()
    assert done == ["quick", "slow"]


def test_many_posts_at_once_all_land_once(server: SandboxServer, client: WebClient) -> None:
    with ThreadPoolExecutor(8) as pool:
        stamps = list(pool.map(lambda n: client.chat_postMessage(channel="C1", text=str(n))["ts"], range(40)))
    assert len(set(stamps)) == 40
    assert sorted(texts(server), key=int) == [str(number) for number in range(40)]


def test_a_body_that_is_no_json_is_refused(server: SandboxServer) -> None:
    status, body = posted(f"{server.api_url}auth.test", b"{")
    assert (status, json.loads(body)) == (200, {"ok": False, "error": "invalid_json"})


def test_a_token_may_come_in_the_body(server: SandboxServer) -> None:
    form = "application/x-www-form-urlencoded"
    assert json.loads(posted(f"{server.api_url}auth.test", b"token=xoxb-test", form)[1])["ok"]
    assert json.loads(posted(f"{server.api_url}auth.test", b"", form)[1])["error"] == "not_authed"


def response_url(server: SandboxServer, ts: str, user: str = "U1") -> str:
    found: str = Person(server, user).click_payload("C1", ts, "go")["response_url"]
    return found


def respond(url: str, **given: object) -> tuple[int, str]:
    return posted(url, json.dumps(given).encode())


@pytest.fixture
def url(server: SandboxServer) -> str:
    return response_url(server, said(server.workspace, "card", blocks=[actions(button())]))


def test_a_response_url_speaks_to_the_one_who_clicked(server: SandboxServer, url: str) -> None:
    assert respond(url, text="psst") == (200, "ok")
    assert texts(server) == ["card", "psst"]
    assert [one["text"] for one in Person(server, "U2").messages("C1")] == ["card"]


def test_a_response_url_speaks_to_the_channel_or_thread_when_asked_to(server: SandboxServer, url: str) -> None:
    respond(url, text="all", response_type="in_channel")
    [card, _] = Person(server, "U2").messages("C1")
    respond(url, text="below", response_type="in_channel", thread_ts=card["ts"])
    assert [one["text"] for one in Person(server, "U2").messages("C1")] == ["card", "all"]
    assert [one["text"] for one in Person(server, "U2").thread("C1", card["ts"])] == ["card", "below"]


def test_a_response_url_deletes_what_was_clicked_in(server: SandboxServer, url: str) -> None:
    respond(url, delete_original=True)
    assert texts(server) == []


def test_a_response_url_replaces_or_deletes_a_whisper(server: SandboxServer) -> None:
    given = {"channel": "C1", "user": "U1", "text": "old", "blocks": [actions(button())]}
    ts = call(server.workspace, "chat.postEphemeral", **given)["message_ts"]
    url = response_url(server, ts)
    respond(url, text="new", replace_original=True)
    assert texts(server) == ["new"]
    respond(url, delete_original=True)
    assert texts(server) == []


def test_a_command_has_no_original_to_delete(server: SandboxServer) -> None:
    url = server.workspace.response_urls.issue("C1", "U1", None)
    status, body = respond(url, delete_original=True)
    assert (status, json.loads(body)["error"]) == (404, "message_not_found")
    assert respond(url, text="x", replace_original=True) == (200, "ok")
    assert texts(server) == ["x"]


def test_a_response_url_works_five_times(server: SandboxServer, url: str) -> None:
    assert [respond(url, text=str(number))[0] for number in range(6)] == [200] * 5 + [404]
    assert len(texts(server)) == 6


def test_a_response_url_works_for_half_an_hour(clock: ManualClock, url: str) -> None:
    clock.advance(timedelta(minutes=30))
    assert respond(url, text="x")[0] == 200
    clock.advance(timedelta(seconds=1))
    status, body = respond(url, text="x")
    assert (status, json.loads(body)["error"]) == (404, "expired_url")


def test_a_response_url_checks_what_it_is_given(server: SandboxServer, url: str) -> None:
    assert json.loads(respond(url, blocks=[{"type": "header"}])[1])["error"] == "invalid_blocks"
    assert json.loads(posted(url, b"words")[1])["error"] == "invalid_json"
    assert respond(f"{server.url}/response/unknown", text="x")[0] == 404


def test_a_server_can_be_stopped_twice_and_started_again() -> None:
    server = SandboxServer(a_workspace())
    with server:
        first = server.url
    server.stop()
    with server:
        client = WebClient(token=BOT_TOKEN, base_url=server.api_url)
        assert client.auth_test()["ok"]
    assert first.startswith("http://127.0.0.1:")


def test_a_port_that_is_taken_is_said_at_once(server: SandboxServer) -> None:
    port = urlsplit(server.url).port
    assert port is not None
    with pytest.raises(OSError, match="in use"):
        SandboxServer(a_workspace(), port).start()
