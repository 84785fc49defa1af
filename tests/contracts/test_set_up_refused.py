"""Setting a team up where it can't be, or not as it stands, or a moment too late: a plain sentence, nothing kept."""

from datetime import timedelta
from functools import partial

import pytest

from bot.sections.set_up import PEOPLE_FORM, RHYTHM_FORM
from bot.sections.set_up_preview import PREVIEW_FORM
from tests.contracts.kept import settings_of_all_teams
from tests.contracts.setting_up import addresses, held, is_at, next_step, team_in_other_channel, types_setup
from tests.contracts.stage import Actor, Scene, words
from tests.contracts.together import together

STEPS = (PEOPLE_FORM, RHYTHM_FORM, PREVIEW_FORM)


def submits(person: Actor) -> None:
    assert person.submits() == {}


def test_what_is_wrong_stands_beside_its_field_and_the_form_stays(scene: Scene) -> None:
    ruth = types_setup(scene, "ruth")
    ruth.fills_in(
        {
            "team": addresses(scene, "ruth", "mia"),
            "coordinators": addresses(scene, "sam"),
            "observers": addresses(scene, "lee", "omar"),
        }
    )
    errors = ruth.submits()
    assert list(errors) == ["coordinators", "observers"]
    assert errors["observers"].startswith("Lee Nakamura and Omar Haddad are not on the team.")
    ruth.fills_in({"coordinators": addresses(scene, "ruth"), "observers": []})
    next_step(ruth, RHYTHM_FORM)
    ruth.fills_in({"start_on": "2020-01-06", "every_weeks": "1", "days_open": "10", "reminder_days": ["3", "12"]})
    assert sorted(ruth.submits()) == ["days_open", "reminder_days", "start_on"]
    assert is_at(ruth, RHYTHM_FORM)
    assert held(ruth, "start_on") == "2020-01-06"


@pytest.mark.parametrize("name", ["dana", "mallory"])
def test_nobody_sets_up_a_channel_that_has_a_team_and_all_are_told_by_whom_it_was(scene: Scene, name: str) -> None:
    scene.stage.comes_in("mallory")
    before = settings_of_all_teams(scene)
    person = scene.person(name)
    answer = person.types("setup")
    assert "This channel has a team already, Cabinet attendance. Ana Morales set it up on Thu, Aug 27" in answer
    assert "Ana Morales coordinates this team." in answer
    assert person.shown is None
    assert settings_of_all_teams(scene) == before


@pytest.mark.parametrize("at", STEPS)
def test_whoever_is_slower_is_told_who_set_it_up_wherever_they_are(scene: Scene, at: str) -> None:
    omar = types_setup(scene, "omar")
    for step in STEPS[1 : STEPS.index(at) + 1]:
        next_step(omar, step)
    ruth = types_setup(scene, "ruth")
    for _ in STEPS:
        submits(ruth)
    before = settings_of_all_teams(scene)
    submits(omar)
    assert "Ruth Goldberg set it up" in words(omar)
    assert settings_of_all_teams(scene) == before


def test_two_people_who_set_one_channel_up_at_once_make_one_team_and_both_are_answered(scene: Scene) -> None:
    together(*(partial(types_setup, scene, name) for name in ("ruth", "omar")))
    ruth, omar = scene.person("ruth"), scene.person("omar")
    for person in (ruth, omar):
        next_step(person, RHYTHM_FORM)
        next_step(person, PREVIEW_FORM)
    together(partial(submits, ruth), partial(submits, omar))
    _, roster = team_in_other_channel(scene)
    first, second = (ruth, omar) if roster["Ruth Goldberg"].member.coordinates else (omar, ruth)
    name = "Ruth Goldberg" if first is ruth else "Omar Haddad"
    assert "Your team is set up" in words(first)
    assert f"{name} set it up" in words(second)
    assert len(settings_of_all_teams(scene)) == 2
    assert len(roster) == 8


def test_the_last_press_on_two_devices_is_done_once_and_answered_on_both(scene: Scene) -> None:
    desk = types_setup(scene, "ruth")
    next_step(desk, RHYTHM_FORM)
    next_step(desk, PREVIEW_FORM)
    phone = types_setup(scene, "ruth", device="phone")
    assert is_at(phone, PREVIEW_FORM)
    for device in (desk, phone):
        submits(device)
        assert "Your team is set up" in words(device)
    assert len(settings_of_all_teams(scene)) == 2


def test_a_date_that_passes_while_the_preview_is_looked_at_is_shown_to_be_changed(scene: Scene) -> None:
    ruth = types_setup(scene, "ruth")
    next_step(ruth, RHYTHM_FORM)
    next_step(ruth, PREVIEW_FORM)
    before = settings_of_all_teams(scene)
    scene.until(scene.check_in.closes_at + timedelta(days=7))
    submits(ruth)
    assert is_at(ruth, RHYTHM_FORM)
    assert "This day has passed." in words(ruth)
    assert [row[0] for row in settings_of_all_teams(scene)] == [row[0] for row in before]
