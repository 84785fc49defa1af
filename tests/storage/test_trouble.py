"""What can go wrong with a database, made to go wrong in real ones, and what the store says of it."""

import threading
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from storage import workspaces
from storage.patience import PATIENCE_SECONDS
from storage.store import DatabaseError, Store
from storage.trouble import ADVICE, Kind, trouble_of
from tests.postgresql import Server, own_server
from tests.stores import held

__all__ = ["own_server"]

Provoke = Callable[[Store], None]


def trouble(store: Store, provoke: Provoke) -> DatabaseError:
    with pytest.raises(DatabaseError) as caught:
        provoke(store)
    return caught.value


def remember(store: Store, name: str = "Maple Valley") -> None:
    with store.begin() as transaction:
        workspaces.remember(transaction, platform="slack", external_id="T1", name=name)


def in_trouble(store: Store) -> bool:
    return store.outage.trouble is not None


def read_from_nowhere(store: Store) -> None:
    with store.read() as transaction:
        transaction.execute(text("SELECT 'secret' FROM nowhere"))


def read_a_column_that_is_not_there(store: Store) -> None:
    with store.read() as transaction:
        transaction.execute(text("SELECT no_such_column FROM workspaces"))


def remember_the_same_twice(store: Store) -> None:
    remember(store)
    with store.begin() as transaction:
        transaction.execute(
            text("INSERT INTO workspaces (id, platform, external_id, name) VALUES ('a','slack','T1','secret')")
        )


@pytest.mark.parametrize("provoke", [read_from_nowhere, read_a_column_that_is_not_there])
def test_tables_that_are_missing_mean_that_the_database_is_behind(own_store: Store, provoke: Provoke) -> None:
    assert trouble(own_store, provoke).kind is Kind.BEHIND
    assert "homeroom release" in ADVICE[Kind.BEHIND]


def test_a_statement_that_is_refused_is_a_fault_of_ours_and_no_outage(own_store: Store) -> None:
    assert trouble(own_store, remember_the_same_twice).kind is Kind.FAULT
    assert own_store.outage.trouble is None


@pytest.mark.parametrize("provoke", [read_from_nowhere, remember_the_same_twice])
def test_trouble_keeps_neither_the_statement_nor_its_values(own_store: Store, provoke: Provoke) -> None:
    found = trouble(own_store, provoke)
    for said in (str(found), repr(found), found.name, found.advice, str(found.args), str(vars(found))):
        assert "secret" not in said
        assert "nowhere" not in said
    assert found.__cause__ is None
    assert found.__suppress_context__


def test_a_database_that_somebody_holds_is_busy_and_works_once_it_is_let_go(own_store: Store) -> None:
    def in_a_hurry(store: Store) -> None:
        with store.begin(waits=0.05) as transaction:
            workspaces.remember(transaction, platform="slack", external_id="T1", name="Late")

    with held(own_store):
        assert trouble(own_store, in_a_hurry).kind is Kind.BUSY
    remember(own_store)


def test_patience_of_its_own_holds_for_one_transaction_only(own_store: Store) -> None:
    setting = "SELECT setting FROM pg_settings WHERE name = 'lock_timeout'"
    seen = []
    for waits in (0.5, None, 60.0, None):
        with own_store.begin(waits=waits) as transaction:
            asked = transaction.exec_driver_sql("PRAGMA busy_timeout" if own_store.is_sqlite else setting)
            seen.append(int(asked.scalar_one()))
    usual = int(PATIENCE_SECONDS * 1000)
    assert seen == [500, usual, 60_000, usual]


def test_a_pool_that_is_used_up_is_busy(own_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("CONNECTIONS_KEPT", 1), ("CONNECTIONS_MORE", 0), ("PATIENCE_SECONDS", 0.05)):
        monkeypatch.setattr(f"storage.engines.{name}", value)
    store = Store.connect(own_store.engine.url.render_as_string(hide_password=False))
    with store.read():
        found = trouble(store, read_from_nowhere)
    store.close()
    assert (found.kind, found.name) == (Kind.BUSY, "every connection is in use")


def test_a_file_that_may_only_be_read(file_store: Store) -> None:
    file = file_store.engine.url.database
    store = Store.connect(f"sqlite:///file:{file}?mode=ro&uri=true")
    assert trouble(store, remember).kind is Kind.READ_ONLY
    assert trouble(store, Store.probe).kind is Kind.READ_ONLY
    store.close()


def test_a_disk_without_room(file_store: Store) -> None:
    pages = 0

    @event.listens_for(file_store.engine, "connect")
    def no_more_pages(connection: object, _entry: object) -> None:
        nonlocal pages
        (pages,) = connection.execute("PRAGMA page_count").fetchone()  # type: ignore[attr-defined]
        connection.execute(f"PRAGMA max_page_count={pages}")  # type: ignore[attr-defined]

    def remember_much(store: Store) -> None:
        remember(store, "x" * 100_000)

    assert trouble(file_store, remember_much).kind is Kind.FULL
    assert pages > 0


def test_a_folder_that_is_missing(tmp_path: Path) -> None:
    found = trouble(Store.connect(f"sqlite:///{tmp_path}/missing/a.sqlite3"), remember)
    assert found.kind is Kind.NO_ENTRY
    assert "folder" in found.advice


