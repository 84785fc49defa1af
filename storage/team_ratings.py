"""What teams agreed on; each recording is a row of its own, and none is ever changed."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import RowMapping, bindparam, insert, select

from rubric.model import DomainId, IndicatorId, LevelId
from rubric.people import CheckInId, TeamId
from rubric.team_rating import TeamRating
from storage.store import Transaction
from storage.tables import asked_indicators, check_ins
from storage.tables import team_ratings as table

_IS_ASKED = (asked_indicators.c.check_in_id == table.c.check_in_id) & (
    asked_indicators.c.indicator_id == table.c.indicator_id
)
_ALL = (
    select(table, check_ins.c.number, asked_indicators.c.domain_id, asked_indicators.c.label)
    .join(check_ins, check_ins.c.id == table.c.check_in_id)
    .join(asked_indicators, _IS_ASKED)
    .where(table.c.team_id == bindparam("team"))
    .order_by(table.c.id)
)


def record(
    transaction: Transaction,
    team_id: TeamId,
    check_in_id: CheckInId,
    indicator_id: IndicatorId,
    *,
    level_id: LevelId,
    rationale: str,
    dissent: str,
    agreed_on: date,
    recorded_by: str,
    now: datetime,
) -> int:
    """Keep one more; its id, which grows with each."""
    values = {
        "team_id": team_id,
        "check_in_id": check_in_id,
        "indicator_id": indicator_id,
        "level_id": level_id,
        "rationale": rationale,
        "dissent": dissent,
        "agreed_on": agreed_on,
        "recorded_at": now,
        "recorded_by": recorded_by,
    }
    return int(transaction.execute(insert(table).values(values).returning(table.c.id)).scalar_one())


def of_team(transaction: Transaction, team_id: TeamId) -> Sequence[TeamRating]:
    """All that was ever recorded, in that order; team_rating.standing says which stand."""
    return [_team_rating(row) for row in transaction.execute(_ALL, {"team": team_id}).mappings()]


def of_check_in(transaction: Transaction, team_id: TeamId, check_in_id: CheckInId) -> Sequence[TeamRating]:
    """All that was recorded for one check-in, in that order."""
    rows = transaction.execute(_ALL.where(table.c.check_in_id == check_in_id), {"team": team_id}).mappings()
    return [_team_rating(row) for row in rows]


def some(transaction: Transaction, team_id: TeamId, ids: Sequence[int]) -> Sequence[TeamRating]:
    """Those of the team's, in the order they were recorded."""
    rows = transaction.execute(_ALL.where(table.c.id.in_(ids)), {"team": team_id}).mappings()
    return [_team_rating(row) for row in rows]


def _team_rating(row: RowMapping) -> TeamRating:
    return TeamRating(
        id=row["id"],
        check_in_id=CheckInId(row["check_in_id"]),
        number=row["number"],
        indicator_id=IndicatorId(row["indicator_id"]),
        domain_id=DomainId(row["domain_id"]),
        label=row["label"],
        level_id=LevelId(row["level_id"]),
        rationale=row["rationale"],
        dissent=row["dissent"],
        agreed_on=row["agreed_on"],
        recorded_at=row["recorded_at"],
        recorded_by=row["recorded_by"],
    )
