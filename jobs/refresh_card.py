"""Queues a change of a check-in's card; many wishes close together become one change."""

from datetime import datetime, timedelta

from rubric.check_in import CheckIn
from rubric.team import Team
from storage import check_ins, deliveries
from storage.store import Transaction

# Slack allows about fifty changes a minute in a whole workspace; eight people rating at once need only one.
DEBOUNCE = timedelta(seconds=5)


def refresh_card(transaction: Transaction, team: Team, check_in: CheckIn, *, at: datetime) -> None:
    deliveries.request(
        transaction, deliveries.Order.to_channel(team, deliveries.Kind.CARD_REFRESH, about=check_in.id, run_at=at)
    )


def refresh_open_card(transaction: Transaction, team: Team, *, now: datetime) -> None:
    """For whoever changed whom the open check-in waits for: who is on the team, or away; nothing when none is open."""
    check_in = check_ins.open_one(transaction, team.id)
    if check_in is not None:
        refresh_card(transaction, team, check_in, at=now + DEBOUNCE)
