"""Who may send next, and what became of it: a lane is the queue of one channel, leased by one worker at a time.

Every commit here is fenced: it counts only while the lane still belongs to the lease that it was made under. What is
due is judged by the caller's clock, which all workers on one database share (see bot/clock.py).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Integer, RowMapping, bindparam, case, func, or_, select, update

from rubric.people import WorkspaceId
from storage.deliveries import OPEN_STATES, Delivery, State, delivery_from
from storage.store import Transaction
from storage.tables import Moment, deliveries, lanes, workspaces

# Three times the longest call to a platform (10 s): a slow post is never taken for a dead worker, and a worker that
# could not renew its lease for a while still has time to end what it began.
LEASE = timedelta(seconds=30)
# A lane never has to wait longer than this; a later date is left over from a clock that was wrong.
LONGEST_PACE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Lease:
    """One lane held by one worker until `until`, `lasting` after it was taken, and the delivery that it is to send.

    `was_uncertain`: an earlier attempt was begun and never heard of again, so it may have landed.
    """

    lane: str
    workspace_id: WorkspaceId
    address: str
    owner: str
    epoch: int
    until: datetime
    lasting: timedelta
    delivery: Delivery
    was_uncertain: bool


class LeaseLost(Exception):
    """Another worker has taken the lane since; whatever this one wanted to write no longer counts."""


# For Store.sees, in the order of an index as in teams.IS_ANY_DUE.
IS_ANY_READY = "SELECT 1 FROM lanes WHERE ready_at <= ? ORDER BY ready_at LIMIT 1"
_NOW = bindparam("now", type_=Moment())
_IS_OPEN = deliveries.c.state.in_(OPEN_STATES)
_FREE = (
    select(lanes)
    .join(workspaces, workspaces.c.id == lanes.c.workspace_id)
    .where(
        lanes.c.ready_at <= _NOW,
        or_(
            lanes.c.not_before.is_(None),
            lanes.c.not_before <= _NOW,
            lanes.c.not_before > bindparam("beyond", type_=Moment()),
        ),
        or_(lanes.c.lease_until.is_(None), lanes.c.lease_until <= _NOW),
        or_(workspaces.c.blocked_until.is_(None), workspaces.c.blocked_until <= _NOW),
        workspaces.c.uninstalled_at.is_(None),
    )
    .order_by(lanes.c.ready_at, lanes.c.name)
    .limit(bindparam("most", type_=Integer()))
    # Those that another worker is looking at are passed over.
    .with_for_update(skip_locked=True, of=lanes)
)
_FIRST_DUE = (
    select(func.min(deliveries.c.id))
    .where(deliveries.c.lane.in_(bindparam("lanes", expanding=True)), _IS_OPEN, deliveries.c.run_at <= _NOW)
    .group_by(deliveries.c.lane)
)
_NEXT = select(deliveries).where(deliveries.c.id.in_(_FIRST_DUE))
_TAKE = (
    update(lanes)
    .where(lanes.c.name.in_(bindparam("lanes", expanding=True)))
    .values(owner=bindparam("by"), lease_until=bindparam("until", type_=Moment()), epoch=lanes.c.epoch + 1)
)
_BEGIN = (
    update(deliveries)
    .where(deliveries.c.id.in_(bindparam("ids", expanding=True)))
    .values(
        state=State.SENDING.value,
        attempts=deliveries.c.attempts + 1,
        # Whoever has to look for it later need not look further back than its first try.
        attempted_at=func.coalesce(deliveries.c.attempted_at, _NOW),
    )
)
_FOLLOWING = select(func.min(deliveries.c.run_at)).where(deliveries.c.lane == lanes.c.name, _IS_OPEN)
_REARM = (
    update(lanes)
    .where(lanes.c.name.in_(bindparam("lanes", expanding=True)))
    .values(ready_at=_FOLLOWING.correlate(lanes).scalar_subquery())
)
_EXTEND = (
    update(lanes)
    .where(lanes.c.name.in_(bindparam("lanes", expanding=True)), lanes.c.owner == bindparam("by"))
    .values(lease_until=bindparam("until", type_=Moment()))
    .returning(lanes.c.name)
)
_GIVE_BACK = (
    update(lanes)
    .where(lanes.c.name == bindparam("lane"), lanes.c.owner == bindparam("by"), lanes.c.epoch == bindparam("at"))
    .values(owner=None, lease_until=None, not_before=bindparam("until", type_=Moment()))
)
_IS_WANTED_AGAIN = deliveries.c.wanted > bindparam("had", type_=Integer())
_SENT = (
    update(deliveries)
    .where(deliveries.c.id == bindparam("delivery"))
    .values(
        state=case((_IS_WANTED_AGAIN, State.QUEUED.value), else_=State.SENT.value),
        attempts=case((_IS_WANTED_AGAIN, 0), else_=deliveries.c.attempts),
        attempted_at=case((_IS_WANTED_AGAIN, None), else_=deliveries.c.attempted_at),
        message_address=bindparam("address"),
        message_id=bindparam("message"),
        sent_at=_NOW,
        error=None,
    )
)


def lease(
    transaction: Transaction, *, owner: str, now: datetime, most: int = 1, lasting: timedelta = LEASE
) -> list[Lease]:
    """Take up to `most` lanes, those that have waited longest first, and mark the next delivery of each as begun.

    No lane when nothing is due.
    """
    while rows := transaction.execute(_FREE, {"now": now, "beyond": now + LONGEST_PACE, "most": most}).mappings().all():
        names = [row["name"] for row in rows]
        due = {row["lane"]: row for row in transaction.execute(_NEXT, {"lanes": names, "now": now}).mappings()}
        if empty := [name for name in names if name not in due]:
            transaction.execute(_REARM, {"lanes": empty})
        if due:
            until = now + lasting
            transaction.execute(_TAKE, {"lanes": list(due), "by": owner, "until": until})
            transaction.execute(_BEGIN, {"ids": [row["id"] for row in due.values()], "now": now})
            return [
                _lease(row, due[row["name"]], owner=owner, until=until, lasting=lasting)
                for row in rows
                if row["name"] in due
            ]
    return []


def _lease(lane: RowMapping, delivery: RowMapping, *, owner: str, until: datetime, lasting: timedelta) -> Lease:
    return Lease(
        lane=lane["name"],
        workspace_id=WorkspaceId(lane["workspace_id"]),
        address=lane["address"],
        owner=owner,
        epoch=lane["epoch"] + 1,
        until=until,
        lasting=lasting,
        delivery=delivery_from(delivery),
        was_uncertain=delivery["state"] == State.SENDING.value,
    )


def extend(transaction: Transaction, held: Collection[str], *, owner: str, until: datetime) -> frozenset[str]:
    """Keep the lanes of these names until `until`; those that are still `owner`'s."""
    return frozenset(transaction.execute(_EXTEND, {"lanes": list(held), "by": owner, "until": until}).scalars())


