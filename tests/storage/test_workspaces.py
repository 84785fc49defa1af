"""Workspaces: known once by their platform's id, and held back for as long as the longest wish says."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from rubric.people import WorkspaceId
from storage import workspaces
from storage.store import Store
from storage.tables import workspaces as table

NOW = datetime(2026, 11, 2, 14, tzinfo=UTC)
A_MINUTE = timedelta(minutes=1)


def remember(store: Store, name: str = "Maple Valley") -> WorkspaceId:
    with store.begin() as transaction:
        return workspaces.remember(transaction, platform="slack", external_id="T1", name=name)


def blocked_until(store: Store) -> datetime | None:
    with store.read() as transaction:
        found: datetime | None = transaction.execute(select(table.c.blocked_until)).scalar_one()
        return found


def test_a_workspace_is_remembered_once_and_takes_its_new_name(any_store: Store) -> None:
    assert remember(any_store) == remember(any_store, "Maple Valley Schools")
    with any_store.read() as transaction:
        assert transaction.execute(select(table.c.name)).scalar_one() == "Maple Valley Schools"


def test_a_shorter_wish_to_hold_off_never_undoes_a_longer_one(any_store: Store) -> None:
    workspace = remember(any_store)
    seen = []
    for minutes in (5, 1, 10):
        with any_store.begin() as transaction:
            workspaces.block(transaction, workspace, until=NOW + minutes * A_MINUTE)
        seen.append(blocked_until(any_store))
    assert seen == [NOW + 5 * A_MINUTE, NOW + 5 * A_MINUTE, NOW + 10 * A_MINUTE]
