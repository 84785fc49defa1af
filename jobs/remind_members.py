"""Queues reminders to members who have not finished; whether one is still needed is looked at again when it is sent."""

from collections.abc import Iterable
from datetime import datetime

from rubric.people import CheckInId, MemberId
from rubric.team import Team
from storage import deliveries, teams
from storage.store import Transaction


def remind_members(
    transaction: Transaction,
    team: Team,
    check_in_id: CheckInId,
    *,
    which: int,
    member_ids: Iterable[MemberId],
    now: datetime,
) -> None:
    for member_id in member_ids:
        address = teams.address_of(transaction, member_id)
        if address is None:
            continue
        deliveries.enqueue(
            transaction,
            deliveries.Order(
                key=f"reminder:{check_in_id}:{member_id}:{which}",
                kind=deliveries.Kind.REMINDER,
                about=check_in_id,
                team_id=team.id,
                workspace_id=team.workspace_id,
                address=address,
                run_at=now,
                member_id=member_id,
            ),
        )
