"""What a team must never meet: wrong check-ins, silence, two teams, a word taken for a command."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from rubric.people import CheckInId
from storage.tables import earlier_ratings, ratings
from tests.contracts.kept import check_ins_so_far, levels_saved, settings_of_all_teams
from tests.contracts.stage import A_MINUTE, Scene
from tests.contracts.test_rating import gives
from tests.contracts.test_refusals import BY, notice, sends

A_FORTNIGHT = timedelta(weeks=2)
TYPED = "Written in the first fortnight"


@pytest.mark.parametrize("by", BY)
def test_a_form_opened_for_one_check_in_never_rates_the_next_and_says_so(scene: Scene, by: str) -> None:
    first = scene.check_in
    indicator = first.asked[0].id
    dana = scene.opens("dana")
    dana.notes(indicator, TYPED)
    if by == "Done":
        dana.chooses(indicator, "strength")
    scene.pass_by(A_FORTNIGHT)
    assert scene.check_in.id != first.id
    before = levels_saved(scene)
    sends(scene, dana, by, indicator)
    assert "This check-in is closed" in notice(dana)
    assert TYPED in notice(dana)
    assert levels_saved(scene) == before
    with scene.stage.story.deps.store.read() as transaction:
        rated = transaction.execute(select(ratings.c.check_in_id)).scalars().all()
    assert scene.check_in.id not in {CheckInId(one) for one in rated}


@pytest.mark.parametrize("typed", ["ask now", "Digest  NOW"])
@pytest.mark.parametrize("name", ["dana", "lee", "sam"])
def test_a_member_who_does_not_coordinate_starts_nothing_and_hears_who_can(scene: Scene, name: str, typed: str) -> None:
    scene.closes()
    before, shown = settings_of_all_teams(scene), scene.channel()
    answer = scene.person(name).types(typed)
    assert "Only coordinators" in answer
    assert "Ana Morales coordinates this team" in answer
    scene.pass_by(A_MINUTE)
    assert settings_of_all_teams(scene) == before
    assert (check_ins_so_far(scene), scene.channel()) == (1, shown)


@pytest.mark.parametrize("name", ["dana", "mallory"])
def test_nobody_sets_up_a_channel_that_has_a_team_again(scene: Scene, name: str) -> None:
    scene.stage.comes_in("mallory")
    before = settings_of_all_teams(scene)
    person = scene.person(name)
    assert "has a team already" in person.types("setup")
    assert person.shown is None
    assert settings_of_all_teams(scene) == before


@pytest.mark.parametrize("typed", ["status", "ask now", "digest now", "", "help", "dance"])
def test_every_command_in_a_channel_without_a_team_is_answered(scene: Scene, typed: str) -> None:
    assert scene.person("dana").types(typed, channel=scene.stage.other_channel) != ""


def test_a_rating_that_is_changed_is_rated_anew_and_what_it_was_is_kept(scene: Scene) -> None:
    indicator = scene.check_in.asked[0].id
    dana, clock = scene.opens("dana"), scene.stage.story.clock
    began = clock.now()
    gives(scene, dana, indicator, "strength")
    scene.pass_by(timedelta(hours=5))
    if not scene.stage.saves_taps:
        dana.closes()
        dana.opens_rating()
    gives(scene, dana, indicator, "urgent-gap")
    with scene.stage.story.deps.store.read() as transaction:
        now = transaction.execute(select(ratings.c.level_id, ratings.c.rated_at)).one()
        was = transaction.execute(
            select(earlier_ratings.c.level_id, earlier_ratings.c.rated_at, earlier_ratings.c.replaced_at)
        ).one()
    assert (was.level_id, now.level_id) == ("strength", "urgent-gap")
    assert began <= was.rated_at < began + A_MINUTE
    assert was.replaced_at == now.rated_at >= began + timedelta(hours=5)


NEARLY = ["unlock", "please ask now", "don't ask now", "ask nowhere", "asknow", "no digest now", "digest nowadays"]
NEARLY += ["setup?", "undo setup", "ask now ask now", "task now", "status ask now", "ask\u200bnow"]


@pytest.mark.parametrize("typed", NEARLY)
def test_words_that_only_begin_or_end_like_a_command_do_nothing(scene: Scene, typed: str) -> None:
    scene.closes()
    before, shown = settings_of_all_teams(scene), scene.channel()
    ana = scene.person("ana")
    assert "doesn't know" in ana.types(typed)
    assert ana.shown is None
    scene.pass_by(A_MINUTE)
    assert settings_of_all_teams(scene) == before
    assert (check_ins_so_far(scene), scene.channel()) == (1, shown)
