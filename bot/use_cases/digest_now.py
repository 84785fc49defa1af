"""Posts the digest early because a coordinator asked; the next one takes up where this one ends."""

from dataclasses import replace

from bot import wording
from bot.use_cases.results import Notice
from bot.use_cases.who import Deps, Refused, Speaker, require_coordinator, team_in
from jobs.close_check_in import close_if_over
from jobs.post_digest import post_digest
from rubric.digest.period import Period
from rubric.refusals import NothingToDigest
from storage import check_ins, teams


def digest_now(deps: Deps, who: Speaker, channel_id: str) -> Notice:
    """Raises CoordinatorsOnly, NoTeamHere, NotOnTheTeam, and Refused when nothing closed since the last digest."""
    now = deps.clock.now()
    with deps.store.begin() as transaction:
        team, member = team_in(transaction, who, channel_id)
        require_coordinator(transaction, team, member)
        team = teams.wait_for(transaction, team.id)
        close_if_over(transaction, team, now=now)
        if not check_ins.closed_between(transaction, team.id, since=team.digested_until, until=now):
            raise Refused(NothingToDigest(), zone=team.rhythm.cadence.zone)
        post_digest(transaction, team, period=Period(team.digested_until, now), now=now)
        teams.save(transaction, replace(team, digested_until=now))
    return wording.digest_on_its_way()
