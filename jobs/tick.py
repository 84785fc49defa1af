"""One look at the clock: gather what is stored of each team that is due, decide (the agenda), apply.

Harmless when run twice or by several workers at once: a team is held while it is worked on, and unique keys do
the rest.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from jobs.blame import blame
from jobs.catch_up import catch_up
from jobs.close_check_in import close_check_in
from jobs.open_check_in import is_nothing_left, open_check_in, without_pins
from jobs.post_digest import post_digest
from jobs.remind_members import remind_members
from jobs.remind_owners import remind_owners
from rubric.agenda import (
    Action,
    CatchUp,
    CloseCheckIn,
    OpenCheckIn,
    PostDigest,
    RemindMembers,
    RemindOwners,
    SkipCheckIn,
    Standing,
    agenda,
    upcoming,
)
from rubric.next_step import NextStep
from rubric.people import Member, TeamId
from rubric.rating import finished
from rubric.team import Team
from storage import check_ins, deliveries, next_steps, ratings, teams
from storage.store import Store, Transaction
from storage.trouble import is_trouble

log = logging.getLogger(__name__)

# Few enough that nobody who wants one of them waits long, enough that committing costs little.
TEAMS_AT_ONCE = 20
# A team whose plan fails is tried again after this; meanwhile it does not hold up the others.
SET_ASIDE = timedelta(minutes=5)


def tick(store: Store, now: datetime) -> int:
    """Do what is due by `now` for the teams that have waited longest; how many were attended to.

    Fewer than TEAMS_AT_ONCE: there are no more, or other workers have them.
    """
    if not store.sees(teams.IS_ANY_DUE, now):
        return 0
    with store.read() as transaction:
        due = teams.to_wake(transaction, now=now, limit=TEAMS_AT_ONCE)
    if not due:
        return 0
    try:
        return _attend_together(store, now)
    except Exception as error:
        if is_trouble(error):
            raise
        # Which team it is, and what is wrong with it, comes out one by one.
        return _attend_one_by_one(store, due, now)


def _attend_together(store: Store, now: datetime) -> int:
    """In one transaction. What the first look saw may be in other hands by now, so it looks again."""
    with store.begin() as transaction:
        held = teams.to_wake(transaction, now=now, limit=TEAMS_AT_ONCE, hold=True)
        for team_id in held:
            _attend(transaction, team_id, now)
    return len(held)


def _attend_one_by_one(store: Store, due: Sequence[TeamId], now: datetime) -> int:
    for team_id in due:
        try:
            with store.begin() as transaction:
                if teams.hold_if_due(transaction, team_id, now=now):
                    _attend(transaction, team_id, now)
        except Exception as error:
            if is_trouble(error):
                raise
            # One team's trouble must not hold up the others.
            log.error("planning failed for team %s (%s); it is tried again in five minutes", team_id, blame(error))
            with store.begin() as transaction:
                teams.wake_at(transaction, team_id, now + SET_ASIDE)
    return len(due)


def stand(
    transaction: Transaction,
    team: Team,
    *,
    members: Sequence[Member] | None = None,
    open_steps: Sequence[NextStep] | None = None,
) -> Standing:
    """What the agenda needs to know of a team; `members` and `open_steps` where they are known already."""
    if members is None:
        members = [one.member for one in teams.roster(transaction, team.id)]
    if open_steps is None:
        open_steps = next_steps.open_of_team(transaction, team.id)
    known = Standing(
        team=team,
        members=tuple(members),
        open_check_in=None,
        finished=frozenset(),
        reminded=frozenset(),
        nothing_to_ask=is_nothing_left(team),
        open_steps=tuple(open_steps),
    )
    open_check_in_now = check_ins.open_one(transaction, team.id)
    if open_check_in_now is None:
        return known
    rated = ratings.of_check_in(transaction, open_check_in_now.id)
    came_back = any(one.away_until is not None and one.away_until > open_check_in_now.opened_at for one in members)
    return replace(
        known,
        open_check_in=open_check_in_now,
        finished=finished(open_check_in_now, rated),
        reminded=deliveries.reminded(transaction, open_check_in_now.id),
        caught_up=deliveries.caught_up(transaction, open_check_in_now.id) if came_back else frozenset(),
    )


def set_alarm(
    transaction: Transaction,
    team: Team,
    *,
    now: datetime,
    members: Sequence[Member] | None = None,
    open_steps: Sequence[NextStep] | None = None,
) -> None:
    """Work out when the team next needs attention; to be called after every change that can move it."""
    moments = upcoming(stand(transaction, team, members=members, open_steps=open_steps), now)
    teams.wake_at(transaction, team.id, moments[0].at if moments else None)


def _attend(transaction: Transaction, team_id: TeamId, now: datetime) -> None:
    team = teams.get(transaction, team_id)
    standing = stand(transaction, team)
    actions = agenda(standing, now)
    for action in actions:
        team = _apply(transaction, standing, team, action, now)
    if team != standing.team:
        teams.save(transaction, team)
    reminds_owners = any(isinstance(action, RemindOwners) for action in actions)
    open_steps = None if reminds_owners else standing.open_steps
    set_alarm(transaction, team, now=now, members=standing.members, open_steps=open_steps)


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
            opened = open_check_in(transaction, team, due_at=due_at, closes_at=closes_at, now=now)
            unpinned = team if opened is None else without_pins(team, opened)
            return replace(unpinned, next_check_in_at=next_check_in_at)
        case SkipCheckIn(next_check_in_at=next_check_in_at):
            return replace(team, next_check_in_at=next_check_in_at)
        case RemindMembers(check_in_id=check_in_id, which=which, member_ids=member_ids):
            remind_members(transaction, team, check_in_id, which=which, member_ids=member_ids, now=now)
            return team
        case CatchUp(check_in_id=check_in_id, member_ids=member_ids):
            catch_up(transaction, team, check_in_id, member_ids=member_ids, now=now)
            return team
        case RemindOwners(reminders=reminders):
            remind_owners(transaction, team, standing.open_steps, reminders, now=now)
            return team
        case _:
            assert_never(action)
