"""Real databases for tests: SQLite in memory or in a file, and PostgreSQL, each fresh."""

from collections.abc import Iterator
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


@pytest.fixture
def file_store(tmp_path: Path) -> Iterator[Store]:
    """SQLite in a file, migrated; for tests in which several threads meet."""
    opened = Store.connect(f"sqlite:///{tmp_path}/homeroom.sqlite3")
    migrate(opened)
    yield opened
    opened.close()


@pytest.fixture
def postgresql_url(postgresql_server: str) -> str:
    """The address of an empty database of this test's own."""
    name = f"test_{uuid4().hex}"
    server = make_url(postgresql_server).set(drivername="postgresql+psycopg")
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.set(drivername="postgresql", database=name).render_as_string(hide_password=False)


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)],
)
def any_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Each of the databases that Homeroom speaks, migrated."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/homeroom.sqlite3"
    else:
        url = request.getfixturevalue("postgresql_url")
    opened = Store.connect(url)
    migrate(opened)
    yield opened
    opened.close()
