"""Homeroom's processes in one run: starts them, dooms them, strikes them, brings them back, and counts all that."""

import multiprocessing
import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from tests.chaos.setting import Doom, Setting, Step
from tests.chaos.worker import PROCESS_HEADER, WEB, WORKER, live

# Forked from a process that has imported everything and done nothing, so that a new life begins at once.
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.chaos.worker"])
LATEST_VISIT = 4
SIGNS_OF_A_FAULT = ("FAULT", "Traceback", "failed:")
# A database that is too busy to answer has to be lived with.
BUSY = ("OperationalError", "DatabaseError")


@dataclass(slots=True)
class Seat:
    """One process at a time; `doom` is what the present one waits for."""

    sides: frozenset[str]
    is_spared: bool = False
    process: BaseProcess | None = None
    orders: Connection | None = None
    doom: Doom | None = None
    doomed_at: float = 0.0
    struck_at: Step | None = None
    stopped_since: float | None = None
    landings: int = 0

    @property
    def pid(self) -> int:
        assert self.process is not None
        assert self.process.pid is not None
        return self.process.pid


@dataclass(slots=True)
class Fleet:
    """`strikes` counts by step what was done to whom; nothing is done once there were `most` of them."""

    setting: Setting
    seats: list[Seat]
    steps: Sequence[Step]
    random: random.Random
    most: int
    patience_seconds: float = 5.0
    pause_seconds: float = 5.0
    strikes: Counter[Step] = field(default_factory=Counter)
    accidents: list[str] = field(default_factory=list)
    is_calm: bool = False
    lock: Any = field(default_factory=threading.RLock)

    @property
    def pauses(self) -> bool:
        return self.setting.signal == signal.SIGSTOP

    @property
    def is_over(self) -> bool:
        return self.strikes.total() >= self.most

    def start(self) -> None:
        for seat in self.seats:
            self._begin(seat)

    def look(self) -> None:
        """To be called over and over: who is gone comes back, who stood still for long enough goes on."""
        with self.lock:
            for seat in self.seats:
                if not _is_alive(seat):
                    self._bury(seat)
                    self._begin(seat)
                elif self.pauses and _is_stopped(seat.pid):
                    self._let_go_on(seat)
                elif seat.doom is not None and time.monotonic() - seat.doomed_at > self.patience_seconds:
                    # It does not come to that step; then anywhere will do.
                    self._strike(seat, Step.ANYWHERE)
                elif seat.doom is None and seat.struck_at is None:
                    self._doom(seat)

    def landed(self, method: str, _arguments: Mapping[str, Any], headers: Mapping[str, str]) -> None:
        """The sandbox has carried out a call, and has not answered yet."""
        pid = headers.get(PROCESS_HEADER.lower())
        if method != "chat.postMessage" or pid is None:
            return
        with self.lock:
            for seat in self.seats:
                if str(seat.pid) == pid and seat.doom is not None and seat.doom.step is Step.AFTER_LANDING:
                    seat.landings += 1
                    if seat.landings >= seat.doom.nth:
                        self._strike(seat, Step.AFTER_LANDING)

    def strike_the_web(self) -> None:
        """In the middle of somebody's click; one strike in five."""
        with self.lock:
            if self.strikes[Step.IN_CLICK] >= self.most / 5 or self._may_not():
                return
            for seat in self.seats:
                if WEB in seat.sides and _is_alive(seat) and seat.struck_at is None:
                    self._strike(seat, Step.IN_CLICK)
                    return

    def calm_down(self) -> None:
        """No more strikes; everybody is there."""
        with self.lock:
            self.is_calm = True
            for seat in self.seats:
                seat.doom = None
                if _is_alive(seat):
                    self._order(seat, None)
                    os.kill(seat.pid, signal.SIGCONT)
        self.look()

    def stop(self) -> None:
        for seat in self.seats:
            if seat.process is not None:
                seat.process.kill()
                seat.process.join()

    def complaints(self) -> list[str]:
        """What the processes' logs say that none of this excuses."""
        lines = [
            f"{path.name}: {line}"
            for path in sorted(Path(self.setting.log_folder).glob("*.log"))
            for line in path.read_text(errors="replace").splitlines()
            if any(sign in line for sign in SIGNS_OF_A_FAULT) and not any(sign in line for sign in BUSY)
        ]
        return [*self.accidents, *lines]

    def _begin(self, seat: Seat) -> None:
        theirs, ours = CONTEXT.Pipe(duplex=False)
        seat.process = CONTEXT.Process(target=live, args=(self.setting, seat.sides, theirs), daemon=True)
        seat.process.start()
        theirs.close()
        if seat.orders is not None:
            seat.orders.close()
        seat.orders, seat.struck_at, seat.stopped_since = ours, None, None
        self._doom(seat)

    def _doom(self, seat: Seat) -> None:
        if self._may_not() or seat.is_spared or WORKER not in seat.sides:
            return
        nth = 1 if self.pauses else self.random.randint(1, LATEST_VISIT)
        seat.doom, seat.doomed_at, seat.landings = Doom(self.random.choice(self.steps), nth), time.monotonic(), 0
        self._order(seat, seat.doom)

    def _order(self, seat: Seat, doom: Doom | None) -> None:
        assert seat.orders is not None
        with suppress(OSError):
            seat.orders.send(doom)

    def _may_not(self) -> bool:
        # Those who wait for their doom will be struck too, unless calm comes first.
        return self.is_calm or self.is_over

    def _strike(self, seat: Seat, step: Step) -> None:
        if self._may_not():
            return
        seat.struck_at, seat.doom = step, None
        os.kill(seat.pid, self.setting.signal)

    def _bury(self, seat: Seat) -> None:
        assert seat.process is not None
        code = seat.process.exitcode
        step = seat.struck_at or (seat.doom.step if seat.doom is not None else None)
        if code == -signal.SIGKILL and step is not None:
            self.strikes[step] += 1
        else:
            self.accidents.append(f"a process ended by itself with {code}")
        seat.doom = None

    def _let_go_on(self, seat: Seat) -> None:
        now = time.monotonic()
        if seat.stopped_since is None:
            seat.stopped_since = now
            self.strikes[seat.struck_at or (seat.doom.step if seat.doom is not None else Step.ANYWHERE)] += 1
        elif now - seat.stopped_since > self.pause_seconds or self.is_calm:
            seat.struck_at = seat.stopped_since = seat.doom = None
            os.kill(seat.pid, signal.SIGCONT)


def _is_alive(seat: Seat) -> bool:
    return seat.process is not None and seat.process.is_alive()


def _is_stopped(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"
    return False
