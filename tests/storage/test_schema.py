from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from storage.schema import migrate, schema_state
from storage.store import BadDatabaseUrl, DatabaseError, Store
from storage.tables import metadata

TABLES = set(metadata.tables)


def test_the_migrations_make_exactly_the_tables_that_the_code_sees(own_store: Store) -> None:
    with own_store.read() as transaction:
        context = MigrationContext.configure(transaction, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_migrations_go_down_to_nothing_and_up_again(own_store: Store) -> None:
    migrate(own_store, to="base")
    assert set(inspect(own_store.engine).get_table_names()) == {"alembic_version"}
    assert schema_state(own_store).current is None
    migrate(own_store)
    assert set(inspect(own_store.engine).get_table_names()) == TABLES | {"alembic_version"}
    assert schema_state(own_store).is_current


def test_migrating_twice_changes_nothing(own_store: Store) -> None:
    migrate(own_store)
    assert schema_state(own_store).is_current


def test_a_database_from_a_newer_homeroom_is_recognised(own_store: Store) -> None:
    with own_store.begin() as transaction:
        transaction.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    state = schema_state(own_store)
    assert (state.current, state.is_current, state.is_newer_than_the_code) == ("9999", False, True)


def test_an_empty_database_is_neither_current_nor_newer() -> None:
    state = schema_state(Store.connect("sqlite://"))
    assert (state.current, state.is_current, state.is_newer_than_the_code) == (None, False, False)


def test_sqlite_writes_ahead_and_waits_for_the_disk(tmp_path: Path) -> None:
    store = Store.connect(f"sqlite:///{tmp_path}/a.sqlite3")
    with store.read() as transaction:
        pragmas = {
            name: transaction.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_reader_does_not_wait_for_a_writer(own_store: Store) -> None:
    with own_store.begin() as writing:
        writing.execute(
            text("INSERT INTO workspaces (id, platform, external_id, name) VALUES ('w', 'slack', 'T1', 'One')")
        )
        with own_store.read() as reading:
            assert reading.execute(text("SELECT count(*) FROM workspaces")).scalar_one() == 0


def test_a_transaction_that_fails_leaves_nothing(own_store: Store) -> None:
    row = text("INSERT INTO workspaces (id, platform, external_id, name) VALUES ('w', 'slack', 'T1', 'One')")

    def write_twice() -> None:
        with own_store.begin() as transaction:
            transaction.execute(row)
            transaction.execute(row)

    with pytest.raises(DatabaseError):
        write_twice()
    with own_store.read() as transaction:
        assert transaction.execute(text("SELECT count(*) FROM workspaces")).scalar_one() == 0


def test_an_unknown_kind_of_database_is_refused_without_repeating_its_password() -> None:
    with pytest.raises(BadDatabaseUrl) as caught:
        Store.connect("mysql://root:hunter2@db/homeroom")
    assert "must start with sqlite:// or postgresql://" in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_a_file_that_cannot_be_opened_is_a_database_error(tmp_path: Path) -> None:
    store = Store.connect(f"sqlite:///{tmp_path}/missing/folder.sqlite3")
    with pytest.raises(DatabaseError), store.read():
        pass
