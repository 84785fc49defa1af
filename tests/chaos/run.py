"""One run from the first plan to the verdict: the sandbox and its noise, the processes and their ends, the members."""

import random
import signal
import socket
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import Any

from sandbox.rate_limits import RateLimits
from sandbox.server import SandboxServer
from sandbox.tally import posts_by_metadata
from sandbox.workspace import Workspace
from storage.schema import migrate
from storage.store import DatabaseError, Store
from tests.chaos.fleet import Fleet, Seat
from tests.chaos.hand_of_time import HandOfTime, close_everything, hurry, waiting
from tests.chaos.members import Members
from tests.chaos.setting import Setting, SharedClock, Step
from tests.chaos.town import seed, settle
from tests.chaos.verdict import Verdict, judge
from tests.chaos.worker import WEB, WORKER

KILL_STEPS = (Step.AFTER_PLAN, Step.BEFORE_POST, Step.AFTER_LANDING, Step.BEFORE_RESULT, Step.ANYWHERE)
PAUSE_STEPS = (Step.IN_CALL, Step.AFTER_LANDING, Step.BEFORE_POST, Step.ANYWHERE)
LOOK_EVERY_SECONDS = 0.05
LONGEST_CALM_SECONDS = 90.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done to whom. Pauses instead of kills: `pauses`."""

    database: str
    url: str
    strikes: int
    seed: int
    workers: int = 1
    teams: int = 60
    pauses: bool = False
    heeds_lease: bool = True
    # A pause in the middle of a call and a lost answer to that very call is more than can be taken back.
    loses_answers: bool = True
    seconds_in_a_cycle: float = 20.0
    longest_seconds: float = 900.0


@dataclass(frozen=True, slots=True)
class Report:
    """How it went."""

    plan: Plan
    verdict: Verdict
    strikes: dict[str, int]
    clicks: dict[str, int]
    seconds: float
    complaints: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        return [*self.verdict.faults, *self.complaints]

    def as_data(self) -> dict[str, Any]:
        word = "pauses" if self.plan.pauses else "kills"
        figures = asdict(self.verdict)
        del figures["faults"]
        return {
            "database": self.plan.database,
            "workers": self.plan.workers,
            "seed": self.plan.seed,
            "seconds": round(self.seconds, 1),
            word: sum(self.strikes.values()),
            f"{word}_by_step": self.strikes,
            **figures,
            "clicks": self.clicks,
            **({} if self.plan.heeds_lease else {"looks_at_the_lease_before_a_call": False}),
            "faults": len(self.faults),
        }


def carry_out(plan: Plan) -> Report:
    """Play `plan` on an empty database."""
    began = time.monotonic()
    clock = SharedClock(began)
    town = seed(plan.teams)
    workspace = Workspace(town, clock=clock, limits=RateLimits())
    store = Store.connect(plan.url)
    with tempfile.TemporaryDirectory(prefix="homeroom-chaos-") as logs, SandboxServer(workspace) as server:
        migrate(store)
        settled = settle(store, town)
        port = _free_port()
        server.deliver_over_http(f"http://127.0.0.1:{port}/slack/events")
        setting = Setting(
            database_url=plan.url,
            api_url=server.api_url,
            port=port,
            log_folder=logs,
            clock=clock,
            heeds_lease=plan.heeds_lease,
            signal=signal.SIGSTOP if plan.pauses else signal.SIGKILL,
        )
        chance = random.Random(plan.seed)
        fleet = Fleet(setting, _seats(plan), PAUSE_STEPS if plan.pauses else KILL_STEPS, chance, plan.strikes)
        people = Members(server, store, plan.teams, plan.seed, (lambda: None) if plan.pauses else fleet.strike_the_web)
        time_passes = HandOfTime(store, clock, settled, plan.seconds_in_a_cycle, random.Random(plan.seed + 1))
        _misbehave(workspace, fleet, plan)
        try:
            fleet.start()
            _storm(plan, fleet, people, time_passes)
            _calm(store, clock, workspace, fleet, settled)
            verdict = judge(store, posts_by_metadata(workspace, "delivery_key"), people.told)
            return Report(
                plan,
                verdict,
                strikes={step.value: count for step, count in sorted(fleet.strikes.items())},
                clicks={"taps": people.taps, "submissions": people.submissions, "unanswered": people.unanswered},
                seconds=time.monotonic() - began,
                complaints=fleet.complaints(),
            )
        finally:
            workspace.faults.on_landed = None
            fleet.stop()
            store.close()


def _seats(plan: Plan) -> list[Seat]:
    if plan.workers == 1:
        return [Seat(frozenset({WEB, WORKER}))]
    workers = [Seat(frozenset({WORKER})) for _ in range(plan.workers)]
    # Somebody has to go on while others stand still.
    workers[-1].is_spared = plan.pauses
    return [*workers, Seat(frozenset({WEB}))]


def _misbehave(workspace: Workspace, fleet: Fleet, plan: Plan) -> None:
    faults = workspace.faults
    deliveries_only = (
        "chat.postMessage",
        "chat.update",
        "chat.delete",
        "conversations.history",
        "conversations.replies",
    )
    faults.plan(latency_ms=100, latency_after_ms=100, methods=deliveries_only)
    lost = 0.02 if plan.loses_answers else 0.0
    faults.noise(
        seed=plan.seed,
        rate_limit=0.02,
        server_error=0.02,
        server_error_after=lost,
        drop_before=0.02,
        drop_after=lost,
        methods=deliveries_only,
    )
    faults.on_landed = fleet.landed


def _storm(plan: Plan, fleet: Fleet, people: Members, time_passes: HandOfTime) -> None:
    passing = threading.Thread(target=time_passes.run, daemon=True)
    passing.start()
    people.start()
    ends, resting = time.monotonic() + plan.longest_seconds, threading.Event()
    while not fleet.is_over and time.monotonic() < ends:
        resting.wait(LOOK_EVERY_SECONDS)
        fleet.look()
    time_passes.stopped.set()
    passing.join()
    people.stop()


def _calm(store: Store, clock: SharedClock, workspace: Workspace, fleet: Fleet, settled: list[Any]) -> None:
    """Until nothing waits any more, or nobody believes that it will ever end."""
    workspace.faults.clear()
    fleet.calm_down()
    ends, resting = time.monotonic() + LONGEST_CALM_SECONDS, threading.Event()
    closed = False
    while time.monotonic() < ends:
        resting.wait(0.5)
        fleet.look()
        with suppress(DatabaseError):
            if not closed:
                close_everything(store, settled, now=clock.now())
                closed = True
            hurry(store, now=clock.now())
            with store.read() as transaction:
                if not waiting(transaction, clock.now()):
                    return


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
