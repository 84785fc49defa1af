"""A full pass as a report."""

from bot import wording
from bot.routes.tables import Pressed, Routes
from bot.sections.reports import ReportAct
from bot.use_cases.reports.send_report import send_report
from bot.use_cases.results import Result
from bot.use_cases.steer import team_here
from bot.use_cases.who import Deps, Speaker
from rubric.people import TeamId

# What anybody types as the number of a pass.
_MOST_DIGITS = 4


def _report(deps: Deps, who: Speaker, channel_id: str, rest: str) -> Result:
    """`report`, or `report 1` for an earlier pass."""
    wanted = rest.removeprefix("pass ").strip()
    if wanted and not (wanted.isascii() and wanted.isdecimal() and len(wanted) <= _MOST_DIGITS):
        return wording.unknown_command(f"report {rest}")
    team_id = team_here(deps, who, channel_id)
    return send_report(deps, who, team_id, pass_number=int(wanted) if wanted else None)


def _send(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    return send_report(deps, who, TeamId(pressed.value))


REPORTS = Routes(commands={"report": _report}, presses={ReportAct.SEND: _send})
