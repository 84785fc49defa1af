"""How envelopes reach the app: signatures, retries of events, WebSocket connections and their end."""

import json
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import pytest
from slack_sdk.signature import SignatureVerifier
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from sandbox.json_types import Json
from sandbox.people import Person
from sandbox.server import SandboxServer
from tests.sandbox.apps import Says, ScriptedApp, bolted, listening
from tests.sandbox.samples import actions, button
from tests.sandbox.workspaces import APP, APP_TOKEN, SECRET, a_workspace, call, person, said


@pytest.fixture
def server() -> Iterator[SandboxServer]:
    workspace = a_workspace(app=replace(APP, events=(*APP.events, "message.im", "message.channels")))
    workspace.courier.event_retry_delays = (0.0, 0.0, 0.0)
    with SandboxServer(workspace) as running:
        yield running


@contextmanager
def connected(server: SandboxServer) -> Iterator[ClientConnection]:
    """A bare WebSocket that has been greeted."""
    url = call(server.workspace, "apps.connections.open", APP_TOKEN)["url"]
    with connect(url) as websocket:
        assert received(websocket)["type"] == "hello"
        yield websocket


def received(websocket: ClientConnection) -> Json:
    message: Json = json.loads(websocket.recv(timeout=3))
    return message


def ignored(server: SandboxServer, text: str, websocket: ClientConnection) -> None:
    """Say something that is no acknowledgement, then show that the connection still works."""
    websocket.send(text)
    clicked = in_background(lambda: Person(server, "U1").command("/hello", "", "C1"))
    envelope = received(websocket)
    websocket.send(json.dumps({"envelope_id": envelope["envelope_id"]}))
    assert clicked().ok


def in_background(work: Any) -> Any:
    """Run something in a thread; call what comes back for its result."""
    results: list[Any] = []
    thread = threading.Thread(target=lambda: results.append(work()))
    thread.start()

    def wait() -> Any:
        thread.join(5)
        return results[0]

    return wait


def test_every_request_is_signed_as_slack_signs_it() -> None:
    app, workspace = ScriptedApp(), a_workspace()
    with listening(app.respond) as url:
        workspace.deliver_over_http(url)
        person(workspace).command("/hello", "ünïcode & more", "C1")
        person(workspace).click("C1", said(workspace, blocks=[actions(button())]), "go")
    verifier = SignatureVerifier(SECRET)
    assert [verifier.is_valid_request(one.body, one.headers) for one in app.delivered] == [True, True]
    assert not SignatureVerifier("other").is_valid_request(app.delivered[0].body, app.delivered[0].headers)
    form = parse_qs(app.delivered[0].body)
    assert form["text"] == ["ünïcode & more"]
    assert app.delivered[0].headers["Content-Type"] == "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("says", "verified"),
    [
        (lambda challenge: Says(200, challenge), True),
        (lambda challenge: Says(200, json.dumps({"challenge": challenge}), "application/json"), True),
        (lambda _: Says(200, "something else"), False),
        (lambda challenge: Says(500, challenge), False),
    ],
    ids=["text", "json", "wrong", "failed"],
)
def test_a_request_url_is_verified_by_a_challenge(says: Any, verified: bool) -> None:
    app, workspace = ScriptedApp(), a_workspace()
    app.says = says("c-123")
    with listening(app.respond) as url:
        workspace.deliver_over_http(url)
        assert workspace.courier.verify_url("c-123") is verified
    assert json.loads(app.delivered[0].body)["type"] == "url_verification"


def test_bolt_answers_the_challenge() -> None:
    with bolted(a_workspace(), "http") as bolt:
        assert bolt.workspace.courier.verify_url("c-123")


def test_an_event_that_fails_is_tried_again_and_says_so(server: SandboxServer) -> None:
    app = ScriptedApp()
    app.says = [Says(500), Says(503), Says(200)]
    with listening(app.respond) as url:
        server.deliver_over_http(url)
        assert Person(server, "U1").open_home().status == 500
        first, *again = app.wait_for(3)
    assert "X-Slack-Retry-Num" not in first.headers
    assert [(one.headers["X-Slack-Retry-Num"], one.headers["X-Slack-Retry-Reason"]) for one in again] == [
        ("1", "http_error"),
        ("2", "http_error"),
    ]
    bodies = [json.loads(one.body) for one in (first, *again)]
    assert len({body["event_id"] for body in bodies}) == 1
    assert (bodies[0]["type"], bodies[0]["event"]["tab"]) == ("event_callback", "home")
    assert bodies[0]["authorizations"][0]["user_id"] == "UBOT"


def test_an_event_is_given_up_after_three_more_tries(server: SandboxServer) -> None:
    app = ScriptedApp()
    app.says = Says(500)
    with listening(app.respond) as url:
        server.deliver_over_http(url)
        Person(server, "U1").open_home()
        app.wait_for(4)
        server.stop()
    assert len(app.delivered) == 4


def test_an_app_can_ask_not_to_be_tried_again(server: SandboxServer) -> None:
    app = ScriptedApp()
    app.says = Says(500, headers={"X-Slack-No-Retry": "1"})
    with listening(app.respond) as url:
        server.deliver_over_http(url)
        Person(server, "U1").open_home()
        server.stop()
    assert len(app.delivered) == 1


def test_an_app_that_does_not_answer_in_time_is_tried_again_for_that(server: SandboxServer) -> None:
    with connected(server) as websocket:
        server.workspace.courier.acknowledge_within = 0.02
        assert Person(server, "U1").open_home().status is None
        first, second = received(websocket), received(websocket)
        assert (first["retry_attempt"], first["retry_reason"]) == (0, "")
        assert (second["retry_attempt"], second["retry_reason"]) == (1, "http_timeout")
        assert first["accepts_response_payload"] is False


