"""Writes once, by hand, to those who have not finished the open check-in; the coordinator hears how many, never who."""

from datetime import datetime

from bot.use_cases.results import Notice
from bot.use_cases.steer import Steering, steering
from bot.use_cases.who import Deps, Speaker
from bot.wording import steering as words
from jobs.announcements import WhyWritten
from jobs.tick import stand
from rubric.audit import What
from rubric.called_for import TOO_LATE_TO_REMIND
from rubric.check_in import CheckIn
from rubric.people import Member, TeamId
from rubric.refusals import NothingOpen, NudgedAlready, TeamIsPaused
from rubric.reminding import next_working_moment
from rubric.team import TeamState
from storage import audit, check_ins, deliveries, teams


def nudge_members(deps: Deps, who: Speaker, team_id: TeamId) -> Notice:
    """Where nobody is to be written to, the one nudge is not used up.

    Raises what `steering` raises, and Refused when nothing is open, the team is paused, or one went already.
    """
    with steering(deps, who, team_id) as ground:
        if ground.team.state is TeamState.PAUSED:
            raise ground.refused(TeamIsPaused())
        check_in = check_ins.open_one(ground.transaction, ground.team.id)
        if check_in is None or check_in.is_over(ground.now):
            raise ground.refused(NothingOpen())
        earlier = audit.latest_of(ground.transaction, ground.team.id, What.NUDGED)
        if earlier is not None and earlier.after.get("check_in_id") == check_in.id:
            raise ground.refused(NudgedAlready(check_in.number, earlier.at))
        written_to = _write_to_those_who_wait(ground, check_in)
        if written_to:
            # How many is left out: with the card's count it would tell who is away or can't be reached.
            ground.log(What.NUDGED, after={"number": check_in.number, "check_in_id": check_in.id})
    return words.nudged(check_in.number, written_to)


def _write_to_those_who_wait(ground: Steering, check_in: CheckIn) -> int:
    """Each in their own working time, unless that comes too late to act on."""
    finished = stand(ground.transaction, ground.team).finished
    last_call = check_in.closes_at - TOO_LATE_TO_REMIND
    waiting = [
        (one, at)
        for one in teams.roster(ground.transaction, ground.team.id)
        if one.is_reachable and one.member.is_expected(ground.now) and one.member.id not in finished
        if (at := _in_working_time(ground, one.member)) < last_call
    ]
    # Somebody on two teams shares a lane between them; taken in one order, two transactions never wait for each other.
    for one, at in sorted(waiting, key=lambda found: found[0].address):
        order = deliveries.Order.to_member(
            ground.team, one, deliveries.Kind.NUDGE, about=check_in.id, once=WhyWritten.NUDGE, run_at=at
        )
        deliveries.enqueue(ground.transaction, order)
    return len(waiting)


def _in_working_time(ground: Steering, member: Member) -> datetime:
    return next_working_moment(ground.now, team_zone=ground.zone, member_zone=member.zone)
