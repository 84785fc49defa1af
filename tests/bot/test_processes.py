"""Homeroom's processes as a platform or an IT person runs them: what they refuse, what they wait for, how they stop."""

import signal
import sqlite3
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.demo.cast import CHANNEL_ID
from bot.demo.town import SIGNING_SECRET, seed
from bot.slack import ids
from sandbox.people import Person
from sandbox.server import SandboxServer
from sandbox.workspace import Workspace
from storage.schema import schema_state
from storage.store import Store
from tests.bot.terminal import ANY_TOKENS, Homeroom, homeroom, in_a_process, line_from, started, tokens
from tests.postgresql import Server, own_server
from tests.waiting import eventually

__all__ = ["homeroom", "own_server"]

PROCESSES = ("run", "web", "worker")
ALL = (*PROCESSES, "release")


def one_sentence(complaint: str) -> bool:
    return len(complaint.strip().splitlines()) == 1 and "Traceback" not in complaint


@pytest.mark.parametrize("command", ALL)
@pytest.mark.parametrize(
    ("address", "code", "word"),
    [
        ("sqlite:////nowhere/at/all.sqlite3", 1, "folder"),
        ("sqlite:////proc/version", 1, "DATABASE_URL"),
        ("postgresql://u:hunter2@host:port/d", 2, "DATABASE_URL"),
    ],
    ids=["folder", "no database", "malformed"],
)
def test_a_database_that_cannot_be_used_ends_it_with_one_sentence(
    homeroom: Homeroom, command: str, address: str, code: int, word: str
) -> None:
    done = homeroom(command, **ANY_TOKENS, DATABASE_URL=address)
    assert done.returncode == code
    assert one_sentence(done.stderr), done.stderr
    assert word in done.stderr
    assert "hunter2" not in done.stderr + done.stdout


@pytest.mark.postgresql
def test_a_postgresql_that_does_not_know_us_ends_it_without_saying_the_password(
    homeroom: Homeroom, postgresql_url: str
) -> None:
    wrong = postgresql_url.replace("homeroom@", "nobody:hunter2@")
    done = homeroom("run", **ANY_TOKENS, DATABASE_URL=wrong)
    assert (done.returncode, one_sentence(done.stderr)) == (1, True)
    assert "Check DATABASE_URL" in done.stderr
    assert "hunter2" not in done.stderr + done.stdout


def test_a_file_that_may_only_be_read_ends_it_with_one_sentence(homeroom: Homeroom, tmp_path: Path) -> None:
    homeroom("release", **ANY_TOKENS)
    with SandboxServer(Workspace(seed())) as server:
        address = f"sqlite:///file:{tmp_path}/homeroom.sqlite3?mode=ro&uri=true"
        done = homeroom("run", **tokens(server), DATABASE_URL=address)
    assert (done.returncode, one_sentence(done.stderr)) == (1, True)
    assert "read-only" in done.stderr


@pytest.mark.parametrize("command", ["web", "worker"])
def test_an_older_database_sends_web_and_worker_to_the_release(homeroom: Homeroom, command: str) -> None:
    done = homeroom(command, **ANY_TOKENS)
    assert (done.returncode, one_sentence(done.stderr)) == (1, True)
    assert "Run homeroom release" in done.stderr


@pytest.mark.parametrize("command", ALL)
def test_a_newer_database_is_left_alone(homeroom: Homeroom, tmp_path: Path, command: str) -> None:
    homeroom("release", **ANY_TOKENS)
    with sqlite3.connect(tmp_path / "homeroom.sqlite3") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    done = homeroom(command, **ANY_TOKENS)
    assert (done.returncode, one_sentence(done.stderr)) == (1, True)
    assert "Update Homeroom" in done.stderr


@pytest.mark.postgresql
def test_a_postgresql_that_is_not_up_yet_is_waited_for(own_server: Server, tmp_path: Path) -> None:
    own_server.stop()
    with (
        SandboxServer(Workspace(seed())) as server,
        started("run", folder=tmp_path, **tokens(server), DATABASE_URL=own_server.url) as process,
    ):
        assert "unreachable" in line_from(process)
        own_server.start()
        assert "Homeroom is ready" in line_from(process)
        process.send_signal(signal.SIGTERM)
        _, complaints = process.communicate(timeout=30)
    assert (process.returncode, "Traceback" in complaints) == (0, False)


