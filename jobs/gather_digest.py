"""Gathers what a digest is compiled from out of what is stored; it changes nothing, so a preview may gather too."""

from dataclasses import replace
from datetime import datetime, timedelta

from jobs.open_check_in import is_nothing_left, sooner
from rubric.agenda import Standing, coming_openings
from rubric.audit import What
from rubric.check_in import CheckIn
from rubric.digest.material import Material
from rubric.digest.period import Period
from rubric.history import check_ins_needed
from rubric.library import load
from rubric.people import DigestId
from rubric.school_calendar import Break
from rubric.second_rating import SecondRating
from rubric.team import Team
from rubric.timetable import Occurrence
from storage import audit, check_ins, digests, next_steps, second_ratings, team_ratings, teams
from storage.store import Transaction


def gather(
    transaction: Transaction,
    team: Team,
    *,
    period: Period,
    now: datetime,
    again: DigestId | None = None,
    locks: bool = False,
) -> Material:
    """Everything a digest of `period` speaks of. Of older check-ins the last two passes are enough to compare with.

    Second ratings that wait to be counted are only for whoever `locks` them, see privacy.py: a preview does without.
    To compile digest `again`, which was posted, they are those that it counted.
    """
    rubric = load(team.rubric_id)
    open_check_in = check_ins.open_one(transaction, team.id)
    rhythm = team.rhythm
    a_pass = check_ins_needed(len(rubric), rhythm.indicators_per_check_in)
    closed = check_ins.closed_between(transaction, team.id, since=period.start, until=period.end)
    history = check_ins.asked_lately(transaction, team.id)
    earlier = check_ins.closed_in_two_passes(transaction, team, rubric, before=period.start)
    material = Material(
        team_name=team.name,
        zone=rhythm.cadence.zone,
        period=period,
        rubric=rubric,
        closed=closed,
        earlier=earlier,
        history=history,
        sooner=sooner(transaction, team, rubric, now=now),
        indicators_per_check_in=rhythm.indicators_per_check_in,
        open_check_in=open_check_in,
        upcoming=_upcoming(team, open_check_in, now, most=a_pass + 1),
        preferences=team.preferences,
        now=now,
        team_id=team.id,
    )
    waiting = _second_ratings(transaction, team, again) if again or locks else ()
    return _with_decisions(transaction, team, replace(material, waiting=waiting), again)


def _upcoming(team: Team, open_check_in: CheckIn | None, now: datetime, *, most: int) -> tuple[Occurrence, ...]:
    # When check-ins open has nothing to do with who is on the team.
    standing = Standing(
        team, (), open_check_in, finished=frozenset(), reminded=frozenset(), nothing_to_ask=is_nothing_left(team)
    )
    return coming_openings(standing, now, most=most)


def _with_decisions(transaction: Transaction, team: Team, material: Material, again: DigestId | None) -> Material:
    """And what the team decided and undertook since, and what kept it from rating."""
    closed, period = material.closed, material.period
    known = {one.check_in.id for one in (*closed, *material.earlier)}
    steps = next_steps.of_team(transaction, team.id)
    older = sorted({one.check_in_id for one in material.waiting} - known)
    return replace(
        material,
        next_digest_at=team.rhythm.digests.next_after(max(material.now or period.end, period.end)),
        team_ratings=tuple(team_ratings.of_team(transaction, team.id)),
        open_steps=tuple(one for one in steps if one.is_open),
        settled_steps=tuple(one for one in steps if not one.is_open),
        older=tuple(check_ins.some(transaction, older)),
        names={one.member.id: one.member.name for one in teams.roster(transaction, team.id)},
        away={one.check_in.id: check_ins.away_at_close(transaction, one.check_in.id) for one in closed},
        breaks=() if closed else _breaks(team, period),
        was_paused=not closed and _was_paused(transaction, team, period),
        is_first=_is_first(transaction, team, again),
    )


def _breaks(team: Team, period: Period) -> tuple[Break, ...]:
    """Those that reach into the period, whose end is outside it."""
    first, last = team.day_of(period.start), team.day_of(period.end - timedelta.resolution)
    return tuple(one for one in team.rhythm.calendar.breaks if one.first <= last and one.last >= first)


def _was_paused(transaction: Transaction, team: Team, period: Period) -> bool:
    """Whether a pause began or ended in the period; while it lasts, no digest comes."""
    newest = (audit.latest_of(transaction, team.id, what) for what in (What.PAUSED, What.RESUMED))
    return any(entry is not None and period.start <= entry.at <= period.end for entry in newest)


def _is_first(transaction: Transaction, team: Team, again: DigestId | None) -> bool:
    """Whether no digest came before it."""
    if again is None:
        return digests.latest(transaction, team.id) is None
    kept = digests.get(transaction, again)
    return kept is not None and kept.is_first


def _second_ratings(transaction: Transaction, team: Team, again: DigestId | None) -> tuple[SecondRating, ...]:
    if again is None:
        return tuple(second_ratings.waiting(transaction, team.id))
    counted = second_ratings.counted_in(transaction, team.id, again)
    return tuple(replace(one, released_in=None) for one in counted)
