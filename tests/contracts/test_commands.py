"""What is typed, and what only the person who typed it is told. Setting up has stories of its own."""

import pytest

from tests.contracts.stage import A_MINUTE, Scene


@pytest.mark.parametrize("typed", ["help", "  HELP "])
def test_help_lists_what_there_is(scene: Scene, typed: str) -> None:
    answer = scene.person("dana").types(typed)
    for word in ("status", "ask now", "digest now", "setup"):
        assert f"{scene.stage.command} {word}" in answer


def test_a_bare_command_says_how_things_stand_and_what_to_do_next(scene: Scene) -> None:
    command, dana = scene.stage.command, scene.person("dana")
    answer = scene.person("ana").types("")
    assert "Check-in 1 is open until" in answer
    for word in ("plan", "shift", "settings", "help"):
        assert f"{command} {word}" in answer
    assert f"{command} settings" not in dana.types(" ")
    assert f"{command} setup" in dana.types("", channel=scene.stage.other_channel)


def test_a_word_that_homeroom_does_not_know_is_said_not_to_be_known(scene: Scene) -> None:
    answer = scene.person("dana").types("<!channel> dance")
    assert "doesn't know" in answer
    assert "dance" in answer


def test_status_is_told_to_one_person_alone_with_counts_and_no_names(scene: Scene) -> None:
    scene.rates("dana", ["strength"] * 7)
    scene.pass_by(A_MINUTE)
    sam = scene.person("sam")
    before = (sam.channel(), sam.thread(scene.card()), sam.told())
    answer = scene.person("lee").types("Status")
    assert "1 of 8 have rated" in answer
    assert "Dana" not in answer
    scene.pass_by(A_MINUTE)
    assert (sam.channel(), sam.thread(scene.card()), sam.told()) == before


def test_only_the_coordinator_asks_now_and_the_others_hear_who_that_is(scene: Scene) -> None:
    ana = scene.person("ana")
    assert "Ana Morales" in scene.person("dana").types("ask now")
    assert "one check-in at a time" in ana.types("ask now").lower()
    scene.closes()
    assert "Check-in 2 is open" in ana.types("ask now")
    scene.pass_by(A_MINUTE)
    assert scene.card(2)


def test_a_digest_can_be_asked_for_once_something_has_closed(scene: Scene) -> None:
    scene.closes()
    assert "digest is coming" in scene.person("ana").types("digest now").lower()
    scene.pass_by(A_MINUTE)
    assert scene.channel()[-1].text.startswith("Digest of")


def test_outsiders_learn_nothing_from_commands(scene: Scene) -> None:
    scene.stage.comes_in("mallory")
    mallory = scene.person("mallory")
    for command in ("status", "ask now", "digest now"):
        assert "Check-in 1" not in mallory.types(command)
        assert mallory.shown is None
    assert "No team" in scene.person("dana").types("status", channel=scene.stage.other_channel)


def test_rate_opens_the_own_form_of_the_check_in_that_is_open(scene: Scene) -> None:
    first = scene.check_in.asked[0]
    dana = scene.person("dana")
    assert dana.types("rate") == ""
    dana.chooses(first.id, "strength")
    assert dana.saves() == {}
    assert dana.types("rate") == ""
    assert dana.rated(first.id)[0] == "strength"
    dana.closes()
    scene.closes()
    assert "none is open now" in scene.person("lee").types("rate")
    scene.stage.comes_in("mallory")
    assert "on this team" in scene.person("mallory").types("rate")
