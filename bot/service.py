"""The whole bot in one process: Slack on one side, the tick and the outbox on the other, the database between."""

import logging
import os
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from bot.settings import Settings
from bot.slack.connection import Slack
from bot.slack.identity import Identity, SlackUnreachable
from bot.use_cases.who import Deps
from bot.web.application import build_application
from bot.web.server import WebServer
from jobs.deliver import deliver_all
from jobs.ports import Clock
from jobs.scheduler import Scheduler
from jobs.tick import tick
from storage.store import DatabaseError, Store

log = logging.getLogger(__name__)

SECONDS_BETWEEN_TRIES = 5.0


@dataclass(frozen=True, slots=True)
class Work:
    """What happens because time passed, as two callables for whoever watches the clock."""

    tick: Callable[[], object]
    deliver: Callable[[], object]


def work_of(deps: Deps, slack: Slack) -> Work:
    owner = f"{socket.gethostname()}:{os.getpid()}"
    return Work(
        tick=lambda: tick(deps.store, deps.clock.now()),
        deliver=partial(deliver_all, deps.store, slack.messenger, deps.clock, owner=owner),
    )


@contextmanager
def listening(settings: Settings, slack: Slack, store: Store) -> Iterator[str]:
    """Slack's requests are answered while the block lasts; says in words where from."""
    if settings.SLACK_MODE == "socket":
        with slack.socket():
            yield "Socket Mode"
        return
    application = build_application(slack=slack.receive, health=partial(wrong_with, store))
    with WebServer(application, host=settings.HOST, port=settings.PORT) as server:
        yield f"{server.url}/slack/events"


def wrong_with(store: Store) -> Mapping[str, str]:
    """What keeps Homeroom from working, by part; nothing when all is well."""
    try:
        with store.read() as transaction:
            transaction.exec_driver_sql("SELECT 1")
    except DatabaseError as error:
        return {"database": type(error.orig).__name__}
    return {}


def run(settings: Settings, *, store: Store, clock: Clock, stop: threading.Event, say: Callable[[str], None]) -> None:
    """Work until `stop` is set; while Slack can't be reached, say so once and keep trying. Raises SlackSaysNo."""
    deps = Deps(store, clock)
    slack = Slack.connect(settings, deps)
    identity = _introduced(slack, stop, say)
    if identity is None:
        return
    work = work_of(deps, slack)
    with listening(settings, slack, store) as where, Scheduler(tick=work.tick, deliver=work.deliver):
        say(f"Homeroom is ready in {identity.workspace_name}, listening over {where}.")
        stop.wait()
    log.info("stopped")


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
            stop.wait(SECONDS_BETWEEN_TRIES)
    return None
