"""Somebody came into a team's channel or left it: that proposes a change of the roster, and makes none.

Events come late, twice and in another order, so everything that happened to somebody is remembered with its moment, and
what is no newer than that changes nothing.
"""

import logging
from datetime import datetime
from functools import partial

from bot.lookups import Found, NotFound, Problem, Profile, WantedPerson
from bot.use_cases.results import LookUp
from bot.use_cases.who import Deps, Speaker
from jobs.ports import Person
from jobs.roster_questions import ask_about, settle_questions
from rubric.people import TeamId
from rubric.team import Team
from storage import proposals, teams, workspaces
from storage.proposals import Proposal, ProposalKind, Settled
from storage.store import Transaction

log = logging.getLogger(__name__)

GOING = (ProposalKind.LEAVE, ProposalKind.CLOSED)


def notice_join(deps: Deps, who: Speaker, channel_id: str, *, happened_at: datetime) -> LookUp | None:
    """Whoever isn't on the team is looked up, and then proposed."""
    with deps.store.begin() as transaction:
        team = team_held(transaction, who, channel_id)
        if team is None or is_old(proposals.latest_about(transaction, team.id, who.address), happened_at):
            return None
        member = teams.member_at(transaction, team.id, who.address)
        if member is not None:
            person = Person(who.address, member.name, member.zone)
            _note(transaction, team, ProposalKind.JOIN, person, happened_at=happened_at, now=deps.clock.now())
            return None
    return LookUp(WantedPerson(who.address), partial(_propose_join, deps, team.id, happened_at))


def notice_leave(deps: Deps, who: Speaker, channel_id: str, *, happened_at: datetime) -> None:
    """Whoever is on the team may have left it too."""
    now = deps.clock.now()
    with deps.store.begin() as transaction:
        team = team_held(transaction, who, channel_id)
        if team is None or is_old(proposals.latest_about(transaction, team.id, who.address), happened_at):
            return
        member = teams.member_at(transaction, team.id, who.address)
        if member is None:
            person = Person(who.address, who.name, team.rhythm.cadence.zone)
            _note(transaction, team, ProposalKind.LEAVE, person, happened_at=happened_at, now=now)
        else:
            person = Person(who.address, member.name, member.zone)
            propose(transaction, team, ProposalKind.LEAVE, person, happened_at=happened_at, now=now)


def propose(
    transaction: Transaction,
    team: Team,
    kind: ProposalKind,
    person: Person,
    *,
    happened_at: datetime,
    now: datetime,
) -> None:
    """Ask the coordinators, unless they are being asked the same about the same person already."""
    known = proposals.latest_about(transaction, team.id, person.address)
    if known is not None and not known.settled and (known.kind in GOING) is (kind in GOING):
        # It happened again, so what lies between the two is old.
        proposals.happened_again(transaction, known.id, now=happened_at)
        return
    settle_questions(transaction, team, person.address, how=Settled.OVERTAKEN, now=now)
    proposal_id = proposals.make(
        transaction, team.id, kind, address=person.address, name=person.name, zone=person.zone, now=happened_at
    )
    ask_about(transaction, team, proposal_id, now=now)


def is_old(known: Proposal | None, happened_at: datetime) -> bool:
    """Whether something as new is known already."""
    return known is not None and known.made_at >= happened_at


def team_held(transaction: Transaction, who: Speaker, channel_id: str) -> Team | None:
    """The channel's team, held until the transaction ends; None in any other channel."""
    workspace = workspaces.find(transaction, platform=who.platform, external_id=who.workspace)
    team = None if workspace is None else teams.in_channel(transaction, workspace, channel_id)
    return None if team is None else teams.wait_for(transaction, team.id)


def _propose_join(deps: Deps, team_id: TeamId, happened_at: datetime, found: Found) -> None:
    match found:
        case Profile(person=person, left_out=None):
            pass
        case NotFound(problem=problem, detail=detail) if problem is not Problem.GONE:
            log.warning("somebody who joined the channel of team %s is unknown (%s): not proposed", team_id, detail)
            return
        case _:
            # Bots, guests, people of other organizations and closed accounts can't be on a team.
            return
    with deps.store.begin() as transaction:
        team = teams.wait_for(transaction, team_id)
        if is_old(proposals.latest_about(transaction, team.id, person.address), happened_at):
            return
        kind, now = ProposalKind.JOIN, deps.clock.now()
        if teams.member_at(transaction, team.id, person.address) is None:
            propose(transaction, team, kind, person, happened_at=happened_at, now=now)
        else:
            _note(transaction, team, kind, person, happened_at=happened_at, now=now)


def _note(
    transaction: Transaction,
    team: Team,
    kind: ProposalKind,
    person: Person,
    *,
    happened_at: datetime,
    now: datetime,
) -> None:
    """It asks nothing of anybody, and settles what was asked before it."""
    settle_questions(transaction, team, person.address, how=Settled.OVERTAKEN, now=now)
    proposals.note(
        transaction, team.id, kind, address=person.address, name=person.name, zone=person.zone, now=happened_at
    )
