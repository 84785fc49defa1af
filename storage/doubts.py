"""Deliveries of which nobody can tell whether they landed, and what a person who looked says about them."""

from datetime import datetime

from sqlalchemy import case, func, select, update

from storage.deliveries import State
from storage.store import Transaction
from storage.tables import deliveries, lanes


def settle(transaction: Transaction, delivery_id: int, *, landed: bool, now: datetime) -> bool:
    """Take it as sent, or queue it as if it had never been tried; False when it is in doubt no longer."""
    in_doubt = (deliveries.c.id == delivery_id) & (deliveries.c.state == State.UNKNOWN.value)
    lane = transaction.execute(select(deliveries.c.lane).where(in_doubt)).scalar_one_or_none()
    if lane is None:
        return False
    answer: dict[str, object]
    if landed:
        answer = {"state": State.SENT.value, "sent_at": func.coalesce(deliveries.c.attempted_at, now), "error": None}
    else:
        # Lanes are locked before their deliveries everywhere, or two workers would wait for each other.
        earlier = (lanes.c.ready_at <= now) & lanes.c.ready_at.is_not(None)
        ready_at = case((earlier, lanes.c.ready_at), else_=now)
        transaction.execute(update(lanes).where(lanes.c.name == lane).values(ready_at=ready_at))
        answer = {"state": State.QUEUED.value, "attempts": 0, "attempted_at": None, "run_at": now, "error": None}
    return transaction.execute(update(deliveries).where(in_doubt).values(**answer)).rowcount == 1
