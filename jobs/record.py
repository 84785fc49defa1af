"""What becomes of a delivery after an attempt: sent, tried again, given up, asked about. Everything in one transaction.

What an answer of the platform's means was decided by the messenger; what follows from it is decided here.
"""

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

from jobs.announce import NothingToSay
from jobs.lost_places import FIRST_PROBE, lose_place, lose_workspace, regain_place
from jobs.ports import (
    CannotTell,
    HoldOff,
    MessageReference,
    Outcome,
    PlaceClosed,
    Posted,
    Rejected,
    TooLate,
    TryLater,
    Uncertain,
    Uninstalled,
)
from jobs.question import ask_coordinators
from storage import deliveries, lanes, workspaces
from storage.deliveries import Kind, Order, State
from storage.lanes import LONGEST_PACE, Lease
from storage.store import Transaction

log = logging.getLogger(__name__)

# Slack takes about one message a second in a channel; a little more keeps clear of its rounding.
PACE = timedelta(seconds=1.1)
# The first wait after a failure; it doubles up to the longest.
FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=5)
# A fault of ours does not go away by itself; with the doubling this is about half an hour.
MOST_FAULTS = 12
# However long a platform is down, what it missed is posted when it is back, until it is nobody's news any more.
NO_LONGER_NEWS = timedelta(days=3)
# On the first day a place that takes no posts is asked every hour whether it does again, then every day.
LATER_PROBES = timedelta(days=1)
# Ids of several messages together may be as long as a delivery's key, and the first one is in here.
_TOLD_APART_BY = 64


@dataclass(frozen=True, slots=True)
class Done:
    """There was something to do rather than to say, and it is done."""


@dataclass(frozen=True, slots=True)
class Reopened:
    """The place takes posts again."""


@dataclass(frozen=True, slots=True)
class OurFault:
    """Something inside Homeroom broke; `reason` names the kind of error."""

    reason: str


Result = Outcome | NothingToSay | CannotTell | Done | Reopened | OurFault


def record(transaction: Transaction, lease: Lease, result: Result, *, may_stand: bool, now: datetime) -> None:
    """`may_stand`: the message may be there all the same, so it is looked for before it is tried again.

    Raises LeaseLost.
    """
    wait = _wait(lease, result, now=now)
    lanes.give_back(transaction, lease, not_before=now + _pause(lease, result, wait))
    if wait is not None:
        reason = getattr(result, "reason", type(result).__name__)
        lanes.put_back(transaction, lease.delivery, run_at=now + wait, error=reason, uncertain=may_stand)
        if isinstance(result, HoldOff) and result.everywhere:
            workspaces.block(transaction, lease.workspace_id, until=now + wait)
        if isinstance(result, PlaceClosed):
            lose_place(transaction, lease, why=result.why, reason=result.reason, now=now)
        if isinstance(result, Uninstalled):
            lose_workspace(transaction, lease.workspace_id, reason=result.reason, now=now)
    else:
        _conclude(transaction, lease, result, may_stand=may_stand, now=now)
    lanes.rearm(transaction, [lease.lane])


def _wait(lease: Lease, result: Result, *, now: datetime) -> timedelta | None:
    """How long until it is tried again; None when it is not."""
    tries = lease.delivery.attempts + 1
    age = now - (lease.delivery.attempted_at or now)
    match result:
        case HoldOff(seconds=seconds):
            return timedelta(seconds=seconds)
        case Uncertain() | TryLater() | TooLate():
            return None if age > NO_LONGER_NEWS else _doubled(tries)
        case OurFault():
            return None if tries >= MOST_FAULTS else _doubled(tries)
        case Uninstalled():
            return timedelta(0)
        case PlaceClosed() if lease.delivery.kind is Kind.PROBE:
            return FIRST_PROBE if age < LATER_PROBES else LATER_PROBES
        case _:
            return None