@pytest.mark.postgresql
@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("53100", Kind.FULL),
        ("25006", Kind.READ_ONLY),
        ("40P01", Kind.BUSY),
        ("53300", Kind.BUSY),
        ("42501", Kind.NO_ENTRY),
        ("57P03", Kind.UNREACHABLE),
        ("22P02", Kind.FAULT),
        ("XX001", Kind.OTHER),
    ],
)
def test_what_postgresql_says_decides_the_kind(postgresql_url: str, state: str, kind: Kind) -> None:
    def raise_it(store: Store) -> None:
        with store.begin() as transaction:
            transaction.exec_driver_sql(f"DO $$ BEGIN RAISE EXCEPTION 'secret' USING ERRCODE = '{state}'; END $$")

    store = Store.connect(postgresql_url)
    found = trouble(store, raise_it)
    store.close()
    assert (found.kind, "secret" in str(found)) == (kind, False)


@pytest.mark.postgresql
def test_a_postgresql_that_is_read_only_is_noticed_without_writing(postgresql_url: str) -> None:
    store = Store.connect(postgresql_url + "?options=-c%20default_transaction_read_only%3Don")
    with store.begin() as transaction:
        name = transaction.engine.url.database
        transaction.execute(text(f"ALTER DATABASE {name} SET default_transaction_read_only = on"))
    store.engine.dispose()
    assert trouble(store, Store.probe).kind is Kind.READ_ONLY
    assert trouble(store, remember).kind is Kind.READ_ONLY
    store.close()


@pytest.mark.postgresql
def test_a_database_or_an_account_that_does_not_exist(postgresql_url: str) -> None:
    for wrong in (postgresql_url + "x", postgresql_url.replace("homeroom@", "nobody:hunter2@")):
        found = trouble(Store.connect(wrong), remember)
        assert found.kind is Kind.NO_ENTRY
        assert "hunter2" not in str(found) + found.advice


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ('FATAL:  password authentication failed for user "homeroom"', Kind.NO_ENTRY),
        ("failed to resolve host 'nowhere': [Errno -2] Name or service not known", Kind.NO_ENTRY),
        ("FATAL:  the database system is starting up", Kind.UNREACHABLE),
        ("FATAL:  sorry, too many clients already", Kind.BUSY),
        ("Connection refused. Is the server running on that host?", Kind.UNREACHABLE),
        ("[Errno -3] Temporary failure in name resolution", Kind.UNREACHABLE),
    ],
)
def test_what_a_server_says_that_does_not_let_us_in(said: str, kind: Kind) -> None:
    error = DBAPIError.instance(None, None, psycopg.OperationalError(f"connection failed: {said}"), psycopg.Error)
    assert isinstance(error, DBAPIError)
    assert trouble_of(error).kind is kind


def test_a_server_that_nobody_started() -> None:
    assert trouble(Store.connect("postgresql://a:hunter2@127.0.0.1:9/b"), remember).kind is Kind.UNREACHABLE


@pytest.mark.postgresql
def test_a_postgresql_that_was_stopped_in_between_is_taken_up_again(own_server: Server) -> None:
    store = Store.connect(own_server.url)

    def look(store: Store) -> None:
        with store.read() as transaction:
            transaction.execute(text("SELECT 1"))

    def look_while_it_stops(store: Store) -> None:
        with store.begin() as transaction:
            transaction.execute(text("SELECT 1"))
            own_server.stop()
            transaction.execute(text("SELECT 1"))

    look(store)
    assert trouble(store, look_while_it_stops).kind is Kind.UNREACHABLE
    assert trouble(store, look).kind is Kind.UNREACHABLE
    assert in_trouble(store)
    own_server.start()
    look(store)
    assert not in_trouble(store)
    store.close()


@pytest.mark.postgresql
def test_a_connection_that_was_cut_while_it_rested_is_not_trusted(
    own_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engines.TRUSTED_REST_SECONDS", 0.0)
    store = Store.connect(own_server.url)
    with store.read() as one, store.read() as two:
        one.execute(text("SELECT 1"))
        two.execute(text("SELECT 1"))
    own_server.stop()
    own_server.start()
    for _ in range(3):
        with store.read() as transaction:
            assert transaction.execute(text("SELECT 1")).scalar_one() == 1
    store.close()


def test_every_kind_has_advice() -> None:
    assert set(ADVICE) == set(Kind)


def test_this_process_writers_take_turns_and_the_late_one_is_told(file_store: Store) -> None:
    holding, done = threading.Event(), threading.Event()

    def hold() -> None:
        with file_store.begin():
            holding.set()
            done.wait(10)

    def in_a_hurry(store: Store) -> None:
        with store.begin(waits=0.05):
            pass

    thread = threading.Thread(target=hold)
    thread.start()
    holding.wait(10)
    assert trouble(file_store, in_a_hurry).name == "other transactions of this process go first"
    with file_store.read() as transaction:
        assert transaction.execute(text("SELECT count(*) FROM workspaces")).scalar_one() == 0
    done.set()
    thread.join()
    with file_store.begin(waits=0.05):
        pass


def test_nothing_is_begun_for_somebody_who_can_no_longer_be_answered(own_store: Store) -> None:
    def too_late(store: Store) -> None:
        with store.begin(waits=0.0):
            pytest.fail("it was begun")

    assert trouble(own_store, too_late).kind is Kind.BUSY
