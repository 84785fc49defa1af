"""Deliveries that come again, late or in another order, and WebSocket connections that die or never begin."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from slack_bolt import Ack, BoltRequest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from sandbox.delivery.courier import EVENTS_REMEMBERED
from sandbox.server import SandboxServer
from tests.sandbox.apps import Bolted, Transport, bolted
from tests.sandbox.samples import actions, asks, modal, radio, section, text_input
from tests.sandbox.workspaces import APP, APP_TOKEN, a_workspace, call, opened, person, said

TRANSPORTS: tuple[Transport, ...] = ("socket", "http")


@pytest.fixture(params=TRANSPORTS)
def bolt(request: pytest.FixtureRequest) -> Iterator[Bolted]:
    workspace = a_workspace(app=replace(APP, events=(*APP.events, "message.channels")))
    with bolted(workspace, request.param) as running:
        yield running


def test_an_event_can_be_delivered_again_as_a_further_attempt(bolt: Bolted) -> None:
    heard: list[tuple[str, str, str, str]] = []

    @bolt.app.event("app_home_opened")
    def opened_home(body: dict[str, Any], request: BoltRequest) -> None:
        number, reason = (request.headers.get(f"x-slack-retry-{name}", [""]) for name in ("num", "reason"))
        heard.append((body["event_id"], body["event"]["tab"], number[0], reason[0]))

    assert bolt.person().open_home().ok
    [payload] = bolt.workspace.courier.told("app_home_opened")
    assert bolt.workspace.courier.redeliver(payload).received
    assert bolt.workspace.courier.redeliver(payload, retry=3, reason="http_error").received
    event_id = payload["event_id"]
    assert [one[:2] for one in heard] == [(event_id, "home")] * 3
    assert [one[2:] for one in heard[1:]] == [("1", "http_timeout"), ("3", "http_error")]


def test_what_was_told_is_kept_in_order_received_or_not() -> None:
    workspace = a_workspace(app=replace(APP, events=("message.channels", "member_left_channel")))
    for number in range(EVENTS_REMEMBERED + 1):
        person(workspace).say("C1", str(number))
    workspace.leave("U2", "C1")
    told = workspace.courier.told()
    assert len(told) == EVENTS_REMEMBERED
    assert (told[0]["event"]["text"], told[-1]["event"]["type"]) == ("2", "member_left_channel")
    assert len(workspace.courier.told("member_left_channel")) == 1


def answering(bolt: Bolted, first: str = "ack") -> list[str]:
    """A form with one text; what was submitted in it. `first` is what the app does with it."""
    submitted: list[str] = []

    @bolt.app.view("form")
    def submit(ack: Ack, view: dict[str, Any]) -> None:
        submitted.append(view["state"]["values"]["name"]["typed"]["value"])
        if first == "errors":
            ack(response_action="errors", errors={"name": "No."})
        else:
            ack()

    form = modal(asks(text_input("typed"), "name"))
    opened(bolt.workspace, form)
    return submitted


def test_a_submission_can_be_held_back_and_delivered_late_and_twice(bolt: Bolted) -> None:
    submitted = answering(bolt)
    ann = bolt.person()
    ann.type("name", "early")
    held = ann.submit_payload()
    assert (held["type"], submitted, len(ann.views)) == ("view_submission", [], 1)
    ann.type("name", "later")
    assert ann.submit().ok
    assert ann.views == []
    assert [ann.send_submission(held).ok, ann.send_submission(held).ok] == [True, True]
    assert submitted == ["later", "early", "early"]


def test_an_open_modal_does_what_the_app_answers_to_a_held_submission(bolt: Bolted) -> None:
    answering(bolt, "errors")
    ann = bolt.person()
    ann.type("name", "words")
    assert ann.send_submission(ann.submit_payload()).errors == {"name": "No."}
    [view] = ann.views
    assert view["errors"] == {"name": "No."}


def test_an_answer_to_a_submission_from_a_closed_modal_changes_nothing(bolt: Bolted) -> None:
    answering(bolt, "errors")
    ann = bolt.person()
    ann.type("name", "words")
    held = ann.submit_payload()
    ann.close_view()
    reply = ann.send_submission(held)
    assert (reply.ok, reply.errors, ann.views) == (True, {}, [])


def test_a_form_that_cannot_be_sent_has_no_submission() -> None:
    workspace = a_workspace()
    opened(workspace, modal(asks(text_input("typed"), "name")))
    with pytest.raises(LookupError, match="can't be submitted"):
        person(workspace).submit_payload()
    opened(workspace, modal(section(), submit=None))
    with pytest.raises(LookupError, match="no submit button"):
        person(workspace).submit_payload()


def test_choices_can_be_delivered_late_and_in_another_order(bolt: Bolted) -> None:
    chosen: list[str] = []

    @bolt.app.action("pick")
    def pick(ack: Ack, action: dict[str, Any]) -> None:
        chosen.append(action["selected_option"]["value"])
        ack()

    opened(bolt.workspace, modal(asks(radio(), dispatch_action=True), asks(radio(action_id="quiet"), "quiet")))
    ann = bolt.person()
    first, second = ann.choose_payload("asked", "1"), ann.choose_payload("asked", "2")
    assert first is not None
    assert second is not None
    assert [view["state"]["values"]["asked"]["pick"]["selected_option"]["value"] for view in ann.views] == ["2"]
    assert chosen == []
    assert ann.send(second).ok
    assert ann.send(first).ok
    assert chosen == ["2", "1"]
    assert ann.choose_payload("quiet", "1") is None


def test_a_choice_in_a_message_can_be_held_back_too() -> None:
    workspace = a_workspace()
    ts = said(workspace, blocks=[actions(radio(), block_id="asked")])
    held = person(workspace).choose_payload("asked", "2", channel="C1", ts=ts)
    assert held is not None
    assert held["message"]["ts"] == ts
    assert held["state"]["values"]["asked"]["pick"]["selected_option"]["value"] == "2"


@contextmanager
def connected(server: SandboxServer, **options: Any) -> Iterator[ClientConnection]:
    url = call(server.workspace, "apps.connections.open", APP_TOKEN)["url"]
    with connect(url, **options) as websocket:
        assert json.loads(websocket.recv(timeout=3))["type"] == "hello"
        yield websocket


def test_new_connections_can_be_refused_while_old_ones_live() -> None:
    with SandboxServer(a_workspace()) as server, connected(server):
        server.workspace.courier.sockets.refusing = True
        url = call(server.workspace, "apps.connections.open", APP_TOKEN)["url"]
        with pytest.raises(InvalidStatus, match="403"):
            connect(url)
        assert server.workspace.courier.sockets.connected == 1
        server.workspace.courier.sockets.refusing = False
        with connect(url) as websocket:
            assert json.loads(websocket.recv(timeout=3))["num_connections"] == 2


def test_a_silent_connection_passes_nothing_on_and_answers_no_pings() -> None:
    with SandboxServer(a_workspace()) as server:
        courier = server.workspace.courier
        courier.acknowledge_within = 0.02
        with connected(server, ping_interval=None, close_timeout=0.01) as websocket:
            assert websocket.ping().wait(3)
            courier.sockets.silent = True
            assert person(server.workspace).command("/hello", "", "C1").status is None
            assert not websocket.ping().wait(0.1)
            with pytest.raises(TimeoutError):
                websocket.recv(timeout=0)
            assert courier.sockets.connected == 1


def test_what_the_app_said_in_the_silence_is_heard_after_it() -> None:
    with (
        SandboxServer(a_workspace()) as server,
        connected(server, ping_interval=None) as websocket,
        ThreadPoolExecutor(1) as pool,
    ):
        acted = pool.submit(lambda: person(server.workspace).command("/hello", "", "C1"))
        envelope = json.loads(websocket.recv(timeout=3))
        server.workspace.courier.sockets.silent = True
        websocket.send(json.dumps({"envelope_id": envelope["envelope_id"]}))
        assert not websocket.ping().wait(0.1)
        assert not acted.done()
        server.workspace.courier.sockets.silent = False
        assert websocket.ping().wait(3)
        assert acted.result(3).ok