def _pause(lease: Lease, result: Result, wait: timedelta | None) -> timedelta:
    """How long the lane rests. It stays in order, so what comes next waits for what is tried again; but a question
    whether the place takes posts holds up nothing."""
    if isinstance(result, NothingToSay):
        return timedelta(0)
    if wait is None or lease.delivery.kind is Kind.PROBE:
        return PACE
    return min(max(wait, PACE), LONGEST_PACE)


def _doubled(tries: int) -> timedelta:
    return LONGEST_WAIT if tries > 8 else min(FIRST_WAIT * (1 << (tries - 1)), LONGEST_WAIT)


def _conclude(transaction: Transaction, lease: Lease, result: Result, *, may_stand: bool, now: datetime) -> None:
    delivery = lease.delivery
    match result:
        case Posted(reference=reference):
            lanes.sent(
                transaction,
                delivery,
                message_address=reference.address,
                message_id=reference.message_id,
                now=now,
            )
        case NothingToSay(why=why):
            lanes.finish(transaction, delivery, State.DROPPED, error=why)
        case Done():
            lanes.finish(transaction, delivery, State.SENT)
        case Reopened():
            lanes.finish(transaction, delivery, State.SENT)
            regain_place(transaction, lease.workspace_id, lease.address, now=now)
        case PlaceClosed(why=why, reason=reason):
            lanes.finish(transaction, delivery, State.DEAD, error=reason)
            lose_place(transaction, lease, why=why, reason=reason, now=now)
        case CannotTell(reason=reason):
            log.error("delivery %s may or may not have landed (%s); it is not repeated", delivery.id, reason)
            lanes.finish(transaction, delivery, State.UNKNOWN, error=reason)
            ask_coordinators(transaction, delivery, now=now)
        case Rejected(reason=reason) | Uncertain(reason=reason) | TryLater(reason=reason) | OurFault(reason=reason):
            log.error("delivery %s of kind %s is given up: %s", delivery.id, delivery.kind, reason)
            # What may stand somewhere is not revived with what was refused.
            lanes.finish(transaction, delivery, State.UNKNOWN if may_stand else State.DEAD, error=reason)
        case TooLate():
            lanes.finish(transaction, delivery, State.DEAD, error="never in time")
        case HoldOff() | Uninstalled():
            raise ValueError("these are always tried again")
        case _:
            assert_never(result)


def take_back_later(transaction: Transaction, lease: Lease, landed: MessageReference, *, now: datetime) -> None:
    """This one landed although the lane had passed to another worker, which may have posted as well. When that is
    settled, one of the two messages goes."""
    once = landed.message_id[:_TOLD_APART_BY]
    order = _about(lease, Kind.TAKE_BACK, once=once, run_at=now + lease.lasting)
    deliveries.enqueue(transaction, replace(order, message_address=landed.address, message_id=landed.message_id))


def sweep_later(transaction: Transaction, lease: Lease, *, now: datetime) -> None:
    """What was not there when it was looked for may still land, sent by a worker that slept in the middle of its call
    and that nobody will hear of. By then its lease, and whatever it had begun, is long over."""
    deliveries.enqueue(transaction, _about(lease, Kind.SWEEP, once=str(lease.epoch), run_at=now + 2 * lease.lasting))


def _about(lease: Lease, kind: Kind, *, once: str, run_at: datetime) -> Order:
    """An order in the same lane that is about the lease's delivery."""
    return Order(
        key=f"{kind}:{lease.delivery.id}:{once}",
        kind=kind,
        about=str(lease.delivery.id),
        team_id=lease.delivery.team_id,
        workspace_id=lease.workspace_id,
        address=lease.address,
        run_at=run_at,
    )


def refresh_again(transaction: Transaction, lease: Lease, *, now: datetime) -> None:
    """This change came although the lane had passed to another worker, so it may have undone a later one."""
    order = _about(lease, lease.delivery.kind, once="", run_at=now)
    deliveries.request(transaction, replace(order, key=lease.delivery.key, about=lease.delivery.about))
