"""A coordinator answers whether somebody who came or went is on the team: the first answer counts."""

from bot.use_cases.next_steps.left_behind import left_behind, with_more
from bot.use_cases.people.moves import put_on_the_team, take_off_the_team
from bot.use_cases.results import Notice
from bot.use_cases.steer import Steering, steering
from bot.use_cases.who import Deps, Speaker
from bot.wording import next_steps, people
from jobs.ports import Person
from jobs.roster_changed import roster_changed
from jobs.roster_questions import show_settled
from rubric.audit import What
from rubric.people import Role
from rubric.refusals import FormDoesNotMatch
from storage import proposals, teams
from storage.proposals import Proposal, ProposalKind, Settled

_ANSWERS = {
    ProposalKind.JOIN: (Settled.MEMBER, Settled.OBSERVER, Settled.LEFT_OUT),
    ProposalKind.LEAVE: (Settled.TAKEN_OFF, Settled.KEPT),
    ProposalKind.CLOSED: (Settled.TAKEN_OFF, Settled.KEPT),
}


def settle_proposal(deps: Deps, who: Speaker, proposal_id: str, *, how: Settled) -> Notice:
    """Raises CoordinatorsOnly, NotOnTheTeam, FormDoesNotMatch, and Refused when the team is full or would have no
    coordinator; then the question stays open."""
    with deps.store.read() as transaction:
        asked = proposals.get(transaction, proposal_id)
    if asked is None or how not in _ANSWERS[asked.kind]:
        raise FormDoesNotMatch
    with steering(deps, who, asked.team_id) as here:
        by = here.member.name
        if not proposals.settle(here.transaction, asked.id, now=here.now, how=how, by=by):
            settled = proposals.get(here.transaction, asked.id)
            return people.settled_already(asked if settled is None else settled)
        left = _carry_out(here, asked, how)
        show_settled(here.transaction, here.team, asked, now=here.now)
        roster_changed(here.transaction, here.team, now=here.now)
    return with_more(people.answered(asked, how), left)


def _carry_out(here: Steering, asked: Proposal, how: Settled) -> str:
    """What else there is to say about it."""
    match how:
        case Settled.MEMBER | Settled.OBSERVER:
            person = Person(asked.address, asked.name, asked.zone)
            put_on_the_team(here, person, role=Role.MEMBER if how is Settled.MEMBER else Role.OBSERVER)
        case Settled.LEFT_OUT:
            here.log(What.LEFT_OUT, after={"name": asked.name})
        case Settled.TAKEN_OFF:
            for one in teams.roster(here.transaction, here.team.id):
                if one.address == asked.address:
                    take_off_the_team(here, one)
                    return next_steps.left_behind(one.member.name, left_behind(here.transaction, one.member.id))
        case Settled.KEPT | Settled.OVERTAKEN:
            pass
    return ""
