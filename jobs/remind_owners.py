"""Queues what owners are told of their next steps; whether it still holds is looked at again when it is sent."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from rubric.next_step import NextStep, WhyTold
from rubric.people import NextStepId
from rubric.reminding import next_working_moment
from rubric.team import Team
from storage import deliveries, next_steps, teams
from storage.deliveries import Kind, Order
from storage.store import Transaction
from storage.teams import Addressed


def remind_owners(
    transaction: Transaction,
    team: Team,
    steps: Iterable[NextStep],
    reminders: Sequence[tuple[NextStepId, WhyTold]],
    *,
    now: datetime,
) -> None:
    """Each once for a due date. Where an owner has left the team, its coordinators are told instead."""
    why_of, roster = dict(reminders), teams.roster(transaction, team.id)
    orders: list[Order] = []
    for step in steps:
        if (why := why_of.get(step.id)) is not None:
            next_steps.save(transaction, step.reminded(why))
            once = f"{why}@{step.due_on.isoformat()}"
            orders += [_order(team, to, step, once=once, run_at=now) for to in whom_to_remind(step, roster)]
    # Somebody on two teams shares a lane between them; taken in one order, two workers never wait for each other.
    for order in sorted(orders, key=lambda order: order.address):
        deliveries.enqueue(transaction, order)


def whom_to_remind(step: NextStep, roster: Sequence[Addressed]) -> Sequence[Addressed]:
    """The owner, or the coordinators once the owner has left the team."""
    owner = [one for one in roster if one.member.id == step.owner_id]
    return owner or [one for one in roster if one.member.coordinates and one.is_reachable]


def tell_owner(
    transaction: Transaction, team: Team, step: NextStep, why: WhyTold, *, entry: int, now: datetime
) -> None:
    """Somebody else gave it to them or moved it, which is `entry` of the audit log; in their working time."""
    for one in teams.roster(transaction, team.id):
        if one.member.id == step.owner_id:
            run_at = next_working_moment(now, team_zone=team.rhythm.cadence.zone, member_zone=one.member.zone)
            order = _order(team, one, step, once=f"{why}@{entry}", run_at=run_at)
            deliveries.enqueue(transaction, order)


def _order(team: Team, to: Addressed, step: NextStep, *, once: str, run_at: datetime) -> Order:
    return Order.to_member(team, to, Kind.STEP_DUE, about=step.id, once=once, run_at=run_at)
