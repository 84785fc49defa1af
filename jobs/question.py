"""Asks the coordinators whether something landed that nobody else can tell: a miss can be seen, a repeat not undone."""

from datetime import datetime

from jobs.announcements import Doubtful
from storage import deliveries, teams
from storage.deliveries import Delivery, Kind, Order
from storage.store import Transaction


def ask_coordinators(transaction: Transaction, delivery: Delivery, *, now: datetime) -> None:
    """Of what the channel must not miss: nobody needs to be asked about a reminder, nor about a question, nor about
    what to talk about, which the reveal says too."""
    if delivery.kind.value not in list(Doubtful):
        return
    team = teams.get(transaction, delivery.team_id)
    for one in teams.coordinators(transaction, team.id):
        order = Order.to_member(team, one, Kind.QUESTION, about=str(delivery.id), once=now.isoformat(), run_at=now)
        deliveries.enqueue(transaction, order)
