"""A database that was in use before goes up to longer ids of messages, and down again, with its outbox as it was."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import inspect, text

from rubric.people import TeamId, WorkspaceId
from storage import deliveries, lanes
from storage.deliveries import Kind, Order
from storage.schema import migrate
from storage.store import DatabaseError, Store
from tests.storage.test_fourth_migration import MEMBER, THEN
from tests.storage.test_second_migration import TEAM, WORKSPACE

NOW = datetime(2026, 1, 1, 10, tzinfo=UTC)
LANE = "INSERT INTO lanes (name, workspace_id, address, ready_at, epoch) VALUES ('w:C1', 'w', 'C1', :then, 3)"
DELIVERY = (
    "INSERT INTO deliveries (key, lane, team_id, kind, about, member_id, state, wanted, run_at, attempts, message_id)"
    " VALUES (:key, 'w:C1', 't', 'card', 'c', 'm', :state, 2, :then, 1, :message)"
)
SAVED = "SELECT key, lane, team_id, member_id, state, wanted, attempts, message_id FROM deliveries ORDER BY id"
ROWS = [
    ("card:1", "w:C1", "t", "m", "sent", 2, 1, "1793.000100"),
    ("card:2", "w:C1", "t", "m", "sending", 2, 1, None),
]


def in_use(store: Store) -> None:
    """With one delivery that was sent, and one that was begun."""
    with store.begin() as transaction:
        transaction.execute(text(WORKSPACE))
        transaction.execute(text(TEAM), THEN)
        transaction.execute(text(MEMBER), {"then": THEN["then"]})
        transaction.execute(text(LANE), {"then": THEN["then"]})
        for key, *_, state, _wanted, _attempts, message in ROWS:
            values = {"key": key, "state": state, "message": message, "then": THEN["then"]}
            transaction.execute(text(DELIVERY), values)


def saved(store: Store) -> list[tuple[object, ...]]:
    with store.read() as transaction:
        return [tuple(row) for row in transaction.execute(text(SAVED))]


def shape(store: Store) -> tuple[object, ...]:
    """What the table has besides its columns."""
    with store.read() as transaction:
        looked = inspect(transaction)
        return (
            sorted((one["name"], tuple(one["column_names"])) for one in looked.get_indexes("deliveries")),
            sorted((one["name"], one["referred_table"]) for one in looked.get_foreign_keys("deliveries")),
            sorted(tuple(one["column_names"]) for one in looked.get_unique_constraints("deliveries")),
        )


def test_what_waits_and_what_was_sent_is_there_afterwards_and_goes_on(own_store: Store) -> None:
    migrate(own_store, to="base")
    migrate(own_store, to="0004")
    in_use(own_store)
    before = shape(own_store)
    migrate(own_store)
    assert (saved(own_store), shape(own_store)) == (ROWS, before)
    with own_store.begin() as transaction:
        [lease] = lanes.lease(transaction, owner="worker", now=NOW)
        assert (lease.delivery.key, lease.was_uncertain) == ("card:2", True)
        lanes.give_back(transaction, lease, not_before=NOW)
        several = "+".join(["1793000000000"] * 18)
        lanes.sent(transaction, lease.delivery, message_address="19:c", message_id=several, now=NOW)
        order = Order("card:3", Kind.CARD, "c", TeamId("t"), WorkspaceId("w"), "C1", NOW)
        deliveries.enqueue(transaction, order)
    assert [row[-1] for row in saved(own_store)] == ["1793.000100", several, None]


def test_it_still_knows_what_a_delivery_belongs_to_and_that_its_key_is_its_own(own_store: Store) -> None:
    migrate(own_store, to="base")
    migrate(own_store, to="0004")
    in_use(own_store)
    migrate(own_store)
    values = {"state": "queued", "message": None, "then": THEN["then"]}
    for wrong in (DELIVERY.replace("'w:C1'", "'w:C9'"), DELIVERY.replace("'t'", "'nobody'"), DELIVERY):
        with pytest.raises(DatabaseError), own_store.begin() as transaction:
            transaction.execute(text(wrong), {"key": "card:9" if wrong is not DELIVERY else "card:1", **values})


def test_it_goes_down_again_with_everything_in_it(own_store: Store) -> None:
    in_use(own_store)
    migrate(own_store, to="0004")
    assert saved(own_store) == ROWS
