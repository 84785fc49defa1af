"""The page's endpoints: what one person sees as JSON, what they can do, and when to look again."""

import http.client
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from sandbox.clock import ManualClock
from sandbox.json_types import Json
from sandbox.server import SandboxServer
from sandbox.workspace import Moment
from tests.sandbox.apps import ScriptedApp, listening
from tests.sandbox.samples import actions, asks, button, home, modal, radio, section, text_input
from tests.sandbox.workspaces import NOON, a_workspace, call, opened, said


@pytest.fixture
def server() -> Iterator[SandboxServer]:
    with SandboxServer(a_workspace(clock=ManualClock(NOON))) as running:
        yield running


@pytest.fixture
def app(server: SandboxServer) -> Iterator[ScriptedApp]:
    scripted = ScriptedApp()
    with listening(scripted.respond) as url:
        server.deliver_over_http(url)
        yield scripted
        server.stop()


def asked(server: SandboxServer, method: str, path: str, body: object = None, **headers: str) -> tuple[int, Any]:
    """One request; the status and the JSON, or text."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=5)
    try:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = None if body is None else json.dumps(body)
        connection.request(method, path, sent, given)
        answer = connection.getresponse()
        text = answer.read().decode()
        is_json = answer.getheader("content-type", "").startswith("application/json")
        return answer.status, json.loads(text) if is_json else text
    finally:
        connection.close()


def got(server: SandboxServer, path: str, **query: str) -> Json:
    status, body = asked(server, "GET", f"{path}?{urlencode(query)}")
    assert status == 200, body
    found: Json = body
    return found


def posted(server: SandboxServer, path: str, body: object) -> tuple[int, Any]:
    return asked(server, "POST", path, body, Content_Type="application/json")


def acted(server: SandboxServer, do: str, **wish: object) -> Json:
    status, body = posted(server, "/sandbox/act", {"user": "U1", "do": do, **wish})
    assert status == 200, body
    found: Json = body
    return found


DONE: Json = {"ok": True, "error": None, "errors": {}}


def test_the_state_is_that_of_one_person(server: SandboxServer) -> None:
    said(server.workspace, "words")
    call(server.workspace, "chat.postMessage", channel="U1", text="psst")
    state = got(server, "/sandbox/state", user="U1")
    assert (state["me"], state["team"]) == ("U1", {"id": "T1", "name": "Testers"})
    assert (state["now"], state["running"]) == (NOON.isoformat(), False)
    assert [(one["name"], one["is_member"], one["unread"]) for one in state["channels"]] == [
        ("general", True, 1),
        ("elsewhere", True, 0),
        ("inside", True, 0),
        ("closed", True, 0),
        ("old", True, 0),
        ("shared", True, 0),
    ]
    assert [(one["user"], one["unread"]) for one in state["dms"]] == [("UBOT", 1)]
    assert state["app"]["commands"][0] == {
        "name": "/hello",
        "description": "Says hello",
        "usage_hint": "[name]",
    }
    assert (state["app"]["connected"], state["app"]["transport"]) == (False, "socket")
    assert len({user["color"] for user in state["users"]}) == len(state["users"]) == 6
    bobs = got(server, "/sandbox/state", user="U2")
    assert [one["name"] for one in bobs["channels"]] == ["general", "elsewhere", "old", "shared"]


def test_somebody_is_looking_even_if_nobody_said_who(server: SandboxServer) -> None:
    assert got(server, "/sandbox/state")["me"] == "U1"


def test_the_host_offers_moments(server: SandboxServer) -> None:
    server.workspace.moments = lambda: [Moment("close", NOON + timedelta(days=1))]
    offered = got(server, "/sandbox/state", user="U1")["moments"]
    assert offered == [{"label": "close", "at": "2026-11-25T12:00:00+00:00"}]


def test_messages_and_threads_are_shown(server: SandboxServer) -> None:
    parent = said(server.workspace, "parent")
    said(server.workspace, "reply", thread_ts=parent)
    shown = got(server, "/sandbox/messages", user="U1", channel="C1")
    assert [one["text"] for one in shown["messages"]] == ["parent"]
    thread = got(server, "/sandbox/thread", user="U1", channel="C1", ts=parent)
    assert [one["text"] for one in thread["messages"]] == ["parent", "reply"]


def test_views_are_shown_bottom_to_top_with_what_is_typed(server: SandboxServer) -> None:
    assert got(server, "/sandbox/views", user="U1")["modals"] == []
    opened(server.workspace, modal(asks(text_input())))
    call(server.workspace, "views.publish", user_id="U1", view=home(section()))
    assert acted(server, "type", block_id="asked", text="a thought") == DONE
    shown = got(server, "/sandbox/views", user="U1")
    assert shown["modals"][0]["state"]["values"]["asked"]["words"]["value"] == "a thought"
    assert (shown["home"]["type"], shown["pending"]) == ("home", False)


@pytest.mark.parametrize(
    ("path", "status", "error"),
    [
        ("/sandbox/state?user=U404", 404, "user_not_found"),
        ("/sandbox/messages?user=U1", 400, "say which channel"),
        ("/sandbox/messages?user=U2&channel=G1", 404, "channel_not_found"),
        ("/sandbox/views?user=U404", 404, "user_not_found"),
        ("/sandbox/events?user=U404", 404, "user_not_found"),
    ],
)
def test_what_is_not_there_is_said(server: SandboxServer, path: str, status: int, error: str) -> None:
    answered = asked(server, "GET", path)
    assert (answered[0], answered[1]["error"]) == (status, error)


def test_the_page_can_do_what_a_person_can(server: SandboxServer, app: ScriptedApp) -> None:
    ts = said(server.workspace, blocks=[actions(radio(), block_id="row"), actions(button())])
    opened(server.workspace, modal(actions(button(action_id="more"))))
    assert acted(server, "click", channel="C1", ts=ts, action_id="go") == DONE
    assert acted(server, "click", action_id="more") == DONE
    assert acted(server, "choose", channel="C1", ts=ts, block_id="row", value="1") == DONE
    assert acted(server, "submit") == DONE
    assert acted(server, "open_home") == DONE
    assert acted(server, "say", channel="C1", text="hi") == DONE
    assert acted(server, "read", channel="C1") == DONE
    assert acted(server, "command", text="/hello you there", channel="C1") == DONE
    assert acted(server, "command", command="/hello", text="again", channel="C1") == DONE
    assert [one.body.count("text=you+there") + 2 * one.body.count("text=again") for one in app.delivered] == [
        *(0, 0, 0, 0, 0, 1, 2)
    ]


def test_the_page_closes_the_modal_it_shows_and_no_other(server: SandboxServer) -> None:
    view = opened(server.workspace, modal(section()))
    assert acted(server, "close", view_id="V404")["ok"] is False
    assert acted(server, "close", view_id=view["id"]) == DONE


def test_a_page_is_told_what_could_not_be_done(server: SandboxServer) -> None:
    assert acted(server, "dance")["error"] == "Nobody can do 'dance'."
    assert "no modal open" in acted(server, "submit")["error"]
    assert acted(server, "say", channel="C404", text="x")["error"] == "channel_not_found"
    assert acted(server, "open_home", user="U404")["error"] == "user_not_found"
    opened(server.workspace, modal(asks(text_input())))
    refused = acted(server, "submit")
    assert refused["errors"] == {"asked": "Please complete this required field."}
    assert refused["ok"] is False


def test_the_clock_is_moved_to_an_instant_or_by_seconds(server: SandboxServer) -> None:
    there = "2026-11-25T09:00:00-05:00"
    assert posted(server, "/sandbox/clock", {"to": there})[1] == {"now": "2026-11-25T14:00:00+00:00"}
    assert posted(server, "/sandbox/clock", {"by": 60})[1] == {"now": "2026-11-25T14:01:00+00:00"}
    for bad in ({"to": "noon"}, {"to": "2026-11-25T09:00:00"}, {}, {"by": "long"}):
        assert posted(server, "/sandbox/clock", bad)[0] == 400


def test_the_host_may_move_the_clock_its_own_way(server: SandboxServer) -> None:
    asked_for: list[datetime] = []
    server.workspace.on_move = asked_for.append
    assert posted(server, "/sandbox/clock", {"to": "2026-11-25T09:00:00Z"})[1] == {"now": NOON.isoformat()}
    assert asked_for == [datetime(2026, 11, 25, 9, tzinfo=UTC)]


def test_faults_are_planned_from_the_page(server: SandboxServer) -> None:
    wish = {"rate_limit_next": 2, "methods": ["chat.update"], "messages_tab_enabled": False}
    status, planned = posted(server, "/sandbox/faults", wish)
    assert (status, planned["rate_limit_next"], planned["methods"]) == (200, 2, ["chat.update"])
    assert planned["messages_tab_enabled"] is False
    assert call(server.workspace, "chat.postMessage", channel="U1", text="x")["error"] == ("messages_tab_disabled")
    assert posted(server, "/sandbox/faults", {"nonsense": 1})[0] == 400


def test_a_stream_says_what_changed_and_ends_with_the_server(server: SandboxServer) -> None:
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=5)
    connection.request("GET", "/sandbox/events?user=U1")
    stream = connection.getresponse()

    def event() -> Json:
        line = stream.readline().decode()
        assert stream.readline() == b"\n"
        found: Json = json.loads(line.removeprefix("data: "))
        return found

    first = event()
    said(server.workspace, "words")
    second = event()
    assert (first["kinds"], second["kinds"]) == ([], ["messages"])
    assert second["version"] == first["version"] + 1
    server.stop()
    assert stream.read() == b""
    connection.close()


def test_the_page_is_served(server: SandboxServer) -> None:
    status, page = asked(server, "GET", "/")
    assert status == 200
    assert "<html" in page
    assert asked(server, "GET", "/static/nothing.js")[0] == 404


@pytest.mark.parametrize("path", ["/", "/sandbox/state?user=U1"])
def test_nothing_is_shown_under_a_foreign_name(server: SandboxServer, path: str) -> None:
    assert asked(server, "GET", path, Host="evil.example:80")[0] == 403
    assert asked(server, "GET", path, Host="localhost:80")[0] == 200


def test_a_form_of_a_foreign_page_does_nothing(server: SandboxServer) -> None:
    said_so = asked(server, "POST", "/sandbox/clock", {"by": 60}, Content_Type="text/plain")
    assert said_so[0] == 415
    assert posted(server, "/sandbox/clock", ["by"])[0] == 400
    assert server.workspace.clock.now() == NOON
