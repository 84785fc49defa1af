"""The audit log: every change to how a team works, kept for ever, in the order it was made."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, func, insert, select

from rubric.audit import Entry, What
from rubric.people import MemberId, TeamId
from storage.store import Transaction
from storage.tables import audit


def write(
    transaction: Transaction,
    team_id: TeamId,
    what: What,
    *,
    actor: str,
    actor_id: MemberId | None,
    now: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> int:
    """Keep one change; the entry's id, which grows with every change in any team."""
    written = transaction.execute(
        insert(audit)
        .values(
            team_id=team_id,
            at=now,
            what=what.value,
            actor=actor,
            actor_id=actor_id,
            before=dict(before or {}),
            after=dict(after or {}),
            reason=reason,
        )
        .returning(audit.c.id)
    )
    return int(written.scalar_one())


def get(transaction: Transaction, entry_id: int) -> Entry | None:
    row = transaction.execute(select(audit).where(audit.c.id == entry_id)).mappings().one_or_none()
    return None if row is None else _entry(row)


def latest(transaction: Transaction, team_id: TeamId, *, most: int, before: int | None = None) -> tuple[Entry, ...]:
    """The newest `most` entries, the newest first; only those older than entry `before`, if that is given."""
    statement = select(audit).where(audit.c.team_id == team_id).order_by(audit.c.id.desc()).limit(most)
    if before is not None:
        statement = statement.where(audit.c.id < before)
    return tuple(map(_entry, transaction.execute(statement).mappings()))


def latest_of(transaction: Transaction, team_id: TeamId, what: What) -> Entry | None:
    """The newest entry of one kind."""
    newest = select(audit).where(audit.c.team_id == team_id, audit.c.what == what.value).order_by(audit.c.id.desc())
    row = transaction.execute(newest.limit(1)).mappings().one_or_none()
    return None if row is None else _entry(row)


def since(transaction: Transaction, team_id: TeamId, entry_id: int) -> tuple[Entry, ...]:
    """What was changed after entry `entry_id`, the oldest first."""
    newer = select(audit).where(audit.c.team_id == team_id, audit.c.id > entry_id).order_by(audit.c.id)
    return tuple(map(_entry, transaction.execute(newer).mappings()))


def last_id(transaction: Transaction, team_id: TeamId) -> int:
    """The newest entry's id; 0 before the first. A form that remembers it can tell what changed meanwhile."""
    return transaction.execute(select(func.max(audit.c.id)).where(audit.c.team_id == team_id)).scalar_one() or 0


def _entry(row: RowMapping) -> Entry:
    return Entry(
        id=row["id"],
        team_id=TeamId(row["team_id"]),
        at=row["at"],
        what=What(row["what"]),
        actor=row["actor"],
        actor_id=None if row["actor_id"] is None else MemberId(row["actor_id"]),
        before=row["before"],
        after=row["after"],
        reason=row["reason"],
    )
