"""Which check-ins asked what in which pass, for whoever wants to count how far a pass had come at some time."""

from collections.abc import Sequence
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


def check_in_numbered(transaction: Transaction, team_id: TeamId, number: int) -> CheckInId | None:
    """A team's check-in by its number."""
    wanted = select(check_ins.c.id).where(check_ins.c.team_id == team_id, check_ins.c.number == number)
    return transaction.execute(wanted).scalar_one_or_none()


def asked_by_then(
    transaction: Transaction, team_id: TeamId, *, before: datetime, number: int = 0
) -> Sequence[AskedThen]:
    """All that had opened `before` a moment, or is at most of `number`, oldest first."""
    rows = transaction.execute(_ASKED, {"team": team_id, "before": before, "number": number}).all()
    return [
        AskedThen(number, pass_number, tuple(IndicatorId(row.indicator_id) for row in asked))
        for (number, pass_number), asked in groupby(rows, key=lambda row: (row.number, row.pass_number))
    ]
