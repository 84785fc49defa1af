"""What time has brought for one team: gathered facts in, actions out. Nothing is done here, and nothing is looked up.

Applying the actions and asking again gives nothing more to do; so a missed, doubled or very late look does no harm.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from rubric.cadence import days_later
from rubric.check_in import CheckIn
from rubric.digest.period import Period
from rubric.people import CheckInId, Member, MemberId
from rubric.reminding import OPENS_ON_TIME, at_on_a_working_day, next_working_moment, reminder_at
from rubric.team import Team, TeamState

__all__ = [
    "Action",
    "CloseCheckIn",
    "Moment",
    "MomentKind",
    "OpenCheckIn",
    "PostDigest",
    "RemindMembers",
    "SkipCheckIn",
    "Standing",
    "agenda",
    "reminder_at",
    "upcoming",
]

# Up to so late, a reminder is still in the member's day.
REMINDS_ON_TIME = timedelta(hours=1)
# A second reminder this soon, such as one that was missed and the next an hour later, is nagging.
BETWEEN_REMINDERS = timedelta(hours=12)
# A reminder that leaves no time to act on it is only a reproach.
TOO_LATE_TO_REMIND = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """A team as stored. `finished` and `reminded` speak of the open check-in; `reminded` holds (member, which reminder)
    pairs, counted from 0."""

    team: Team
    members: tuple[Member, ...]
    open_check_in: CheckIn | None
    finished: frozenset[MemberId]
    reminded: frozenset[tuple[MemberId, int]]


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
    """Too little is left of the missed one to ask anything."""

    next_check_in_at: datetime


Action = OpenCheckIn | RemindMembers | CloseCheckIn | PostDigest | SkipCheckIn


class MomentKind(StrEnum):
    """In the order in which they are attended to when they fall together."""

    CLOSE = "close"
    DIGEST = "digest"
    OPEN = "open"
    REMIND = "remind"


@dataclass(frozen=True, slots=True)
class Moment:
    """Something falls due."""

    kind: MomentKind
    at: datetime


def agenda(standing: Standing, now: datetime) -> tuple[Action, ...]:
    """What to do now, in order: close, digest, open or skip, remind."""
    team = standing.team
    opening = _opening(team, standing.open_check_in, now) if _is_active(team) and team.next_check_in_at <= now else None
    closing = _closing(standing.open_check_in, opening, now)
    digest = _digest(team, now) if _is_active(team) and _digest_due_at(team) <= now else None
    reminders = () if closing else tuple(_reminders(standing, now))
    return tuple(action for action in (closing, digest, opening, *reminders) if action is not None)


def upcoming(standing: Standing, now: datetime) -> tuple[Moment, ...]:
    """What falls due next of each kind, soonest first. What is overdue is there too, at the moment it was due."""
    team, check_in = standing.team, standing.open_check_in
    moments = set() if check_in is None else {Moment(MomentKind.CLOSE, check_in.closes_at)}
    if _is_active(team):
        moments.add(Moment(MomentKind.DIGEST, _digest_due_at(team)))
        moments.add(Moment(MomentKind.OPEN, team.next_check_in_at))
    moments.update(Moment(MomentKind.REMIND, at) for _, _, at in _still_to_remind(standing, now))
    kinds = list(MomentKind)
    return tuple(sorted(moments, key=lambda moment: (moment.at, kinds.index(moment.kind))))


def coming_openings(
    team: Team, open_check_in: CheckIn | None, now: datetime, *, until: datetime
) -> tuple[datetime, ...]:
    """When check-ins open from now on and before `until`; one that is overdue opens now, unless it is skipped."""
    if team.next_check_in_at > now:
        return team.rhythm.cadence.between(team.next_check_in_at, until)
    opening = _opening(team, open_check_in, now)
    later = team.rhythm.cadence.between(opening.next_check_in_at, until)
    return (now, *later) if isinstance(opening, OpenCheckIn) else later


def _is_active(team: Team) -> bool:
    return team.state is TeamState.ACTIVE and team.reachable


def _opening(team: Team, open_check_in: CheckIn | None, now: datetime) -> OpenCheckIn | SkipCheckIn:
    """One opening however many were missed, unless less than a day is left of it."""
    cadence = team.rhythm.cadence
    due_at = max(team.next_check_in_at, cadence.latest_at(now) or team.next_check_in_at)
    next_check_in_at = cadence.next_after(now)
    if open_check_in is not None and open_check_in.opened_at >= due_at:
        # A coordinator asked by hand after it fell due and before anybody looked.
        return SkipCheckIn(next_check_in_at)
    if now - due_at < OPENS_ON_TIME:
        begins_at = counted_from = due_at
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
    return team.rhythm.digest.next_after(team.digested_until)


def _digest(team: Team, now: datetime) -> PostDigest:
    """One digest however many were missed."""
    due_at = _digest_due_at(team)
    end = max(due_at, team.rhythm.digest.latest_at(now) or due_at)
    return PostDigest(Period(team.digested_until, end), next_digest_at=team.rhythm.digest.next_after(now))


def _reminders(standing: Standing, now: datetime) -> Iterator[RemindMembers]:
    due: dict[int, list[MemberId]] = {}
    for member_id, which, at in _still_to_remind(standing, now):
        if at <= now:
            due.setdefault(which, []).append(member_id)
    if standing.open_check_in is not None:
        for which, member_ids in sorted(due.items()):
            yield RemindMembers(standing.open_check_in.id, which=which, member_ids=tuple(member_ids))


def _still_to_remind(standing: Standing, now: datetime) -> Iterator[tuple[MemberId, int, datetime]]:
    """Reminders to come, and those due now: of each member only the latest, none in the last hour."""
    check_in, team = standing.open_check_in, standing.team
    if check_in is None or not _is_active(team):
        return
    last_call = check_in.closes_at - TOO_LATE_TO_REMIND
    team_zone = team.rhythm.cadence.zone
    for member in standing.members:
        if not member.rates or member.id in standing.finished or now >= last_call:
            continue
        planned = [
            reminder_at(check_in, day, team_zone=team_zone, member_zone=member.zone)
            for day in team.rhythm.reminder_days
        ]
        sent = [which for which in range(len(planned)) if (member.id, which) in standing.reminded]
        for which, wanted in enumerate(planned):
            # One that was missed doesn't come in the night.
            is_missed = now - wanted >= REMINDS_ON_TIME
            at = next_working_moment(now, team_zone=team_zone, member_zone=member.zone) if is_missed else wanted
            # Around weekends, changes of the clock and outages two can fall together, or even swap places.
            too_soon = min(max(at, now) + BETWEEN_REMINDERS, last_call)
            is_superseded = any(later < too_soon for later in planned[which + 1 :])
            # A clock that was set back must not bring an earlier one up again.
            was_sent = which <= max(sent, default=-1)
            if at < last_call and not is_superseded and not was_sent:
                yield member.id, which, at
