"""Queues a word to those who came back from being away; whether it is still needed is looked at when it is sent."""

from collections.abc import Iterable
from datetime import datetime

from jobs.announcements import WhyWritten
from jobs.refresh_card import refresh_open_card
from rubric.called_for import return_day
from rubric.people import CheckInId, MemberId
from rubric.team import Team
from storage import deliveries, teams
from storage.store import Transaction


def catch_up(
    transaction: Transaction,
    team: Team,
    check_in_id: CheckInId,
    *,
    member_ids: Iterable[MemberId],
    now: datetime,
) -> None:
    """Once for each return; the card counts those who are back from now on."""
    wanted = frozenset(member_ids)
    back = (one for one in teams.roster(transaction, team.id) if one.member.id in wanted)
    # Somebody on two teams shares a lane between them; taken in one order, two workers never wait for each other.
    for one in sorted(back, key=lambda one: one.address):
        day = return_day(one.member.away_until or now)
        order = deliveries.Order.to_member(
            team, one, deliveries.Kind.CATCH_UP, about=check_in_id, once=f"{WhyWritten.BACK}@{day}", run_at=now
        )
        deliveries.enqueue(transaction, order)
    refresh_open_card(transaction, team, now=now)
