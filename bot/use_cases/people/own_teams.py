"""Which team somebody means who types a command, and which teams they are on."""

from bot.use_cases.who import Speaker, member_of, workspace_of
from rubric.people import Member
from rubric.refusals import NoTeamHere, OnNoTeam
from rubric.team import Team
from storage import teams
from storage.store import Transaction


def own_teams(transaction: Transaction, who: Speaker) -> tuple[tuple[Team, Member], ...]:
    """Every team that they are on, and they as its member, oldest team first. Raises OnNoTeam, NoTeamHere."""
    found = teams.of_person(transaction, workspace_of(transaction, who), who.address)
    if not found:
        raise OnNoTeam
    return tuple((team, member_of(transaction, team, who)) for team in found)


def team_meant(transaction: Transaction, who: Speaker, channel_id: str) -> tuple[Team, Member]:
    """The channel's team; in a channel without one, the only team that they are on.

    Raises NoTeamHere, NotOnTheTeam.
    """
    workspace = workspace_of(transaction, who)
    here = teams.in_channel(transaction, workspace, channel_id)
    if here is None:
        own = teams.of_person(transaction, workspace, who.address)
        if len(own) != 1:
            raise NoTeamHere
        here = own[0]
    return here, member_of(transaction, here, who)
