"""Forms that were opened before something else was said, on another device: what was meant last counts."""

from tests.contracts.kept import saved
from tests.contracts.stage import A_MINUTE, Scene


def test_a_form_that_was_opened_earlier_takes_nothing_back_that_was_said_on_another_device_since(scene: Scene) -> None:
    first, second, *_ = scene.check_in.asked
    desk = scene.opens("dana")
    desk.chooses(first.id, "strength")
    desk.notes(first.id, "Seen in April")
    assert desk.saves() == {}
    if desk.shown is not None:
        desk.closes()
    scene.pass_by(A_MINUTE)
    desk.opens_rating()
    phone = scene.opens("dana", device="phone")
    desk.chooses(first.id, "urgent-gap")
    desk.notes(first.id, "Seen in May")
    assert desk.saves() == {}
    scene.pass_by(A_MINUTE)
    phone.chooses(second.id, "strength")
    assert phone.saves() == {}
    assert saved(scene, "dana", first.id) == ("urgent-gap", "Seen in May")
    assert saved(scene, "dana", second.id) == ("strength", "")


def test_a_note_from_a_form_opened_earlier_joins_the_level_that_was_given_since(scene: Scene) -> None:
    first = scene.check_in.asked[0]
    phone, desk = scene.opens("dana", device="phone"), scene.opens("dana")
    desk.chooses(first.id, "urgent-gap")
    assert desk.saves() == {}
    scene.pass_by(A_MINUTE)
    phone.notes(first.id, "Seen in May")
    assert phone.saves() == {}
    assert saved(scene, "dana", first.id) == ("urgent-gap", "Seen in May")
