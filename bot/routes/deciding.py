"""What the team decides after a reveal: the team rating, and a second look by each."""

from bot import wording
from bot.routes.tables import Pressed, Routes
from bot.sections.talking import DecideAct
from bot.sections.team_ratings import TEAM_RATING_FORM
from bot.use_cases.deciding.rate_again import open_rate_again, press_rate_again
from bot.use_cases.deciding.record_team_rating import (
    open_at,
    open_team_rating,
    record_team_rating,
    show_to_decide,
)
from bot.use_cases.results import Result
from bot.use_cases.steer import team_here
from bot.use_cases.who import Deps, Speaker
from rubric.people import CheckInId, TeamId


def _decide(deps: Deps, who: Speaker, channel_id: str, rest: str) -> Result:
    return wording.unknown_command(rest) if rest else open_team_rating(deps, who, team_here(deps, who, channel_id))


def _open(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    return open_team_rating(deps, who, TeamId(pressed.value))


def _open_at(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    return open_at(deps, who, pressed.value)


def _show(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    return show_to_decide(deps, who, pressed.about, pressed.value, pressed.values)


def _rate_again(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    return press_rate_again(deps, who, pressed.value)


def _what_to_rate_again(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    return open_rate_again(deps, who, CheckInId(pressed.value))


DECIDING = Routes(
    commands={"decide": _decide},
    presses={
        DecideAct.DECIDE: _open,
        DecideAct.RECORD: _open_at,
        DecideAct.SHOW: _show,
        DecideAct.RATE_AGAIN: _rate_again,
        DecideAct.AGAIN: _what_to_rate_again,
    },
    submissions={TEAM_RATING_FORM: record_team_rating},
)
