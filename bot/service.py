"""Homeroom's processes: the platforms on one side, the tick and the outbox on the other, the database between.

One process can do both sides, or any number each one; they share nothing but the database.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial

from bot.by_address import SLACK, TEAMS
from bot.calmly import calmly
from bot.clock import SystemClock, wall_clock
from bot.doors import Door, NoWayIn
from bot.doors import wrong_with as wrong_with_platforms
from bot.knocking import knocking, let_in, names, tell_of_closed_doors
from bot.platforms import Connection, Platform, connect, messenger_of
from bot.settings import Settings
from bot.use_cases.who import Deps
from bot.web.application import SLACK_PATH, TEAMS_PATH, Application, build_application
from bot.web.server import WebServer
from jobs.deliver import deliver_all
from jobs.ports import Messenger
from jobs.scheduler import DELIVER_EVERY_SECONDS, TICK_EVERY_SECONDS, Scheduler
from jobs.tick import tick
from jobs.worker import Worker
from storage.lanes import LEASE
from storage.schema import schema_state
from storage.store import DatabaseError, Store

log = logging.getLogger(__name__)

_PATHS = {SLACK: SLACK_PATH, TEAMS: TEAMS_PATH}
LOOK_EVERY_SECONDS = 2.0
LOOKS_BETWEEN_COMPARISONS = 30


class Side(Enum):
    """What a process does: answers people, or does what time brings."""

    WEB = auto()
    WORKER = auto()


BOTH = frozenset(Side)


@dataclass(frozen=True, slots=True)
class Work:
    """What happens because time passed, each done before it returns: for a host that moves the clock itself."""

    tick: Callable[[], object]
    deliver: Callable[[], object]


def work_of(deps: Deps, connection: Connection) -> Work:
    return Work(
        tick=lambda: tick(deps.store, deps.clock.now()),
        deliver=partial(deliver_all, deps.store, connection.messenger, deps.clock, owner="host"),
    )


def run(
    settings: Settings,
    *,
    store: Store,
    stop: threading.Event,
    say: Callable[[str], None],
    sides: frozenset[Side] = BOTH,
    connecting: Callable[[Settings, Deps], tuple[Platform, ...]] = connect,
) -> None:
    """Work until `stop` is set. Raises NotInstalled, NoWayIn, DatabaseError, OSError (the port is taken).

    While no platform can be reached at the start, that is said once and tried again. Where one of two lets us in, we
    work there, and knock at the other's door again.
    """
    clock = SystemClock(source=lambda: store.now() or wall_clock())
    deps = Deps(store, clock)
    platforms = connecting(settings, deps)
    doors = tuple(Door(platform) for platform in platforms)
    with ExitStack() as stack:
        for platform in platforms:
            stack.callback(platform.close)
        if not let_in(doors, stop, say):
            return
        doing = "delivering"
        if Side.WORKER in sides:
            stack.enter_context(working(deps, messenger_of(platforms), stop))
        if Side.WEB in sides:
            doing = f"listening over {stack.enter_context(listening(settings, doors, store))}"
        stack.enter_context(knocking(deps, doors, stop))
        tell_of_closed_doors(doors, say)
        say(f"Homeroom is ready in {names(doors)}, {doing}.")
        look_after(store, clock, stop)
    log.info("stopped")


@contextmanager
def working(deps: Deps, messenger: Messenger, stop: threading.Event) -> Iterator[None]:
    """What time brings is done while the block lasts; what is under way at its end is finished."""
    worker = Worker(deps.store, messenger, deps.clock)
    jobs: tuple[tuple[Callable[[], object], float], ...] = (
        (calmly(worker.tick, unless=stop), TICK_EVERY_SECONDS),
        (calmly(worker.deliver, unless=stop), DELIVER_EVERY_SECONDS),
    )
    # Leases are renewed to the end: what is under way may take its time.
    beating: tuple[tuple[Callable[[], object], float], ...] = (
        (calmly(worker.beat, unless=threading.Event()), LEASE.total_seconds() / 3),
    )
    with Scheduler(beating):
        try:
            with Scheduler(jobs):
                yield
        finally:
            worker.stop()


@contextmanager
def listening(settings: Settings, doors: Sequence[Door], store: Store) -> Iterator[str]:
    """People are answered while the block lasts, and questions after our health; says where in words.

    Raises NoWayIn where no platform is left, and OSError where one would call us and the port is taken.
    """
    called = {door.platform.id: door.platform.connection.receive for door in doors if door.platform.line is None}
    with ExitStack() as stack:
        for door in doors:
            stack.enter_context(door.listening())
        if doors and not any(door.is_open for door in doors):
            raise NoWayIn(doors[0].in_words())
        wrong, limited = partial(wrong_with, store, doors), partial(limited_by, doors)
        application = build_application(health=wrong, limited=limited, slack=called.get(SLACK), teams=called.get(TEAMS))
        where = ["Socket Mode"] if len(called) < len(doors) else []
        if called:
            server = stack.enter_context(WebServer(application, host=settings.HOST, port=settings.PORT))
            where += [f"{server.url}{path}" for id, path in _PATHS.items() if id in called]
        else:
            stack.enter_context(_telling_health(settings, application))
        yield " and ".join(where)


@contextmanager
def _telling_health(settings: Settings, application: Application) -> Iterator[None]:
    """Where nobody calls us, health is a convenience that a taken port must not cost the whole bot."""
    with ExitStack() as stack:
        try:
            stack.enter_context(WebServer(application, host=settings.HOST, port=settings.PORT))
        except OSError as error:
            log.warning("Nobody can ask after Homeroom's health: %s. Set PORT to a free one if somebody should.", error)
        yield


def wrong_with(store: Store, doors: Sequence[Door] = ()) -> Mapping[str, str]:
    """What keeps Homeroom from working, by part, each with what to do; nothing when all is well."""
    wrong: dict[str, str] = {}
    try:
        state = schema_state(store)
        if state.is_newer_than_the_code:
            wrong["schema"] = "The database is newer than this copy: update Homeroom."
        elif not state.is_current:
            wrong["schema"] = "The database is older than this copy: run homeroom release."
        else:
            store.probe()
    except DatabaseError as error:
        wrong["database"] = f"{error}: {error.advice}"
    else:
        if (trouble := store.outage.trouble) is not None:
            wrong["database"] = f"{trouble}: {trouble.advice}"
    closed = wrong_with_platforms(doors)
    # While one platform is there, people are to be sent to us, not kept away.
    return {**wrong, **(closed if len(closed) == len(doors) else {})}


def limited_by(doors: Sequence[Door]) -> Mapping[str, str]:
    """What is wrong with a platform while there is another."""
    closed = wrong_with_platforms(doors)
    return closed if len(closed) < len(doors) else {}


def look_after(store: Store, clock: SystemClock, stop: threading.Event) -> None:
    """Until `stop`: find out whether trouble with the database is over, and keep the clock true."""
    looks = 0
    while not stop.wait(LOOK_EVERY_SECONDS):
        looks += 1
        with suppress(DatabaseError):
            if store.outage.trouble is not None:
                store.probe()
            if looks % LOOKS_BETWEEN_COMPARISONS == 0:
                clock.compare()
