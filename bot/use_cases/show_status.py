"""Tells a member how the channel's team stands: what is open, how many have finished, what comes next."""

from bot import wording
from bot.use_cases.results import Notice
from bot.use_cases.who import Deps, Speaker, team_in
from jobs.tick import stand
from rubric.team import TeamState, after_break
from rubric.turnout import turnout


def show_status(deps: Deps, who: Speaker, channel_id: str) -> Notice:
    """Raises NoTeamHere, NotOnTheTeam."""
    with deps.store.read() as transaction:
        team, _ = team_in(transaction, who, channel_id)
        standing = stand(transaction, team)
    now = deps.clock.now()
    counted = turnout(standing.members, standing.finished, now=now)
    return wording.status(
        team_name=team.name,
        zone=team.rhythm.cadence.zone,
        open_check_in=standing.open_check_in,
        finished=counted.finished,
        of=counted.of,
        next_check_in_at=team.next_check_in_at,
        next_digest_at=team.next_digest_at,
        paused=team.state is TeamState.PAUSED,
        after_break=after_break(team),
    )
