"""Brings a database to the tables that this code needs, and tells how far it is from them."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect

from storage.store import Store, Transaction

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
# Two releases at once queue up; the second finds nothing left to do.
LOCK_NUMBER = 0x686F6D65
LONGEST_WAIT_SECONDS = 60.0


class NewerDatabase(Exception):
    """The database was brought further by a newer copy of Homeroom than this one."""

    def __init__(self, current: str) -> None:
        super().__init__(f"The database is at {current}, newer than this copy of Homeroom. Update Homeroom.")
        self.current = current


@dataclass(frozen=True, slots=True)
class SchemaState:
    """The migration a database is at (None: empty) and the one this code needs."""

    current: str | None
    needed: str
    known: bool

    @property
    def is_current(self) -> bool:
        return self.current == self.needed

    @property
    def is_newer_than_the_code(self) -> bool:
        return self.current is not None and not self.known


def migrate(store: Store, *, to: str = "head") -> None:
    """Upgrade (or, to an earlier revision or "base", downgrade) the database. All or nothing on both engines.

    Safe to be run by several at once. Raises NewerDatabase, DatabaseError.
    """
    with store.begin(waits=LONGEST_WAIT_SECONDS) as transaction:
        if not store.is_sqlite:
            transaction.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK_NUMBER})")
        state = _state(transaction)
        if state.is_newer_than_the_code:
            raise NewerDatabase(str(state.current))
        if to == "head" and state.is_current:
            return
        # Most starts have nothing to migrate, and these take long to import.
        from alembic import command

        # One line for each of its own parts, at every start.
        logging.getLogger("alembic.runtime.plugins").setLevel(logging.WARNING)
        change: Callable[[Config, str], None] = command.downgrade if to == "base" else command.upgrade
        change(_config(transaction), to)


def schema_state(store: Store) -> SchemaState:
    """Raises DatabaseError."""
    with store.read() as transaction:
        return _state(transaction)


def revisions() -> tuple[str, ...]:
    """Every revision that this code knows, oldest first: the files are named by them."""
    return tuple(sorted(path.name.split("_", 1)[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py")))


def _state(transaction: Transaction) -> SchemaState:
    known = revisions()
    if not known:
        raise LookupError("this copy of Homeroom holds no migrations")
    current = None
    if inspect(transaction).has_table("alembic_version"):
        current = transaction.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one_or_none()
    return SchemaState(current=current, needed=known[-1], known=current in known)


def _config(transaction: Transaction) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = transaction
    return config
