"""Gathers a full pass as a report, for the channel or for whoever asked."""

from datetime import datetime

from jobs.announcements import ReportFile
from jobs.report_pass import full_pass_of
from rubric.team import Team
from storage import teams
from storage.deliveries import Delivery
from storage.store import Transaction


def report_wanted(transaction: Transaction, delivery: Delivery, team: Team, *, now: datetime) -> ReportFile | None:
    """None when whoever asked has left. Only a coordinator's own copy says how reliably the team rates."""
    _, _, pass_number = delivery.about.rpartition("/")
    for_coordinators = False
    if delivery.member_id is not None:
        roster = {one.member.id: one.member for one in teams.roster(transaction, team.id)}
        recipient = roster.get(delivery.member_id)
        if recipient is None:
            return None
        for_coordinators = recipient.coordinates
    found = full_pass_of(transaction, team, int(pass_number), now=now)
    return None if found is None else ReportFile(found, for_coordinators=for_coordinators)
