"""Queues a digest of their own for everybody on a team who wants one, each in their own working hours.

Whether there is anything to tell somebody is looked at when theirs is sent.
"""

from datetime import datetime, timedelta

from rubric.people import DigestId
from rubric.reminding import next_working_moment
from rubric.team import Team
from storage import deliveries, teams
from storage.store import Transaction

# So that whoever looks for the team's digest in the channel finds it there.
AFTER_THE_TEAMS = timedelta(minutes=1)


def own_digests(transaction: Transaction, team: Team, digest_id: DigestId, *, now: datetime) -> None:
    zone = team.rhythm.cadence.zone
    wanted = [
        one
        for one in teams.roster(transaction, team.id)
        if one.member.wants_digest and one.is_reachable and not one.member.is_away(now)
    ]
    # Somebody on two teams shares a lane between them; taken in one order, two workers never wait for each other.
    for one in sorted(wanted, key=lambda found: found.address):
        run_at = next_working_moment(now + AFTER_THE_TEAMS, team_zone=zone, member_zone=one.member.zone)
        order = deliveries.Order.to_member(
            team, one, deliveries.Kind.OWN_DIGEST, about=digest_id, once=1, run_at=run_at
        )
        deliveries.enqueue(transaction, order)
