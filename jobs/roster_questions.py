"""Asks the coordinators what somebody's coming or going means for the roster, and shows them what was decided."""

from datetime import datetime, timedelta

from rubric.team import Team
from storage import deliveries, proposals, teams
from storage.deliveries import Kind, Order, State
from storage.proposals import Proposal, Settled
from storage.store import Transaction

# Somebody who leaves by mistake is back within this, and then nobody needs to be asked.
BEFORE_ASKING = timedelta(minutes=1)


def ask_about(transaction: Transaction, team: Team, proposal_id: str, *, now: datetime) -> None:
    """A direct message to every coordinator who can be written to, but not to the person it is about."""
    proposal = proposals.get(transaction, proposal_id)
    if proposal is None:
        return
    # In one order, so that two who ask at once never wait for each other.
    for one in sorted(teams.coordinators(transaction, team.id), key=lambda one: one.address):
        if one.address != proposal.address:
            order = Order.to_member(
                team, one, Kind.PROPOSAL, about=proposal.id, once="asked", run_at=now + BEFORE_ASKING
            )
            deliveries.enqueue(transaction, order)


def settle_questions(
    transaction: Transaction, team: Team, address: str, *, how: Settled, now: datetime, by: str = ""
) -> None:
    """Whatever is open about one person is settled, and shown so wherever it was asked."""
    for proposal in proposals.still_open(transaction, team.id):
        if proposal.address == address and proposals.settle(transaction, proposal.id, now=now, how=how, by=by):
            show_settled(transaction, team, proposal, now=now)


def show_settled(transaction: Transaction, team: Team, proposal: Proposal, *, now: datetime) -> None:
    """The questions that stand are changed into what became of them; those still to be sent never will be."""
    for asked in deliveries.about(transaction, Kind.PROPOSAL, proposal.id):
        if asked.state is not State.SENT:
            continue
        order = Order(
            key=f"{Kind.PROPOSAL_SETTLED}:{proposal.id}:{asked.member_id}",
            kind=Kind.PROPOSAL_SETTLED,
            about=proposal.id,
            team_id=team.id,
            workspace_id=team.workspace_id,
            address=asked.lane.partition(":")[2],
            run_at=now,
            member_id=asked.member_id,
            message_address=asked.message_address,
            message_id=asked.message_id,
        )
        deliveries.enqueue(transaction, order)
