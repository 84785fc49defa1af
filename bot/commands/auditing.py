"""Writes down a team's audit log, for whoever runs Homeroom."""

from pathlib import Path

from bot.commands.one_team import reading_team
from bot.commands.output import written
from bot.files.audit_table import audit_csv
from jobs.announce_steering import MOST_ENTRIES_IN_A_FILE
from storage import audit


def export_audit(named: str, out: Path | None) -> None:
    """One team's audit log as a table, into `out` or onto the standard output."""
    with reading_team(named) as (transaction, team):
        entries = audit.latest(transaction, team.id, most=MOST_ENTRIES_IN_A_FILE)
    with written(out) as opened:
        opened.write(audit_csv(entries, team.rhythm.cadence.zone))
