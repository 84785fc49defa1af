"""What a person's home page offers beside rating: another of their teams, their own ratings, what was asked when."""

from bot.routes.tables import Pressed, Routes
from bot.sections.home_acts import HomeAct
from bot.use_cases.home.choose_team import choose_team
from bot.use_cases.home.paging import Place
from bot.use_cases.home.show_asked_when import show_asked_when
from bot.use_cases.home.show_own_ratings import show_own_ratings
from bot.use_cases.results import Result
from bot.use_cases.who import Deps, Speaker
from rubric.people import TeamId


def _choose_team(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    return choose_team(deps, who, TeamId(pressed.value))


def _own_ratings(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    return show_own_ratings(deps, who, Place.read(pressed.value))


def _asked_when(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    return show_asked_when(deps, who, Place.read(pressed.value))


HOME = Routes(
    presses={
        HomeAct.CHOOSE_TEAM: _choose_team,
        HomeAct.OWN_RATINGS: _own_ratings,
        HomeAct.ASKED_WHEN: _asked_when,
    }
)
