"""Ratings: one row per check-in, indicator and member, and every earlier value of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import Insert, bindparam, insert, select

from rubric.model import IndicatorId
from rubric.people import CheckInId, MemberId
from rubric.rating import Rating
from storage.records import rating_from, rating_values
from storage.store import Transaction, insert_into
from storage.tables import earlier_ratings
from storage.tables import ratings as table

# Statements of the click path are put together once: doing that takes longer than running them.
_KEEP = insert(earlier_ratings)
_OF_CHECK_INS = (
    select(table)
    .where(table.c.check_in_id.in_(bindparam("check_ins", expanding=True)))
    .order_by(table.c.check_in_id, table.c.indicator_id, table.c.member_id)
)
_OF_MEMBER = select(table).where(table.c.check_in_id == bindparam("check_in"), table.c.member_id == bindparam("member"))


@cache
def _save(dialect: str) -> Insert:
    statement = insert_into(dialect, table)
    replaced = {column.name: column for column in statement.excluded if not table.c[column.name].primary_key}
    return statement.on_conflict_do_update(index_elements=["check_in_id", "indicator_id", "member_id"], set_=replaced)


def save(
    transaction: Transaction,
    check_in_id: CheckInId,
    changed: Sequence[Rating],
    *,
    current: Mapping[IndicatorId, Rating],
    now: datetime,
) -> None:
    """Write `changed` over `current` (the same member's ratings before), keeping what they replace."""
    if not changed:
        return
    # A rating that only says the same again replaces nothing.
    replaced = [
        current[rating.indicator_id]
        for rating in changed
        if rating.indicator_id in current and rating != current[rating.indicator_id]
    ]
    if replaced:
        transaction.execute(
            _KEEP, [{**rating_values(rating, check_in_id=check_in_id), "replaced_at": now} for rating in replaced]
        )
    transaction.execute(
        _save(transaction.dialect.name), [rating_values(rating, check_in_id=check_in_id) for rating in changed]
    )


def of_member(transaction: Transaction, check_in_id: CheckInId, member_id: MemberId) -> dict[IndicatorId, Rating]:
    rows = transaction.execute(_OF_MEMBER, {"check_in": check_in_id, "member": member_id}).mappings()
    return {rating.indicator_id: rating for rating in map(rating_from, rows)}


def of_check_in(transaction: Transaction, check_in_id: CheckInId) -> tuple[Rating, ...]:
    return tuple(of_check_ins(transaction, [check_in_id]).get(check_in_id, ()))


def of_check_ins(transaction: Transaction, check_in_ids: Iterable[CheckInId]) -> Mapping[CheckInId, Sequence[Rating]]:
    rows = transaction.execute(_OF_CHECK_INS, {"check_ins": list(check_in_ids)}).mappings()
    rated: dict[CheckInId, list[Rating]] = defaultdict(list)
    for row in rows:
        rated[CheckInId(row["check_in_id"])].append(rating_from(row))
    return rated


def earlier(transaction: Transaction, check_in_id: CheckInId, member_id: MemberId) -> tuple[Rating, ...]:
    """Every value this member's ratings had before the present ones, oldest first."""
    rows = transaction.execute(
        select(earlier_ratings)
        .where(earlier_ratings.c.check_in_id == check_in_id, earlier_ratings.c.member_id == member_id)
        .order_by(earlier_ratings.c.id)
    ).mappings()
    return tuple(map(rating_from, rows))
