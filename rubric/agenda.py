"""What time has brought for one team: gathered facts in, actions out. Nothing is done here, and nothing is looked up.

Applying the actions and asking again gives nothing more to do; so a missed, doubled or very late look does no harm.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import islice

from rubric.cadence import days_later
from rubric.called_for import TOO_LATE_TO_REMIND, still_to_catch_up, still_to_remind
from rubric.check_in import CheckIn
from rubric.digest.period import Period
from rubric.next_step import WhyTold
from rubric.people import CheckInId, MemberId, NextStepId
from rubric.reminding import OPENS_ON_TIME, at_on_a_working_day, next_working_moment, reminder_at
from rubric.standing import Standing
from rubric.step_reminding import still_to_remind_owners
from rubric.team import Team
from rubric.timetable import Occurrence

__all__ = [
    "TOO_LATE_TO_REMIND",
    "Action",
    "CatchUp",
    "CloseCheckIn",
    "Moment",
    "MomentKind",
    "OpenCheckIn",
    "PostDigest",
    "RemindMembers",
    "RemindOwners",
    "SkipCheckIn",
    "Standing",
    "agenda",
    "coming_openings",
    "reminder_at",
    "upcoming",
]


@dataclass(frozen=True, slots=True)
class OpenCheckIn:
    """`due_at` is the occurrence it answers to, which may be a while ago."""

    due_at: datetime
    closes_at: datetime
    next_check_in_at: datetime


@dataclass(frozen=True, slots=True)
class RemindMembers:
    """`which` reminder, counted from 0."""

    check_in_id: CheckInId
    which: int
    member_ids: tuple[MemberId, ...]


@dataclass(frozen=True, slots=True)
class CatchUp:
    """These came back from being away, and are told of the check-in that is open."""

    check_in_id: CheckInId
    member_ids: tuple[MemberId, ...]


@dataclass(frozen=True, slots=True)
class RemindOwners:
    """The owners of these next steps are reminded of each, before its due date or after it."""

    reminders: tuple[tuple[NextStepId, WhyTold], ...]


@dataclass(frozen=True, slots=True)
class CloseCheckIn:
    """`closed_at` is when ratings stopped counting, which may be a while ago."""

    check_in_id: CheckInId
    closed_at: datetime


@dataclass(frozen=True, slots=True)
class PostDigest:
    """One digest, of a period that may be longer than usual when some were missed."""

    period: Period
    next_digest_at: datetime


@dataclass(frozen=True, slots=True)
class SkipCheckIn:
    """Too little is left of the missed one to ask anything, or there is nothing to ask."""

    next_check_in_at: datetime


Action = OpenCheckIn | RemindMembers | CatchUp | RemindOwners | CloseCheckIn | PostDigest | SkipCheckIn


class MomentKind(StrEnum):
    """In the order in which they are attended to when they fall together."""

    CLOSE = "close"
    DIGEST = "digest"
    OPEN = "open"
    REMIND = "remind"
    CATCH_UP = "catch_up"
    STEP = "step"


@dataclass(frozen=True, slots=True)
class Moment:
    """Something falls due."""

    kind: MomentKind
    at: datetime


def agenda(standing: Standing, now: datetime) -> tuple[Action, ...]:
    """What to do now, in order: close, digest, open or skip, remind, catch up, remind of next steps."""
    team = standing.team
    opening = _opening(standing, now) if team.is_active and team.next_check_in_at <= now else None
    closing = _closing(standing.open_check_in, opening, now)
    digest = _digest(team, now) if team.is_active and _digest_due_at(team) <= now else None
    messages: tuple[Action, ...] = () if closing else (*_reminders(standing, now), *_catch_up(standing, now))
    owners = _owners(standing, now)
    return tuple(action for action in (closing, digest, opening, *messages, owners) if action is not None)


def upcoming(standing: Standing, now: datetime) -> tuple[Moment, ...]:
    """What falls due next of each kind, soonest first. What is overdue is there too, at the moment it was due."""
    team, check_in = standing.team, standing.open_check_in
    moments = set() if check_in is None else {Moment(MomentKind.CLOSE, check_in.closes_at)}
    if team.is_active:
        moments.add(Moment(MomentKind.DIGEST, _digest_due_at(team)))
        moments.add(Moment(MomentKind.OPEN, team.next_check_in_at))
    moments.update(Moment(MomentKind.REMIND, at) for _, _, at in still_to_remind(standing, now))
    moments.update(Moment(MomentKind.CATCH_UP, at) for _, at in still_to_catch_up(standing, now))
    moments.update(Moment(MomentKind.STEP, at) for _, _, at in still_to_remind_owners(standing, now))
    kinds = list(MomentKind)
    return tuple(sorted(moments, key=lambda moment: (moment.at, kinds.index(moment.kind))))


def coming_openings(standing: Standing, now: datetime, *, most: int) -> tuple[Occurrence, ...]:
    """The next `most` check-ins to open, from now on; one that is overdue opens now, unless it is skipped."""
    team = standing.team
    # One that was put off otherwise than by the timetable stays so.
    since = max(now, team.next_check_in_at - datetime.resolution)
    coming = team.rhythm.check_ins.after(since)
    opening = _opening(standing, now) if team.next_check_in_at <= now else None
    if isinstance(opening, OpenCheckIn):
        latest = team.rhythm.check_ins.latest(now)
        if latest is not None and latest.at == opening.due_at:
            return (replace(latest, at=now), *islice(coming, most - 1))
        today = team.day_of(now)
        return (Occurrence(today, now, today), *islice(coming, most - 1))
    return tuple(islice(coming, most))


def _opening(standing: Standing, now: datetime) -> OpenCheckIn | SkipCheckIn:
    """One opening however many were missed, unless less than a day is left of it."""
    team, open_check_in = standing.team, standing.open_check_in
    cadence, timetable = team.rhythm.cadence, team.rhythm.check_ins
    due_at = max(team.next_check_in_at, timetable.latest_at(now) or team.next_check_in_at)
    next_check_in_at = timetable.next_after(now)
    if standing.nothing_to_ask:
        return SkipCheckIn(next_check_in_at)
    if open_check_in is not None and open_check_in.opened_at >= due_at:
        # A coordinator asked by hand after it fell due and before anybody looked.
        return SkipCheckIn(next_check_in_at)
    if now - due_at < OPENS_ON_TIME:
        begins_at = counted_from = due_at
    elif team.rhythm.calendar.break_on(team.day_of(now)) is not None:
        # What was missed before a break isn't made up for in it; the next date comes after it.
        return SkipCheckIn(next_check_in_at)
    else:
        begins_at = next_working_moment(now, team_zone=cadence.zone, member_zone=cadence.zone)
        # What opens in the night or at the weekend needn't close then.
        counted_from = at_on_a_working_day(cadence.at, after=now, zone=cadence.zone)
    if next_check_in_at < days_later(begins_at, 1, cadence.zone):
        return SkipCheckIn(next_check_in_at)
    closes_at = min(days_later(counted_from, team.rhythm.days_open, cadence.zone), next_check_in_at)
    return OpenCheckIn(due_at=due_at, closes_at=closes_at, next_check_in_at=next_check_in_at)


def _closing(check_in: CheckIn | None, opening: OpenCheckIn | SkipCheckIn | None, now: datetime) -> CloseCheckIn | None:
    if check_in is None:
        return None
    if check_in.is_over(now):
        return CloseCheckIn(check_in.id, closed_at=check_in.closes_at)
    # A rhythm that was changed meanwhile can bring the next opening first; what was rated until now counts.
    return CloseCheckIn(check_in.id, closed_at=now) if isinstance(opening, OpenCheckIn) else None


def _digest_due_at(team: Team) -> datetime:
    """An early digest can have covered what was due already; then the one after it is next."""
    if team.next_digest_at > team.digested_until:
        return team.next_digest_at
    return team.rhythm.digests.next_after(team.digested_until)


def _digest(team: Team, now: datetime) -> PostDigest:
    """One digest however many were missed."""
    due_at = _digest_due_at(team)
    end = max(due_at, team.rhythm.digests.latest_at(now) or due_at)
    return PostDigest(Period(team.digested_until, end), next_digest_at=team.rhythm.digests.next_after(now))


def _reminders(standing: Standing, now: datetime) -> Iterator[RemindMembers]:
    due: dict[int, list[MemberId]] = {}
    for member_id, which, at in still_to_remind(standing, now):
        if at <= now:
            due.setdefault(which, []).append(member_id)
    if standing.open_check_in is not None:
        for which, member_ids in sorted(due.items()):
            yield RemindMembers(standing.open_check_in.id, which=which, member_ids=tuple(member_ids))


def _catch_up(standing: Standing, now: datetime) -> Iterator[CatchUp]:
    due = tuple(member_id for member_id, at in still_to_catch_up(standing, now) if at <= now)
    if standing.open_check_in is not None and due:
        yield CatchUp(standing.open_check_in.id, due)


def _owners(standing: Standing, now: datetime) -> RemindOwners | None:
    due = tuple((step.id, why) for step, why, at in still_to_remind_owners(standing, now) if at <= now)
    return RemindOwners(due) if due else None