def test_somebody_who_waits_no_longer_for_the_database_can_stop_it(tmp_path: Path) -> None:
    with started("web", folder=tmp_path, **ANY_TOKENS, DATABASE_URL="postgresql://a:hunter2@127.0.0.1:9/b") as process:
        said = line_from(process)
        process.send_signal(signal.SIGTERM)
        more, complaints = process.communicate(timeout=30)
    assert "Start the database" in said
    assert "hunter2" not in said
    assert (process.returncode, more, complaints) == (0, "", "")


@pytest.mark.postgresql
def test_two_releases_at_once_do_not_clash(postgresql_server: str, postgresql_url: str, tmp_path: Path) -> None:
    del postgresql_server
    store = Store.connect(postgresql_url)
    with store.begin() as transaction:
        transaction.execute(text("DROP SCHEMA public CASCADE"))
        transaction.execute(text("CREATE SCHEMA public"))
    with ThreadPoolExecutor(2) as pool:
        both = [
            pool.submit(in_a_process, "release", folder=tmp_path, **ANY_TOKENS, DATABASE_URL=postgresql_url)
            for _ in range(2)
        ]
    assert [(done.result().returncode, done.result().stderr) for done in both] == [(0, ""), (0, "")]
    assert schema_state(store).is_current
    store.close()


def ready(process: subprocess.Popen[str]) -> str:
    said = line_from(process)
    assert "is ready" in said
    return said


def at_the_preview(server: SandboxServer) -> Person:
    """Ana, one press away from a team."""
    ana = Person(server, "U0ANA")
    ana.command(ids.COMMAND, "setup", CHANNEL_ID)
    # The people of the channel are looked up after the command was answered.
    assert eventually(lambda: (ana.view or {}).get("submit") is not None)
    assert ana.submit().ok
    assert ana.submit().ok
    return ana


@pytest.mark.parametrize("database", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def test_what_the_web_process_takes_in_a_worker_carries_out(
    request: pytest.FixtureRequest, tmp_path: Path, database: str
) -> None:
    if database == "sqlite":
        address = f"sqlite:///{tmp_path}/homeroom.sqlite3"
    else:
        address = request.getfixturevalue("postgresql_url")
    with SandboxServer(Workspace(seed())) as server:
        settings = {**tokens(server), "DATABASE_URL": address}
        assert in_a_process("release", folder=tmp_path, **settings).returncode == 0
        with started("web", folder=tmp_path, **settings) as web:
            ready(web)
            ana = at_the_preview(server)
            assert ana.submit().ok
            with (
                started("worker", folder=tmp_path, **settings) as worker,
                started("worker", folder=tmp_path, **settings) as other,
            ):
                assert ready(worker) == ready(other) == "Homeroom is ready in Maple Valley Schools, delivering.\n"
                assert eventually(lambda: any("Hello" in one["text"] for one in ana.messages(CHANNEL_ID)))
                ends = []
                for process in (web, worker, other):
                    process.send_signal(signal.SIGTERM)
                    _, complaints = process.communicate(timeout=15)
                    ends.append((process.returncode, "Traceback" in complaints))
    assert ends == [(0, False)] * 3
    assert sum("Hello" in one["text"] for one in ana.messages(CHANNEL_ID)) == 1


@pytest.mark.parametrize("mode", ["socket", "http"])
def test_a_click_that_is_under_way_when_the_process_is_stopped_is_saved_and_answered(tmp_path: Path, mode: str) -> None:
    address = f"sqlite:///{tmp_path}/homeroom.sqlite3"
    with SandboxServer(Workspace(seed())) as server:
        settings = {**tokens(server), "SLACK_MODE": mode, "SLACK_SIGNING_SECRET": SIGNING_SECRET}
        in_a_process("release", folder=tmp_path, **settings)
        with started("web", folder=tmp_path, **settings) as web, ThreadPoolExecutor(1) as pool:
            said = ready(web)
            if mode == "http":
                server.deliver_over_http(said.split("listening over ")[1].strip().rstrip("."))
            ana = at_the_preview(server)
            store = Store.connect(address)
            with store.begin():
                submitted = pool.submit(ana.submit)
                arrived = threading.Event()
                arrived.wait(0.5)
                web.send_signal(signal.SIGTERM)
                arrived.wait(0.3)
            assert submitted.result(timeout=10).ok
            web.communicate(timeout=15)
            assert web.returncode == 0
        with store.read() as transaction:
            assert transaction.execute(text("SELECT count(*) FROM teams")).scalar_one() == 1
        store.close()
