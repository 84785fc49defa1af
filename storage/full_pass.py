"""What closed in a team's passes through the rubric: which passes there are, and all that was rated in one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from rubric.people import CheckInId, TeamId
from rubric.results import Closed
from storage import check_ins as asked_in
from storage import ratings
from storage.store import Transaction
from storage.tables import check_ins

_PASSES = (
    select(
        check_ins.c.id,
        check_ins.c.number,
        check_ins.c.pass_number,
        check_ins.c.opened_at,
        check_ins.c.closed_at,
        check_ins.c.raters_at_close,
    )
    .where(check_ins.c.team_id == bindparam("team"))
    .order_by(check_ins.c.number)
)


@dataclass(frozen=True, slots=True)
class OfPass:
    """A check-in, open or closed, and the pass it belongs to; `of` is how many could rate when it closed."""

    id: CheckInId
    number: int
    pass_number: int
    opened_at: datetime
    closed_at: datetime | None
    of: int


def check_ins_by_pass(transaction: Transaction, team_id: TeamId) -> Sequence[OfPass]:
    """All of a team's check-ins, oldest first."""
    return [
        OfPass(
            id=CheckInId(row.id),
            number=row.number,
            pass_number=row.pass_number,
            opened_at=row.opened_at,
            closed_at=row.closed_at,
            of=row.raters_at_close or 0,
        )
        for row in transaction.execute(_PASSES, {"team": team_id})
    ]


def closed(transaction: Transaction, wanted: Sequence[OfPass]) -> tuple[Closed, ...]:
    """Those of `wanted` that have closed, with all that was rated in them, oldest first."""
    raters = {one.id: one.of for one in wanted if one.closed_at is not None}
    found = asked_in.some(transaction, list(raters))
    rated = ratings.of_check_ins(transaction, list(raters))
    return tuple(Closed(one, tuple(rated.get(one.id, ())), raters[one.id]) for one in found)
