"""Turns somebody's own digest off and on, for themselves alone; that is their business, so no log tells it."""

from collections.abc import Iterable
from dataclasses import replace

from bot.use_cases.people.own_teams import own_teams
from bot.use_cases.results import Notice
from bot.use_cases.who import Deps, Speaker, member_of, team_with_id, workspace_of
from bot.wording import own_digests as words
from rubric.people import TeamId
from rubric.team import Team
from storage import teams
from storage.store import Transaction


def switch_own_digest(deps: Deps, who: Speaker, team_id: TeamId, *, on: bool) -> Notice:
    """Of one team. Raises NotOnTheTeam, FormDoesNotMatch."""
    with deps.store.begin() as transaction:
        team, _ = team_with_id(transaction, who, team_id)
        return _keep(transaction, who, (team,), on=on)


def switch_own_digest_here(deps: Deps, who: Speaker, channel_id: str, *, on: bool) -> Notice:
    """Of the channel's team; where the channel has none, such as in a direct message, of all teams they are on.

    Raises NotOnTheTeam, OnNoTeam, NoTeamHere.
    """
    with deps.store.begin() as transaction:
        here = teams.in_channel(transaction, workspace_of(transaction, who), channel_id)
        if here is not None:
            member_of(transaction, here, who)
        meant = (here,) if here is not None else (team for team, _ in own_teams(transaction, who))
        return _keep(transaction, who, meant, on=on)


def _keep(transaction: Transaction, who: Speaker, meant: Iterable[Team], *, on: bool) -> Notice:
    """Each team held, all in one order, so that two who do this at once never wait for each other."""
    names = []
    for team in sorted(meant, key=lambda one: one.id):
        held = teams.wait_for(transaction, team.id)
        member = member_of(transaction, held, who)
        if member.wants_digest != on:
            teams.change_member(transaction, replace(member, wants_digest=on))
        if on:
            # Here they are, so a message may reach them again.
            teams.regain_member(transaction, member.id)
        names.append(held.name)
    return (words.started if on else words.stopped)(tuple(names))
