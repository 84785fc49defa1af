"""Pauses a team and lets it go on; what is open stays open until its own end."""

from dataclasses import replace

from bot.use_cases.results import Notice
from bot.use_cases.steer import steering
from bot.use_cases.who import Deps, Speaker
from bot.wording import steering as words
from jobs.close_check_in import close_if_over
from rubric.audit import What
from rubric.people import TeamId
from rubric.refusals import AlreadyPaused, NotPaused
from rubric.team import TeamState
from storage import check_ins


def pause_team(deps: Deps, who: Speaker, team_id: TeamId) -> Notice:
    """Raises what `steering` raises, and Refused when it is paused already."""
    with steering(deps, who, team_id) as ground:
        if ground.team.state is TeamState.PAUSED:
            raise ground.refused(AlreadyPaused())
        close_if_over(ground.transaction, ground.team, now=ground.now)
        still_open = check_ins.open_one(ground.transaction, ground.team.id)
        ground.keep(replace(ground.team, state=TeamState.PAUSED))
        ground.log(What.PAUSED, tell_channel=True)
    if still_open is None:
        return words.paused(None, None, ground.zone)
    return words.paused(still_open.number, still_open.closes_at, ground.zone)


def resume_team(deps: Deps, who: Speaker, team_id: TeamId) -> Notice:
    """Raises what `steering` raises, and Refused when it isn't paused."""
    with steering(deps, who, team_id) as ground:
        if ground.team.state is TeamState.ACTIVE:
            raise ground.refused(NotPaused(ground.team.next_check_in_at))
        # What fell due while it was paused must not open late, to everybody's surprise.
        next_at = ground.team.rhythm.check_ins.next_after(ground.now)
        ground.keep(replace(ground.team, state=TeamState.ACTIVE, next_check_in_at=next_at))
        ground.log(What.RESUMED, after={"opens_at": next_at.isoformat()}, tell_channel=True)
    return words.resumed(next_at, ground.zone)
