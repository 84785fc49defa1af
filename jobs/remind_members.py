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
    wanted = frozenset(member_ids)
    waiting = (one for one in teams.roster(transaction, team.id) if one.member.id in wanted)
    # Somebody on two teams shares a lane between them; taken in one order, two workers never wait for each other.
    for one in sorted(waiting, key=lambda one: one.address):
        order = deliveries.Order.to_member(
            team, one, deliveries.Kind.REMINDER, about=check_in_id, once=which, run_at=now
        )
        deliveries.enqueue(transaction, order)
