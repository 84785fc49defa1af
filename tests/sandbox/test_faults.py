"""Refusals, noise, both halves of latency, and the hook that says a call landed."""

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.faults import Faults
from sandbox.server import SandboxServer
from sandbox.troubles import Met, Refusal, Trouble
from sandbox.workspace import Workspace
from tests.sandbox.workspaces import BOT_TOKEN, a_workspace, person

UNHEARD = (URLError, ConnectionError, http.client.HTTPException)


@pytest.fixture
def server() -> Iterator[SandboxServer]:
    with SandboxServer(a_workspace()) as running:
        yield running


@pytest.fixture
def workspace(server: SandboxServer) -> Workspace:
    return server.workspace


@pytest.fixture
def client(server: SandboxServer) -> WebClient:
    return WebClient(token=BOT_TOKEN, base_url=server.api_url, retry_handlers=[], timeout=5)


def texts(workspace: Workspace, channel: str = "C1") -> list[str]:
    return [message["text"] for message in person(workspace).messages(channel)]


def refused(client: WebClient, channel: str = "C1") -> tuple[int, str]:
    """Status and error code of a post that must fail."""
    with pytest.raises(SlackApiError) as error:
        client.chat_postMessage(channel=channel, text="x")
    return error.value.response.status_code, error.value.response["error"]


def test_the_next_calls_are_refused_with_a_given_error(workspace: Workspace, client: WebClient) -> None:
    workspace.faults.answer_next("restricted_action", times=2)
    assert [refused(client), refused(client)] == [(200, "restricted_action")] * 2
    assert texts(workspace) == []
    assert client.chat_postMessage(channel="C1", text="third")["ok"]
    assert [call.trouble for call in workspace.calls] == [Refusal("restricted_action")] * 2 + [None]
    assert [call.landed for call in workspace.calls] == [False, False, True]


def test_a_refusal_waits_for_its_method_and_its_channel(workspace: Workspace, client: WebClient) -> None:
    workspace.faults.answer_next("is_archived", methods=["chat.postMessage"], channel="G1")
    assert client.chat_postMessage(channel="C1", text="elsewhere")["ok"]
    assert client.conversations_info(channel="G1")["ok"]
    assert refused(client, "G1") == (200, "is_archived")
    assert client.chat_postMessage(channel="G1", text="again")["ok"]


def test_refusals_come_in_the_order_they_were_planned_in_and_before_counted_troubles() -> None:
    faults = Faults()
    faults.plan(server_error_next=1)
    faults.answer_next("first")
    faults.answer_next("second")
    taken = [faults.take("auth.test", {}) for _ in range(4)]
    assert taken == [Refusal("first"), Refusal("second"), Trouble.SERVER_ERROR, None]


def test_a_lone_text_is_not_taken_for_a_list_of_methods() -> None:
    with pytest.raises(TypeError, match=r"\['auth.test'\]"):
        Faults().answer_next("x", methods="auth.test")


def test_everything_planned_is_shown_and_can_be_taken_back() -> None:
    faults, fresh = Faults(), Faults().current()
    faults.plan(latency_ms=1, latency_after_ms=2, server_error_after_next=3, history_lag_seconds=4.0)
    faults.answer_next("is_archived", times=2, channel="C1")
    faults.noise(seed=7, drop_after=0.5, methods=["auth.test"])
    shown = json.loads(json.dumps(faults.current()))
    assert (shown["latency_after_ms"], shown["server_error_after_next"], shown["history_lag_seconds"]) == (2, 3, 4.0)
    assert shown["answer_next"] == [{"error": "is_archived", "times": 2, "methods": None, "channel": "C1"}]
    assert (shown["noise"]["seed"], shown["noise"]["drop_after"], shown["noise"]["methods"]) == (7, 0.5, ["auth.test"])
    faults.clear()
    assert faults.current() == fresh
    assert faults.take("auth.test", {}) is None


@pytest.mark.parametrize(
    ("chance", "heard", "landed"),
    [
        ("rate_limit", 429, False),
        ("server_error", 500, False),
        ("server_error_after", 500, True),
        ("drop_before", None, False),
        ("drop_after", None, True),
    ],
)
def test_noise_troubles_calls_before_or_after_they_land(
    workspace: Workspace, client: WebClient, chance: str, heard: int | None, landed: bool
) -> None:
    workspace.faults.noise(seed=1, **{chance: 1.0}, methods=["chat.postMessage"])
    if heard is None:
        with pytest.raises(UNHEARD):
            client.chat_postMessage(channel="C1", text="x")
    else:
        assert refused(client)[0] == heard
    assert texts(workspace) == (["x"] if landed else [])
    [call] = workspace.calls
    assert (call.landed, call.trouble) == (landed, Trouble(f"{chance}_next"))
    assert client.auth_test()["ok"]


def drawn(seed: int, methods: list[str]) -> list[Met | None]:
    faults = Faults()
    faults.noise(seed=seed, rate_limit=0.1, server_error=0.1, server_error_after=0.1, drop_before=0.1, drop_after=0.1)
    return [faults.take(method, {}) for method in methods]


def test_noise_is_the_same_for_the_same_seed_whatever_else_is_called_in_between() -> None:
    alone = drawn(3, ["chat.update"] * 200)
    mixed = drawn(3, ["chat.update", "auth.test", "auth.test"] * 200)
    assert mixed[::3] == alone
    assert mixed[1::3] != alone
    assert drawn(4, ["chat.update"] * 200) != alone


