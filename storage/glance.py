"""Asks one small question over and over, nearly always in vain, for as little as the database itself takes.

A proper look costs many times the query: a connection from the pool, a transaction, SQLAlchemy's own bookkeeping.
This has a connection of its own, on which nothing else ever happens.
"""

import threading
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from storage.engines import is_in_memory


class Glance:
    """Safe to use from any thread. Where it can't tell, it says yes: whoever then looks properly meets the trouble."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._connection: Any = None
        self._is_sqlite = engine.dialect.name == "sqlite"
        # In memory there is one connection only, and it is the pool's.
        self._is_blind = is_in_memory(engine)

    def sees(self, question: str, now: datetime) -> bool:
        """Whether `question`, a SELECT with one "?" that stands for `now`, has any row."""
        if self._is_blind:
            return True
        if self._is_sqlite:
            moment: Any = now.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
        else:
            question, moment = question.replace("?", "%s"), now
        with self._lock:
            try:
                if self._connection is None:
                    self._connection = self._open()
                return self._connection.execute(question, (moment,)).fetchone() is not None
            except (self._engine.dialect.loaded_dbapi.Error, SQLAlchemyError):
                self._close()
                return True

    def close(self) -> None:
        with self._lock:
            self._close()

    def _open(self) -> Any:
        pooled = self._engine.raw_connection()
        connection: Any = pooled.driver_connection
        pooled.detach()
        if not self._is_sqlite:
            # The text is always the same, so the server keeps its plan from the second time on.
            connection.autocommit, connection.prepare_threshold = True, 1
        return connection

    def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
