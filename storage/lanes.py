"""Who may send next, and what became of it: a lane is the queue of one channel, leased by one worker at a time.

Every commit here is fenced: it counts only while the lane still belongs to the lease that it was made under.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import RowMapping, func, or_, select, update

from rubric.people import WorkspaceId
from storage.deliveries import OPEN_STATES, Delivery, State, delivery_from
from storage.store import Transaction
from storage.tables import deliveries, lanes, workspaces

# Longer than the longest call to a platform (10 s), or a slow post would be taken for a dead worker.
LEASE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Lease:
    """One lane held by one worker, and the delivery that it is to send."""

    lane: str
    workspace_id: WorkspaceId
    address: str
    owner: str
    epoch: int
    delivery: Delivery
    was_uncertain: bool


class LeaseLost(Exception):
    """Another worker has taken the lane since; whatever this one wanted to write no longer counts."""


def lease(transaction: Transaction, *, owner: str, now: datetime) -> Lease | None:
    """Take the lane that has waited longest and mark its next delivery as being sent; None when nothing is due."""
    while (lane := _free_lane(transaction, now)) is not None:
        row = _next_delivery(transaction, lane["name"], now)
        if row is None:
            _rearm(transaction, lane["name"])
            continue
        epoch = lane["epoch"] + 1
        transaction.execute(
            update(lanes).where(lanes.c.name == lane["name"]).values(owner=owner, lease_until=now + LEASE, epoch=epoch)
        )
        transaction.execute(
            update(deliveries)
            .where(deliveries.c.id == row["id"])
            .values(
                state=State.SENDING.value,
                attempts=row["attempts"] + 1,
                # Whoever has to look for it later need not look further back than its first try.
                attempted_at=func.coalesce(deliveries.c.attempted_at, now),
            )
        )
        return Lease(
            lane=lane["name"],
            workspace_id=WorkspaceId(lane["workspace_id"]),
            address=lane["address"],
            owner=owner,
            epoch=epoch,
            delivery=delivery_from(row),
            was_uncertain=row["state"] == State.SENDING.value,
        )
    return None


def _free_lane(transaction: Transaction, now: datetime) -> RowMapping | None:
    """The free lane that has waited longest, locked; those that another worker is looking at are passed over."""
    return (
        transaction.execute(
            select(lanes)
            .join(workspaces, workspaces.c.id == lanes.c.workspace_id)
            .where(
                lanes.c.ready_at <= now,
                or_(lanes.c.not_before.is_(None), lanes.c.not_before <= now),
                or_(lanes.c.lease_until.is_(None), lanes.c.lease_until <= now),
                or_(workspaces.c.blocked_until.is_(None), workspaces.c.blocked_until <= now),
            )
            .order_by(lanes.c.ready_at, lanes.c.name)
            .limit(1)
            .with_for_update(skip_locked=True, of=lanes)
        )
        .mappings()
        .one_or_none()
    )


def _next_delivery(transaction: Transaction, lane: str, now: datetime) -> RowMapping | None:
    return (
        transaction.execute(
            select(deliveries)
            .where(
                deliveries.c.lane == lane,
                deliveries.c.state.in_(OPEN_STATES),
                deliveries.c.run_at <= now,
            )
            .order_by(deliveries.c.id)
            .limit(1)
        )
        .mappings()
        .one_or_none()
    )


def sent(transaction: Transaction, lease: Lease, *, message_address: str, message_id: str, now: datetime) -> None:
    """It landed. A wish that came in meanwhile puts it back in the queue."""
    _fence(transaction, lease)
    again = deliveries.c.wanted > lease.delivery.wanted
    where = deliveries.c.id == lease.delivery.id
    message = {"message_address": message_address, "message_id": message_id, "sent_at": now, "error": None}
    transaction.execute(update(deliveries).where(where).values(state=State.SENT.value, **message))
    transaction.execute(update(deliveries).where(where, again).values(state=State.QUEUED.value, attempts=0))


def finish(transaction: Transaction, lease: Lease, state: State, *, error: str | None = None) -> None:
    """It will not be tried again, for the reason that `state` says."""
    _fence(transaction, lease)
    transaction.execute(
        update(deliveries).where(deliveries.c.id == lease.delivery.id).values(state=state.value, error=error)
    )


def put_back(transaction: Transaction, lease: Lease, *, run_at: datetime, error: str, uncertain: bool = False) -> None:
    """Try it again at `run_at`; `uncertain` means that it may have landed, so ask first then."""
    _fence(transaction, lease)
    state = State.SENDING if uncertain else State.QUEUED
    transaction.execute(
        update(deliveries)
        .where(deliveries.c.id == lease.delivery.id)
        .values(state=state.value, run_at=run_at, error=error)
    )


def release(transaction: Transaction, lease: Lease, *, not_before: datetime) -> None:
    """Give the lane back; nothing leaves in it before `not_before`."""
    # The lane is locked first and the next delivery looked up in a second statement: in one statement
    # PostgreSQL would judge by a snapshot taken before a wish that was just enqueued.
    _fence(transaction, lease)
    transaction.execute(
        update(lanes).where(lanes.c.name == lease.lane).values(owner=None, lease_until=None, not_before=not_before)
    )
    _rearm(transaction, lease.lane)


def next_ready_at(transaction: Transaction) -> datetime | None:
    """The earliest moment at which a lane may be tried; None when every lane is empty."""
    rows = transaction.execute(
        select(lanes.c.ready_at, lanes.c.not_before, lanes.c.lease_until, workspaces.c.blocked_until)
        .join(workspaces, workspaces.c.id == lanes.c.workspace_id)
        .where(lanes.c.ready_at.is_not(None))
    )
    return min((max(moment for moment in row if moment is not None) for row in rows), default=None)


def _fence(transaction: Transaction, lease: Lease) -> None:
    held = transaction.execute(
        update(lanes)
        .where(lanes.c.name == lease.lane, lanes.c.owner == lease.owner, lanes.c.epoch == lease.epoch)
        .values(epoch=lease.epoch)
    )
    if held.rowcount != 1:
        raise LeaseLost(lease.lane)


def _rearm(transaction: Transaction, lane: str) -> None:
    following = select(func.min(deliveries.c.run_at)).where(
        deliveries.c.lane == lane, deliveries.c.state.in_(OPEN_STATES)
    )
    transaction.execute(update(lanes).where(lanes.c.name == lane).values(ready_at=following.scalar_subquery()))
