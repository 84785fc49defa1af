"""Check-ins with the wording they asked, and what each team has been asked so far."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import func, insert, select, update
from sqlalchemy.sql import ColumnElement

from rubric.check_in import CheckIn
from rubric.digest.compile import Closed
from rubric.model import IndicatorId
from rubric.people import CheckInId, TeamId
from storage import ratings
from storage.records import asked_values, check_in_from, check_in_values
from storage.store import Transaction, insert_or
from storage.tables import asked_indicators, check_ins


def add(transaction: Transaction, check_in: CheckIn) -> bool:
    """Keep a new check-in with its wording; False when this team has one for that moment or number already."""
    added = transaction.execute(
        insert_or(transaction, check_ins)
        .values(**check_in_values(check_in))
        .on_conflict_do_nothing()
        .returning(check_ins.c.id)
    )
    if added.scalar_one_or_none() is None:
        return False
    transaction.execute(insert(asked_indicators), asked_values(check_in))
    return True


def close(transaction: Transaction, check_in_id: CheckInId, *, closed_at: datetime, raters: int) -> bool:
    """Mark it closed; False when it was closed already."""
    closed = transaction.execute(
        update(check_ins)
        .where(check_ins.c.id == check_in_id, check_ins.c.closed_at.is_(None))
        .values(closed_at=closed_at, raters_at_close=raters)
    )
    return closed.rowcount == 1


def get(transaction: Transaction, check_in_id: CheckInId) -> CheckIn | None:
    found = _load(transaction, check_ins.c.id == check_in_id)
    return found[0] if found else None


def wait_for(transaction: Transaction, check_in_id: CheckInId) -> CheckIn | None:
    """The check-in, kept from closing until the transaction ends."""
    transaction.execute(select(check_ins.c.id).where(check_ins.c.id == check_in_id).with_for_update(read=True))
    return get(transaction, check_in_id)


def open_one(transaction: Transaction, team_id: TeamId) -> CheckIn | None:
    """The team's check-in that has not been closed yet."""
    found = _load(transaction, (check_ins.c.team_id == team_id) & check_ins.c.closed_at.is_(None))
    return found[0] if found else None


def raters_at_close(transaction: Transaction, check_in_id: CheckInId) -> int:
    return (
        transaction.execute(select(check_ins.c.raters_at_close).where(check_ins.c.id == check_in_id)).scalar_one() or 0
    )


def next_number(transaction: Transaction, team_id: TeamId) -> int:
    highest = transaction.execute(
        select(func.max(check_ins.c.number)).where(check_ins.c.team_id == team_id)
    ).scalar_one()
    return (highest or 0) + 1


def history(transaction: Transaction, team_id: TeamId) -> tuple[tuple[IndicatorId, ...], ...]:
    """What each check-in of the team asked, oldest first."""
    rows = transaction.execute(
        select(check_ins.c.number, asked_indicators.c.indicator_id)
        .join(asked_indicators, asked_indicators.c.check_in_id == check_ins.c.id)
        .where(check_ins.c.team_id == team_id)
        .order_by(check_ins.c.number, asked_indicators.c.position)
    )
    return tuple(
        tuple(IndicatorId(indicator) for _, indicator in asked) for _, asked in groupby(rows, key=lambda row: row[0])
    )


def closed_between(
    transaction: Transaction, team_id: TeamId, *, since: datetime, until: datetime
) -> tuple[Closed, ...]:
    """Check-ins closed in [since, until) with all that was rated in them, oldest first."""
    within = (check_ins.c.team_id == team_id) & (check_ins.c.closed_at >= since) & (check_ins.c.closed_at < until)
    found = _load(transaction, within)
    rated = ratings.of_check_ins(transaction, [check_in.id for check_in in found])
    raters: dict[str, int | None] = {
        row.id: row.raters_at_close
        for row in transaction.execute(select(check_ins.c.id, check_ins.c.raters_at_close).where(within))
    }
    return tuple(
        Closed(check_in=check_in, ratings=tuple(rated.get(check_in.id, ())), of=raters[check_in.id] or 0)
        for check_in in found
    )


def latest_closed(transaction: Transaction, team_id: TeamId, *, before: datetime, most: int) -> tuple[Closed, ...]:
    """The last `most` check-ins closed before a moment, with all that was rated in them, oldest first."""
    moments = transaction.execute(
        select(check_ins.c.closed_at)
        .where(check_ins.c.team_id == team_id, check_ins.c.closed_at < before)
        .order_by(check_ins.c.closed_at.desc())
        .limit(most)
    ).scalars()
    since = min(moments, default=None)
    return () if since is None else closed_between(transaction, team_id, since=since, until=before)


def _load(transaction: Transaction, which: ColumnElement[bool]) -> Sequence[CheckIn]:
    rows = transaction.execute(select(check_ins).where(which).order_by(check_ins.c.number)).mappings().all()
    if not rows:
        return ()
    asked = (
        transaction.execute(
            select(asked_indicators)
            .where(asked_indicators.c.check_in_id.in_([row["id"] for row in rows]))
            .order_by(asked_indicators.c.position)
        )
        .mappings()
        .all()
    )
    return [check_in_from(row, [one for one in asked if one["check_in_id"] == row["id"]]) for row in rows]
