"""Too late, from the wrong people, or into a broken database: a plain sentence each time, and nothing typed is lost."""

import pytest
from sqlalchemy import text

from tests.contracts.kept import levels_saved
from tests.contracts.stage import Actor, Scene
from tests.contracts.stages import on_every_pair

TYPED = "Three schools asked me for this"
# A platform that tells of no taps is told of the choice by the form's button.
BY = ("a tap", "Done")


def sends(scene: Scene, actor: Actor, by: str, indicator: str, level: str = "strength") -> None:
    """What stands in the form, by choosing a level or by its button."""
    if by == "a tap":
        actor.chooses(indicator, level)
    if by == "Done" or not scene.stage.saves_taps:
        assert actor.saves() == {}


def notice(actor: Actor) -> str:
    """What a notice says; there is no form any more."""
    assert actor.shown is not None
    assert actor.shown.form == ""
    return actor.shown.words


def test_a_card_that_looks_open_on_somebodys_phone_is_refused_after_the_close(scene: Scene) -> None:
    seen = scene.card()
    scene.closes()
    said = notice(scene.opens("dana", seen=seen))
    assert "closed" in said
    assert "Mon, Sep 7, 9:00 AM" in said


@pytest.mark.parametrize("by", BY)
def test_a_form_left_open_past_the_close_gives_back_what_was_typed(scene: Scene, by: str) -> None:
    first = scene.check_in.asked[0]
    dana = scene.opens("dana")
    dana.notes(first.id, TYPED)
    scene.closes()
    sends(scene, dana, by, first.id)
    assert "closed" in notice(dana)
    assert TYPED in notice(dana)
    assert levels_saved(scene) == 0


def test_somebody_in_the_channel_but_not_on_the_team_is_told_so_and_nothing_else(scene: Scene) -> None:
    asked = scene.check_in.asked
    scene.stage.comes_in("mallory")
    said = notice(scene.opens("mallory"))
    assert "on the team" in said.replace("on this team", "on the team")
    assert not any(each.text in said or each.label in said for each in asked)


@on_every_pair
@pytest.mark.parametrize("by", BY)
def test_what_a_broken_database_did_not_take_is_never_called_saved_and_given_back(scene: Scene, by: str) -> None:
    first = scene.check_in.asked[0]
    dana = scene.opens("dana")
    dana.notes(first.id, TYPED)
    with scene.stage.story.deps.store.begin() as transaction:
        transaction.execute(text("ALTER TABLE ratings RENAME TO away"))
    sends(scene, dana, by, first.id)
    said = notice(dana)
    assert "Not saved yet" in said
    assert TYPED in said
    assert first.text in said
    assert "OperationalError" not in said
