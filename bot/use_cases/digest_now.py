"""Posts the digest early because a coordinator asked; the next one takes up where this one ends."""

from dataclasses import replace

from bot import wording
from bot.use_cases.results import Notice
from bot.use_cases.steer import steering
from bot.use_cases.who import Deps, Speaker
from jobs.close_check_in import close_if_over
from jobs.post_digest import post_digest
from rubric.audit import What
from rubric.digest.period import Period
from rubric.people import TeamId
from rubric.refusals import NothingToDigest
from storage import check_ins, teams


def digest_now(deps: Deps, who: Speaker, team_id: TeamId) -> Notice:
    """Raises what `steering` raises, and Refused when nothing closed since the last digest."""
    with steering(deps, who, team_id) as ground:
        team, now = ground.team, ground.now
        close_if_over(ground.transaction, team, now=now)
        if not check_ins.closed_between(ground.transaction, team.id, since=team.digested_until, until=now):
            raise ground.refused(NothingToDigest())
        post_digest(ground.transaction, team, period=Period(team.digested_until, now), now=now)
        teams.save(ground.transaction, replace(team, digested_until=now))
        ground.log(What.DIGEST_NOW, before={"until": team.digested_until.isoformat()}, after={"until": now.isoformat()})
    return wording.digest_on_its_way()
