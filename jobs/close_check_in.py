"""Closes a check-in at its true closing time, and queues the reveal and the card's last change."""

from datetime import datetime

from jobs.refresh_card import refresh_card
from rubric.check_in import CheckIn
from rubric.team import Team
from storage import check_ins, deliveries, teams
from storage.store import Transaction


def close_check_in(
    transaction: Transaction, team: Team, check_in: CheckIn, *, closed_at: datetime, now: datetime
) -> None:
    raters = sum(one.member.rates for one in teams.roster(transaction, team.id))
    if not check_ins.close(transaction, check_in.id, closed_at=closed_at, raters=raters):
        return
    refresh_card(transaction, team, check_in, at=now)
    deliveries.enqueue(
        transaction, deliveries.Order.to_channel(team, deliveries.Kind.REVEAL, about=check_in.id, run_at=now)
    )
