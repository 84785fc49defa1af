"""From the close to a decision: the reveal, what to talk about in its thread, second looks, team ratings."""

import pytest

from bot.sections.talking import DecideAct
from jobs.tell_together import SAID_AFTER
from tests.bot.facts import HOSTILE
from tests.contracts.kept import recorded, second_looks
from tests.contracts.stage import Actor, Said, Scene, words

CAST = ("ana", "dev", "dana", "lee")
LAST = "urgent-gap"


def close(scene: Scene) -> str:
    """Two see the first as a strength and two as an urgent gap; of the rest all think alike. The check-in's id."""
    check_in = scene.check_in
    rest = ["strength"] * (len(check_in.asked) - 1)
    for name in CAST:
        scene.rates(name, ["strength" if name in CAST[:2] else LAST, *rest])
    scene.closes()
    return check_in.id


def prompt(scene: Scene) -> Said:
    (found,) = (one for one in thread(scene) if DecideAct.RATE_AGAIN in one.acts)
    return found


def thread(scene: Scene) -> list[Said]:
    return scene.person("dana").thread(scene.card())


def looks_again(scene: Scene, check_in: str, name: str, level: str) -> str:
    """What somebody is told who takes a second look at the first from the thread."""
    person = scene.person(name)
    person.presses_in(prompt(scene), DecideAct.RATE_AGAIN, f"{check_in}/0/{level}")
    return said_and_closed(person)


def said_and_closed(person: Actor) -> str:
    assert person.shown is not None
    said = person.shown.words
    person.closes()
    return said


def records(scene: Scene, level: str, *, rationale: str = "", name: str = "ana") -> str:
    """From the thread; what they are then told."""
    person = scene.person(name)
    person.presses_in(prompt(scene), DecideAct.RECORD)
    person.fills_in({"level": level} | ({"rationale": rationale} if rationale else {}))
    assert person.submits() == {}
    return said_and_closed(person)


def test_from_the_close_to_a_decision_that_is_changed_later(scene: Scene) -> None:
    label = scene.check_in.asked[0].label
    first = close(scene)
    assert f"Talk about this: {label} (three levels apart)" in scene.reveal().text
    assert "A question to talk about follows in the thread." in scene.reveal().text
    assert thread(scene)[-1].id == prompt(scene).id
    assert prompt(scene).id not in [one.id for one in scene.channel()]
    assert "The ratings fall into two groups" in prompt(scene).text
    assert "Rate it again, privately" in prompt(scene).text

    assert "Your first rating, Urgent gap, stays as it was" in looks_again(scene, first, "dana", "ok-for-now")
    assert "as you see it now: Strength" in looks_again(scene, first, "dana", "strength")
    assert "You have no first rating" in looks_again(scene, first, "mia", "ok-for-now")
    assert sorted(second_looks(scene)) == ["ok-for-now", "strength"]

    assert f"{label}: Could be better." in records(scene, "could-be-better", rationale="Two schools have none yet")
    scene.pass_by(SAID_AFTER)
    assert scene.channel()[-1].text == (
        f"Ana Morales recorded the team rating of {label}: Could be better. Reason: Two schools have none yet."
    )
    changed = records(scene, "ok-for-now", rationale="All have signed")
    assert "The earlier team rating, Could be better, is kept." in changed
    assert recorded(scene) == ["could-be-better", "ok-for-now"]
    dana = scene.person("dana")
    assert dana.types("audit") == ""
    log = said_and_closed(dana)
    assert f"changed the team rating of {label} from Could be better to OK for now. Reason: All have signed." in log
    assert f"recorded the team rating of {label}: Could be better. Reason: Two schools have none yet." in log
    # The second looks are nowhere to be seen, and the first ratings are what they were.
    assert "2 Strength, 0 OK for now, 0 Could be better, 2 Urgent gap" in scene.reveal().text


def test_several_are_recorded_one_after_another_from_the_reveal(scene: Scene) -> None:
    asked = scene.check_in.asked
    check_in = close(scene)
    ana = scene.person("ana")
    ana.presses_in(scene.reveal(), DecideAct.RECORD)
    assert asked[0].text in words(ana)
    ana.fills_in({"level": "ok-for-now"})
    assert ana.submits() == {}
    ana.presses(DecideAct.DECIDE)
    assert asked[1].text in words(ana)
    ana.fills_in({"rationale": "Everybody says so"})
    ana.picks(DecideAct.SHOW, f"{check_in}/2")
    assert asked[2].text in words(ana)
    ana.fills_in({"level": "strength", "day": "2026-08-31"})
    assert "closed on Sep 7" in ana.submits()["day"]
    ana.fills_in({"day": "2026-09-07"})
    assert ana.submits() == {}
    assert recorded(scene) == ["ok-for-now", "strength"]


def test_what_a_coordinator_typed_is_shown_letter_by_letter(scene: Scene) -> None:
    close(scene)
    records(scene, "ok-for-now", rationale=HOSTILE)
    scene.pass_by(SAID_AFTER)
    assert HOSTILE in scene.channel()[-1].text


@pytest.mark.parametrize(
    ("name", "act", "why"),
    [
        ("dana", DecideAct.RECORD, "Ana Morales coordinates this team"),
        ("mallory", DecideAct.RECORD, "you are not on its list"),
        ("mallory", DecideAct.RATE_AGAIN, "you are not on its list"),
    ],
)
def test_whoever_may_not_decide_is_told_why_and_nothing_is_kept(
    scene: Scene, name: str, act: DecideAct, why: str
) -> None:
    close(scene)
    if name == "mallory":
        scene.stage.comes_in(name)
    person = scene.person(name)
    person.presses_in(prompt(scene), act)
    assert why in said_and_closed(person)
    assert (second_looks(scene), recorded(scene)) == ([], [])


def test_nothing_is_decided_while_a_check_in_is_open(scene: Scene) -> None:
    ana = scene.person("ana")
    said = ana.types("decide") or words(ana)
    assert "Nobody sees any rating before Mon, Sep 7, 9:00 AM" in said