def test_each_trouble_is_about_as_frequent_as_its_chance() -> None:
    found = drawn(5, ["chat.update"] * 1000)
    assert all(70 < found.count(trouble) < 130 for trouble in Trouble)
    assert 450 < found.count(None) < 550


def test_what_is_planned_comes_before_noise_and_does_not_shift_it() -> None:
    noisy, planned = Faults(), Faults()
    for faults in (noisy, planned):
        faults.noise(seed=9, rate_limit=0.5)
    planned.answer_next("is_archived")
    planned.plan(drop_after_next=1)
    expected = [noisy.take("chat.update", {}) for _ in range(50)]
    assert [planned.take("chat.update", {}) for _ in range(50)] == [
        Refusal("is_archived"),
        Trouble.DROP_AFTER,
        *expected[2:],
    ]


@pytest.mark.parametrize("chances", [{"drop_after": -0.1}, {"drop_after": 0.6, "rate_limit": 0.6}])
def test_chances_that_make_no_sense_are_refused(chances: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="chances"):
        Faults().noise(seed=1, **chances)


def test_an_answer_can_be_late_without_its_effect_being_late(workspace: Workspace, client: WebClient) -> None:
    workspace.faults.plan(latency_after_ms=300, methods=["chat.postMessage"])
    order: list[str] = []
    landed = threading.Event()
    stop = workspace.changes.watch(lambda _version, _kind: landed.set())

    def post() -> None:
        client.chat_postMessage(channel="C1", text="slow")
        order.append("answered")

    thread = threading.Thread(target=post)
    thread.start()
    assert landed.wait(5)
    assert texts(workspace) == ["slow"]
    assert client.auth_test()["ok"]
    order.append("seen by others")
    thread.join()
    stop()
    assert order == ["seen by others", "answered"]


class Heard:
    """An on_landed that remembers."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any], dict[str, str]]] = []

    def __call__(self, method: str, given: Mapping[str, Any], headers: Mapping[str, str]) -> None:
        self.calls.append((method, dict(given), dict(headers)))


def test_a_host_is_told_of_what_landed_and_of_nothing_else(workspace: Workspace, client: WebClient) -> None:
    workspace.faults.on_landed = heard = Heard()
    workspace.faults.plan(rate_limit_next=1, server_error_next=1, drop_before_next=1)
    for _ in range(3):
        with pytest.raises((SlackApiError, *UNHEARD)):
            client.chat_postMessage(channel="C1", text="not yet")
    assert refused(client, "C404") == (200, "channel_not_found")
    assert heard.calls == []
    workspace.faults.plan(drop_after_next=1, server_error_after_next=1)
    for text in ("broken", "dropped"):
        with pytest.raises((SlackApiError, *UNHEARD)):
            client.chat_postMessage(channel="C1", text=text)
    client.chat_postMessage(channel="C1", text="answered")
    assert [(method, given["text"]) for method, given, _ in heard.calls] == [
        ("chat.postMessage", "broken"),
        ("chat.postMessage", "dropped"),
        ("chat.postMessage", "answered"),
    ]


def test_a_host_is_told_the_headers_and_never_the_token(server: SandboxServer) -> None:
    server.workspace.faults.on_landed = heard = Heard()
    headers = {"Authorization": f"Bearer {BOT_TOKEN}", "X-Process": "17"}
    form = f"token={BOT_TOKEN}&user=U1".encode()
    with urlopen(Request(f"{server.api_url}users.info", form, headers)) as answer:
        assert json.load(answer)["ok"]
    [(_, given, told)] = heard.calls
    assert (given, told["x-process"]) == ({"user": "U1"}, "17")
    assert BOT_TOKEN not in json.dumps(told)


def test_a_host_may_use_the_workspace_and_the_network_while_a_call_has_just_landed(
    workspace: Workspace, client: WebClient
) -> None:
    found: list[object] = []

    def look(method: str, _given: Mapping[str, Any], _headers: Mapping[str, str]) -> None:
        if method == "chat.postMessage":
            free = workspace.lock.acquire(blocking=False)
            found.extend([free, texts(workspace) if free else None])
            if free:
                workspace.lock.release()
            found.append(client.auth_test()["ok"])

    workspace.faults.on_landed = look
    client.chat_postMessage(channel="C1", text="words")
    assert found == [True, ["words"], True]


POSTER = """
import sys, urllib.request
headers = {"Authorization": "Bearer xoxb-test", "X-Process": str(__import__("os").getpid())}
urllib.request.urlopen(urllib.request.Request(sys.argv[1], b"channel=C1&text=last+words", headers))
"""


def test_a_process_can_be_killed_between_its_post_landing_and_hearing_of_it(
    server: SandboxServer, workspace: Workspace
) -> None:
    def kill(_method: str, _given: Mapping[str, Any], headers: Mapping[str, str]) -> None:
        os.kill(int(headers["x-process"]), signal.SIGKILL)

    workspace.faults.on_landed = kill
    poster = [sys.executable, "-c", POSTER, f"{server.api_url}chat.postMessage"]
    assert subprocess.run(poster, check=False, timeout=30).returncode == -signal.SIGKILL
    assert texts(workspace) == ["last words"]
