"""Members rate, on every platform: in private, until the close, and then everybody sees how it stands."""

import logging
from datetime import timedelta

import pytest

from bot.sections.parts import Act
from tests.contracts.kept import saved
from tests.contracts.stage import A_MINUTE, Actor, Scene
from tests.contracts.stages import on_every_pair
from tests.contracts.together import together

ALL_STRENGTH = ["strength"] * 7
EVERYBODY = ("ana", "dev", "dana", "lee", "sam", "ruth", "mia", "omar")
# Each is shown to everybody after the close, letter by letter.
HOSTILE = {
    "pings everybody": "<!channel> <!here> <@U0ANA> <at>Homeroom</at> look",
    "markup": "*bold* _italic_ `code` ~no~ > quote <https://evil.example|click me> [here](https://evil.example)",
    "entities": "&lt;b&gt; &amp; <b>",
    "right to left": "\u202eEvil\u202c שלום مرحبا",
    "emoji": ":tada: 🎉 👩🏽‍🏫",
    "long": "x" * 3000,
    "control characters": "a\x00b\x07c",
}


def gives(scene: Scene, actor: Actor, indicator: str, level: str) -> None:
    """A level that is kept there and then."""
    actor.chooses(indicator, level)
    if not scene.stage.saves_taps:
        assert actor.saves() == {}


def test_what_was_chosen_is_kept_without_being_done_and_the_form_reopens_with_it(scene: Scene) -> None:
    first, second, *_ = scene.check_in.asked
    dana = scene.opens("dana")
    dana.chooses(first.id, "strength")
    dana.chooses(second.id, "dont-know")
    scene.leaves(dana)
    dana.opens_rating()
    assert dana.rated(first.id) == ("strength", "")
    assert dana.rated(second.id) == ("dont-know", "")
    assert scene.opens("ana").rated(first.id) == (None, "")


@on_every_pair
def test_done_keeps_the_notes_too_and_the_card_counts_who_finished(scene: Scene) -> None:
    first = scene.check_in.asked[0]
    scene.rates("dana", ALL_STRENGTH, evidence="Two MOUs in August")
    scene.pass_by(A_MINUTE)
    assert "1 of 8 have rated" in scene.card().text
    assert scene.opens("dana").rated(first.id) == ("strength", "Two MOUs in August")
    assert scene.opens("ana").rated(first.id) == (None, "")


def test_a_rating_can_be_changed_until_the_close_and_the_last_one_counts(scene: Scene) -> None:
    first = scene.check_in.asked[0]
    for name in ("ana", "dev", "dana"):
        scene.rates(name, ALL_STRENGTH)
    dana = scene.opens("dana")
    dana.chooses(first.id, "urgent-gap")
    dana.saves()
    scene.closes()
    assert "2 Strength, 0 OK for now, 0 Could be better, 1 Urgent gap" in scene.reveal().text


def test_a_note_without_a_level_is_kept_and_asks_for_the_level(scene: Scene) -> None:
    first = scene.check_in.asked[0]
    dana = scene.opens("dana")
    dana.notes(first.id, "Page 14")
    errors = dana.saves()
    assert list(errors) == [first.id]
    dana.closes()
    assert scene.opens("dana").rated(first.id) == (None, "Page 14")


def test_nothing_of_a_rating_is_told_before_the_close(scene: Scene) -> None:
    before = everything_said(scene)
    scene.rates("dana", ALL_STRENGTH, evidence="Only Dana knows this")
    scene.pass_by(timedelta(days=3))
    since = everything_said(scene) - before
    assert any("1 of 8 have rated" in text for text in since)
    for secret in ("Only Dana knows this", "Dana", scene.stage.address("dana"), "trength"):
        assert [text for text in since if secret in text] == [], secret


def everything_said(scene: Scene) -> set[str]:
    """To the channel, in its threads and to each alone."""
    lee = scene.person("lee")
    said = [one for root in scene.channel() for one in (root, *lee.thread(root))]
    for name in EVERYBODY:
        said += scene.person(name).told()
    return {one.text for one in said}