def give_back(transaction: Transaction, lease: Lease, *, not_before: datetime) -> None:
    """Let others have the lane, and nothing leave in it before `not_before`. To be called first of all that records
    what became of the delivery, and `rearm` last.

    Raises LeaseLost.
    """
    given_back = transaction.execute(
        _GIVE_BACK, {"lane": lease.lane, "by": lease.owner, "at": lease.epoch, "until": not_before}
    )
    if given_back.rowcount != 1:
        raise LeaseLost(lease.lane)


def rearm(transaction: Transaction, names: Sequence[str]) -> None:
    """Work out when each lane may be tried again.

    The lanes must be locked by a statement before this one: in one statement PostgreSQL would judge by a snapshot
    taken before a wish that was just enqueued.
    """
    transaction.execute(_REARM, {"lanes": list(names)})


def sent(transaction: Transaction, delivery: Delivery, *, message_address: str, message_id: str, now: datetime) -> None:
    """It landed. A wish that came in meanwhile puts it back in the queue."""
    values = {"address": message_address, "message": message_id, "had": delivery.wanted, "now": now}
    transaction.execute(_SENT, {"delivery": delivery.id, **values})


def finish(transaction: Transaction, delivery: Delivery, state: State, *, error: str | None = None) -> None:
    """It will not be tried again, for the reason that `state` says."""
    transaction.execute(update(deliveries).where(deliveries.c.id == delivery.id).values(state=state.value, error=error))


def put_back(transaction: Transaction, delivery: Delivery, *, run_at: datetime, error: str, uncertain: bool) -> None:
    """Try it again at `run_at`; `uncertain` means that it may have landed, so ask first then."""
    state = State.SENDING if uncertain else State.QUEUED
    transaction.execute(
        update(deliveries).where(deliveries.c.id == delivery.id).values(state=state.value, run_at=run_at, error=error)
    )


def next_ready_at(transaction: Transaction) -> datetime | None:
    """The earliest moment at which a lane may be tried; None when every lane is empty."""
    rows = transaction.execute(
        select(lanes.c.ready_at, lanes.c.not_before, lanes.c.lease_until, workspaces.c.blocked_until)
        .join(workspaces, workspaces.c.id == lanes.c.workspace_id)
        .where(lanes.c.ready_at.is_not(None), workspaces.c.uninstalled_at.is_(None))
    )
    return min((max(moment for moment in row if moment is not None) for row in rows), default=None)
