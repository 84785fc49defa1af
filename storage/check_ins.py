"""Check-ins with the wording they asked, and what each team has been asked so far."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from itertools import groupby

from sqlalchemy import Integer, RowMapping, bindparam, func, insert, select, update
from sqlalchemy.sql import ColumnElement
from sqlalchemy.sql.dml import ReturningInsert

from rubric.check_in import CheckIn
from rubric.history import check_ins_needed
from rubric.model import IndicatorId, Rubric
from rubric.people import CheckInId, TeamId
from rubric.results import Closed
from rubric.rotation import History, PastCheckIn
from rubric.team import Team
from storage import ratings
from storage.records import asked_values, check_in_from, check_in_values
from storage.store import Transaction, insert_into
from storage.tables import Moment, asked_indicators, check_ins

_ASKED_ORDER = (asked_indicators.c.check_in_id, asked_indicators.c.position)
_BY_ID = select(check_ins).where(check_ins.c.id == bindparam("id"))
_OPEN = select(check_ins).where(check_ins.c.team_id == bindparam("team"), check_ins.c.closed_at.is_(None))
_ASKED = select(asked_indicators).where(asked_indicators.c.check_in_id == bindparam("id")).order_by(*_ASKED_ORDER)
_KEEP_ASKED = insert(asked_indicators)
_LATEST_NUMBER = select(func.max(check_ins.c.number)).where(check_ins.c.team_id == bindparam("team"))
_LATEST_PASS = (
    select(func.max(check_ins.c.pass_number)).where(check_ins.c.team_id == bindparam("team")).scalar_subquery()
)
_LATELY = (
    select(check_ins.c.number, check_ins.c.pass_number, asked_indicators.c.indicator_id)
    .join(asked_indicators, asked_indicators.c.check_in_id == check_ins.c.id)
    .where(check_ins.c.team_id == bindparam("team"), check_ins.c.pass_number >= _LATEST_PASS - 1)
    .order_by(check_ins.c.number, asked_indicators.c.position)
)


_CLOSED_AT = (
    select(check_ins.c.closed_at)
    .where(check_ins.c.team_id == bindparam("team"), check_ins.c.closed_at < bindparam("before", type_=Moment()))
    .order_by(check_ins.c.closed_at.desc())
    .limit(bindparam("most", type_=Integer()))
)


@cache
def _add(dialect: str) -> ReturningInsert[tuple[str]]:
    return insert_into(dialect, check_ins).on_conflict_do_nothing().returning(check_ins.c.id)


def add(transaction: Transaction, check_in: CheckIn, *, pass_number: int) -> bool:
    """Keep a new check-in with its wording; False when this team has one for that moment or number already."""
    values = {**check_in_values(check_in), "pass_number": pass_number}
    if transaction.execute(_add(transaction.dialect.name), values).scalar_one_or_none() is None:
        return False
    transaction.execute(_KEEP_ASKED, asked_values(check_in))
    return True


def close(transaction: Transaction, check_in_id: CheckInId, *, closed_at: datetime, raters: int, away: int = 0) -> bool:
    """Mark it closed, with how many it counted and how many were away; False when it was closed already."""
    closed = transaction.execute(
        update(check_ins)
        .where(check_ins.c.id == check_in_id, check_ins.c.closed_at.is_(None))
        .values(closed_at=closed_at, raters_at_close=raters, away_at_close=away)
    )
    return closed.rowcount == 1


def extend(transaction: Transaction, check_in_id: CheckInId, *, closes_at: datetime) -> bool:
    """Let it close at another moment; False when it was closed already."""
    extended = transaction.execute(
        update(check_ins)
        .where(check_ins.c.id == check_in_id, check_ins.c.closed_at.is_(None))
        .values(closes_at=closes_at)
    )
    return extended.rowcount == 1


def get(transaction: Transaction, check_in_id: CheckInId) -> CheckIn | None:
    return _one(transaction, transaction.execute(_BY_ID, {"id": check_in_id}).mappings().one_or_none())


def open_one(transaction: Transaction, team_id: TeamId) -> CheckIn | None:
    """The team's check-in that has not been closed yet."""
    return _one(transaction, transaction.execute(_OPEN, {"team": team_id}).mappings().one_or_none())


def open_in(transaction: Transaction, team_ids: Sequence[TeamId]) -> Sequence[CheckIn]:
    """What has not been closed yet in any of those teams, at most one in each."""
    return _load(transaction, check_ins.c.team_id.in_(team_ids) & check_ins.c.closed_at.is_(None)) if team_ids else ()


def some(transaction: Transaction, check_in_ids: Sequence[str]) -> Sequence[CheckIn]:
    """Those check-ins, by number."""
    return _load(transaction, check_ins.c.id.in_(check_in_ids)) if check_in_ids else ()


def raters_at_close(transaction: Transaction, check_in_id: CheckInId) -> int:
    return (
        transaction.execute(select(check_ins.c.raters_at_close).where(check_ins.c.id == check_in_id)).scalar_one() or 0
    )


