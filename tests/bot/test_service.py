"""Health as a hosting platform asks for it, jobs that run into trouble, and a connection that Slack renews."""

import json
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.calmly import calmly
from bot.clock import SystemClock
from bot.demo.town import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, seed
from bot.doors import Door
from bot.platforms import on_slack
from bot.service import listening, look_after, wrong_with
from bot.settings import Settings
from bot.slack import ids
from bot.slack.connection import Slack
from bot.use_cases.who import Deps
from sandbox.server import SandboxServer
from sandbox.workspace import Workspace
from storage.store import DatabaseError, Store
from storage.trouble import Kind
from tests.fakes import HandClock
from tests.stories.in_slack import in_slack
from tests.waiting import eventually


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.slack.socket_mode.PING_EVERY_SECONDS", 0.2)
    monkeypatch.setattr("bot.slack.socket_mode.LOOK_EVERY_SECONDS", 0.05)
    monkeypatch.setattr("storage.outage.QUIET_SECONDS", 0.0)


@pytest.fixture
def server() -> Iterator[SandboxServer]:
    with SandboxServer(Workspace(seed())) as running:
        yield running


def a_free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def slack_door(settings: Settings, store: Store) -> Door:
    """One that has let us in."""
    slack = Slack.connect(settings, Deps(store, HandClock(datetime.now(UTC))))
    door = Door(on_slack(settings, slack, slack.socket))
    assert door.knock()
    return door


@contextmanager
def healthy(server: SandboxServer, store: Store, mode: str = "socket") -> Iterator[Callable[[], tuple[int, list[str]]]]:
    """Listens as a process does; asks after readiness: the status, and which parts are wrong."""
    port = a_free_port()
    environ = {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "SLACK_API_URL": server.api_url,
        "SLACK_MODE": mode,
        "PORT": str(port),
    }
    settings = Settings.from_environ(environ)
    door = slack_door(settings, store)

    def ready() -> tuple[int, list[str]]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=10) as answer:
                return answer.status, list(json.load(answer)["wrong"])
        except urllib.error.HTTPError as error:
            with error:
                return error.code, list(json.load(error)["wrong"])

    with listening(settings, [door], store):
        yield ready


def test_nothing_is_wrong_while_the_database_answers(own_store: Store) -> None:
    assert wrong_with(own_store) == {}


def test_a_database_that_does_not_answer_is_named_by_its_kind_of_trouble_and_what_to_do(tmp_path: Path) -> None:
    store = Store.connect(f"sqlite:///{tmp_path}/missing/secret-folder.sqlite3")
    (said,) = wrong_with(store).values()
    assert said.startswith("no entry (OperationalError SQLITE_CANTOPEN): Check DATABASE_URL")
    assert "secret-folder" not in said


@pytest.mark.parametrize(("version", "word"), [("9999", "update Homeroom"), ("0000", "update"), (None, "release")])
def test_tables_of_another_version_are_not_ready(own_store: Store, version: str | None, word: str) -> None:
    with own_store.begin() as transaction:
        transaction.execute(text("DELETE FROM alembic_version"))
        if version:
            transaction.execute(text("INSERT INTO alembic_version VALUES (:version)"), {"version": version})
    wrong = wrong_with(own_store)
    assert list(wrong) == ["schema"]
    assert word in wrong["schema"]


def test_trouble_that_looking_alone_does_not_notice_is_known_until_writing_works(own_store: Store) -> None:
    own_store.outage.failed(DatabaseError(Kind.FULL, "x"))
    with own_store.begin() as transaction:
        transaction.execute(text("ALTER TABLE alembic_version RENAME TO away"))
        transaction.execute(text("CREATE TABLE alembic_version AS SELECT * FROM away"))
    assert own_store.outage.trouble is not None
    assert wrong_with(own_store) == {}


@pytest.mark.parametrize("mode", ["socket", "http"])
def test_health_is_told_in_both_modes(server: SandboxServer, file_store: Store, mode: str) -> None:
    with healthy(server, file_store, mode) as ready:
        assert ready() == (200, [])
        with file_store.begin() as transaction:
            transaction.execute(text("DROP TABLE alembic_version"))
        assert ready() == (503, ["schema"])


def test_readiness_turns_red_while_slack_is_gone_and_green_again(server: SandboxServer, file_store: Store) -> None:
    port = int(server.url.rsplit(":", 1)[1])
    with healthy(server, file_store) as ready:
        assert ready() == (200, [])
        server.stop()
        assert eventually(lambda: ready() == (503, ["slack"]))
        with SandboxServer(server.workspace, port=port):
            assert eventually(lambda: ready() == (200, []))


def test_a_taken_port_costs_only_the_telling_of_health_in_socket_mode(
    server: SandboxServer, file_store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        environ = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN, "SLACK_API_URL": server.api_url}
        settings = Settings.from_environ({**environ, "PORT": str(port)})
        with listening(settings, [slack_door(settings, file_store)], file_store) as where:
            assert where == "Socket Mode"
            assert server.workspace.courier.connected
    assert [record.levelname for record in caplog.records if str(port) in record.getMessage()] == ["WARNING"]


def test_a_job_that_fails_is_logged_by_its_place_only_and_runs_again(caplog: pytest.LogCaptureFixture) -> None:
    runs: list[int] = []

    def fail() -> None:
        runs.append(1)
        raise ValueError("what somebody typed")

    work = calmly(fail, unless=threading.Event())
    work()
    work()
    assert len(runs) == 2
    assert "ValueError at" in caplog.text
    assert "what somebody typed" not in caplog.text


def test_a_database_in_trouble_is_not_said_again_by_every_job(caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> None:
        raise DatabaseError(Kind.UNREACHABLE, "x")

    calmly(fail, unless=threading.Event())()
    assert caplog.records == []


def test_nothing_is_begun_once_it_is_to_stop() -> None:
    stopped = threading.Event()
    stopped.set()
    calmly(lambda: pytest.fail("it was begun"), unless=stopped)()


class CountingClock(SystemClock):
    """Counts how often it was compared."""

    compared = 0

    def compare(self) -> None:
        self.compared += 1
        super().compare()


def test_trouble_ends_and_the_clock_is_kept_true_though_nobody_clicks(
    own_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.service.LOOK_EVERY_SECONDS", 0.01)
    own_store.outage.failed(DatabaseError(Kind.FULL, "x"))
    clock, stop = CountingClock(), threading.Event()
    thread = threading.Thread(target=look_after, args=(own_store, clock, stop))
    thread.start()
    assert eventually(lambda: own_store.outage.trouble is None)
    assert eventually(lambda: clock.compared > 0)
    stop.set()
    thread.join()


def test_a_connection_that_slack_renews_is_taken_up_again() -> None:
    with in_slack("socket") as slack:
        sockets = slack.running.workspace.courier.sockets
        sockets.disconnect()
        assert sockets.wait_for_one()
        dana = slack.opens_form("dana")
        assert (dana.view or {})["callback_id"] == ids.RATING_FORM
