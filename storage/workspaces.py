"""Slack workspaces and Teams tenants: who they are on their platform, and whether they asked us to hold off."""

from datetime import datetime

from sqlalchemy import func, select, update

from rubric.people import WorkspaceId
from storage.store import Transaction, insert_or, new_id
from storage.tables import workspaces


def remember(transaction: Transaction, *, platform: str, external_id: str, name: str) -> WorkspaceId:
    """The workspace's id, made on first sight; a new name replaces the old one."""
    transaction.execute(
        insert_or(transaction, workspaces)
        .values(id=new_id(), platform=platform, external_id=external_id, name=name)
        .on_conflict_do_update(index_elements=["platform", "external_id"], set_={"name": name})
    )
    found = find(transaction, platform=platform, external_id=external_id)
    if found is None:
        raise LookupError("a workspace that was just remembered is gone")
    return found


def find(transaction: Transaction, *, platform: str, external_id: str) -> WorkspaceId | None:
    row = transaction.execute(
        select(workspaces.c.id).where(workspaces.c.platform == platform, workspaces.c.external_id == external_id)
    ).scalar_one_or_none()
    return None if row is None else WorkspaceId(row)


def block(transaction: Transaction, workspace_id: WorkspaceId, *, until: datetime) -> None:
    """Nothing leaves for this workspace before `until`; a shorter wish never undoes a longer one."""
    transaction.execute(
        update(workspaces)
        .where(
            workspaces.c.id == workspace_id,
            func.coalesce(workspaces.c.blocked_until < until, True),
        )
        .values(blocked_until=until)
    )
