"""What a team can decide on: its closed check-ins of the current pass and the one before, with all that was rated."""

from sqlalchemy import bindparam, func, or_, select

from rubric.people import CheckInId, TeamId
from rubric.results import Closed
from storage import check_ins as stored
from storage import ratings
from storage.store import Transaction
from storage.tables import check_ins

_LATEST_PASS = (
    select(func.max(check_ins.c.pass_number)).where(check_ins.c.team_id == bindparam("team")).scalar_subquery()
)
_CLOSED_LATELY = select(check_ins.c.id, check_ins.c.raters_at_close).where(
    check_ins.c.team_id == bindparam("team"),
    check_ins.c.closed_at.is_not(None),
    or_(check_ins.c.pass_number >= _LATEST_PASS - 1, check_ins.c.id == bindparam("also")),
)


def closed_lately(transaction: Transaction, team_id: TeamId, *, also: CheckInId | None = None) -> tuple[Closed, ...]:
    """Oldest first; `also` is one of the team's, however old it is."""
    of = {
        row.id: row.raters_at_close or 0 for row in transaction.execute(_CLOSED_LATELY, {"team": team_id, "also": also})
    }
    found = stored.some(transaction, list(of))
    rated = ratings.of_check_ins(transaction, [check_in.id for check_in in found])
    return tuple(Closed(one, ratings=tuple(rated.get(one.id, ())), of=of[one.id]) for one in found)
