"""Brings a database to the tables that this code needs, and tells how far it is from them."""

from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage.store import Store

MIGRATIONS = Path(__file__).parent / "migrations"


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
    """Upgrade (or, to an earlier revision or "base", downgrade) the database. All or nothing on both engines."""
    with store.begin() as transaction:
        config = _config()
        config.attributes["connection"] = transaction
        if to == "base":
            command.downgrade(config, to)
        else:
            command.upgrade(config, to)


def schema_state(store: Store) -> SchemaState:
    scripts = ScriptDirectory.from_config(_config())
    with store.read() as transaction:
        current = MigrationContext.configure(transaction).get_current_revision()
    needed = scripts.get_current_head()
    if needed is None:
        raise LookupError("this copy of Homeroom holds no migrations")
    revisions = {revision.revision for revision in scripts.walk_revisions()}
    return SchemaState(current=current, needed=needed, known=current in revisions)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
