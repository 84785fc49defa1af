"""What strangers, observers and people of another team press, and what is pressed too late: words, and nothing else."""

import pytest

from bot.sections.digests import PostedAct
from bot.sections.parts import Act
from bot.sections.talking import DecideAct
from tests.contracts.hostile import (
    EVERYTHING,
    NOT_ON_ITS_LIST,
    ONLY_COORDINATORS,
    a_whole_fortnight,
    answer,
    becomes_an_observer,
    is_taken_off,
    leads_another_team,
    rated_by_four,
)
from tests.contracts.kept import everything
from tests.contracts.stage import Scene

TYPED = "Three schools asked me for this"


@pytest.mark.parametrize("who", ["a stranger", "a coordinator of another team", "somebody who was on the team"])
def test_whoever_is_not_on_the_team_is_told_so_whatever_they_press(scene: Scene, who: str) -> None:
    asked = scene.check_in.asked
    seen = a_whole_fortnight(scene)
    name = "lee" if who == "somebody who was on the team" else "mallory"
    if who == "somebody who was on the team":
        is_taken_off(scene, name)
    else:
        scene.stage.comes_in(name)
    if who == "a coordinator of another team":
        leads_another_team(scene, name)
    person, before = scene.person(name), everything(scene)
    for act in EVERYTHING:
        person.presses_in(seen[act], act)
        said = answer(person)
        assert NOT_ON_ITS_LIST in said, act
        assert not any(each.label in said or each.text in said for each in asked), act
    assert everything(scene) == before


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (Act.RATE_FROM_CARD, "you follow this team as an observer"),
        (DecideAct.RATE_AGAIN, "you follow this team as an observer"),
        (DecideAct.RECORD, ONLY_COORDINATORS),
        (PostedAct.WHY, ONLY_COORDINATORS),
    ],
)
def test_an_observer_is_told_what_observers_do(scene: Scene, act: str, why: str) -> None:
    seen = {act: scene.card()} if act == Act.RATE_FROM_CARD else a_whole_fortnight(scene)
    becomes_an_observer(scene, "lee")
    lee, before = scene.person("lee"), everything(scene)
    lee.presses_in(seen[act], act)
    assert why.lower() in answer(lee).lower()
    assert everything(scene) == before


@pytest.mark.parametrize("since", ["an observer", "not on the team"])
def test_whoever_rates_no_more_by_the_time_they_save_gets_back_what_they_typed(scene: Scene, since: str) -> None:
    first = scene.check_in.asked[0]
    lee = scene.opens("lee")
    lee.notes(first.id, TYPED)
    (becomes_an_observer if since == "an observer" else is_taken_off)(scene, "lee")
    before = everything(scene)
    assert lee.saves() == {}
    assert TYPED in answer(lee)
    assert everything(scene) == before


def test_what_is_pressed_on_the_card_of_a_check_in_that_closed_changes_nothing(scene: Scene) -> None:
    stale = scene.card()
    rated_by_four(scene)
    scene.closes()
    before = everything(scene)
    for name in ("dana", "mia"):
        person = scene.opens(name, seen=stale)
        assert "closed" in answer(person)
    assert everything(scene) == before
