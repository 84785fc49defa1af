"""What tests of the outbox look at: the state of deliveries, and a cabinet with a card waiting."""

from datetime import timedelta

from sqlalchemy import select

from jobs.deliver import deliver_all
from jobs.tick import tick
from storage.deliveries import Kind, State
from storage.store import Store
from storage.tables import deliveries
from tests.cabinet import MONDAY, Cabinet, local

A_SECOND = timedelta(seconds=1)
A_MINUTE = timedelta(minutes=1)
AN_HOUR = timedelta(hours=1)


def with_a_card_waiting(store: Store) -> Cabinet:
    cabinet = Cabinet(store)
    cabinet.set_up()
    cabinet.clock.at = local(MONDAY)
    tick(store, cabinet.clock.now())
    return cabinet


def deliver(cabinet: Cabinet, *, worker: str = "worker-1") -> int:
    return deliver_all(cabinet.store, cabinet.messenger, cabinet.clock, owner=worker)


def states_of(cabinet: Cabinet, kind: Kind) -> list[State]:
    """Of all deliveries of a kind, oldest first."""
    with cabinet.store.read() as transaction:
        rows = transaction.execute(
            select(deliveries.c.state).where(deliveries.c.kind == kind.value).order_by(deliveries.c.id)
        ).scalars()
        return [State(row) for row in rows]


def state_of(cabinet: Cabinet, kind: Kind) -> tuple[State, int]:
    """Of the only delivery of a kind, with how often it was tried."""
    with cabinet.store.read() as transaction:
        row = transaction.execute(
            select(deliveries.c.state, deliveries.c.attempts).where(deliveries.c.kind == kind.value)
        ).one()
    return State(row.state), row.attempts
