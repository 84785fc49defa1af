"""One process of Homeroom's, made of the real parts: the web side, the worker, or both; and doomed.

It is told its doom through a pipe, and ends when the other end of that pipe is gone.
"""

import logging
import os
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from multiprocessing.connection import Connection

import jobs.record
import jobs.worker
from bot.slack.connection import Slack
from bot.use_cases.who import Deps
from bot.web.application import build_application
from bot.web.server import WebServer
from jobs.announcements import Announcement
from jobs.blame import blame
from jobs.ports import Destination, Finding, MessageReference, Messenger, NoAnswer, Outcome, Still
from jobs.tick import tick
from storage.store import DatabaseError, Store
from tests.chaos.setting import Doom, Setting, Step

log = logging.getLogger("chaos")

PROCESS_HEADER = "X-Homeroom-Process"
WEB, WORKER = "web", "worker"


class Fate:
    """Strikes this very process when it comes to the step that it is doomed at."""

    def __init__(self, signal: int) -> None:
        self._signal = signal
        self._lock = threading.Lock()
        self._doom: Doom | None = None
        self._met = 0

    def doom(self, doom: Doom | None) -> None:
        with self._lock:
            self._doom, self._met = doom, 0

    def meet(self, step: Step) -> None:
        with self._lock:
            if self._doom is None or self._doom.step is not step:
                return
            self._met += 1
            if self._met < self._doom.nth:
                return
            self._doom = None
        os.kill(os.getpid(), self._signal)


class DoomedMessenger:
    """The real messenger, with steps to be struck at around every post."""

    def __init__(self, messenger: Messenger, fate: Fate, *, heeds_lease: bool) -> None:
        self._messenger, self._fate, self._heeds_lease = messenger, fate, heeds_lease

    def post(self, announcement: Announcement, *, to: Destination, key: str, still: Still) -> Outcome:
        self._fate.meet(Step.BEFORE_POST)
        outcome = self._messenger.post(announcement, to=to, key=key, still=self._watched(still))
        self._fate.meet(Step.BEFORE_RESULT)
        return outcome

    def replace(self, reference: MessageReference, announcement: Announcement, *, still: Still) -> Outcome:
        return self._messenger.replace(reference, announcement, still=self._watched(still))

    def take_back(self, reference: MessageReference) -> Outcome:
        return self._messenger.take_back(reference)

    def find(self, key: str, *, to: Destination, since: datetime, besides: str | None = None) -> Finding:
        return self._messenger.find(key, to=to, since=since, besides=besides)

    def can_post_to(self, address: str) -> NoAnswer | None:
        return self._messenger.can_post_to(address)

    def _watched(self, still: Still) -> Still:
        def watched() -> bool:
            in_time = still() or not self._heeds_lease
            if in_time:
                self._fate.meet(Step.IN_CALL)
            return in_time

        return watched


def live(setting: Setting, sides: frozenset[str], orders: Connection) -> None:
    """The whole life of a process; it ends only by being killed."""
    logging.basicConfig(filename=f"{setting.log_folder}/{os.getpid()}.log", level=logging.WARNING)
    fate = Fate(setting.signal)
    store = Store.connect(setting.database_url)
    slack = Slack.connect(setting.settings(), Deps(store, setting.clock))
    if WEB in sides:
        application = build_application(slack=slack.receive, health=dict)
        WebServer(application, host="127.0.0.1", port=setting.port).__enter__()
    if WORKER in sides:
        _work(setting, store, slack, fate)
    while True:
        try:
            fate.doom(orders.recv())
        except EOFError:
            os._exit(0)


def _work(setting: Setting, store: Store, slack: Slack, fate: Fate) -> None:
    slack.client.timeout = round(setting.longest_call.total_seconds())
    slack.client.headers[PROCESS_HEADER] = str(os.getpid())
    messenger = DoomedMessenger(slack.messenger, fate, heeds_lease=setting.heeds_lease)

    def doomed_tick(store: Store, now: datetime) -> int:
        attended = tick(store, now)
        if attended:
            fate.meet(Step.AFTER_PLAN)
        return attended

    # What lasts half a minute in earnest lasts seconds here.
    jobs.record.LEASE = setting.lease  # type: ignore[attr-defined]
    jobs.worker.tick = doomed_tick  # type: ignore[attr-defined]
    worker = jobs.worker.Worker(store, messenger, setting.clock, lease=setting.lease, longest_call=setting.longest_call)
    _again_and_again(worker.tick, every=timedelta(seconds=0.25))
    _again_and_again(worker.deliver, every=timedelta(seconds=0.1))
    _again_and_again(worker.beat, every=setting.lease / 4)


def _again_and_again(work: Callable[[], object], *, every: timedelta) -> None:
    pause = threading.Event()

    def run() -> None:
        while not pause.wait(every.total_seconds()):
            try:
                work()
            except DatabaseError as error:
                log.warning("the database did not answer: %s", type(error).__name__)
            except Exception as error:  # noqa: BLE001 - reported in the end as a fault
                log.error("FAULT %s: %s", blame(error), error)

    threading.Thread(target=run, daemon=True).start()
