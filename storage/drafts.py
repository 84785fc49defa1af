"""Forms that are still being filled in: what somebody has chosen so far, kept so that going back loses nothing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, delete, select, update

from rubric.people import WorkspaceId
from storage.store import Transaction, insert_or, new_id
from storage.tables import drafts


@dataclass(frozen=True, slots=True)
class Draft:
    """`about` is the channel or team that it will change, `address` is whose it is."""

    id: str
    workspace_id: WorkspaceId
    address: str
    kind: str
    about: str
    values: Mapping[str, Any]
    updated_at: datetime


def keep(
    transaction: Transaction,
    workspace_id: WorkspaceId,
    address: str,
    *,
    kind: str,
    about: str,
    values: Mapping[str, Any],
    now: datetime,
) -> str:
    """One draft for each person and what it is about: its id, the same as before when there is one already."""
    row = {"values": dict(values), "updated_at": now}
    kept = transaction.execute(
        insert_or(transaction, drafts)
        .values(id=new_id(), workspace_id=workspace_id, address=address, kind=kind, about=about, **row)
        .on_conflict_do_update(index_elements=["workspace_id", "address", "kind", "about"], set_=row)
        .returning(drafts.c.id)
    )
    return str(kept.scalar_one())


def change(transaction: Transaction, draft_id: str, values: Mapping[str, Any], *, now: datetime) -> None:
    transaction.execute(update(drafts).where(drafts.c.id == draft_id).values(values=dict(values), updated_at=now))


def get(transaction: Transaction, draft_id: str, *, address: str) -> Draft | None:
    """Somebody's own draft; None when there is no such one, or it is somebody else's."""
    found = transaction.execute(select(drafts).where(drafts.c.id == draft_id, drafts.c.address == address))
    return _draft(found.mappings().one_or_none())


def find(transaction: Transaction, workspace_id: WorkspaceId, address: str, *, kind: str, about: str) -> Draft | None:
    found = transaction.execute(
        select(drafts).where(
            drafts.c.workspace_id == workspace_id,
            drafts.c.address == address,
            drafts.c.kind == kind,
            drafts.c.about == about,
        )
    )
    return _draft(found.mappings().one_or_none())


def drop(transaction: Transaction, draft_id: str) -> None:
    transaction.execute(delete(drafts).where(drafts.c.id == draft_id))


def drop_older(transaction: Transaction, than: datetime, *, kinds: Collection[str]) -> int:
    """Forget what nobody went on with, of these kinds; how many."""
    old = (drafts.c.updated_at < than) & drafts.c.kind.in_(kinds)
    return transaction.execute(delete(drafts).where(old)).rowcount


def _draft(row: RowMapping | None) -> Draft | None:
    if row is None:
        return None
    return Draft(
        id=row["id"],
        workspace_id=WorkspaceId(row["workspace_id"]),
        address=row["address"],
        kind=row["kind"],
        about=row["about"],
        values=row["values"],
        updated_at=row["updated_at"],
    )
