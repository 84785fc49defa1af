"""Knocks at the platforms' doors: at the start until one of them lets us in, and later at those that are closed.

One platform's refusal never keeps Homeroom from another: it is said, and tried again.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from bot.calmly import calmly
from bot.doors import Door, NoWayIn
from bot.use_cases.who import Deps
from bot.ways_in import NotLetIn, NotReached
from jobs.scheduler import Scheduler
from storage import workspaces
from storage.store import DatabaseError

log = logging.getLogger(__name__)

SECONDS_BETWEEN_TRIES = 5.0
# Whoever installs the app again looks whether it works; a few minutes are soon enough for those who wait.
LOOK_FOR_A_WAY_IN_EVERY_SECONDS = 300.0


def let_in(doors: Sequence[Door], stop: threading.Event, say: Callable[[str], None]) -> bool:
    """Knock until at least one platform has let us in; False when `stop` came first.

    Raises NoWayIn when all have refused, DatabaseError for what waiting doesn't mend.
    """
    told: set[str] = set()
    while not stop.is_set():
        try:
            if [door for door in doors if door.knock()]:
                return True
        except DatabaseError as error:
            if not error.passes_by_itself:
                raise
        else:
            _tell_what_is_waited_for(doors, told, say)
        stop.wait(SECONDS_BETWEEN_TRIES)
    return False


def _tell_what_is_waited_for(doors: Sequence[Door], told: set[str], say: Callable[[str], None]) -> None:
    """Raises NoWayIn when there is nothing to wait for."""
    refused = [door for door in doors if isinstance(door.trouble, NotLetIn)]
    if len(refused) == len(doors):
        for door in refused[1:]:
            say(door.in_words())
        raise NoWayIn(refused[0].in_words())
    for door in doors:
        if door.platform.id not in told:
            told.add(door.platform.id)
            say(door.in_words())


def tell_of_closed_doors(doors: Sequence[Door], say: Callable[[str], None]) -> None:
    open_ones = " and ".join(door.platform.name for door in doors if door.is_open)
    for door in doors:
        if not door.is_open:
            say(f"{door.in_words()} Meanwhile Homeroom works in {open_ones}.")


def names(doors: Sequence[Door]) -> str:
    """Where we are let in."""
    return " and ".join(door.platform.place.format(door.workspace_name) for door in doors if door.is_open)


@contextmanager
def knocking(deps: Deps, doors: Sequence[Door], stop: threading.Event) -> Iterator[None]:
    """Doors that are closed, or were closed to us since, are tried again while the block lasts."""
    jobs: tuple[tuple[Callable[[], object], float], ...] = (
        (calmly(partial(_ask_again, doors), unless=stop), SECONDS_BETWEEN_TRIES),
        (calmly(partial(_look_for_a_way_in, deps, doors), unless=stop), LOOK_FOR_A_WAY_IN_EVERY_SECONDS),
    )
    with Scheduler(jobs):
        yield


def _ask_again(doors: Sequence[Door]) -> None:
    """Where nobody answered, somebody may any moment."""
    for door in doors:
        if isinstance(door.trouble, NotReached) and door.knock():
            log.warning("%s answers again, and lets Homeroom in", door.platform.name)


def _look_for_a_way_in(deps: Deps, doors: Sequence[Door]) -> None:
    """Whether a workspace that let nobody in does so again; then `introduce` takes everything up."""
    for door in doors:
        with deps.store.read() as transaction:
            is_left = workspaces.any_left(transaction, platform=door.platform.id)
        if (is_left or not door.is_open) and door.knock():
            log.info("%s lets Homeroom in again", door.platform.name)