def away_at_close(transaction: Transaction, check_in_id: CheckInId) -> int:
    return transaction.execute(select(check_ins.c.away_at_close).where(check_ins.c.id == check_in_id)).scalar_one() or 0


def next_number(transaction: Transaction, team_id: TeamId) -> int:
    return (transaction.execute(_LATEST_NUMBER, {"team": team_id}).scalar_one() or 0) + 1


def asked_lately(transaction: Transaction, team_id: TeamId) -> History:
    """What the check-ins of the team's current pass and the one before asked; the same amount in any year."""
    rows = transaction.execute(_LATELY, {"team": team_id}).all()
    check_ins_asked = groupby(rows, key=lambda row: (row.number, row.pass_number))
    return History(
        tuple(
            PastCheckIn(tuple(IndicatorId(row.indicator_id) for row in asked), pass_number)
            for (_, pass_number), asked in check_ins_asked
        )
    )


def closed_between(
    transaction: Transaction, team_id: TeamId, *, since: datetime, until: datetime
) -> tuple[Closed, ...]:
    """Check-ins closed in [since, until) with all that was rated in them, oldest first."""
    within = (check_ins.c.team_id == team_id) & (check_ins.c.closed_at >= since) & (check_ins.c.closed_at < until)
    return _closed(transaction, within)


def latest_closed(transaction: Transaction, team_id: TeamId, *, before: datetime, most: int) -> tuple[Closed, ...]:
    """The last `most` check-ins closed before a moment, with all that was rated in them, oldest first."""
    moments = transaction.execute(_CLOSED_AT, {"team": team_id, "before": before, "most": most}).scalars()
    since = min(moments, default=None)
    return () if since is None else closed_between(transaction, team_id, since=since, until=before)


def closed_in_two_passes(
    transaction: Transaction, team: Team, rubric: Rubric, *, before: datetime
) -> tuple[Closed, ...]:
    """As many of the last closed before a moment as two passes take: what was asked before those was asked again since,
    or isn't asked any more."""
    a_pass = check_ins_needed(len(rubric), team.rhythm.indicators_per_check_in)
    # Where check-ins used to ask less than now, two passes were more of them.
    known = len(asked_lately(transaction, team.id).check_ins)
    return latest_closed(transaction, team.id, before=before, most=max(2 * a_pass, known))


def closed_lately(transaction: Transaction, team_id: TeamId, *, also: CheckInId | None = None) -> tuple[Closed, ...]:
    """Those of the team's current pass and the one before, oldest first; `also` is one of the team's, however old."""
    latest_pass = select(func.max(check_ins.c.pass_number)).where(check_ins.c.team_id == team_id).scalar_subquery()
    wanted = (check_ins.c.pass_number >= latest_pass - 1) | (check_ins.c.id == also)
    return _closed(transaction, (check_ins.c.team_id == team_id) & wanted)


def closed_of_pass(transaction: Transaction, team_id: TeamId, pass_number: int) -> tuple[Closed, ...]:
    """Those that have closed in a pass, oldest first."""
    return _closed(transaction, (check_ins.c.team_id == team_id) & (check_ins.c.pass_number == pass_number))


def with_ratings(transaction: Transaction, check_in: CheckIn) -> Closed:
    """A closed check-in with all that was rated in it."""
    rated = ratings.of_check_in(transaction, check_in.id)
    return Closed(check_in, rated, of=raters_at_close(transaction, check_in.id))


def _closed(transaction: Transaction, which: ColumnElement[bool]) -> tuple[Closed, ...]:
    which = which & check_ins.c.closed_at.is_not(None)
    counted = select(check_ins.c.id, check_ins.c.raters_at_close).where(which)
    of = {id: raters or 0 for id, raters in transaction.execute(counted)}
    rated = ratings.of_check_ins(transaction, [CheckInId(id) for id in of])
    return tuple(Closed(one, tuple(rated.get(one.id, ())), of[one.id]) for one in _load(transaction, which))


def _one(transaction: Transaction, row: RowMapping | None) -> CheckIn | None:
    return None if row is None else check_in_from(row, transaction.execute(_ASKED, {"id": row["id"]}).mappings())


def _load(transaction: Transaction, which: ColumnElement[bool]) -> Sequence[CheckIn]:
    rows = transaction.execute(select(check_ins).where(which).order_by(check_ins.c.number)).mappings().all()
    ids = [row["id"] for row in rows]
    asked: dict[str, list[RowMapping]] = defaultdict(list)
    if ids:
        statement = select(asked_indicators).where(asked_indicators.c.check_in_id.in_(ids)).order_by(*_ASKED_ORDER)
        for one in transaction.execute(statement).mappings():
            asked[one["check_in_id"]].append(one)
    return [check_in_from(row, asked[row["id"]]) for row in rows]
