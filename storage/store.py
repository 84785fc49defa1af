"""Opens the database and hands out transactions; the tables and the queries live beside it.

`DATABASE_URL` decides between SQLite (embedded) and PostgreSQL; everything above sees the same `Store`, and one
exception for whatever can go wrong with either.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, Table, exc
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.dialects.sqlite.dml import Insert as SQLiteInsert

from storage.engines import PATIENCE, READS_ONLY, BadDatabaseUrl, engine_for, is_in_memory
from storage.glance import Glance
from storage.outage import Outage, Proof
from storage.patience import PATIENCE_SECONDS, patience
from storage.trouble import DatabaseError, Kind, trouble_of
from storage.turns import Turns

__all__ = ["BadDatabaseUrl", "DatabaseError", "Store", "Transaction", "insert_or", "new_id"]

Transaction = Connection

# A turn that came within this is as good as at once, and needs no shorter waiting afterwards.
AT_ONCE_SECONDS = 0.1


def new_id() -> str:
    """An opaque id that says nothing about whom or what it names."""
    return uuid4().hex


@dataclass(frozen=True, slots=True)
class Store:
    """One database. Use `begin()` to change it and `read()` to look; never hold either across a network call.

    Both raise DatabaseError, and tell `outage` how it went.
    """

    engine: Engine
    outage: Outage = field(default_factory=Outage)
    # SQLite has one writer. This process's threads queue for it here: SQLite's own waiting sleeps and is unfair.
    _one_writer: Turns | None = None
    _glance: Glance | None = None

    @classmethod
    def connect(cls, url: str) -> "Store":
        """Open `url` (sqlite:///file, sqlite:// in memory, postgresql://...). Raises BadDatabaseUrl."""
        engine = engine_for(url)
        in_file = engine.dialect.name == "sqlite" and not is_in_memory(engine)
        return cls(engine, _one_writer=Turns() if in_file else None, _glance=Glance(engine))

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def begin(self, *, waits: float | None = None) -> Iterator[Transaction]:
        """A transaction that writes: committed at the end of the block, rolled back if the block raises.

        It waits for its turn as long as a click may, or `waits` seconds.
        """
        with (
            self._watched(Proof.WRITE),
            self._turn(patience() if waits is None else waits) as left,
            self._connected(left, {}) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A transaction that only looks, and never waits for a writer."""
        options: dict[str, Any] = {READS_ONLY: True}
        if not self.is_sqlite:
            # Each statement sees what was committed before it, with or without a transaction around them; one less to
            # begin and to end.
            options["isolation_level"] = "AUTOCOMMIT"
        with self._watched(Proof.READ), self._connected(patience(), options) as connection:
            yield connection

    def sees(self, question: str, now: datetime) -> bool:
        """Whether there may be something to look for; for what is asked all day long and nearly always in vain.

        `question` is a SELECT with one "?" that stands for `now`. False is certain.
        """
        return self._glance is None or self._glance.sees(question, now)

    def probe(self) -> None:
        """Find out whether the database takes anything, and so whether trouble is over. Raises DatabaseError."""
        with self.begin() as transaction:
            if not self.is_sqlite:
                setting = transaction.exec_driver_sql("SELECT current_setting('transaction_read_only')")
                if setting.scalar_one() == "on":
                    raise DatabaseError(Kind.READ_ONLY, "transaction_read_only")
            if self.outage.trouble is not None:
                # The smallest thing that really has to be written.
                transaction.exec_driver_sql("UPDATE alembic_version SET version_num = version_num")
        self.outage.worked(Proof.PROBE)

    def now(self) -> datetime | None:
        """The time of the database's machine; None where that is this machine. Raises DatabaseError."""
        if self.is_sqlite:
            return None
        with self.read() as transaction:
            told: datetime = transaction.exec_driver_sql("SELECT clock_timestamp()").scalar_one()
        return told

    def close(self) -> None:
        if self._glance is not None:
            self._glance.close()
        self.engine.dispose()

    @contextmanager
    def _watched(self, proof: Proof) -> Iterator[None]:
        try:
            yield
        except (exc.DBAPIError, exc.TimeoutError, exc.PendingRollbackError) as error:
            trouble = trouble_of(error)
            self.outage.failed(trouble)
            # Without what it came from: that quotes the statement.
            raise trouble from None
        except DatabaseError as trouble:
            self.outage.failed(trouble)
            raise
        self.outage.worked(proof)

    @contextmanager
    def _turn(self, seconds: float) -> Iterator[float]:
        """The one writer's turn, where there is only one; tells how much patience is left then."""
        if self._one_writer is None:
            yield seconds
            return
        began = time.monotonic()
        if not self._one_writer.take(seconds):
            raise DatabaseError(Kind.BUSY, "other transactions of this process go first")
        try:
            waited = time.monotonic() - began
            yield seconds if waited < AT_ONCE_SECONDS else max(0.0, seconds - waited)
        finally:
            self._one_writer.end()

    @contextmanager
    def _connected(self, left: float, options: dict[str, Any]) -> Iterator[Connection]:
        if left <= 0:
            raise DatabaseError(Kind.BUSY, "it could no longer be answered in time")
        if not PATIENCE_SECONDS - AT_ONCE_SECONDS <= left <= PATIENCE_SECONDS:
            options[PATIENCE] = left
        with self.engine.connect() as connection:
            if options:
                connection.execution_options(**options)
            yield connection


def insert_or(transaction: Transaction, table: Table) -> SQLiteInsert:
    """An INSERT that can say what to do on conflict."""
    return insert_into(transaction.dialect.name, table)


def insert_into(dialect: str, table: Table) -> SQLiteInsert:
    """The same by the dialect's name, for statements that are put together once.

    Both dialects offer the same two methods without sharing a base class, so one of the two types stands for both.
    """
    if dialect == "sqlite":
        return sqlite_insert(table)
    return postgresql_insert(table)  # type: ignore[return-value]
