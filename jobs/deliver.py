"""The outbox worker: lease a lane, gather late, post, record.

No transaction is open while the platform is asked, and no answer is waited for twice: a limit or a failure goes
back into the queue with a time.
"""

import logging
from datetime import datetime, timedelta
from typing import assert_never

from jobs.announce import NothingToSay, Post, Replace, Speech, announce
from jobs.blame import blame
from jobs.ports import (
    CannotTell,
    Clock,
    HoldOff,
    MessageReference,
    Messenger,
    NotThere,
    Outcome,
    Posted,
    Rejected,
    TryLater,
    Uncertain,
)
from jobs.take_roster import take_roster
from storage import lanes, workspaces
from storage.deliveries import Kind, State
from storage.lanes import Lease, LeaseLost
from storage.store import Store, Transaction

log = logging.getLogger(__name__)

# Slack takes about one message a second in a channel; a little more keeps clear of its rounding.
PACE = timedelta(seconds=1.1)
# The first wait after a failure; it doubles up to the longest.
FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=5)
# With the doubling this is about half an hour of a platform being down before a person has to look.
MOST_ATTEMPTS = 12

Result = Outcome | NothingToSay | CannotTell


def deliver_next(store: Store, messenger: Messenger, clock: Clock, *, owner: str) -> bool:
    """Send the one thing that has waited longest; False when nothing can be sent now."""
    with store.begin() as transaction:
        lease = lanes.lease(transaction, owner=owner, now=clock.now())
    if lease is None:
        return False
    try:
        outcome = _send(store, messenger, lease, now=clock.now())
    except Exception as error:  # noqa: BLE001 - whatever it was, the lane must be given back
        log.error("delivery %s of kind %s failed: %s", lease.delivery.id, lease.delivery.kind, blame(error))
        outcome = Uncertain("an error inside Homeroom")
    try:
        with store.begin() as transaction:
            _record(transaction, lease, outcome, now=clock.now())
            lanes.release(transaction, lease, not_before=clock.now() + PACE)
    except LeaseLost:
        log.warning("delivery %s: another worker has taken over its lane", lease.delivery.id)
    return True


def deliver_all(store: Store, messenger: Messenger, clock: Clock, *, owner: str) -> int:
    """Send until nothing can be sent now; how many were tried."""
    tried = 0
    while deliver_next(store, messenger, clock, owner=owner):
        tried += 1
    return tried


def _send(store: Store, messenger: Messenger, lease: Lease, *, now: datetime) -> Result:
    delivery = lease.delivery
    if delivery.kind is Kind.WELCOME:
        people = messenger.people_in(lease.address)
        if isinstance(people, HoldOff | TryLater | Rejected):
            return people
        with store.begin() as transaction:
            take_roster(transaction, delivery.team_id, people, now=now)
    with store.read() as transaction:
        speech = announce(transaction, delivery, address=lease.address, now=now)
    return _speak(messenger, lease, speech, now=now)


def _speak(messenger: Messenger, lease: Lease, speech: Speech, *, now: datetime) -> Result:
    match speech:
        case Post(announcement=announcement, to=to):
            if not lease.was_uncertain:
                return messenger.post(announcement, to=to, key=lease.delivery.key)
            found = messenger.find(lease.delivery.key, to=to, since=lease.delivery.attempted_at or now)
            match found:
                case MessageReference():
                    return Posted(found)
                case NotThere():
                    return messenger.post(announcement, to=to, key=lease.delivery.key)
                case CannotTell() | Uncertain():
                    return found
                case _:
                    assert_never(found)
        case Replace(announcement=announcement, reference=reference):
            return messenger.replace(reference, announcement)
        case NothingToSay():
            return speech
        case _:
            assert_never(speech)


def _record(transaction: Transaction, lease: Lease, outcome: Result, *, now: datetime) -> None:
    delivery = lease.delivery
    match outcome:
        case Posted(reference=reference):
            lanes.sent(
                transaction,
                lease,
                message_address=reference.address,
                message_id=reference.message_id,
                now=now,
            )
        case NothingToSay(why=why):
            lanes.finish(transaction, lease, State.DROPPED, error=why)
        case HoldOff(seconds=seconds, everywhere=everywhere):
            until = now + timedelta(seconds=seconds)
            lanes.put_back(transaction, lease, run_at=until, error="asked to hold off")
            if everywhere:
                workspaces.block(transaction, lease.workspace_id, until=until)
        case Uncertain(reason=reason) | TryLater(reason=reason):
            if delivery.attempts + 1 >= MOST_ATTEMPTS:
                log.error("delivery %s given up after %s tries: %s", delivery.id, MOST_ATTEMPTS, reason)
                lanes.finish(transaction, lease, State.DEAD, error=reason)
            else:
                run_at = now + _wait(delivery.attempts)
                uncertain = isinstance(outcome, Uncertain)
                lanes.put_back(transaction, lease, run_at=run_at, error=reason, uncertain=uncertain)
        case Rejected(reason=reason):
            log.error("delivery %s of kind %s can't be sent: %s", delivery.id, delivery.kind, reason)
            lanes.finish(transaction, lease, State.DEAD, error=reason)
        case CannotTell(reason=reason):
            log.error("delivery %s may or may not have landed (%s); it is not repeated", delivery.id, reason)
            lanes.finish(transaction, lease, State.UNKNOWN, error=reason)
        case _:
            assert_never(outcome)


def _wait(attempts: int) -> timedelta:
    return min(FIRST_WAIT * (1 << attempts), LONGEST_WAIT)
