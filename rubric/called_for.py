"""Who is to be written to about the open check-in, and when: reminders, and a word to those who come back from away.

Where in a member's day something falls is reminding.py's part, doing it the agenda's.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from rubric.people import Member, MemberId
from rubric.reminding import next_working_moment, reminder_at
from rubric.standing import Standing

# Up to so late, a message is still in the member's day.
ON_TIME = timedelta(hours=1)
# A second message this soon, such as a reminder that was missed and the next an hour later, is nagging.
BETWEEN_MESSAGES = timedelta(hours=12)
# A message that leaves no time to act on it is only a reproach.
TOO_LATE_TO_REMIND = timedelta(hours=1)


def still_to_remind(standing: Standing, now: datetime) -> Iterator[tuple[MemberId, int, datetime]]:
    """Reminders to come, and those due now, as (member, which, when): of each member only the latest, none in the last
    hour, and none that was planned while they are away or that follows close on their return."""
    check_in, team = standing.open_check_in, standing.team
    if check_in is None:
        return
    last_call = check_in.closes_at - TOO_LATE_TO_REMIND
    team_zone = team.rhythm.cadence.zone
    for member in _waited_for(standing, now):
        planned = [
            reminder_at(check_in, day, team_zone=team_zone, member_zone=member.zone)
            for day in team.rhythm.reminder_days
        ]
        sent = [which for which in range(len(planned)) if (member.id, which) in standing.reminded]
        quiet_until = _quiet_until(standing, member)
        for which, wanted in enumerate(planned):
            at = _working(standing, member, wanted, now)
            # Around weekends, changes of the clock and outages two can fall together, or even swap places.
            too_soon = min(max(at, now) + BETWEEN_MESSAGES, last_call)
            is_superseded = any(later < too_soon for later in planned[which + 1 :])
            # A clock that was set back must not bring an earlier one up again.
            was_sent = which <= max(sent, default=-1)
            is_quiet = quiet_until is not None and wanted < quiet_until
            if at < last_call and not (is_superseded or was_sent or is_quiet):
                yield member.id, which, at


def still_to_catch_up(standing: Standing, now: datetime) -> Iterator[tuple[MemberId, datetime]]:
    """Those who were away at the opening or after it, with when they are told on their return: in their own working
    time, once for each return, and not in the last hour."""
    check_in = standing.open_check_in
    if check_in is None:
        return
    for member in _waited_for(standing, now):
        back = _back(standing, member)
        if back is None or (member.id, return_day(back)) in standing.caught_up:
            continue
        at = _working(standing, member, _in_working_time(standing, member, back), now)
        if at < check_in.closes_at - TOO_LATE_TO_REMIND:
            yield member.id, at


def return_day(back: datetime) -> date:
    """The day by which one return is told from another."""
    return back.astimezone(UTC).date()


def _waited_for(standing: Standing, now: datetime) -> Iterator[Member]:
    """Those who rate and have not finished, while there is still time to."""
    check_in = standing.open_check_in
    if check_in is None or not standing.team.is_active or now >= check_in.closes_at - TOO_LATE_TO_REMIND:
        return
    yield from (one for one in standing.members if one.rates and one.id not in standing.finished)


def _back(standing: Standing, member: Member) -> datetime | None:
    """When somebody comes or came back who was away while the check-in was open."""
    check_in, back = standing.open_check_in, member.away_until
    return back if check_in is not None and back is not None and back > check_in.opened_at else None


def _quiet_until(standing: Standing, member: Member) -> datetime | None:
    """Reminders planned before this moment are not sent, nor sent late: the word on the return stands for them."""
    back = _back(standing, member)
    return None if back is None else _in_working_time(standing, member, back) + BETWEEN_MESSAGES


def _working(standing: Standing, member: Member, wanted: datetime, now: datetime) -> datetime:
    """When it comes that was wanted then: what was missed doesn't come in the night."""
    return _in_working_time(standing, member, now) if now - wanted >= ON_TIME else wanted


def _in_working_time(standing: Standing, member: Member, moment: datetime) -> datetime:
    return next_working_moment(moment, team_zone=standing.team.rhythm.cadence.zone, member_zone=member.zone)
