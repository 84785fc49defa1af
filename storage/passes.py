"""Which check-ins belong to which pass, and what each of them asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import Integer, bindparam, select

from rubric.digest.origin import AskedThen
from rubric.model import IndicatorId
from rubric.people import CheckInId, TeamId
from storage.store import Transaction
from storage.tables import Moment, asked_indicators, check_ins

_ASKED = (
    select(check_ins.c.number, check_ins.c.pass_number, asked_indicators.c.indicator_id)
    .join(asked_indicators, asked_indicators.c.check_in_id == check_ins.c.id)
    .where(
        check_ins.c.team_id == bindparam("team"),
        (check_ins.c.opened_at < bindparam("before", type_=Moment()))
        | (check_ins.c.number <= bindparam("number", type_=Integer())),
    )
    .order_by(check_ins.c.number, asked_indicators.c.position)
)
_PASSES = (
    select(check_ins.c.id, check_ins.c.pass_number, check_ins.c.opened_at, check_ins.c.closed_at)
    .where(check_ins.c.team_id == bindparam("team"))
    .order_by(check_ins.c.number)
)


@dataclass(frozen=True, slots=True)
class OfPass:
    """A check-in, open or closed, and the pass it belongs to."""

    id: CheckInId
    pass_number: int
    opened_at: datetime
    closed_at: datetime | None


def check_ins_by_pass(transaction: Transaction, team_id: TeamId) -> Sequence[OfPass]:
    """All of a team's check-ins, oldest first."""
    return [
        OfPass(
            id=CheckInId(row.id),
            pass_number=row.pass_number,
            opened_at=row.opened_at,
            closed_at=row.closed_at,
        )
        for row in transaction.execute(_PASSES, {"team": team_id})
    ]


def asked_by_then(
    transaction: Transaction, team_id: TeamId, *, before: datetime, number: int = 0
) -> Sequence[AskedThen]:
    """All that had opened `before` a moment, or is at most of `number`, oldest first."""
    rows = transaction.execute(_ASKED, {"team": team_id, "before": before, "number": number}).all()
    return [
        AskedThen(number, pass_number, tuple(IndicatorId(row.indicator_id) for row in asked))
        for (number, pass_number), asked in groupby(rows, key=lambda row: (row.number, row.pass_number))
    ]
