"""A team's history, to look at and to take along."""

from bot import wording
from bot.routes.tables import Pressed, Routes
from bot.sections.exporting import EXPORT_FORM, ExportAct
from bot.sections.history import HistoryAct
from bot.use_cases.exporting.export_history import export_history, open_export
from bot.use_cases.history.show_history import show_history
from bot.use_cases.home.paging import Place
from bot.use_cases.results import Result
from bot.use_cases.steer import team_here
from bot.use_cases.who import Deps, Speaker
from rubric.people import TeamId


def _export(deps: Deps, who: Speaker, channel_id: str, rest: str) -> Result:
    if rest:
        return wording.unknown_command(f"export {rest}")
    return open_export(deps, who, team_here(deps, who, channel_id))


def _history(deps: Deps, who: Speaker, channel_id: str, rest: str) -> Result:
    if rest:
        return wording.unknown_command(f"history {rest}")
    return show_history(deps, who, Place(team_here(deps, who, channel_id)))


def _history_pressed(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    return show_history(deps, who, Place.read(pressed.value))


def _export_pressed(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    return open_export(deps, who, TeamId(pressed.value))


EXPORTING = Routes(
    commands={"export": _export, "history": _history},
    presses={ExportAct.EXPORT: _export_pressed, HistoryAct.HISTORY: _history_pressed},
    submissions={EXPORT_FORM: export_history},
)
