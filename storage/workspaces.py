"""Slack workspaces and Teams tenants: who they are on their platform, and whether they asked us to hold off."""

from datetime import datetime

from sqlalchemy import func, select, update

from rubric.people import WorkspaceId
from storage.store import Transaction, insert_or, new_id
from storage.tables import teams, workspaces

# Why a team can't be reached, when it is for its whole workspace.
UNINSTALLED = "uninstalled"


def remember(transaction: Transaction, *, platform: str, external_id: str, name: str) -> WorkspaceId:
    """The workspace that has just let us in: its id, made on first sight; a new name replaces the old one.

    If it did not let us in for a while, its teams take up where they stopped.
    """
    transaction.execute(
        insert_or(transaction, workspaces)
        .values(id=new_id(), platform=platform, external_id=external_id, name=name)
        .on_conflict_do_update(index_elements=["platform", "external_id"], set_={"name": name, "uninstalled_at": None})
    )
    found = find(transaction, platform=platform, external_id=external_id)
    if found is None:
        raise LookupError("a workspace that was just remembered is gone")
    waiting = (teams.c.workspace_id == found) & (teams.c.unreachable_because == UNINSTALLED)
    again = {"unreachable_since": None, "unreachable_because": None, "wake_at": teams.c.unreachable_since}
    transaction.execute(update(teams).where(waiting).values(**again))
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


def leave(transaction: Transaction, workspace_id: WorkspaceId, *, now: datetime) -> bool:
    """It no longer lets us in, so nothing opens in its teams or leaves for it until it does again.

    False when that was known already.
    """
    left = transaction.execute(
        update(workspaces)
        .where(workspaces.c.id == workspace_id, workspaces.c.uninstalled_at.is_(None))
        .values(uninstalled_at=now)
    )
    transaction.execute(
        update(teams)
        .where(teams.c.workspace_id == workspace_id, teams.c.unreachable_since.is_(None))
        .values(unreachable_since=now, unreachable_because=UNINSTALLED)
    )
    return left.rowcount == 1


def any_left(transaction: Transaction, *, platform: str) -> bool:
    """Whether some workspace of a platform no longer lets us in."""
    left = transaction.execute(
        select(workspaces.c.id)
        .where(workspaces.c.uninstalled_at.is_not(None), workspaces.c.platform == platform)
        .limit(1)
    )
    return left.first() is not None
