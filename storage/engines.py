"""Makes the engine that an address asks for: how each database connects, waits, and begins a transaction."""

import sqlite3
import time
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from storage.patience import PATIENCE_SECONDS

# Names under which a transaction's wishes travel to the events below.
READS_ONLY = "reads_only"
PATIENCE = "patience"

# Enough for every thread that answers clicks and every one that works behind them.
CONNECTIONS_KEPT, CONNECTIONS_MORE = 20, 30
# A connection that rested longer may have been cut by whatever lies between, so it is asked before it is trusted.
TRUSTED_REST_SECONDS = 1.0
BUSY_MILLISECONDS = int(PATIENCE_SECONDS * 1000)
# A process that is stopped in the middle of a transaction must not hold its rows for ever.
LONGEST_PAUSE_MILLISECONDS = 30_000


class BadDatabaseUrl(ValueError):
    """An address that can't be read, or a database that Homeroom does not speak.

    The address may hold a password, so it is not repeated.
    """

    def __init__(self, url: str) -> None:
        scheme = url.split(":", 1)[0][:20]
        if scheme.split("+")[0] in ("sqlite", "postgresql", "postgres"):
            super().__init__(f"DATABASE_URL can't be read after {scheme}: something is odd in how it is written.")
        else:
            super().__init__(f"DATABASE_URL must start with sqlite:// or postgresql://, not {scheme!r}.")


def engine_for(url: str) -> Engine:
    """Nothing is connected yet. Raises BadDatabaseUrl."""
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise BadDatabaseUrl(url) from None
    match address.drivername.split("+")[0]:
        case "sqlite":
            return _sqlite(address.set(drivername="sqlite"))
        case "postgresql" | "postgres":
            return _postgresql(address.set(drivername="postgresql+psycopg"))
        case _:
            raise BadDatabaseUrl(url)


def is_in_memory(engine: Engine) -> bool:
    return engine.url.get_backend_name() == "sqlite" and engine.url.database in (None, "", ":memory:")


# Errors of a driver's quote the statement; its parameters, which may be ratings, are hidden in both engines below.


def _postgresql(address: URL) -> Engine:
    options = {
        "lock_timeout": BUSY_MILLISECONDS,
        "statement_timeout": BUSY_MILLISECONDS,
        "idle_in_transaction_session_timeout": LONGEST_PAUSE_MILLISECONDS,
        "timezone": "UTC",
    }
    engine = create_engine(
        address,
        hide_parameters=True,
        **_pool(),
        connect_args={
            # Whole seconds, and the driver takes no fewer.
            "connect_timeout": 2,
            "options": " ".join(f"-c {name}={value}" for name, value in options.items()),
            # A server whose machine is gone says nothing at all.
            "keepalives_idle": 10,
            "keepalives_interval": 3,
            "keepalives_count": 3,
            "tcp_user_timeout": BUSY_MILLISECONDS,
        },
    )

    _ask_rested_connections(engine)
    event.listen(engine, "begin", _set_patience)
    return engine


def _pool() -> dict[str, Any]:
    return {"pool_size": CONNECTIONS_KEPT, "max_overflow": CONNECTIONS_MORE, "pool_timeout": PATIENCE_SECONDS}


def _ask_rested_connections(engine: Engine) -> None:
    @event.listens_for(engine, "checkin")
    def rest(_connection: object, entry: ConnectionPoolEntry) -> None:
        entry.info["rests_since"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def awake(connection: object, entry: ConnectionPoolEntry, _proxy: object) -> None:
        since = entry.info.get("rests_since")
        if since is None or time.monotonic() - since < TRUSTED_REST_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)  # type: ignore[arg-type]
        except engine.dialect.loaded_dbapi.Error:
            # The pool takes this as a request for a new connection.
            raise DisconnectionError from None


def _set_patience(connection: Connection) -> None:
    patience = connection.get_execution_options().get(PATIENCE)
    if patience is None:
        return
    milliseconds = max(1, int(patience * 1000))
    # Whoever is more patient than a click is not in a hurry with its statements either.
    longest = milliseconds if milliseconds < BUSY_MILLISECONDS else 0
    connection.exec_driver_sql(
        f"SELECT set_config('lock_timeout', '{milliseconds}', true), set_config('statement_timeout', '{longest}', true)"
    )


def _sqlite(address: URL) -> Engine:
    several_threads = {"check_same_thread": False}
    if address.database in (None, "", ":memory:"):
        engine = create_engine(address, hide_parameters=True, poolclass=StaticPool, connect_args=several_threads)
    else:
        engine = create_engine(
            address,
            hide_parameters=True,
            **_pool(),
            connect_args=several_threads,
        )

    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _entry: object) -> None:
    # The driver's own BEGIN comes too late (at the first write), so it is turned off and sent below.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={BUSY_MILLISECONDS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get(READS_ONLY):
        connection.exec_driver_sql("BEGIN")
        return
    wished = BUSY_MILLISECONDS if options.get(PATIENCE) is None else int(options[PATIENCE] * 1000)
    if connection.info.get("busy_timeout", BUSY_MILLISECONDS) != wished:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={wished}")
        connection.info["busy_timeout"] = wished
    # IMMEDIATE takes the write lock at once: two writers queue up instead of failing half-way.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
