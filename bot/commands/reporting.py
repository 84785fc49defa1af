"""The report of a full pass from the command line, for whoever runs Homeroom."""

from pathlib import Path

from bot.commands.one_team import reading_team
from bot.commands.output import written
from bot.commands.terminal import MISUSED, end, say
from bot.files.report_page import report_html
from bot.wording.reports import in_hand
from jobs.announcements import ReportFile
from jobs.ports import Clock
from jobs.report_pass import full_pass_of, passes_closed
from rubric.full_pass import FullPass
from rubric.team import Team
from storage.store import Transaction


def write_report(clock: Clock, named: str, *, pass_number: int | None, for_coordinators: bool, out: Path) -> None:
    """A pass of one team as a page, into `out`: the latest in which something has closed, unless told."""
    with reading_team(named) as (transaction, team):
        report = _report(transaction, clock, team, pass_number)
    with written(out) as opened:
        opened.write(report_html(ReportFile(report, for_coordinators=for_coordinators)))
    say(f"{out}: {report.team_name}, pass {report.pass_number}. {in_hand(report)}.")


def _report(transaction: Transaction, clock: Clock, team: Team, pass_number: int | None) -> FullPass:
    passes = passes_closed(transaction, team)
    wanted = passes[-1] if pass_number is None and passes else pass_number
    report = None if wanted is None else full_pass_of(transaction, team, wanted, now=clock.now())
    if not passes:
        end(f"No check-in of {team.name} has closed, so there is nothing to report yet.", MISUSED)
    if report is None:
        known = ", ".join(map(str, passes))
        end(f"No check-in of pass {wanted} has closed. These passes can be reported: {known}.", MISUSED)
    return report
