"""Channels, people and workspaces that can't be posted to any more, and what happens when they can be again.

Each is said once, to a coordinator or in the log, and then left in peace: nothing is tried over and over.
"""

import logging
from datetime import datetime, timedelta

from jobs.announcements import WhyClosed
from jobs.tick import set_alarm
from rubric.people import WorkspaceId
from rubric.team import Team
from storage import deliveries, teams, workspaces
from storage.deliveries import Kind, Order
from storage.lanes import Lease
from storage.store import Transaction

log = logging.getLogger(__name__)

# The event that says so may have been missed, so the place is asked now and then.
FIRST_PROBE = timedelta(hours=1)
# Whether a rule forbids posting shows only when something is posted: then a day is soon enough.
PROBE_BY_POSTING = timedelta(days=1)


def lose_place(transaction: Transaction, lease: Lease, *, why: WhyClosed, reason: str, now: datetime) -> None:
    """A member's messages end; a team's channel stops its check-ins until it takes posts again."""
    delivery = lease.delivery
    if delivery.member_id is not None:
        if teams.lose_member(transaction, delivery.member_id, now=now):
            log.warning("member %s can't be reached (%s): no reminders until they rate", delivery.member_id, reason)
        return
    team = teams.get(transaction, delivery.team_id)
    if teams.lose_channel(transaction, team.id, because=why.value, now=now):
        log.error("the channel of team %s takes no posts (%s): the team waits until it does", team.id, reason)
        _tell_coordinators(transaction, team, why, now=now)
        wait = PROBE_BY_POSTING if why is WhyClosed.FORBIDDEN else FIRST_PROBE
        ask_channel(transaction, team, now=now + wait)
        set_alarm(transaction, teams.get(transaction, team.id), now=now)


def ask_channel(transaction: Transaction, team: Team, *, now: datetime) -> None:
    """Find out whether the team's channel takes posts, without posting."""
    deliveries.request(transaction, Order.to_channel(team, Kind.PROBE, about=team.id, run_at=now))


def regain_place(transaction: Transaction, workspace_id: WorkspaceId, address: str, *, now: datetime) -> int:
    """What the channel refused is posted now, and its team goes on; how many deliveries are queued again."""
    team = teams.in_channel(transaction, workspace_id, address)
    if team is not None and teams.regain_channel(transaction, team.id):
        log.info("the channel of team %s takes posts again", team.id)
        set_alarm(transaction, teams.get(transaction, team.id), now=now)
    return deliveries.revive(transaction, workspace_id, address, now=now)


def lose_workspace(transaction: Transaction, workspace_id: WorkspaceId, *, reason: str, now: datetime) -> None:
    if workspaces.leave(transaction, workspace_id, now=now):
        log.error(
            "workspace %s no longer lets Homeroom in (%s): everything waits. Install the app again, or put what "
            "it is let in with into the settings; homeroom doctor says more",
            workspace_id,
            reason,
        )


def _tell_coordinators(transaction: Transaction, team: Team, why: WhyClosed, *, now: datetime) -> None:
    # A forbidden channel looks open until the next post, so it is lost again and again.
    once = f"{now:%G-W%V}" if why is WhyClosed.FORBIDDEN else now.isoformat()
    for one in teams.coordinators(transaction, team.id):
        order = Order.to_member(team, one, Kind.PLACE_LOST, about=team.id, once=once, run_at=now)
        deliveries.enqueue(transaction, order)
