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


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def any_store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """Each of the databases that Homeroom speaks, migrated."""
    if request.param == "sqlite":
        yield request.getfixturevalue("file_store")
        return
    opened = Store.connect(request.getfixturevalue("postgresql_url"))
    yield opened
    opened.close()


def _address(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _create(server: str, name: str, *, template: str = "template1") -> None:
    engine = create_engine(make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    engine.dispose()
