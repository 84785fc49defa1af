"""Homeroom's processes: Slack on one side, the tick and the outbox on the other, the database between.

One process can do both sides, or any number each one; they share nothing but the database.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial

from bot.clock import SystemClock, wall_clock
from bot.settings import Settings
from bot.slack.connection import Slack
from bot.slack.identity import Identity, SlackSaysNo, SlackUnreachable
from bot.slack.socket_mode import SocketConnection
from bot.use_cases.who import Deps
from bot.web.application import Health, build_application
from bot.web.server import WebServer
from jobs.blame import blame
from jobs.deliver import deliver_all
from jobs.scheduler import DELIVER_EVERY_SECONDS, TICK_EVERY_SECONDS, Scheduler
from jobs.tick import tick
from jobs.worker import Worker
from storage import workspaces
from storage.lanes import LEASE
from storage.schema import schema_state
from storage.store import DatabaseError, Store
from storage.trouble import Kind

log = logging.getLogger(__name__)

SECONDS_BETWEEN_TRIES = 5.0
LOOK_EVERY_SECONDS = 2.0
LOOKS_BETWEEN_COMPARISONS = 30
# Whoever installs the app again looks whether it works; a few minutes are soon enough for those who wait.
LOOK_FOR_A_WAY_IN_EVERY_SECONDS = 300.0


class Side(Enum):
    """What a process does: answers Slack, or does what time brings."""

    WEB = auto()
    WORKER = auto()


BOTH = frozenset(Side)


@dataclass(frozen=True, slots=True)
class Work:
    """What happens because time passed, each done before it returns: for a host that moves the clock itself."""

    tick: Callable[[], object]
    deliver: Callable[[], object]


def work_of(deps: Deps, slack: Slack) -> Work:
    return Work(
        tick=lambda: tick(deps.store, deps.clock.now()),
        deliver=partial(deliver_all, deps.store, slack.messenger, deps.clock, owner="host"),
    )


def run(
    settings: Settings,
    *,
    store: Store,
    stop: threading.Event,
    say: Callable[[str], None],
    sides: frozenset[Side] = BOTH,
) -> None:
    """Work until `stop` is set. Raises SlackSaysNo, SlackUnreachable, DatabaseError, OSError (the port is taken).

    While Slack can't be reached at the start, that is said once and tried again.
    """
    clock = SystemClock(source=lambda: store.now() or wall_clock())
    deps = Deps(store, clock)
    slack = Slack.connect(settings, deps)
    identity = _introduced(slack, stop, say)
    if identity is None:
        return
    with ExitStack() as stack:
        doing = "delivering"
        if Side.WORKER in sides:
            stack.enter_context(working(deps, slack, stop))
        if Side.WEB in sides:
            doing = f"listening over {stack.enter_context(listening(settings, slack, store))}"
        say(f"Homeroom is ready in {identity.workspace_name}, {doing}.")
        look_after(store, clock, stop)
    log.info("stopped")


@contextmanager
def working(deps: Deps, slack: Slack, stop: threading.Event) -> Iterator[None]:
    """What time brings is done while the block lasts; what is under way at its end is finished."""
    worker = Worker(deps.store, slack.messenger, deps.clock)
    jobs: tuple[tuple[Callable[[], object], float], ...] = (
        (calmly(worker.tick, unless=stop), TICK_EVERY_SECONDS),
        (calmly(worker.deliver, unless=stop), DELIVER_EVERY_SECONDS),
        (calmly(partial(_look_for_a_way_in, deps, slack), unless=stop), LOOK_FOR_A_WAY_IN_EVERY_SECONDS),
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


def _look_for_a_way_in(deps: Deps, slack: Slack) -> None:
    """Whether a workspace that let nobody in does so again; then `introduce` takes everything up."""
    with deps.store.read() as transaction:
        if not workspaces.any_left(transaction):
            return
    with suppress(SlackSaysNo, SlackUnreachable):
        slack.introduce()
        log.info("Slack lets Homeroom in again")


@contextmanager
def listening(settings: Settings, slack: Slack, store: Store) -> Iterator[str]:
    """Slack's requests are answered while the block lasts, and questions after our health; says where in words."""
    if settings.SLACK_MODE == "socket":
        with slack.socket() as connection, _telling_health(settings, partial(wrong_with, store, connection)):
            yield "Socket Mode"
        return
    application = build_application(slack=slack.receive, health=partial(wrong_with, store))
    with WebServer(application, host=settings.HOST, port=settings.PORT) as server:
        yield f"{server.url}/slack/events"


@contextmanager
def _telling_health(settings: Settings, health: Health) -> Iterator[None]:
    """Where Slack comes another way, health is a convenience that a taken port must not cost the whole bot."""
    with ExitStack() as stack:
        try:
            application = build_application(health=health)
            stack.enter_context(WebServer(application, host=settings.HOST, port=settings.PORT))
        except OSError as error:
            log.warning("Nobody can ask after Homeroom's health: %s. Set PORT to a free one if somebody should.", error)
        yield


def wrong_with(store: Store, connection: SocketConnection | None = None) -> Mapping[str, str]:
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
    if connection is not None and not connection.is_connected:
        wrong["slack"] = "There is no connection to Slack; Homeroom goes on trying. Look at status.slack.com."
    return wrong


def calmly(work: Callable[[], object], *, unless: threading.Event) -> Callable[[], None]:
    """The same work, for a scheduler: what goes wrong is logged by its place, and the next run comes all the same."""

    def run_once() -> None:
        if unless.is_set():
            return
        try:
            work()
        except DatabaseError as error:
            # The outage has said it; a statement that is refused is our own fault and isn't one.
            if error.kind is Kind.FAULT:
                log.error("a job failed: %s (%s)", blame(error), error)
        except Exception as error:  # noqa: BLE001 - whatever it was, the next run must come
            log.error("a job failed: %s", blame(error))

    return run_once


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


def _introduced(slack: Slack, stop: threading.Event, say: Callable[[str], None]) -> Identity | None:
    """Who we are in Slack; None when `stop` came first."""
    told = False
    while not stop.is_set():
        try:
            return slack.introduce()
        except SlackUnreachable as error:
            if not told:
                say(f"No answer from {slack.api_url} ({error}); trying again until there is one.")
            told = True
        except DatabaseError as error:
            if not error.passes_by_itself:
                raise
        stop.wait(SECONDS_BETWEEN_TRIES)
    return None
