"""Somebody leaves a team of their own accord; what they rated stays."""

from bot.sections.forms import Values
from bot.sections.roster import leave_form
from bot.use_cases.next_steps.left_behind import left_behind, with_more
from bot.use_cases.people.moves import find_member, require_another, take_off_the_team
from bot.use_cases.people.own_teams import team_meant
from bot.use_cases.results import Notice, OpenForm
from bot.use_cases.steer import About, Steering, about_team
from bot.use_cases.who import Deps, Speaker, team_with_id
from bot.wording import next_steps, roster
from jobs.roster_changed import roster_changed
from storage import teams


def open_leave(deps: Deps, who: Speaker, channel_id: str) -> OpenForm:
    """Raises NoTeamHere, NotOnTheTeam, and Refused for the last coordinator."""
    with deps.store.read() as transaction:
        team, member = team_meant(transaction, who, channel_id)
        if member.coordinates:
            require_another(transaction, team, member, is_self=True)
        return OpenForm(leave_form(team.name, about=str(about_team(transaction, team))))


def leave_team(deps: Deps, who: Speaker, about: str, values: Values) -> Notice:
    """Raises NotOnTheTeam, FormDoesNotMatch, and Refused for the last coordinator."""
    del values
    with deps.store.begin() as transaction:
        team, member = team_with_id(transaction, who, About.read(about).team_id)
        team = teams.wait_for(transaction, team.id)
        # Nobody needs to coordinate to go.
        here = Steering(transaction, team, member, deps.clock.now())
        take_off_the_team(here, find_member(transaction, team, member.id))
        roster_changed(transaction, team, now=here.now)
        left = next_steps.you_leave_behind(left_behind(transaction, member.id))
    return with_more(roster.left(team.name), left)
