"""An administrator of the workspace takes over a team that nobody coordinates who can be reached."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.lookups import Found, NotFound, Profile, WantedPerson
from bot.use_cases.results import Fetch, Notice
from bot.use_cases.steer import Steering
from bot.use_cases.who import Deps, Refused, Speaker, workspace_of
from bot.wording import roster
from jobs.ports import Person
from jobs.roster_changed import roster_changed
from jobs.roster_questions import settle_questions
from rubric.audit import What
from rubric.cadence import find_zone
from rubric.people import Member, MemberId, Role, TeamId
from rubric.refusals import AdminsOnly, HasCoordinators, NoTeamHere
from rubric.team import Team
from storage import teams
from storage.proposals import Settled
from storage.store import Transaction, new_id


def take_over_team(deps: Deps, who: Speaker, channel_id: str) -> Notice | Fetch:
    """They need not be on the team. Raises NoTeamHere, and Refused while somebody coordinates it."""
    with deps.store.read() as transaction:
        team = teams.in_channel(transaction, workspace_of(transaction, who), channel_id)
        if team is None:
            raise NoTeamHere
        member = teams.member_at(transaction, team.id, who.address)
        if member is not None and member.coordinates:
            return roster.coordinates_already()
        _require_orphaned(transaction, team)
    return Fetch(roster.looking_up(), WantedPerson(who.address), partial(_take_over, deps, team.id))


def _take_over(deps: Deps, team_id: TeamId, found: Found) -> Notice:
    match found:
        case NotFound():
            return roster.not_looked_up(found)
        case Profile(person=person, is_admin=True, left_out=None):
            pass
        case _:
            raise AdminsOnly
    with deps.store.begin() as transaction:
        team = teams.wait_for(transaction, team_id)
        _require_orphaned(transaction, team)
        before = [one.member.name for one in teams.roster(transaction, team.id) if one.member.coordinates]
        now = deps.clock.now()
        here = Steering(transaction, team, _coordinating(transaction, team, person, now=now), now)
        here.log(
            What.TAKEN_OVER,
            before={"coordinators": before},
            after={"coordinators": [here.member.name]},
            tell_channel=True,
        )
        roster_changed(transaction, team, now=now)
    return roster.taken_over(team.name)


def _require_orphaned(transaction: Transaction, team: Team) -> None:
    """Raises Refused with HasCoordinators."""
    coordinators = tuple(one.member.name for one in teams.coordinators(transaction, team.id))
    if coordinators:
        raise Refused(HasCoordinators(coordinators), zone=team.rhythm.cadence.zone)


def _coordinating(transaction: Transaction, team: Team, person: Person, *, now: datetime) -> Member:
    """They on the team and coordinating; whoever comes onto it only for this is not asked to rate."""
    member = teams.member_at(transaction, team.id, person.address)
    if member is not None:
        member = replace(member, coordinates=True)
        teams.change_member(transaction, member)
        # Here they are, so they can be written to again.
        teams.regain_member(transaction, member.id)
        return member
    new = Member(
        id=MemberId(new_id()),
        name=person.name,
        role=Role.OBSERVER,
        coordinates=True,
        zone=person.zone if find_zone(person.zone) else team.rhythm.cadence.zone,
        departments=(person.title,) if person.title else (),
    )
    settle_questions(transaction, team, person.address, how=Settled.OBSERVER, by=person.name, now=now)
    return teams.take_back(transaction, team.id, new, address=person.address, now=now)
