"""One worker: looks at the clock, hands out what can be sent to a pool of senders, and keeps its leases alive.

Any number may run on one database, all equal: which lane is whose, the database says. What wakes a worker is left to
others (jobs/scheduler.py); each of its three jobs does what there is to do and returns.
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from uuid import uuid4

from jobs.blame import blame
from jobs.deliver import deliver, put_down
from jobs.ports import Clock, Messenger, Posted, TryLater, Uncertain
from jobs.record import Result
from jobs.tick import TEAMS_AT_ONCE, tick
from storage import lanes
from storage.lanes import LEASE, Lease
from storage.store import DatabaseError, Store
from storage.trouble import is_trouble

log = logging.getLogger(__name__)

# Posts of one worker that are under way at the same time. Slack takes hundreds a minute from one app; what limits a
# worker is how many it can prepare meanwhile, and more at once would only wait for their turn at that.
SENDERS = 6
# One being sent and one that waits in hand.
IN_HAND_FOR_EACH = 2
# A call takes ten seconds at most, and must be over before the lease is.
LONGEST_CALL = timedelta(seconds=10)
# This many failures in a row, and it is not chance.
ENOUGH_TO_TELL = 3


class Worker:
    """`tick`, `deliver` and `beat` may be called from any thread, each by one at a time."""

    def __init__(
        self,
        store: Store,
        messenger: Messenger,
        clock: Clock,
        *,
        senders: int = SENDERS,
        lease: timedelta = LEASE,
        longest_call: timedelta = LONGEST_CALL,
    ) -> None:
        self._store, self._messenger, self._clock = store, messenger, clock
        self._lease, self._longest_call = lease, longest_call
        # Made up anew with each start: a worker never takes up what an earlier life of it held.
        self._owner = uuid4().hex
        self._senders = senders
        self._pool = ThreadPoolExecutor(senders, thread_name_prefix="sender")
        self._handing_out = threading.Lock()
        self._lock = threading.Lock()
        # By lane the epoch of its lease and until when it holds. Where a beat failed for so long that this very worker
        # has leased the lane anew, the earlier lease is as lost as to any other.
        self._held: dict[str, tuple[int, datetime]] = {}
        self._stopping = threading.Event()
        self._platform = _Platform()

    def tick(self) -> None:
        """Do what has fallen due, for all teams."""
        while not self._stopping.is_set() and tick(self._store, self._clock.now()) >= TEAMS_AT_ONCE:
            pass

    def deliver(self) -> None:
        """Give the senders something to send, as long as there is something."""
        with self._handing_out:
            while (room := self._room()) and self._take(room):
                pass

    def beat(self) -> None:
        """Renew the leases of what is under way. What has been lost to another worker is not sent any more."""
        with self._lock:
            held = list(self._held)
        if not held:
            return
        until = self._clock.now() + self._lease
        with self._store.begin() as transaction:
            kept = lanes.extend(transaction, held, owner=self._owner, until=until)
        with self._lock:
            for lane in held:
                if lane in self._held:
                    epoch, _ = self._held[lane]
                    self._held[lane] = epoch, until if lane in kept else self._clock.now()

    def stop(self) -> None:
        """Begin nothing more, and wait for what is under way; a call takes ten seconds at most.

        What was in hand and not begun goes back.
        """
        self._stopping.set()
        with self._handing_out:
            # Whoever was handing out has seen it now.
            pass
        self._pool.shutdown(wait=True)

    def _room(self) -> int:
        """How many more to take; none until there is room for several, so that one look serves them all."""
        with self._lock:
            in_hand = len(self._held)
        if self._stopping.is_set() or in_hand > self._senders:
            return 0
        return self._senders * IN_HAND_FOR_EACH - in_hand

    def _take(self, most: int) -> bool:
        if not self._store.sees(lanes.IS_ANY_READY, self._clock.now()):
            return False
        with self._store.begin() as transaction:
            leases = lanes.lease(transaction, owner=self._owner, now=self._clock.now(), most=most, lasting=self._lease)
        with self._lock:
            self._held.update({lease.lane: (lease.epoch, lease.until) for lease in leases})
        for lease in leases:
            self._pool.submit(self._carry, lease)
        return bool(leases)

    def _carry(self, lease: Lease) -> None:
        try:
            if self._stopping.is_set():
                put_down(self._store, lease, now=self._clock.now())
            else:
                result = deliver(self._store, self._messenger, self._clock, lease, still=self._still(lease))
                self._platform.heard(result)
        except DatabaseError as error:
            # Whoever leases the lane next looks whether it landed. Trouble was told of by the store.
            if not is_trouble(error):
                log.error("delivery %s could not be recorded: %s", lease.delivery.id, blame(error))
            return
        finally:
            with self._lock:
                if lease.lane in self._held and self._held[lease.lane][0] == lease.epoch:
                    del self._held[lease.lane]
        self._follow_up()

    def _follow_up(self) -> None:
        try:
            self.deliver()
        except DatabaseError:
            # The next look at the clock tries again.
            return

    def _still(self, lease: Lease) -> Callable[[], bool]:
        def still() -> bool:
            with self._lock:
                epoch, until = self._held.get(lease.lane, (0, lease.until))
            return epoch == lease.epoch and self._clock.now() + self._longest_call < until

        return still


class _Platform:
    """Says once that the platform does not answer, and once that it does again."""

    def __init__(self) -> None:
        self._failures = 0
        self._lock = threading.Lock()

    def heard(self, result: Result) -> None:
        with self._lock:
            match result:
                case Uncertain(reason=reason) | TryLater(reason=reason):
                    self._failures += 1
                    if self._failures == ENOUGH_TO_TELL:
                        log.warning("no answer from the platform (%s); what there is to post waits", reason)
                case Posted():
                    if self._failures >= ENOUGH_TO_TELL:
                        log.info("the platform answers again")
                    self._failures = 0
                case _:
                    pass
