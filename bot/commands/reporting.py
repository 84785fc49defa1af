"""The report of a full pass from the command line, for whoever runs Homeroom."""

from pathlib import Path

from bot.commands.configured import given_settings, given_store
from bot.commands.exporting import require_tables, team_named
from bot.commands.terminal import MISUSED, end, say
from bot.files.report_page import report_html
from bot.wording.reports import in_hand
from jobs.announcements import ReportFile
from jobs.ports import Clock
from jobs.report_pass import full_pass_of, passes_closed
from rubric.full_pass import FullPass
from storage.store import DatabaseError, Store


def write_report(clock: Clock, named: str, *, pass_number: int | None, for_coordinators: bool, out: Path) -> None:
    """A pass of one team as a page, into `out`: the latest in which something has closed, unless told."""
    with given_store(given_settings()) as store:
        try:
            report = _report(store, clock, named, pass_number)
        except DatabaseError as error:
            end(f"The database does not answer as it should: {error}. {error.advice}")
    data = report_html(ReportFile(report, for_coordinators=for_coordinators))
    try:
        out.write_bytes(data)
    except OSError as error:
        end(f"{out} can't be written: {error}", MISUSED)
    say(f"{out}: {report.team_name}, pass {report.pass_number}. {in_hand(report)}.")


def _report(store: Store, clock: Clock, named: str, pass_number: int | None) -> FullPass:
    require_tables(store)
    with store.read() as transaction:
        team = team_named(transaction, named)
        passes = passes_closed(transaction, team)
        wanted = passes[-1] if pass_number is None and passes else pass_number
        report = None if wanted is None else full_pass_of(transaction, team, wanted, now=clock.now())
    if not passes:
        end(f"No check-in of {team.name} has closed, so there is nothing to report yet.", MISUSED)
    if report is None:
        known = ", ".join(map(str, passes))
        end(f"No check-in of pass {wanted} has closed. These passes can be reported: {known}.", MISUSED)
    return report
