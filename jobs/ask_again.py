"""Asks those again who didn't know, and nobody else, once somebody has found out."""

from datetime import datetime

from rubric.check_in import CheckIn
from rubric.model import IndicatorId
from rubric.next_step import NextStep
from rubric.people import MemberId
from rubric.reminding import next_working_moment
from rubric.team import Team
from storage import check_ins, deliveries, history, ratings, teams
from storage.store import Transaction


def ask_again(transaction: Transaction, team: Team, step: NextStep, *, now: datetime) -> None:
    """Each in their own working time, and not before they are back from being away."""
    check_in = asked_in(transaction, team, step)
    if check_in is None:
        return
    unknowing = who_did_not_know(transaction, check_in, step.indicator_id)
    asked = [
        one
        for one in teams.roster(transaction, team.id)
        if one.is_reachable and one.member.rates and one.member.id in unknowing
    ]
    # Somebody on two teams shares a lane between them; taken in one order, two transactions never wait for each other.
    for one in sorted(asked, key=lambda found: found.address):
        back = max(now, one.member.away_until or now)
        at = next_working_moment(back, team_zone=team.rhythm.cadence.zone, member_zone=one.member.zone)
        order = deliveries.Order.to_member(team, one, deliveries.Kind.RE_ASK, about=step.id, once="found", run_at=at)
        deliveries.enqueue(transaction, order)


def asked_in(transaction: Transaction, team: Team, step: NextStep) -> CheckIn | None:
    """The latest closed check-in that asked a step's indicator: whoever knew then needs to be asked no more, even if
    the step is older and they didn't know before."""
    closed = history.closed_about(transaction, team.id, step.indicator_id)
    return check_ins.get(transaction, closed[0][0]) if closed else None


def who_did_not_know(transaction: Transaction, check_in: CheckIn, indicator_id: IndicatorId) -> frozenset[MemberId]:
    rated = ratings.of_check_in(transaction, check_in.id)
    return frozenset(
        one.member_id
        for one in rated
        if one.indicator_id == indicator_id and one.level_id is not None and check_in.scale.is_dont_know(one.level_id)
    )
