"""Who is acting, and what they are to a team. Every click is judged by the roster, never by what the click carries."""

from collections.abc import Mapping
from dataclasses import dataclass

from jobs.ports import Clock
from rubric.check_in import CheckIn
from rubric.model import IndicatorId
from rubric.people import CheckInId, Member, TeamId, WorkspaceId
from rubric.rating import Rating
from rubric.refusals import CoordinatorsOnly, FormDoesNotMatch, NoTeamHere, NotOnTheTeam, Refusal
from rubric.team import Team
from storage import clicks, teams, workspaces
from storage.store import Store, Transaction


@dataclass(frozen=True, slots=True)
class Deps:
    """What every use case may touch."""

    store: Store
    clock: Clock


@dataclass(frozen=True, slots=True)
class Speaker:
    """The person who acted, as their platform names them."""

    platform: str
    workspace: str
    address: str
    name: str = ""


class Refused(Exception):
    """A refusal with what is needed to word it: the team's zone, and what the person had typed as (label, text)."""

    def __init__(self, refusal: Refusal, *, zone: str, kept: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(type(refusal).__name__)
        self.refusal = refusal
        self.zone = zone
        self.kept = kept


def workspace_of(transaction: Transaction, who: Speaker) -> WorkspaceId:
    """Raises NoTeamHere for somebody from a workspace that Homeroom was never installed in."""
    found = workspaces.find(transaction, platform=who.platform, external_id=who.workspace)
    if found is None:
        raise NoTeamHere
    return found


def team_in(transaction: Transaction, who: Speaker, channel_id: str) -> tuple[Team, Member]:
    """The channel's team and the speaker as its member. Raises NoTeamHere, NotOnTheTeam."""
    team = teams.in_channel(transaction, workspace_of(transaction, who), channel_id)
    if team is None:
        raise NoTeamHere
    return team, member_of(transaction, team, who)


def team_with_id(transaction: Transaction, who: Speaker, team_id: TeamId) -> tuple[Team, Member]:
    """A team that a button or form is about, and the speaker as its member. Raises FormDoesNotMatch, NotOnTheTeam."""
    try:
        team = teams.get(transaction, team_id)
    except LookupError:
        raise FormDoesNotMatch from None
    if team.workspace_id != workspaces.find(transaction, platform=who.platform, external_id=who.workspace):
        raise NotOnTheTeam
    return team, member_of(transaction, team, who)


@dataclass(frozen=True, slots=True)
class AtCheckIn:
    """The speaker as a member of a check-in's team, with their own ratings so far."""

    team: Team
    member: Member
    check_in: CheckIn
    current: Mapping[IndicatorId, Rating]


def at_check_in(transaction: Transaction, who: Speaker, check_in_id: CheckInId, *, hold: bool = False) -> AtCheckIn:
    """A check-in that the speaker named, if it is one of their own teams'; `hold` keeps it from closing meanwhile,
    in a transaction that writes.

    Raises FormDoesNotMatch, NotOnTheTeam.
    """
    click = clicks.look(
        transaction, check_in_id, platform=who.platform, workspace=who.workspace, address=who.address, hold=hold
    )
    if click is None:
        raise FormDoesNotMatch
    if click.member is None or not click.is_at_home:
        raise NotOnTheTeam
    if hold and not click.is_reachable:
        # Here they are, so a reminder may reach them again.
        teams.regain_member(transaction, click.member.id)
    return AtCheckIn(click.team, click.member, click.check_in, click.current)


def member_of(transaction: Transaction, team: Team, who: Speaker) -> Member:
    member = teams.member_at(transaction, team.id, who.address)
    if member is None:
        raise NotOnTheTeam
    return member


def require_coordinator(transaction: Transaction, team: Team, member: Member) -> None:
    """Raises CoordinatorsOnly, naming those who could do it."""
    if not member.coordinates:
        coordinators = (one.member.name for one in teams.roster(transaction, team.id) if one.member.coordinates)
        raise CoordinatorsOnly(tuple(coordinators))
