"""Home pages and the pages behind them stay within Slack's limits, for the largest teams and the longest histories."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.sections.forms import Form
from bot.slack.blocks.fitting import MOST_CHARACTERS, characters
from bot.slack.blocks.form import form_view
from bot.slack.blocks.home import home_view
from bot.use_cases.home.facts import Home
from bot.use_cases.home.paging import Place
from bot.use_cases.home.show_asked_when import show_asked_when
from bot.use_cases.home.show_own_ratings import show_own_ratings
from bot.use_cases.results import OpenForm
from bot.use_cases.show_home import show_home
from bot.use_cases.who import Deps, Speaker
from rubric.people import TeamId
from sandbox.block_kit import view_faults
from storage.schema import migrate
from storage.store import Store
from tests.bot.facts import HOSTILE
from tests.bot.home_facts import a_coordinators_page, a_home, a_line, a_page
from tests.county import WORKSPACE, County
from tests.fakes import HandClock

# What a view may weigh.
HEAVIEST_VIEW = 250_000
WEEKS = 40

View = dict[str, Any]
COORDINATOR = Speaker("slack", WORKSPACE, "U0")
MEMBER = Speaker("slack", WORKSPACE, "U5")


@pytest.fixture(scope="module")
def county() -> Iterator[tuple[Deps, TeamId]]:
    """Twenty teams of fifteen, one of which has forty weeks behind it, and each with a check-in that is open."""
    store = Store.connect("sqlite://")
    migrate(store)
    (grown,) = County(store).add_teams(1, weeks=WEEKS, named="A team of forty weeks")
    county = County(store, indicators=30)
    county.add_teams(19, weeks=0, named="District {} " + "with a long name " * 3)
    yield Deps(store, HandClock(county.now(WEEKS))), grown
    store.close()


@pytest.fixture(scope="module")
def first_week(county: tuple[Deps, TeamId]) -> Deps:
    """When all the twenty check-ins are open."""
    deps, _ = county
    return replace(deps, clock=HandClock(County(deps.store).now(0)))


def fits(view: View) -> bool:
    assert view_faults(view) == []
    assert len(json.dumps(view)) < HEAVIEST_VIEW
    assert characters(view["blocks"]) <= MOST_CHARACTERS
    return True


def says_everything(view: View) -> bool:
    return "did not fit" not in json.dumps(view)


def texts(view: View) -> str:
    return json.dumps(view, ensure_ascii=False)


def view_of(opened: OpenForm) -> View:
    assert isinstance(opened.form, Form)
    return form_view(opened.form)


@pytest.mark.parametrize("who", [COORDINATOR, MEMBER], ids=["coordinator", "member"])
def test_the_home_of_somebody_on_twenty_teams_fits_with_nothing_left_out(
    county: tuple[Deps, TeamId], first_week: Deps, who: Speaker
) -> None:
    for deps in (county[0], first_week):
        home = show_home(deps, who)
        assert len(home.teams) == 20
        view = home_view(home)
        assert fits(view)
        assert says_everything(view)
        assert ("For coordinators" in texts(view)) is (who is COORDINATOR)


def test_the_coordinators_home_draws_the_coverage(county: tuple[Deps, TeamId]) -> None:
    charts = [block for block in home_view(show_home(county[0], COORDINATOR))["blocks"] if "chart" in block]
    assert len(charts) == 1


def test_every_page_of_forty_weeks_of_ratings_fits(county: tuple[Deps, TeamId]) -> None:
    deps, team = county
    pages = [view_of(show_own_ratings(deps, MEMBER, Place(team, number))) for number in range(30)]
    assert all(fits(page) for page in pages)
    assert "Check-in 1)" in "".join(map(texts, pages))
    assert "shortened to fit" in texts(pages[0])


def test_every_page_of_what_was_asked_fits(county: tuple[Deps, TeamId]) -> None:
    deps, _ = county
    for home_line in show_home(deps, MEMBER).teams:
        for number in range(6):
            assert fits(view_of(show_asked_when(deps, MEMBER, Place(home_line.team_id, number))))


def hostile_homes() -> dict[str, Home]:
    lines = [replace(a_line(f"{each} {HOSTILE}"), proposals=3) for each in range(120)]
    page = a_page(team_name=HOSTILE, coordinators=(HOSTILE,) * 15)
    coordinators = a_coordinators_page(page, focus=HOSTILE, pinned=(HOSTILE,) * 45, excluded=(HOSTILE,) * 45)
    return {
        "empty": Home(),
        "a member's": a_home(page, *[7] * 40, lines=lines),
        "a coordinator's": a_home(coordinators, *[7] * 40, lines=lines),
        "an unreachable team's": a_home(a_page(lost_because="archived")),
        "an orphaned team's": a_home(a_page(coordinators=())),
    }


@pytest.mark.parametrize("home", hostile_homes().values(), ids=hostile_homes())
def test_whatever_stands_on_it_a_home_page_is_taken(home: Home) -> None:
    assert fits(home_view(home))
