"""The Socket Mode connection against peers that hang up, fall silent or refuse; what it says of itself is true."""

import base64
import hashlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from bot.demo.cast import WORKSPACE_ID
from bot.demo.town import APP_TOKEN, BOT_TOKEN, BOT_USER, seed
from bot.settings import Settings
from bot.slack.connection import Slack
from bot.slack.identity import SlackSaysNo, SlackUnreachable
from bot.use_cases.who import Deps
from sandbox.server import SandboxServer
from sandbox.workspace import Workspace
from storage.store import Store
from tests.fakes import HandClock
from tests.waiting import eventually

WEBSOCKET_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.slack.socket_mode.PING_EVERY_SECONDS", 0.2)
    monkeypatch.setattr("bot.slack.socket_mode.LOOK_EVERY_SECONDS", 0.05)


@pytest.fixture
def server() -> Iterator[SandboxServer]:
    with SandboxServer(Workspace(seed())) as running:
        yield running


def slack_at(api_url: str, store: Store, **other: str) -> Slack:
    environ = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN, "SLACK_API_URL": api_url, **other}
    return Slack.connect(Settings.from_environ(environ), Deps(store, HandClock(datetime.now(UTC))))


@contextmanager
def speechless_peer(*, hangs_up: threading.Event) -> Iterator[str]:
    """Opens the WebSocket as Slack does and never says a word; hangs up without a closing frame when told to."""
    ended = threading.Event()

    def serve(listening: socket.socket) -> None:
        while not ended.is_set():
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                request = b""
                while b"\r\n\r\n" not in request:
                    request += connection.recv(4096)
                lines = dict(line.split(": ", 1) for line in request.decode().split("\r\n")[1:] if ": " in line)
                key = {name.lower(): value for name, value in lines.items()}["sec-websocket-key"]
                accept = base64.b64encode(hashlib.sha1((key + WEBSOCKET_GUID).encode()).digest()).decode()
                connection.sendall(
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    f"Sec-WebSocket-Accept: {accept}\r\n\r\n".encode()
                )
                # The first ping: left unread, it would turn hanging up into a reset, which is easier to notice.
                connection.recv(4096)
                hangs_up.wait(30)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, args=(listening,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        ended.set()
        hangs_up.set()
        # Closing alone doesn't wake a thread that waits for the next caller.
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()


def test_a_slack_that_goes_away_and_comes_back_is_said_once_each(
    server: SandboxServer, file_store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    port = int(server.url.rsplit(":", 1)[1])
    with slack_at(server.api_url, file_store).socket() as connection:
        assert connection.is_connected
        server.stop()
        assert eventually(lambda: not connection.is_connected)
        assert eventually(lambda: "connection to Slack is lost" in caplog.text)
        # The SDK tries several times meanwhile.
        threading.Event().wait(1.0)
        with SandboxServer(server.workspace, port=port):
            assert eventually(lambda: connection.is_connected)
            assert eventually(lambda: "Connected to Slack again" in caplog.text)
            said = [record.getMessage() for record in caplog.records if record.name.startswith(("bot", "homeroom"))]
    assert len(said) == 2, said


def test_a_peer_that_hangs_up_without_a_word_is_noticed_before_the_next_ping(
    server: SandboxServer, file_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.socket_mode.PING_EVERY_SECONDS", 60)
    hangs_up = threading.Event()
    slack = slack_at(server.api_url, file_store)
    with speechless_peer(hangs_up=hangs_up) as elsewhere:
        origin = server.workspace.origin
        server.workspace.answers_at(elsewhere)
        with slack.socket() as connection:
            assert connection.is_connected
            server.workspace.answers_at(origin)
            hangs_up.set()
            assert eventually(lambda: not connection.is_connected)


def test_a_peer_that_never_answers_a_ping_is_given_up(
    server: SandboxServer, file_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.socket_mode.LONGEST_SILENCE_SECONDS", 0.5)
    slack = slack_at(server.api_url, file_store)
    with speechless_peer(hangs_up=threading.Event()) as elsewhere:
        origin = server.workspace.origin
        server.workspace.answers_at(elsewhere)
        with slack.socket() as connection:
            server.workspace.answers_at(origin)
            assert eventually(lambda: not connection.is_connected)
            assert eventually(lambda: connection.is_connected)
            assert server.workspace.courier.sockets.connected == 1


def test_an_app_token_that_slack_refuses_is_named(server: SandboxServer, file_store: Store) -> None:
    slack = slack_at(server.api_url, file_store, SLACK_APP_TOKEN="xapp-old")
    with pytest.raises(SlackSaysNo) as caught, slack.socket():
        pass
    assert (caught.value.code, caught.value.setting) == ("invalid_auth", "SLACK_APP_TOKEN")


def test_a_slack_that_cannot_be_reached_is_said(file_store: Store) -> None:
    with pytest.raises(SlackUnreachable), slack_at("http://127.0.0.1:9/api/", file_store).socket():
        pass


def test_no_click_asks_slack_who_we_are_once_that_is_known(server: SandboxServer, file_store: Store) -> None:
    slack = slack_at(server.api_url, file_store)
    slack.introduce()
    asked = [call.method for call in server.workspace.calls]
    slack.authority()
    assert [call.method for call in server.workspace.calls] == asked


def test_who_was_never_told_asks_once(server: SandboxServer, file_store: Store) -> None:
    authority = slack_at(server.api_url, file_store).authority
    first, second = authority(), authority()
    assert first is second
    assert (first.bot_token, first.team_id, first.bot_user_id) == (BOT_TOKEN, WORKSPACE_ID, BOT_USER)
    assert [call.method for call in server.workspace.calls] == ["auth.test"]
