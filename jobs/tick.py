"""One look at the clock: gather what is stored of each team that is due, decide (the agenda), apply.

Harmless when run twice or by several workers at once: a team is held while it is worked on, and unique keys do
the rest.
"""

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from jobs.blame import blame
from jobs.close_check_in import close_check_in
from jobs.open_check_in import open_check_in
from jobs.post_digest import post_digest
from jobs.remind_members import remind_members
from rubric.agenda import (
    Action,
    CloseCheckIn,
    OpenCheckIn,
    PostDigest,
    RemindMembers,
    SkipCheckIn,
    Standing,
    agenda,
    upcoming,
)
from rubric.people import TeamId
from rubric.rating import finished
from rubric.team import Team
from storage import check_ins, deliveries, ratings, teams
from storage.store import Store, Transaction

log = logging.getLogger(__name__)

TEAMS_PER_TICK = 500
# A team whose plan fails is tried again after this; meanwhile it does not hold up the others.
SET_ASIDE = timedelta(minutes=5)


def tick(store: Store, now: datetime) -> int:
    """Do what is due by `now`; how many teams were attended to."""
    with store.read() as transaction:
        due = teams.to_wake(transaction, now=now, limit=TEAMS_PER_TICK)
    for team_id in due:
        try:
            _attend(store, team_id, now)
        except Exception as error:  # noqa: BLE001 - one team's trouble must not hold up the others
            log.error("planning failed for team %s (%s); it is tried again in five minutes", team_id, blame(error))
            with store.begin() as transaction:
                teams.wake_at(transaction, team_id, now + SET_ASIDE)
    return len(due)


def stand(transaction: Transaction, team: Team) -> Standing:
    """What the agenda needs to know of a team."""
    open_check_in_now = check_ins.open_one(transaction, team.id)
    rated = () if open_check_in_now is None else ratings.of_check_in(transaction, open_check_in_now.id)
    return Standing(
        team=team,
        members=tuple(one.member for one in teams.roster(transaction, team.id)),
        open_check_in=open_check_in_now,
        finished=frozenset() if open_check_in_now is None else finished(open_check_in_now, rated),
        reminded=frozenset() if open_check_in_now is None else deliveries.reminded(transaction, open_check_in_now.id),
    )


def set_alarm(transaction: Transaction, team: Team, *, now: datetime) -> None:
    """Work out when the team next needs attention; to be called after every change that can move it."""
    moments = upcoming(stand(transaction, team), now)
    teams.wake_at(transaction, team.id, moments[0].at if moments else None)


def _attend(store: Store, team_id: TeamId, now: datetime) -> None:
    with store.begin() as transaction:
        team = teams.lock(transaction, team_id)
        if team is None:
            return
        standing = stand(transaction, team)
        for action in agenda(standing, now):
            team = _apply(transaction, standing, team, action, now)
        teams.save(transaction, team)
        set_alarm(transaction, team, now=now)


def _apply(transaction: Transaction, standing: Standing, team: Team, action: Action, now: datetime) -> Team:
    match action:
        case CloseCheckIn(closed_at=closed_at):
            if standing.open_check_in is not None:
                close_check_in(transaction, team, standing.open_check_in, closed_at=closed_at, now=now)
            return team
        case PostDigest(period=period, next_digest_at=next_digest_at):
            post_digest(transaction, team, period=period, now=now)
            return replace(team, digested_until=period.end, next_digest_at=next_digest_at)
        case OpenCheckIn(due_at=due_at, closes_at=closes_at, next_check_in_at=next_check_in_at):
            open_check_in(transaction, team, due_at=due_at, closes_at=closes_at, now=now)
            return replace(team, next_check_in_at=next_check_in_at)
        case SkipCheckIn(next_check_in_at=next_check_in_at):
            return replace(team, next_check_in_at=next_check_in_at)
        case RemindMembers(check_in_id=check_in_id, which=which, member_ids=member_ids):
            remind_members(transaction, team, check_in_id, which=which, member_ids=member_ids, now=now)
            return team
        case _:
            assert_never(action)
