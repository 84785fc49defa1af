"""Everybody's own home page: who sees what, and what can be done from it."""

from dataclasses import replace

from bot.sections.away import UNTIL
from bot.sections.home_acts import HomeAct
from bot.sections.parts import Act
from bot.sections.people import PeopleAct
from bot.sections.steering import SteerAct
from bot.use_cases.home.paging import Place
from rubric.people import Role, TeamId
from storage import teams
from tests.contracts.several_teams import joins_another_team
from tests.contracts.stage import Scene, words

ALL_STRENGTH = ["strength"] * 7
STEERS = "For coordinators"
OF_THE_FIRST_TEAM = "Ana Morales coordinates this team."


def home(scene: Scene, name: str) -> str:
    return scene.person(name).home().words


def becomes_an_observer(scene: Scene, name: str) -> None:
    with scene.stage.story.deps.store.begin() as transaction:
        teams.change_member(transaction, replace(scene.roster()[name], role=Role.OBSERVER))


def test_a_member_finds_what_waits_and_what_comes_and_no_button_to_steer(scene: Scene) -> None:
    page = scene.person("dana").home()
    assert "7 indicators are waiting for you." in page.words
    assert "The next check-in opens Mon, Sep 14, 9:00 AM (Eastern time)." in page.words
    assert OF_THE_FIRST_TEAM in page.words
    assert STEERS not in page.words
    assert Act.RATE_FROM_HOME in page.acts
    # The log of changes is for everybody.
    assert set(SteerAct) & set(page.acts) == {SteerAct.AUDIT}


def test_a_coordinator_finds_who_has_rated_until_it_closes(scene: Scene) -> None:
    scene.rates("dana", ALL_STRENGTH)
    said = home(scene, "ana")
    assert STEERS in said
    assert "1 of 8 have rated." in said
    assert "Done: Dana Whitfield." in said
    scene.closes()
    said = home(scene, "ana")
    assert "1 of 8 in Check-in 1" in said
    assert "Dana Whitfield" not in said


def test_an_observer_finds_what_everybody_may_read(scene: Scene) -> None:
    becomes_an_observer(scene, "lee")
    lee = scene.person("lee")
    page = lee.home()
    assert "You follow this team as an observer" in page.words
    assert Act.RATE_FROM_HOME not in page.acts
    lee.presses_at_home(HomeAct.ASKED_WHEN)
    assert "Check-in 1, opened Aug 31, 2026" in words(lee)


def test_somebody_on_no_team_learns_how_to_begin(scene: Scene) -> None:
    said = home(scene, "mallory")
    assert f"{scene.stage.command} setup" in said
    assert "Check-in 1" not in said


def test_somebody_on_three_teams_goes_from_one_to_the_other_and_stays_there(scene: Scene) -> None:
    north, _ = (joins_another_team(scene, "dana", called=called) for called in ("North", "South"))
    before = home(scene, "lee")
    dana = scene.person("dana")
    assert OF_THE_FIRST_TEAM in home(scene, "dana")
    dana.presses_at_home(HomeAct.CHOOSE_TEAM, north)
    for _ in range(2):
        said = home(scene, "dana")
        assert OF_THE_FIRST_TEAM not in said
        assert "Nobody coordinates this team any more" in said
    dana.presses_at_home(HomeAct.CHOOSE_TEAM, scene.check_in.team_id)
    assert OF_THE_FIRST_TEAM in home(scene, "dana")
    assert home(scene, "lee") == before


def test_their_own_ratings_are_theirs_alone(scene: Scene) -> None:
    scene.rates("dana", ALL_STRENGTH, evidence="Two MOUs in August")
    scene.rates("lee", ["urgent-gap"] * 7, evidence="None that I have seen")
    dana = scene.person("dana")
    dana.home()
    dana.presses_at_home(HomeAct.OWN_RATINGS)
    assert "Two MOUs in August" in words(dana)
    assert "None that I have seen" not in words(dana)
    dana.picks(HomeAct.OWN_RATINGS, str(Place(TeamId(scene.check_in.team_id), within="actionable-data")))
    assert "Actionable data" in words(dana)
    assert "Positive engagement 1" not in words(dana)


def test_what_was_rated_from_a_home_is_not_waiting_there_any_more(scene: Scene) -> None:
    dana = scene.person("dana")
    dana.home()
    dana.presses_at_home(Act.RATE_FROM_HOME)
    for asked in scene.check_in.asked:
        dana.chooses(asked.id, "strength")
    assert dana.saves() == {}
    assert "You have rated everything." in home(scene, "dana")
    assert "7 indicators are waiting for you." in home(scene, "lee")


def test_what_was_steered_from_a_home_is_seen_by_everybody(scene: Scene) -> None:
    ana = scene.person("ana")
    ana.home()
    ana.presses_at_home(SteerAct.PAUSE)
    ana.closes()
    page = ana.home()
    assert "The team is paused" in page.words
    assert SteerAct.RESUME in page.acts
    assert SteerAct.PAUSE not in page.acts
    assert "Ana Morales paused the team" in page.words
    assert "The team is paused" in home(scene, "lee")


def test_somebody_goes_away_from_their_home_and_comes_back(scene: Scene) -> None:
    dana = scene.person("dana")
    dana.home()
    dana.presses_at_home(PeopleAct.AWAY_FROM_HOME)
    dana.fills_in({UNTIL: "2026-09-10"})
    assert dana.submits() == {}
    dana.closes()
    said = home(scene, "dana")
    assert "You are away until Thu, Sep 10" in said
    assert "You have nothing to rate now." in said
    assert "7 indicators are waiting" not in said
    assert "Away, and not counted: Dana Whitfield." in home(scene, "ana")
    dana.presses_at_home(PeopleAct.BACK)
    dana.closes()
    assert "7 indicators are waiting for you." in home(scene, "dana")


def test_somebody_taken_off_the_team_can_open_none_of_its_pages_any_more(scene: Scene) -> None:
    scene.rates("dana", ALL_STRENGTH)
    dana = scene.person("dana")
    dana.home()
    story = scene.stage.story
    with story.deps.store.begin() as transaction:
        teams.take_off(transaction, scene.roster()["dana"].id, now=story.clock.now())
    for act in (HomeAct.OWN_RATINGS, HomeAct.ASKED_WHEN):
        dana.presses_at_home(act)
        assert "Not on this team" in words(dana)
        dana.closes()
