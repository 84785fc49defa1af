"""Opens the database and hands out transactions; the tables and the queries live beside it.

`DATABASE_URL` decides between SQLite (embedded) and PostgreSQL; everything above sees the same `Store`.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import Connection, Engine, Table, create_engine, event, make_url
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.dialects.sqlite.dml import Insert as SQLiteInsert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

Transaction = Connection

# Slack waits three seconds for an answer; a busy database has to say so while there is still time to tell the member.
BUSY_TIMEOUT_MILLISECONDS = 2000

DatabaseError = DBAPIError


def new_id() -> str:
    """An opaque id that says nothing about whom or what it names."""
    return uuid4().hex


@dataclass(frozen=True, slots=True)
class Store:
    """One database. Use `begin()` to change it and `read()` to look; never hold either across a network call."""

    engine: Engine

    @classmethod
    def connect(cls, url: str) -> "Store":
        """Open `url` (sqlite:///file, sqlite:// in memory, postgresql://...). Raises BadDatabaseUrl."""
        match url.split(":", 1)[0].split("+")[0]:
            case "sqlite":
                return cls(_sqlite(url))
            case "postgresql" | "postgres":
                return cls(_postgresql(url))
            case _:
                raise BadDatabaseUrl(url)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def begin(self) -> Iterator[Transaction]:
        """A transaction that writes: committed at the end of the block, rolled back if the block raises."""
        with self.engine.begin() as transaction:
            yield transaction

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A transaction that only looks, and never waits for a writer."""
        with self.engine.connect().execution_options(reads_only=True) as transaction:
            yield transaction

    def close(self) -> None:
        self.engine.dispose()


class BadDatabaseUrl(ValueError):
    """A kind of database that Homeroom does not speak. The address may hold a password, so it is not repeated."""

    def __init__(self, url: str) -> None:
        super().__init__(f"DATABASE_URL must start with sqlite:// or postgresql://, not {url.split(':', 1)[0][:20]!r}.")


def insert_or(transaction: Transaction, table: Table) -> SQLiteInsert:
    """An INSERT that can say what to do on conflict.

    Both dialects offer the same two methods without sharing a base class, so one of the two types stands for both.
    """
    if transaction.dialect.name == "sqlite":
        return sqlite_insert(table)
    return postgresql_insert(table)  # type: ignore[return-value]


# Errors of a driver's quote the statement; its parameters, which may be ratings, are hidden in both engines below.


def _postgresql(url: str) -> Engine:
    plain = make_url(url.replace("postgres://", "postgresql://", 1)).set(drivername="postgresql+psycopg")
    return create_engine(
        plain,
        hide_parameters=True,
        pool_size=20,
        max_overflow=20,
        pool_timeout=BUSY_TIMEOUT_MILLISECONDS / 1000,
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": 2,
            "options": f"-c lock_timeout={BUSY_TIMEOUT_MILLISECONDS} -c timezone=UTC",
        },
    )


def _sqlite(url: str) -> Engine:
    several_threads = {"check_same_thread": False}
    if make_url(url).database in (None, "", ":memory:"):
        engine = create_engine(url, hide_parameters=True, poolclass=StaticPool, connect_args=several_threads)
    else:
        engine = create_engine(url, hide_parameters=True, pool_size=20, max_overflow=20, connect_args=several_threads)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        # The driver's own BEGIN comes too late (at the first write), so it is turned off and sent below.
        connection.isolation_level = None
        for pragma in (
            f"busy_timeout={BUSY_TIMEOUT_MILLISECONDS}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # IMMEDIATE takes the write lock at once: two writers queue up instead of failing half-way.
        reads_only = connection.get_execution_options().get("reads_only", False)
        connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")

    return engine
