"""The processes that Homeroom runs as, and the release that goes before them.

Trouble that passes by itself is waited for; whatever needs a person ends the process with one sentence.
"""

import logging
import threading

from bot import service
from bot.commands.configured import given_settings, given_store, require_tables, trouble
from bot.commands.terminal import MISUSED, end, say, stopped
from bot.doors import NoWayIn
from bot.knocking import SECONDS_BETWEEN_TRIES
from bot.platforms import NotInstalled
from bot.service import BOTH, Side
from storage.schema import NewerDatabase, migrate, schema_state
from storage.store import DatabaseError, Store

__all__ = ["BOTH", "Side", "release", "run"]

log = logging.getLogger(__name__)


def run(sides: frozenset[Side]) -> None:
    """The sides of Homeroom in this process, until it is told to stop."""
    settings = given_settings()
    logging.basicConfig(level=settings.LOG_LEVEL, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    stop = stopped()
    with given_store(settings) as store:
        try:
            # Somebody who starts one process for everything has nobody who would release first.
            if not _database_is_there(store, stop, may_release=sides == BOTH):
                return
            store.outage.aloud = True
            if store.is_sqlite and sides != BOTH:
                log.warning("SQLite is for the processes of one machine; for more than one, use PostgreSQL.")
            service.run(settings, store=store, stop=stop, say=say, sides=sides)
        except (NoWayIn, NewerDatabase) as error:
            end(str(error))
        except NotInstalled as error:
            end(str(error), MISUSED)
        except DatabaseError as error:
            end(trouble(error))
        except OSError as error:
            end(f"Homeroom can't listen: {error}. Another program may use that port; set PORT to a free one.")


def release() -> None:
    """Bring the database to the tables that this copy needs."""
    stop = stopped()
    with given_store(given_settings()) as store:
        try:
            if _database_is_there(store, stop, may_release=True):
                say(f"The database is at {schema_state(store).current}.")
        except NewerDatabase as error:
            end(str(error))
        except DatabaseError as error:
            end(trouble(error))


def _database_is_there(store: Store, stop: threading.Event, *, may_release: bool) -> bool:
    """Wait until the database answers; then release, or insist that it was. False when `stop` came first.

    Raises NewerDatabase, and DatabaseError for what waiting doesn't mend.
    """
    told = False
    while not stop.is_set():
        try:
            state = schema_state(store)
            if state.is_newer_than_the_code:
                raise NewerDatabase(str(state.current))
            if not state.is_current and may_release:
                migrate(store)
            else:
                require_tables(state)
            return True
        except DatabaseError as error:
            if not error.passes_by_itself:
                raise
            if not told:
                say(f"{trouble(error)} Trying again until it does.")
            told = True
            stop.wait(SECONDS_BETWEEN_TRIES)
    return False
