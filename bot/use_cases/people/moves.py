"""Putting somebody on a team and taking somebody off it, with all that follows, in whatever way it was decided."""

from bot.use_cases.steer import Steering
from bot.use_cases.who import Refused
from jobs.ports import Person
from jobs.roster_changed import invite_newcomer
from jobs.roster_questions import settle_questions
from rubric.audit import What
from rubric.cadence import find_zone
from rubric.people import Member, MemberId, Role
from rubric.refusals import FormDoesNotMatch, LastCoordinator, NoLongerOnTheTeam, TeamFull
from rubric.team import MOST_PEOPLE, Team
from storage import teams
from storage.proposals import Settled
from storage.store import Transaction, new_id
from storage.teams import Addressed

# What can change who is on a team, and what they are to it.
ABOUT_PEOPLE = frozenset({What.JOINED, What.LEFT, What.MEMBER, What.TAKEN_OVER})


def put_on_the_team(steering: Steering, person: Person, *, role: Role) -> Member:
    """Somebody who is on it already stays as they are. Raises Refused with TeamFull."""
    transaction, team, now = steering.transaction, steering.team, steering.now
    known = teams.member_at(transaction, team.id, person.address)
    if known is not None:
        return known
    if len(teams.roster(transaction, team.id)) >= MOST_PEOPLE:
        raise Refused(TeamFull(MOST_PEOPLE), zone=steering.zone)
    member = Member(
        id=MemberId(new_id()),
        name=person.name,
        role=role,
        zone=person.zone if find_zone(person.zone) else steering.zone,
        departments=(person.title,) if person.title else (),
        # As if back from being away: what was planned before they came is not sent to them late.
        away_until=now,
    )
    joined = teams.take_back(transaction, team.id, member, address=person.address, now=now)
    steering.log(What.JOINED, after={"name": joined.name, "role": role.value})
    how = Settled.MEMBER if role is Role.MEMBER else Settled.OBSERVER
    settle_questions(transaction, team, person.address, how=how, by=steering.member.name, now=now)
    invite_newcomer(transaction, team, joined.id, now=now)
    return joined


def take_off_the_team(steering: Steering, one: Addressed) -> None:
    """The one who does it may be the one who goes. Raises Refused with LastCoordinator."""
    transaction, team, now = steering.transaction, steering.team, steering.now
    is_self = one.member.id == steering.member.id
    if one.member.coordinates:
        require_another(transaction, team, one.member, is_self=is_self)
    teams.take_off(transaction, one.member.id, now=now)
    steering.log(What.LEFT, before={"name": one.member.name, "role": one.member.role.value})
    settle_questions(transaction, team, one.address, how=Settled.TAKEN_OFF, by=steering.member.name, now=now)


def require_another(transaction: Transaction, team: Team, member: Member, *, is_self: bool) -> None:
    """Somebody else who coordinates and can be reached. Raises Refused with LastCoordinator."""
    if not any(one.member.id != member.id for one in teams.coordinators(transaction, team.id)):
        raise Refused(LastCoordinator(member.name, is_self=is_self), zone=team.rhythm.cadence.zone)


def find_member(transaction: Transaction, team: Team, member_id: str) -> Addressed:
    """Somebody who is on the team. Raises FormDoesNotMatch, and Refused with NoLongerOnTheTeam."""
    for one in teams.roster(transaction, team.id):
        if one.member.id == member_id:
            return one
    name = teams.name_of(transaction, team.id, MemberId(member_id))
    if name is None:
        raise FormDoesNotMatch
    raise Refused(NoLongerOnTheTeam(name), zone=team.rhythm.cadence.zone)