def test_retries_still_waiting_are_dropped_when_the_server_stops(server: SandboxServer) -> None:
    app = ScriptedApp()
    app.says = Says(500)
    server.workspace.courier.event_retry_delays = (60.0,)
    with listening(app.respond) as url:
        server.deliver_over_http(url)
        Person(server, "U1").open_home()
        server.stop()
    assert len(app.delivered) == 1


def test_messages_are_told_to_apps_that_subscribe_to_them(server: SandboxServer) -> None:
    app = ScriptedApp()
    with listening(app.respond) as url:
        server.deliver_over_http(url)
        Person(server, "U1").say(None, "to the app")
        Person(server, "U1").say("C1", "to all", thread_ts=None)
        Person(server, "U1").say("G1", "not subscribed to")
        Person(server, "U1").say("C2", "the app is not here")
        events = [json.loads(one.body)["event"] for one in app.wait_for(2)]
        server.stop()
    told = sorted((event["channel_type"], event["text"], event["user"]) for event in events)
    assert told == [("channel", "to all", "U1"), ("im", "to the app", "U1")]
    assert len(app.delivered) == 2


def test_the_end_of_an_installation_is_told(server: SandboxServer) -> None:
    app = ScriptedApp()
    with listening(app.respond) as url:
        server.deliver_over_http(url)
        server.workspace.revoke_tokens()
        server.workspace.uninstall()
        events = [json.loads(one.body)["event"] for one in app.wait_for(2)]
    assert {event["type"] for event in events} == {"tokens_revoked", "app_uninstalled"}


def test_home_is_not_told_to_apps_that_do_not_subscribe() -> None:
    workspace = a_workspace(app=replace(APP, events=()))
    assert person(workspace).open_home().status is None


def test_only_channels_with_the_app_tell_of_their_members(server: SandboxServer) -> None:
    app = ScriptedApp()
    with listening(app.respond) as url:
        server.deliver_over_http(url)
        server.workspace.join("U3", "C2")
        server.workspace.join("U2", "C1")
        server.workspace.leave("U3", "C1")
        server.workspace.join("U3", "G1")
        [delivered] = app.wait_for(1)
        server.stop()
    event = json.loads(delivered.body)["event"]
    assert (event["type"], event["user"], event["channel_type"]) == ("member_joined_channel", "U3", "G")
    assert len(app.delivered) == 1


def test_an_envelope_goes_over_one_of_several_connections(server: SandboxServer) -> None:
    server.workspace.courier.acknowledge_within = 0.02
    with connected(server) as one, connected(server) as other:
        for _ in range(4):
            Person(server, "U1").command("/hello", "", "C1")
        texts = [[received(socket)["envelope_id"] for _ in range(2)] for socket in (one, other)]
    assert len({*texts[0], *texts[1]}) == 4


def test_what_is_no_acknowledgement_is_ignored(server: SandboxServer) -> None:
    with connected(server) as websocket:
        for text in ("words", "[]", json.dumps({"envelope_id": "unknown"})):
            ignored(server, text, websocket)


def test_an_acknowledgement_may_carry_text(server: SandboxServer) -> None:
    with connected(server) as websocket:
        clicked = in_background(lambda: Person(server, "U1").command("/hello", "", "C1"))
        envelope = received(websocket)
        assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
        websocket.send(json.dumps({"envelope_id": envelope["envelope_id"], "payload": "plain words"}))
        assert clicked().ok
        assert Person(server, "U1").messages("C1")[0]["text"] == "plain words"


def test_a_ticket_lets_one_connection_in(server: SandboxServer) -> None:
    url = call(server.workspace, "apps.connections.open", APP_TOKEN)["url"]
    with connect(url) as first:
        assert received(first)["connection_info"] == {"app_id": "A1"}
        with connect(url) as second, pytest.raises(ConnectionClosed):
            second.recv(timeout=3)


def test_an_app_holds_ten_connections_at_most(server: SandboxServer) -> None:
    with ExitStack() as open_sockets:
        for _ in range(10):
            open_sockets.enter_context(connected(server))
        refused = call(server.workspace, "apps.connections.open", APP_TOKEN)
    assert refused["error"] == "too_many_websockets"


def test_dropped_connections_are_announced_and_then_gone(server: SandboxServer) -> None:
    with connected(server) as websocket:
        server.workspace.drop_connections()
        assert received(websocket)["type"] == "disconnect"
        with pytest.raises(ConnectionClosed):
            websocket.recv(timeout=3)


def test_bolt_comes_back_after_a_dropped_connection() -> None:
    with bolted(a_workspace()) as bolt:
        bolt.app.command("/hello")(lambda ack: ack("back again"))
        old = bolt.client
        bolt.workspace.drop_connections()
        assert bolt.workspace.courier.sockets.connected == 0
        assert bolt.workspace.courier.sockets.wait_for_one(5)
        assert bolt.person().command("/hello", "", "C1").ok
        assert old.auth_test()["ok"]


def test_an_app_is_reachable_when_it_is_connected_or_has_an_address(server: SandboxServer) -> None:
    courier = server.workspace.courier
    assert (courier.connected, courier.transport) == (False, "socket")
    with connected(server):
        assert courier.connected
    server.deliver_over_http("http://127.0.0.1:9/")
    assert (courier.connected, courier.transport) == (True, "http")
