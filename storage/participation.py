"""How many took part in the check-ins that have closed: counts, and never who."""

from sqlalchemy import Integer, bindparam, func, select

from rubric.digest.participation import Participation
from rubric.people import TeamId
from storage.store import Transaction
from storage.tables import asked_indicators, check_ins, ratings

_RECENT = (
    select(check_ins.c.id)
    .where(check_ins.c.team_id == bindparam("team"), check_ins.c.closed_at.is_not(None))
    .order_by(check_ins.c.closed_at.desc())
    .limit(bindparam("most", type_=Integer()))
    .subquery("recent")
)
_ASKED = (
    select(asked_indicators.c.check_in_id, func.count().label("asked"))
    .where(asked_indicators.c.check_in_id.in_(select(_RECENT.c.id)))
    .group_by(asked_indicators.c.check_in_id)
    .subquery("asked")
)
_RATED = (
    select(ratings.c.check_in_id, ratings.c.member_id, func.count().label("rated"))
    .where(ratings.c.check_in_id.in_(select(_RECENT.c.id)), ratings.c.level_id.is_not(None))
    .group_by(ratings.c.check_in_id, ratings.c.member_id)
    .subquery("rated")
)
_LATELY = (
    select(check_ins.c.number, check_ins.c.raters_at_close, func.count(_RATED.c.member_id))
    .join(_ASKED, _ASKED.c.check_in_id == check_ins.c.id)
    .outerjoin(_RATED, (_RATED.c.check_in_id == check_ins.c.id) & (_RATED.c.rated == _ASKED.c.asked))
    .group_by(check_ins.c.id, check_ins.c.number, check_ins.c.closed_at, check_ins.c.raters_at_close)
    .order_by(check_ins.c.closed_at.desc())
)


def lately(transaction: Transaction, team_id: TeamId, *, most: int) -> tuple[Participation, ...]:
    """Of the `most` check-ins that closed last, the latest first."""
    rows = transaction.execute(_LATELY, {"team": team_id, "most": most})
    # Somebody may have rated everything and left before the close.
    return tuple(Participation(number, finished, max(of or 0, finished)) for number, of, finished in rows)
