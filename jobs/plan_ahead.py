"""What a team's coming check-ins will ask, as things stand or as they would be; and its dates after a change."""

from dataclasses import replace
from datetime import datetime

from jobs.open_check_in import sooner
from jobs.refresh_card import refresh_card
from jobs.tick import set_alarm
from rubric.coverage_plan import CoveragePlan, coverage_plan
from rubric.library import load
from rubric.team import Team, TeamState
from storage import check_ins, teams
from storage.store import Transaction


def plan_ahead(transaction: Transaction, team: Team, *, now: datetime) -> CoveragePlan:
    """The plan of `team`, which may be a team as it would be after a change that nobody has saved."""
    rubric = load(team.rubric_id)
    return coverage_plan(
        rubric,
        settled(transaction, team, now=now).rhythm,
        history=check_ins.asked_lately(transaction, team.id),
        after=now,
        preferences=team.preferences,
        sooner=sooner(transaction, team, rubric, now=now),
    )


def replan(transaction: Transaction, team: Team, *, now: datetime) -> Team:
    """Save a team whose rhythm, calendar or state was changed, with its next dates worked out anew.

    What is overdue in a team that isn't, and wasn't, paused stays so: it is about to be attended to. An open check-in
    that would run into the next one closes when that opens, and its card says so. Raises NoSchoolDay, and saves
    nothing, when the calendar leaves no day free at any time.
    """
    before = teams.get(transaction, team.id)
    team = _following(team, before, now=now)
    team.rhythm.check_ins.ensure_free_days()
    team.rhythm.digests.ensure_free_days()
    is_paused = TeamState.PAUSED in (before.state, team.state)
    is_overdue = not is_paused and team.next_check_in_at <= now
    planned = replace(
        team,
        next_check_in_at=team.next_check_in_at if is_overdue else team.rhythm.check_ins.next_after(now),
        next_digest_at=team.rhythm.digests.next_after(max(now, team.digested_until)),
    )
    teams.save(transaction, planned)
    _close_before_next(transaction, planned, now=now)
    set_alarm(transaction, planned, now=now)
    return planned


def _close_before_next(transaction: Transaction, team: Team, *, now: datetime) -> None:
    check_in, next_at = check_ins.open_one(transaction, team.id), team.next_check_in_at
    if check_in is not None and team.is_active and now < next_at < check_in.closes_at:
        check_ins.extend(transaction, check_in.id, closes_at=next_at)
        refresh_card(transaction, team, check_in, at=now)


def settled(transaction: Transaction, team: Team, *, now: datetime) -> Team:
    """A changed team as it would be saved: its dates count on from those it has, see Rhythm.following."""
    try:
        before = teams.get(transaction, team.id)
    except LookupError:
        # One that is about to be set up.
        return team
    return _following(team, before, now=now)


def _following(team: Team, before: Team, *, now: datetime) -> Team:
    return replace(team, rhythm=team.rhythm.following(before.rhythm, after=now))
