"""Second looks at indicators whose check-in has closed, beside the first ratings and never in their place."""

from collections.abc import Sequence

from sqlalchemy import RowMapping, bindparam, func, select, update

from rubric.check_in import CheckIn
from rubric.model import IndicatorId, LevelId
from rubric.people import CheckInId, DigestId, MemberId, TeamId
from rubric.second_rating import SecondRating
from storage.store import Transaction, insert_or
from storage.tables import asked_indicators, check_ins
from storage.tables import second_ratings as table

_OF_TEAM = (
    select(table)
    .join(check_ins, check_ins.c.id == table.c.check_in_id)
    .where(check_ins.c.team_id == bindparam("team"))
    .order_by(table.c.check_in_id, table.c.indicator_id, table.c.member_id)
)

_ASKED_SINCE = (
    select(func.max(check_ins.c.number))
    .join(asked_indicators, asked_indicators.c.check_in_id == check_ins.c.id)
    .where(
        check_ins.c.team_id == bindparam("team"),
        check_ins.c.number > bindparam("number"),
        asked_indicators.c.indicator_id == bindparam("indicator"),
    )
)


def save(transaction: Transaction, rating: SecondRating) -> bool:
    """Keep it in place of the same member's earlier second look; False when that was counted in a digest already."""
    values = {
        "check_in_id": rating.check_in_id,
        "indicator_id": rating.indicator_id,
        "member_id": rating.member_id,
        "level_id": rating.level_id,
        "rated_at": rating.rated_at,
        "released_in": None,
    }
    statement = insert_or(transaction, table).values(values)
    saved = transaction.execute(
        statement.on_conflict_do_update(
            index_elements=["check_in_id", "indicator_id", "member_id"],
            set_={"level_id": statement.excluded.level_id, "rated_at": statement.excluded.rated_at},
            where=table.c.released_in.is_(None),
        ).returning(table.c.member_id)
    )
    return saved.scalar_one_or_none() is not None


def get(
    transaction: Transaction, check_in_id: CheckInId, indicator_id: IndicatorId, member_id: MemberId
) -> SecondRating | None:
    key = (table.c.check_in_id == check_in_id, table.c.indicator_id == indicator_id, table.c.member_id == member_id)
    row = transaction.execute(select(table).where(*key)).mappings().one_or_none()
    return None if row is None else _second_rating(row)


def asked_since(transaction: Transaction, check_in: CheckIn, indicator_id: IndicatorId) -> int | None:
    """The number of the latest check-in after that one that asked the indicator again; None when none has."""
    later = {"team": check_in.team_id, "number": check_in.number, "indicator": indicator_id}
    found: int | None = transaction.execute(_ASKED_SINCE, later).scalar_one()
    return found


def waiting(transaction: Transaction, team_id: TeamId) -> Sequence[SecondRating]:
    """Those that no digest has counted yet."""
    rows = transaction.execute(_OF_TEAM.where(table.c.released_in.is_(None)), {"team": team_id}).mappings()
    return [_second_rating(row) for row in rows]


def released(transaction: Transaction, team_id: TeamId) -> Sequence[SecondRating]:
    """Those that a digest has counted: of one check-in, indicator and digest they are one batch."""
    rows = transaction.execute(_OF_TEAM.where(table.c.released_in.is_not(None)), {"team": team_id}).mappings()
    return [_second_rating(row) for row in rows]


def counted_in(transaction: Transaction, team_id: TeamId, digest_id: DigestId) -> Sequence[SecondRating]:
    """Those that one digest has counted."""
    rows = transaction.execute(_OF_TEAM.where(table.c.released_in == digest_id), {"team": team_id}).mappings()
    return [_second_rating(row) for row in rows]


def release(transaction: Transaction, batch: Sequence[SecondRating], digest_id: DigestId) -> None:
    """They were counted in that digest, and can't be changed any more."""
    for one in batch:
        transaction.execute(
            update(table)
            .where(
                table.c.check_in_id == one.check_in_id,
                table.c.indicator_id == one.indicator_id,
                table.c.member_id == one.member_id,
            )
            .values(released_in=digest_id)
        )


def _second_rating(row: RowMapping) -> SecondRating:
    return SecondRating(
        check_in_id=CheckInId(row["check_in_id"]),
        indicator_id=IndicatorId(row["indicator_id"]),
        member_id=MemberId(row["member_id"]),
        level_id=LevelId(row["level_id"]),
        rated_at=row["rated_at"],
        released_in=None if row["released_in"] is None else DigestId(row["released_in"]),
    )
