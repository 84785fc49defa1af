"""Who is on a team: a list for everybody on it, from which its coordinators change it."""

from datetime import datetime

from bot.sections.roster import RosterFacts, people_form
from bot.use_cases.people.own_teams import team_meant
from bot.use_cases.results import OpenForm
from bot.use_cases.steer import about_team
from bot.use_cases.who import Deps, Speaker, team_with_id
from rubric.people import TeamId
from rubric.team import Team
from storage import proposals, teams
from storage.store import Transaction


def show_people(deps: Deps, who: Speaker, channel_id: str) -> OpenForm:
    """Raises NoTeamHere, NotOnTheTeam."""
    with deps.store.read() as transaction:
        team, _ = team_meant(transaction, who, channel_id)
        return people_list(transaction, team, who, now=deps.clock.now())


def show_people_of(deps: Deps, who: Speaker, team_id: str) -> OpenForm:
    """Raises FormDoesNotMatch, NotOnTheTeam."""
    with deps.store.read() as transaction:
        team, _ = team_with_id(transaction, who, TeamId(team_id))
        return people_list(transaction, team, who, now=deps.clock.now())


def people_list(transaction: Transaction, team: Team, who: Speaker, *, now: datetime, said: str = "") -> OpenForm:
    """The list as somebody on the team may see it; `said` is what they have just done."""
    viewer = teams.member_at(transaction, team.id, who.address)
    members = tuple(one.member for one in teams.roster(transaction, team.id))
    changes = viewer is not None and viewer.coordinates
    facts = RosterFacts(
        team_name=team.name,
        channel_id=team.channel_id,
        members=members,
        away=frozenset(member.id for member in members if changes and member.is_away(now)),
        open_proposals=proposals.still_open(transaction, team.id) if changes else (),
    )
    return OpenForm(people_form(facts, about=str(about_team(transaction, team)), changes=changes, said=said))
