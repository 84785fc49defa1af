"""Being away, from the card, from a direct message, by command; and back again."""

from datetime import timedelta

from bot.sections.away import TEAMS, UNTIL
from bot.sections.parts import Act
from bot.sections.people import PeopleAct
from tests.contracts.several_teams import joins_another_team
from tests.contracts.stage import A_MINUTE, Actor, Scene, words

A_DAY = timedelta(days=1)
FRIDAY = "2026-09-04"


def is_away_until(person: Actor, day: str = FRIDAY) -> None:
    """In the form on top."""
    person.fills_in({UNTIL: day})
    assert person.submits() == {}


def goes_away_from_card(scene: Scene, name: str) -> Actor:
    person = scene.person(name)
    person.presses_in(scene.card(), PeopleAct.AWAY_FROM_CARD)
    is_away_until(person)
    return person


def test_from_the_card_and_back_with_one_message(scene: Scene) -> None:
    dana = goes_away_from_card(scene, "dana")
    assert "Away until Sep 4, 2026" in words(dana)
    dana.closes()
    scene.pass_by(A_MINUTE)
    assert "0 of 7 have rated." in scene.card().text
    scene.pass_by(3 * A_DAY)
    assert scene.told("lee", about="waiting for you") != []
    assert scene.told("dana", about="waiting for you") == []
    scene.pass_by(2 * A_DAY)
    [message] = scene.told("dana", about="waiting for you")
    assert message.text.startswith("You are back from being away.")
    assert "0 of 8 have rated." in scene.card().text
    dana.presses_in(message, Act.RATE_FROM_REMINDER)
    assert dana.rated(scene.check_in.asked[0].id) == (None, "")


def test_who_is_away_can_rate_all_the_same(scene: Scene) -> None:
    goes_away_from_card(scene, "dana").closes()
    scene.rates("dana", ["strength"] * 7)
    scene.pass_by(A_MINUTE)
    assert "1 of 8 have rated." in scene.card().text


def test_from_a_reminder(scene: Scene) -> None:
    scene.pass_by(3 * A_DAY)
    [reminder] = scene.told("dana", about="waiting for you")
    dana = scene.person("dana")
    dana.presses_in(reminder, PeopleAct.AWAY_FROM_REMINDER)
    assert "not counted" in words(dana)
    is_away_until(dana, "2026-09-14")
    scene.closes()
    assert len(scene.told("dana", about="waiting for you")) == 1
    assert "0 of 7 rated" in scene.card().text


def test_by_command_and_back_by_command(scene: Scene) -> None:
    dana = scene.person("dana")
    assert dana.types("away until Friday") == ""
    is_away_until(dana)
    dana.closes()
    assert "You are back" in dana.types("back")
    scene.pass_by(A_MINUTE)
    assert not scene.roster()["dana"].is_away(scene.stage.story.clock.now())
    assert len(scene.told("dana", about="You are back from being away.")) == 1
    assert "You are not away" in dana.types("back")


def test_back_from_the_form_that_says_one_is_away(scene: Scene) -> None:
    dana = goes_away_from_card(scene, "dana")
    dana.closes()
    dana.types("away")
    assert "You are away until Sep 4, 2026" in words(dana)
    dana.presses(PeopleAct.BACK)
    assert "You are back" in words(dana)


def test_a_day_that_has_passed_keeps_the_form(scene: Scene) -> None:
    dana = scene.person("dana")
    dana.types("away")
    dana.fills_in({UNTIL: "2026-08-31"})
    assert list(dana.submits()) == [UNTIL]
    assert scene.roster()["dana"].away_until is None


def test_from_one_of_two_teams(scene: Scene) -> None:
    joins_another_team(scene, "dana", called="Elsewhere")
    dana = scene.person("dana")
    dana.types("away")
    assert "Elsewhere" in words(dana)
    dana.fills_in({TEAMS: [scene.check_in.team_id]})
    is_away_until(dana)
    assert "This is for 1 team" in words(dana)
    assert scene.roster()["dana"].away_until is not None


def test_somebody_on_no_team_hears_so(scene: Scene) -> None:
    scene.stage.comes_in("mallory")
    assert "not on a team" in scene.person("mallory").types("away")
