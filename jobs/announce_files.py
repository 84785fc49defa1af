"""Gathers what is sent as a file: a full pass as a report, and a team's history as tables."""

from datetime import datetime

from jobs.announce_export import export_wanted
from jobs.announce_report import report_wanted
from jobs.announcements import Announcement
from rubric.team import Team
from storage.deliveries import Delivery, Kind
from storage.store import Transaction


def file_wanted(transaction: Transaction, delivery: Delivery, team: Team, *, now: datetime) -> Announcement | None:
    """None when nobody is there any more to get it."""
    match delivery.kind:
        case Kind.EXPORT:
            return export_wanted(transaction, delivery, team, now=now)
        case Kind.REPORT:
            return report_wanted(transaction, delivery, team, now=now)
        case _:
            raise ValueError(f"{delivery.kind} is no file that was wanted")
