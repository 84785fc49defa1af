"""Members' reasons for not knowing: one for each rating, as private as that."""

from collections.abc import Sequence

from sqlalchemy import RowMapping, select

from rubric.dont_know import GivenReason, Reason
from rubric.model import IndicatorId
from rubric.people import CheckInId, MemberId
from storage.store import Transaction, insert_or
from storage.tables import dont_know_reasons as table


def save(transaction: Transaction, given: GivenReason) -> None:
    """Keep it in place of the same member's earlier reason."""
    values = {"reason": given.reason.value, "given_at": given.given_at}
    transaction.execute(
        insert_or(transaction, table)
        .values(check_in_id=given.check_in_id, indicator_id=given.indicator_id, member_id=given.member_id, **values)
        .on_conflict_do_update(index_elements=["check_in_id", "indicator_id", "member_id"], set_=values)
    )


def of_check_ins(transaction: Transaction, check_in_ids: Sequence[CheckInId]) -> Sequence[GivenReason]:
    if not check_in_ids:
        return ()
    rows = transaction.execute(
        select(table)
        .where(table.c.check_in_id.in_(check_in_ids))
        .order_by(table.c.check_in_id, table.c.indicator_id, table.c.member_id)
    ).mappings()
    return [_given_reason(row) for row in rows]


def _given_reason(row: RowMapping) -> GivenReason:
    return GivenReason(
        check_in_id=CheckInId(row["check_in_id"]),
        indicator_id=IndicatorId(row["indicator_id"]),
        member_id=MemberId(row["member_id"]),
        reason=Reason(row["reason"]),
        given_at=row["given_at"],
    )
