"""A delivery in doubt is settled once, by the first answer: taken as sent, or queued afresh."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import RowMapping, select, update

from storage import deliveries, doubts, lanes
from storage.deliveries import Kind, Order, State
from storage.lanes import Lease
from storage.store import Store
from storage.tables import deliveries as table
from storage.tables import lanes as lane_table
from tests.cabinet import Cabinet

TRIED_AT = datetime(2026, 11, 13, 21, tzinfo=UTC)
NOW = TRIED_AT + timedelta(hours=3)


@pytest.fixture
def in_doubt(any_store: Store) -> int:
    """The id of a digest of which nobody knows whether it landed at TRIED_AT."""
    team = Cabinet(any_store).set_up()
    with any_store.begin() as transaction:
        deliveries.enqueue(transaction, Order.to_channel(team, Kind.DIGEST, about="d1", run_at=TRIED_AT))
    lease = leased(any_store, TRIED_AT)
    with any_store.begin() as transaction:
        lanes.give_back(transaction, lease, not_before=TRIED_AT)
        lanes.finish(transaction, lease.delivery, State.UNKNOWN, error="missing_scope")
        lanes.rearm(transaction, [lease.lane])
    return lease.delivery.id


def leased(store: Store, now: datetime) -> Lease:
    with store.begin() as transaction:
        [lease] = lanes.lease(transaction, owner="worker-1", now=now)
    return lease


def row_of(store: Store, delivery_id: int) -> RowMapping:
    with store.read() as transaction:
        return transaction.execute(select(table).where(table.c.id == delivery_id)).mappings().one()


def settle(store: Store, delivery_id: int, *, landed: bool) -> bool:
    with store.begin() as transaction:
        return doubts.settle(transaction, delivery_id, landed=landed, now=NOW)


def test_what_landed_counts_as_sent_when_it_was_tried_and_is_not_sent_again(any_store: Store, in_doubt: int) -> None:
    assert settle(any_store, in_doubt, landed=True)
    row = row_of(any_store, in_doubt)
    assert (row["state"], row["sent_at"], row["error"], row["message_id"]) == ("sent", TRIED_AT, None, None)
    with any_store.begin() as transaction:
        assert lanes.lease(transaction, owner="worker-1", now=NOW) == []


def test_what_did_not_land_is_sent_as_if_for_the_first_time(any_store: Store, in_doubt: int) -> None:
    assert settle(any_store, in_doubt, landed=False)
    row = row_of(any_store, in_doubt)
    assert (row["state"], row["attempts"], row["run_at"], row["error"]) == ("queued", 0, NOW, None)
    lease = leased(any_store, NOW)
    assert (lease.delivery.id, lease.was_uncertain) == (in_doubt, False)
    assert row_of(any_store, in_doubt)["attempted_at"] == NOW


def test_a_lane_that_is_ready_earlier_stays_ready_then(any_store: Store, in_doubt: int) -> None:
    earlier = NOW - timedelta(hours=1)
    with any_store.begin() as transaction:
        transaction.execute(update(lane_table).values(ready_at=earlier))
    assert settle(any_store, in_doubt, landed=False)
    with any_store.read() as transaction:
        assert transaction.execute(select(lane_table.c.ready_at)).scalar_one() == earlier


@pytest.mark.parametrize("landed", [True, False])
def test_only_the_first_answer_counts(any_store: Store, in_doubt: int, landed: bool) -> None:
    assert settle(any_store, in_doubt, landed=landed)
    before = row_of(any_store, in_doubt)
    assert not settle(any_store, in_doubt, landed=not landed)
    assert row_of(any_store, in_doubt) == before


@pytest.mark.parametrize("state", [state for state in State if state is not State.UNKNOWN])
def test_what_is_in_no_doubt_is_left_alone(any_store: Store, in_doubt: int, state: State) -> None:
    with any_store.begin() as transaction:
        transaction.execute(update(table).values(state=state.value))
    assert not settle(any_store, in_doubt, landed=False)
    assert row_of(any_store, in_doubt)["state"] == state.value


def test_a_delivery_is_found_by_its_number(any_store: Store, in_doubt: int) -> None:
    with any_store.read() as transaction:
        found = deliveries.get(transaction, in_doubt)
        assert found is not None
        assert (found.kind, found.state) == (Kind.DIGEST, State.UNKNOWN)
        assert deliveries.get(transaction, in_doubt + 1) is None
    assert not settle(any_store, in_doubt + 1, landed=True)
