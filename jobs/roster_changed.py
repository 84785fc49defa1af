"""What follows from a change in who is on a team, or away: the card's count, the alarm, a word to whoever is new."""

from datetime import datetime

from jobs.announcements import WhyWritten
from jobs.refresh_card import refresh_open_card
from jobs.tick import set_alarm
from rubric.called_for import TOO_LATE_TO_REMIND, return_day
from rubric.people import MemberId
from rubric.reminding import next_working_moment
from rubric.team import Team
from storage import check_ins, deliveries, teams
from storage.deliveries import Kind, Order
from storage.store import Transaction


def roster_changed(transaction: Transaction, team: Team, *, now: datetime) -> None:
    """The card shows how many are expected now, and reminders go to those who are."""
    refresh_open_card(transaction, team, now=now)
    set_alarm(transaction, team, now=now)


def invite_newcomer(transaction: Transaction, team: Team, member_id: MemberId, *, now: datetime) -> None:
    """Somebody who has just come onto the team is told once of the check-in that is open, in their working hours."""
    check_in = check_ins.open_one(transaction, team.id)
    newcomer = next((one for one in teams.roster(transaction, team.id) if one.member.id == member_id), None)
    if check_in is None or newcomer is None or not newcomer.member.rates:
        return
    run_at = next_working_moment(now, team_zone=team.rhythm.cadence.zone, member_zone=newcomer.member.zone)
    if run_at < check_in.closes_at - TOO_LATE_TO_REMIND:
        once = f"{WhyWritten.NEW}@{return_day(now)}"
        order = Order.to_member(team, newcomer, Kind.CATCH_UP, about=check_in.id, once=once, run_at=run_at)
        deliveries.enqueue(transaction, order)
