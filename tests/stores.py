"""Real databases for tests: SQLite in memory or in a file, and PostgreSQL, each fresh."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from storage.schema import migrate
from storage.store import Store
from storage.tables import metadata


@pytest.fixture
def store() -> Iterator[Store]:
    """SQLite in memory; for tests in one thread."""
    opened = Store.connect("sqlite://")
    metadata.create_all(opened.engine)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite database to copy, which is quicker than migrating each."""
    file = tmp_path_factory.mktemp("migrated") / "template.sqlite3"
    opened = Store.connect(f"sqlite:///{file}")
    migrate(opened)
    opened.close()
    return file


@pytest.fixture
def file_store(tmp_path: Path, migrated_file: Path) -> Iterator[Store]:
    """SQLite in a file, migrated; for tests in which several threads meet."""
    file = tmp_path / "homeroom.sqlite3"
    shutil.copyfile(migrated_file, file)
    opened = Store.connect(f"sqlite:///{file}")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def migrated_template(postgresql_server: str) -> str:
    """The name of a migrated database to make others from, which is quicker than migrating each."""
    _create(postgresql_server, "template_homeroom")
    opened = Store.connect(_address(postgresql_server, "template_homeroom"))
    migrate(opened)
    opened.close()
    return "template_homeroom"


@pytest.fixture
def postgresql_url(postgresql_server: str, migrated_template: str) -> str:
    """The address of a migrated database of this test's own."""
    name = f"test_{uuid4().hex}"
    _create(postgresql_server, name, template=migrated_template)
    return _address(postgresql_server, name)


@pytest.fixture(scope="session")
def shared_url(postgresql_server: str, migrated_template: str) -> str:
    """The address of a migrated database that tests use one after another."""
    _create(postgresql_server, "shared", template=migrated_template)
    return _address(postgresql_server, "shared")


EACH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql))


@pytest.fixture(params=EACH)
def any_store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """Each of the databases that Homeroom speaks, migrated and empty; its tables have to stay as they are."""
    if request.param == "sqlite":
        yield request.getfixturevalue("file_store")
        return
    url: str = request.getfixturevalue("shared_url")
    _empty(url)
    opened = Store.connect(url)
    yield opened
    opened.close()


@pytest.fixture(params=EACH)
def own_store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """The same, for tests that change the tables too, or break them."""
    if request.param == "sqlite":
        yield request.getfixturevalue("file_store")
        return
    opened = Store.connect(request.getfixturevalue("postgresql_url"))
    yield opened
    opened.close()


@contextmanager
def held(store: Store) -> Iterator[None]:
    """Another process, as far as this store knows, holds what every click wants to change, while the block lasts."""
    other = Store.connect(store.engine.url.render_as_string(hide_password=False))
    with other.begin() as transaction:
        if not other.is_sqlite:
            transaction.execute(text("LOCK TABLE workspaces, check_ins IN ACCESS EXCLUSIVE MODE"))
        yield
    other.close()


def _empty(url: str) -> None:
    """Quicker than making a database for each test, or than truncating, which makes files."""
    rows = "; ".join(f'DELETE FROM "{table.name}"' for table in reversed(metadata.sorted_tables))
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        # What a test before left running must not hold up the others without a word.
        connection.execute(text("SET LOCAL lock_timeout = '10s'"))
        connection.execute(text(rows))
        connection.execute(text("SELECT setval(format('%I.%I', schemaname, sequencename), 1, false) FROM pg_sequences"))
    engine.dispose()


def _address(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _create(server: str, name: str, *, template: str = "template1") -> None:
    engine = create_engine(make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    engine.dispose()