def test_reminders_go_to_those_who_are_not_done_and_open_the_same_form(scene: Scene) -> None:
    first = scene.check_in.asked[0]
    scene.rates("dana", ALL_STRENGTH)
    lee = scene.opens("lee")
    lee.chooses(first.id, "strength")
    scene.leaves(lee)
    scene.pass_by(timedelta(days=3))
    assert scene.told("dana", about="Check-in 1") == []
    (reminder,) = scene.told("lee", about="Check-in 1")
    assert reminder.text.startswith("6 indicators of Check-in 1")
    lee.presses_in(reminder, Act.RATE_FROM_REMINDER)
    assert lee.rated(first.id) == ("strength", "")


@on_every_pair
def test_the_close_closes_the_card_and_reveals_counts_in_its_thread(scene: Scene) -> None:
    for name in ("ana", "dev", "dana", "lee"):
        scene.rates(
            name, ["strength", "ok-for-now", "could-be-better", "urgent-gap", "dont-know", "strength", "strength"]
        )
    assert Act.RATE_FROM_CARD in scene.card().acts
    scene.closes()
    assert "4 of 8 rated. Results are in the thread." in scene.card().text
    assert scene.card().acts == ()
    text = scene.reveal().text
    assert text.count("4 Strength") == 3
    assert "4 of 4 answered Don't know" in text
    assert not any(name in text for name in ("Dana", "Lee", scene.stage.address("dana")))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_notes_are_shown_to_everybody_letter_by_letter(scene: Scene, text: str) -> None:
    for name in ("ana", "dev", "dana"):
        scene.rates(name, ALL_STRENGTH, evidence=text if name == "dana" else "")
    scene.closes()
    assert text.replace("\x00", "").replace("\x07", "")[:60] in scene.reveal().text


def test_eight_people_rate_at_the_same_moment_and_nobody_is_turned_away(scene: Scene) -> None:
    first = scene.check_in.asked[0]
    people = {name: scene.opens(name) for name in EVERYBODY}
    together(*(lambda actor=actor: gives(scene, actor, first.id, "strength") for actor in people.values()))
    assert [saved(scene, name, first.id) for name in EVERYBODY] == [("strength", "")] * len(EVERYBODY)
    assert [scene.opens(name, device="phone").rated(first.id) for name in EVERYBODY] == [("strength", "")] * 8


def test_two_devices_and_double_clicks_end_in_one_rating_each(scene: Scene) -> None:
    first, second, *_ = scene.check_in.asked
    desk, phone = scene.opens("dana"), scene.opens("dana", device="phone")
    gives(scene, desk, first.id, "strength")
    phone.chooses(second.id, "ok-for-now")
    phone.chooses(first.id, "urgent-gap")
    assert phone.saves() == {}
    if desk.shown is not None:
        desk.closes()
    desk.opens_rating()
    assert desk.rated(first.id) == ("urgent-gap", "")
    assert desk.rated(second.id) == ("ok-for-now", "")


def test_one_member_acts_on_two_devices_at_the_same_moment_and_one_rating_is_kept(scene: Scene) -> None:
    first = scene.check_in.asked[0]
    desk, phone = scene.opens("dana"), scene.opens("dana", device="phone")
    together(
        lambda: gives(scene, desk, first.id, "strength"),
        lambda: gives(scene, phone, first.id, "urgent-gap"),
    )
    level, note = saved(scene, "dana", first.id)
    assert (level in ("strength", "urgent-gap"), note) == (True, "")
    assert scene.opens("dana", device="tablet").rated(first.id) == (level, "")


def test_the_home_page_shows_what_waits_and_opens_the_form(scene: Scene) -> None:
    first = scene.check_in.asked[0]
    dana = scene.person("dana")
    assert "Check-in 1" in dana.home().words
    dana.presses_at_home(Act.RATE_FROM_HOME)
    assert dana.rated(first.id) == (None, "")
    assert "Check-in 1" not in scene.person("mallory").home().words


def test_at_the_most_talkative_level_no_rating_is_logged(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    scene.rates("dana", ALL_STRENGTH, evidence="Only for the team")
    scene.opens("dana")
    scene.pass_by(timedelta(days=3))
    assert "Only for the team" not in caplog.text
    assert "strength" not in caplog.text
