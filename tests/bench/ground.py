"""What every bench stands on: a folder, fresh databases of both kinds, the fake Slack, and how big a run is."""

import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, make_url, text

from rubric.team import Team
from storage.schema import migrate
from storage.store import Store
from tests import postgresql
from tests.bench.processes import FakeSlack, fake_slack
from tests.bench.seeding import add_team, copy_team

POST_SECONDS = 0.05
# The migrations run one at a time in a process.
_MIGRATING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Scale:
    """How big a run is. `submissions` are in each repeat; `years` is the longer history that a digest looks back on."""

    teams: int = 13_000
    repeats: int = 7
    warm_ups: int = 1
    submissions: int = 160
    at_once: int = 400
    looks: int = 50
    looks_slices: int = 20
    digests: int = 10
    years: int = 10
    starts: int = 7
    memories: int = 2
    memory_cards: int = 300
    # Two minutes of clicking before somebody has to click again.
    clicks: int = 2400
    clicks_per_second: float = 20.0
    longest_run_seconds: float = 900.0
    # Two ticks, and a refresh of every card that was rated.
    settling_seconds: float = 11.0


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a bench runs; `postgresql` is a server's address, or None where there is none."""

    folder: Path
    slack: FakeSlack
    scale: Scale
    postgresql: str | None

    def sqlite(self) -> str:
        """The address of a new, migrated database in a file."""
        return _migrated(f"sqlite:///{self.folder}/{uuid4().hex}.sqlite3")

    def databases(self) -> tuple[tuple[str, str], ...]:
        """A new database of each kind, with what to call it."""
        if self.postgresql is None:
            return (("SQLite", self.sqlite()),)
        return ("SQLite", self.sqlite()), ("PostgreSQL", self.new_postgresql())

    def new_postgresql(self) -> str:
        """The address of a new, migrated database on the server."""
        if self.postgresql is None:
            raise LookupError("there is no PostgreSQL server on this machine")
        name = f"bench_{uuid4().hex}"
        engine = create_engine(make_url(self.postgresql).set(drivername="postgresql+psycopg"))
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return _migrated(make_url(self.postgresql).set(database=name).render_as_string(hide_password=False))


@contextmanager
def ground(scale: Scale, *, server: str | None = None) -> Iterator[Ground]:
    """`server`: an address of PostgreSQL to use; without it one is started where its programs are."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="homeroom-bench-")))
        if server is None and postgresql.programs() is not None:
            # Not in the folder above: that is closed to other accounts.
            own = stack.enter_context(tempfile.TemporaryDirectory(prefix="homeroom-postgresql-"))
            server = stack.enter_context(postgresql.running(Path(own), durable=True))
        slack = stack.enter_context(fake_slack(folder, post_seconds=POST_SECONDS))
        yield Ground(folder, slack, scale, server)


@contextmanager
def opened(url: str) -> Iterator[Store]:
    store = Store.connect(url)
    try:
        yield store
    finally:
        store.close()


def fill(store: Store, *, teams: int, due: datetime, now: datetime) -> Team:
    """So many teams that are all due at the same moment; the first of them."""
    team = add_team(store, due=due, now=now)
    copy_team(store, team, times=teams - 1)
    settle(store)
    return team


def settle(store: Store) -> None:
    """Let the database look at what it holds, as it would have done by itself in a while."""
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")


def _migrated(url: str) -> str:
    with _MIGRATING, opened(url) as store:
        migrate(store)
    return url
