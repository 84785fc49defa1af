"""Closes a check-in at its true closing time, and queues the card's last change, the reveal and what to talk about."""

from dataclasses import replace
from datetime import datetime

from jobs.refresh_card import refresh_card
from rubric.check_in import CheckIn
from rubric.rating import finished
from rubric.reveal import reveal, to_talk_about
from rubric.team import Team
from rubric.turnout import turnout
from storage import check_ins, deliveries, ratings, teams
from storage.deliveries import Kind, Order
from storage.store import Transaction


def close_check_in(
    transaction: Transaction, team: Team, check_in: CheckIn, *, closed_at: datetime, now: datetime
) -> None:
    roster = [one.member for one in teams.roster(transaction, team.id)]
    rated = ratings.of_check_in(transaction, check_in.id)
    done = finished(check_in, rated)
    counted = turnout(roster, done, now=closed_at)
    if not check_ins.close(transaction, check_in.id, closed_at=closed_at, raters=counted.of, away=counted.away):
        return
    refresh_card(transaction, team, check_in, at=now)
    deliveries.enqueue(transaction, Order.to_channel(team, Kind.REVEAL, about=check_in.id, run_at=now))
    found = reveal(replace(check_in, closed_at=closed_at), ratings=rated, of=counted.of)
    # After the reveal, in the same lane, which stays in order.
    for result in to_talk_about(found):
        about = f"{check_in.id}/{check_in.asked.index(result.indicator)}"
        deliveries.enqueue(transaction, Order.to_channel(team, Kind.TALK, about=about, run_at=now))


def close_if_over(transaction: Transaction, team: Team, *, now: datetime) -> None:
    """Close what has come to its end already, for whoever can't wait until the clock is looked at again."""
    check_in = check_ins.open_one(transaction, team.id)
    if check_in is not None and check_in.is_over(now):
        close_check_in(transaction, team, check_in, closed_at=check_in.closes_at, now=now)
