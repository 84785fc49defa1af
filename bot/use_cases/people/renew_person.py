"""What a platform now says of somebody: their name, their zone, and that their account was closed or is back."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.lookups import Found, Profile, WantedPerson, WhyLeftOut
from bot.use_cases.people.notice_move import propose
from bot.use_cases.results import LookUp
from bot.use_cases.who import Deps, Speaker
from jobs.ports import Person
from jobs.roster_changed import roster_changed
from rubric.cadence import find_zone
from rubric.people import Member
from rubric.team import Team
from storage import proposals, teams, workspaces
from storage.proposals import ProposalKind
from storage.store import Transaction


def notice_news(deps: Deps, who: Speaker, *, happened_at: datetime) -> LookUp | None:
    """Something about `who` is new. What, is looked up: such news comes in another order than it happened."""
    with deps.store.read() as transaction:
        if not _teams(transaction, who):
            return None
    return LookUp(WantedPerson(who.address), partial(_renew, deps, who, happened_at))


def _renew(deps: Deps, who: Speaker, happened_at: datetime, found: Found) -> None:
    if isinstance(found, Profile):
        renew_person(deps, who, found, happened_at=happened_at)


def renew_person(deps: Deps, who: Speaker, profile: Profile, *, happened_at: datetime) -> None:
    """On every team that they are on; of anybody else nothing is kept."""
    now = deps.clock.now()
    address = profile.person.address
    with deps.store.begin() as transaction:
        own = sorted(team.id for team in _teams(transaction, replace(who, address=address)))
        # All held before anything is queued: who waits for a team must hold no lane that the team's holder may need.
        for team in [teams.wait_for(transaction, team_id) for team_id in own]:
            member = teams.member_at(transaction, team.id, address)
            if member is None:
                continue
            if profile.left_out is WhyLeftOut.CLOSED:
                _closed(transaction, team, member, address, happened_at=happened_at, now=now)
            else:
                _renewed(transaction, team, member, profile.person, now=now)


def _teams(transaction: Transaction, who: Speaker) -> tuple[Team, ...]:
    workspace = workspaces.find(transaction, platform=who.platform, external_id=who.workspace)
    return () if workspace is None else teams.of_person(transaction, workspace, who.address)


def _closed(
    transaction: Transaction, team: Team, member: Member, address: str, *, happened_at: datetime, now: datetime
) -> None:
    teams.lose_member(transaction, member.id, now=now)
    known = proposals.latest_about(transaction, team.id, address)
    # Slack tells of a closed account whenever anything about it changes.
    if known is None or known.kind is not ProposalKind.CLOSED:
        person = Person(address, member.name, member.zone)
        propose(transaction, team, ProposalKind.CLOSED, person, happened_at=happened_at, now=now)
    roster_changed(transaction, team, now=now)


def _renewed(transaction: Transaction, team: Team, member: Member, person: Person, *, now: datetime) -> None:
    zone = person.zone if find_zone(person.zone) else member.zone
    renewed = replace(member, name=person.name, zone=zone)
    # Whose account is open again can be written to; if not, the next message finds that out.
    teams.regain_member(transaction, member.id)
    if renewed != member:
        teams.change_member(transaction, renewed)
    roster_changed(transaction, team, now=now)
