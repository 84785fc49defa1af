"""Lets a team live through a check-in in seconds: moves what would fall due in days to this moment."""

import random
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from rubric.people import TeamId
from rubric.team import Team
from storage.deliveries import OPEN_STATES
from storage.store import DatabaseError, Store, Transaction
from storage.tables import check_ins, deliveries, lanes, teams
from tests.chaos.setting import SharedClock
from tests.chaos.town import DAYS_TO_THE_REMINDER

# With more than this waiting, nothing new is opened: the run is to be dense, not choked.
MOST_WAITING = 120
LOOK_EVERY_SECONDS = 0.2
# What happens to a team in turn, each this share of a cycle after the last.
PHASES = ("open", "remind", "close", "digest")


@dataclass(slots=True)
class Turn:
    """Where one team is in its cycle."""

    team_id: TeamId
    due: float
    phase: int = 0


@dataclass(slots=True)
class HandOfTime:
    """Runs in a thread of its own until `stop`; `opened` counts what it let happen."""

    store: Store
    clock: SharedClock
    settled: list[Team]
    seconds_in_a_cycle: float
    random: random.Random
    stopped: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        now = self.clock.monotonic()
        turns = [
            Turn(
                team.id, now + self.seconds_in_a_cycle * self.random.random() * 0.5, self.random.randrange(len(PHASES))
            )
            for team in self.settled
        ]
        while not self.stopped.wait(LOOK_EVERY_SECONDS):
            try:
                self._turn(turns)
            except DatabaseError:
                # Busy; it comes round again.
                continue

    def _turn(self, turns: list[Turn]) -> None:
        with self.store.read() as transaction:
            choked = waiting(transaction, self.clock.now()) > MOST_WAITING
        now = self.clock.monotonic()
        for turn in turns:
            phase = PHASES[turn.phase]
            if turn.due > now or (choked and phase == "open"):
                continue
            with self.store.begin() as transaction:
                let_happen(transaction, turn.team_id, phase, now=self.clock.now())
            turn.phase = (turn.phase + 1) % len(PHASES)
            turn.due = now + self.seconds_in_a_cycle / len(PHASES) * (0.5 + self.random.random())


def let_happen(transaction: Transaction, team_id: TeamId, phase: str, *, now: datetime) -> None:
    this_team, is_open = teams.c.id == team_id, (check_ins.c.team_id == team_id) & check_ins.c.closed_at.is_(None)
    # The team's row first, as the product has it, or the two would wait for each other.
    due = {"open": {"next_check_in_at": now}, "digest": {"next_digest_at": now}}.get(phase, {})
    transaction.execute(update(teams).where(this_team).values(wake_at=now, **due))
    match phase:
        case "remind":
            opened_at = now - timedelta(days=DAYS_TO_THE_REMINDER)
            transaction.execute(update(check_ins).where(is_open).values(opened_at=opened_at, due_at=opened_at))
        case "close":
            transaction.execute(update(check_ins).where(is_open).values(closes_at=now))


def close_everything(store: Store, settled: list[Team], *, now: datetime) -> None:
    for team in settled:
        with store.begin() as transaction:
            let_happen(transaction, team.id, "close", now=now)


def hurry(store: Store, *, now: datetime) -> None:
    """Whatever waits for its next try, or for its lane's, need not wait any longer."""
    with store.begin() as transaction:
        is_waiting = deliveries.c.state.in_(OPEN_STATES) & (deliveries.c.run_at > now)
        late = select(deliveries.c.lane).where(is_waiting)
        transaction.execute(update(lanes).where(lanes.c.name.in_(late)).values(ready_at=now, not_before=None))
        transaction.execute(update(deliveries).where(is_waiting).values(run_at=now))


def waiting(transaction: Transaction, now: datetime) -> int:
    """How many deliveries are still to be sent, and teams to be attended to."""
    is_open = deliveries.c.state.in_(OPEN_STATES)
    sends: int = transaction.execute(select(func.count()).where(is_open)).scalar_one()
    wakes: int = transaction.execute(select(func.count()).where(teams.c.wake_at <= now)).scalar_one()
    return sends + wakes
