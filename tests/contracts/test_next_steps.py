"""A next step's whole life: made, told, reminded, moved, done; dropped; left behind by its owner."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.demo.cast import ZONE
from bot.sections.next_steps import StepAct
from bot.sections.steering import REASON
from bot.sections.step_forms import DUE, INDICATOR, OWNER, SENTENCE
from rubric.next_step import StepState
from tests.contracts.kept import step_states
from tests.contracts.stage import A_MINUTE, Actor, Scene, words

SAID = "Publish the outreach protocol"
BEFORE = "Your next step is due"
NEW = "You have a next step now"


def morning(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


def fills_in_a_step(scene: Scene, ana: Actor, *, owner: str, due: str) -> None:
    """From the list of what is open."""
    assert ana.types("steps") == ""
    ana.presses(StepAct.ADD)
    ana.fills_in(
        {INDICATOR: "actionable-data.5", OWNER: str(scene.roster()[owner].id), SENTENCE: SAID, DUE: due},
    )


def makes_a_step(scene: Scene, *, owner: str, due: str = "2026-09-11") -> None:
    ana = scene.person("ana")
    fills_in_a_step(scene, ana, owner=owner, due=due)
    assert ana.submits() == {}
    ana.closes()
    scene.pass_by(A_MINUTE)


def submitted(person: Actor) -> str:
    assert person.submits() == {}
    return words(person)


def words_of_the_log(scene: Scene) -> str:
    ana = scene.person("ana")
    assert ana.types("audit") == ""
    return words(ana)


def test_from_the_form_to_done_with_a_reminder_each_time_it_is_near(scene: Scene) -> None:
    makes_a_step(scene, owner="lee")
    lee = scene.person("lee")
    [new] = scene.told("lee", about="You have a next step now, due Fri, Sep 11.")
    assert SAID in new.text
    scene.until(morning(date(2026, 9, 9)) + A_MINUTE)
    [near] = scene.told("lee", about=BEFORE)
    lee.presses_in(near, StepAct.MOVE)
    lee.fills_in({DUE: "2026-09-18"})
    assert "You have it, due Fri, Sep 18." in submitted(lee)
    lee.closes()
    scene.until(morning(date(2026, 9, 16)) + A_MINUTE)
    reminders = scene.told("lee", about=BEFORE)
    assert len(reminders) == 2
    lee.presses_in(reminders[-1], StepAct.DONE)
    assert SAID in words(lee)
    assert step_states(scene) == [StepState.DONE]
    lee.closes()
    scene.until(morning(date(2026, 9, 25)))
    assert scene.told("lee", about="is still open") == []
    assert "Ana Morales gave Lee" in words_of_the_log(scene)


def test_a_day_that_is_over_is_said_beside_it_and_nothing_typed_is_lost(scene: Scene) -> None:
    ana = scene.person("ana")
    fills_in_a_step(scene, ana, owner="lee", due="2026-08-30")
    assert ana.submits() == {DUE: "Sun, Aug 30 is over. Choose today or a later day."}
    ana.fills_in({DUE: "2026-08-31"})
    assert SAID in submitted(ana)
    assert step_states(scene) == [StepState.OPEN]


def test_one_is_dropped_from_its_owners_home_and_two_taps_at_once_settle_it_once(scene: Scene) -> None:
    makes_a_step(scene, owner="lee")
    lee, phone = scene.person("lee"), scene.person("lee", device="phone")
    [new] = scene.told("lee", about=NEW)
    assert SAID in lee.home().words
    lee.presses_at_home(StepAct.DROP)
    phone.presses_in(new, StepAct.DROP)
    lee.fills_in({REASON: "The board does it"})
    assert "nobody is reminded of it" in submitted(lee)
    assert "It was dropped on Mon, Aug 31" in submitted(phone)
    assert step_states(scene) == [StepState.DROPPED]
    lee.closes()
    assert SAID not in lee.home().words
    assert "The board does it" in words_of_the_log(scene)


def test_once_its_owner_has_left_a_coordinator_is_asked_to_name_another(scene: Scene) -> None:
    makes_a_step(scene, owner="lee")
    lee, ana = scene.person("lee"), scene.person("ana")
    assert lee.types("leave") == ""
    assert "1 next step of yours stays open" in submitted(lee)
    scene.until(morning(date(2026, 9, 9)) + timedelta(minutes=5))
    assert scene.told("lee", about=BEFORE) == []
    [asked] = scene.told("ana", about="has left the team. Press Move")
    ana.presses_in(asked, StepAct.MOVE)
    ana.fills_in({OWNER: str(scene.roster()["dana"].id)})
    assert ana.submits() == {}
    scene.pass_by(A_MINUTE)
    assert SAID in scene.told("dana", about=NEW)[0].text
