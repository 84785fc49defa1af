"""Coordinators steer from the channel: each verb as it is done."""

from datetime import timedelta

from bot.sections.steering import FormAct, SteerAct
from tests.contracts.stage import A_MINUTE, Scene, words

A_DAY = timedelta(days=1)


def last_said(scene: Scene) -> str:
    scene.pass_by(A_MINUTE)
    return scene.channel()[-1].text


def is_open(scene: Scene, number: int) -> bool:
    return any(said.text.startswith(f"Check-in {number}:") for said in scene.channel())


def test_pause_and_resume(scene: Scene) -> None:
    ana = scene.person("ana")
    assert "Check-in 1 stays open until Mon, Sep 7, 9:00 AM" in ana.types("pause")
    assert "Ana Morales paused the team." in last_said(scene)
    assert "paused already" in ana.types("pause")
    scene.until(scene.check_in.closes_at + 10 * A_DAY)
    assert not is_open(scene, 2)
    assert "The next check-in opens Mon, Sep 28, 9:00 AM" in ana.types("resume")
    assert "resumed the team. The next check-in opens Mon, Sep 28, 9:00 AM." in last_said(scene)
    assert "Only coordinators" in scene.person("dana").types("pause")


def test_skip_one_and_put_it_back(scene: Scene) -> None:
    ana = scene.person("ana")
    assert ana.types("skip") == ""
    assert "Mon, Sep 14, 9:00 AM" in words(ana)
    ana.fills_in({"reason": "Fair week"})
    assert ana.submits() == {}
    assert "is skipped" in words(ana)
    assert "Reason: Fair week. Its indicators come with the one after it." in last_said(scene)
    ana.closes()
    assert "opens Mon, Sep 28" in ana.types("status")
    ana.types("skip")
    ana.picks(FormAct.PUT_BACK, "2026-09-14")
    ana.closes()
    assert "opens Mon, Sep 14" in ana.types("status")


def test_move_one_and_be_told_where_it_fits(scene: Scene) -> None:
    ana = scene.person("ana")
    ana.types("shift")
    ana.fills_in({"day": "2026-10-05"})
    assert "from Mon, Sep 7, 9:00 AM to Sun, Sep 27, 9:00 AM" in ana.submits()["day"]
    ana.fills_in({"day": "2026-09-16", "time": "13:00"})
    assert ana.submits() == {}
    assert "moved the check-in of Mon, Sep 14, 9:00 AM to Wed, Sep 16, 1:00 PM." in last_said(scene)
    scene.until(scene.check_in.opened_at + 16 * A_DAY + timedelta(hours=4, minutes=1))
    assert is_open(scene, 2)


def test_extend_the_open_one(scene: Scene) -> None:
    ana = scene.person("ana")
    ana.types("extend")
    assert "open until Mon, Sep 7, 9:00 AM" in words(ana)
    assert "when it closes now" in ana.submits()["day"]
    ana.fills_in({"day": "2026-09-10"})
    assert ana.submits() == {}
    assert "extended Check-in 1" in last_said(scene)
    assert "open until Thu, Sep 10, 9:00 AM" in scene.card().text
    scene.closes()
    assert "closed Thu, Sep 10" in scene.card().text
    ana.closes()
    assert "none is open now" in ana.types("extend")


def test_a_form_left_open_until_the_close_extends_nothing_and_gives_back_what_was_typed(scene: Scene) -> None:
    ana = scene.person("ana")
    ana.types("extend")
    ana.fills_in({"day": "2026-09-10", "reason": "Two of us were at the conference"})
    scene.closes()
    assert ana.submits() == {}
    assert "none is open now" in words(ana)
    assert "Two of us were at the conference" in words(ana)


def test_settings_with_a_preview_and_back(scene: Scene) -> None:
    ana = scene.person("ana")
    ana.types("settings")
    ana.fills_in({"indicators_per_check_in": "12", "weekday": "4"})
    assert ana.submits() == {}
    assert "from Monday to Friday" in words(ana)
    assert "are a lot" in words(ana)
    ana.presses(FormAct.BACK_TO_SETTINGS)
    ana.fills_in({"indicators_per_check_in": "5"})
    assert ana.submits() == {}
    assert "from 7 to 5" in words(ana)
    assert "are a lot" not in words(ana)
    assert "opens Mon, Sep 14" in scene.person("lee").types("status")
    assert ana.submits() == {}
    assert "The settings are saved" in words(ana)
    assert "the day from Monday to Friday. The next check-in opens Fri, Sep 18, 9:00 AM." in last_said(scene)


def test_what_can_not_be_set_is_said_beside_its_field(scene: Scene) -> None:
    ana = scene.person("ana")
    ana.types("settings")
    ana.fills_in({"days_open": "3"})
    assert list(ana.submits()) == ["reminder_days"]
    ana.fills_in({"days_open": "20"})
    assert list(ana.submits()) == ["days_open"]


def test_pin_and_unpin(scene: Scene) -> None:
    ana = scene.person("ana")
    ana.types("pin")
    ana.fills_in({"indicator": "actionable-data.2"})
    assert list(ana.submits()) == ["reason"]
    ana.fills_in({"reason": "The board asks about it"})
    assert ana.submits() == {}
    assert "Our district team reviews attendance/chronic absence data" in words(ana)
    ana.closes()
    ana.types("pin")
    assert "The board asks about it" in words(ana)
    ana.picks(FormAct.UNPIN, "actionable-data.2")
    assert "The board asks about it" not in words(ana)


def test_a_pinned_indicator_comes_with_the_next_check_in(scene: Scene) -> None:
    asked = {one.id for one in scene.check_in.asked}
    wanted = next(
        f"adequate-resources.{number}" for number in range(1, 8) if f"adequate-resources.{number}" not in asked
    )
    ana = scene.person("ana")
    ana.types("pin")
    ana.fills_in({"indicator": wanted, "reason": "Budget talks"})
    assert ana.submits() == {}
    scene.until(scene.check_in.opened_at + 14 * A_DAY + A_MINUTE)
    assert wanted in {one.id for one in scene.check_in.asked}


def test_exclude_and_include_again(scene: Scene) -> None:
    ana = scene.person("ana")
    ana.types("exclude")
    ana.fills_in({"indicator": "capacity-building.1", "reason": "Does not apply to us"})
    assert ana.submits() == {}
    assert "is not asked any more" in words(ana)
    ana.closes()
    ana.types("exclude")
    assert "Does not apply to us" in words(ana)
    ana.picks(FormAct.INCLUDE, "capacity-building.1")
    assert "Does not apply to us" not in words(ana)


def test_a_domain_in_focus(scene: Scene) -> None:
    ana = scene.person("ana")
    ana.types("focus")
    ana.fills_in({"domain": "actionable-data"})
    assert ana.submits() == {}
    assert "In focus" in words(ana)


def test_one_nudge_and_no_second(scene: Scene) -> None:
    scene.rates("dana", ["strength"] * 7)
    ana = scene.person("ana")
    answer = ana.types("nudge")
    assert "7 people" in answer
    assert "Lee" not in answer
    scene.pass_by(A_MINUTE)
    assert scene.person("lee").told() != []
    assert scene.person("dana").told() == []
    assert "went out Mon, Aug 31" in ana.types("nudge")


def test_a_test_comes_to_the_coordinator_alone(scene: Scene) -> None:
    ana = scene.person("ana")
    assert "on its way" in ana.types("test")
    before = len(scene.channel())
    scene.pass_by(A_MINUTE)
    (test,) = ana.told()
    assert "opens Mon, Sep 14, 9:00 AM" in test.text
    assert "8 people would be asked. Nobody is away then." in test.text
    assert scene.person("lee").told() == []
    assert len(scene.channel()) == before


def test_the_plan_is_tried_and_taken_on_to_the_preview(scene: Scene) -> None:
    ana = scene.person("ana")
    ana.types("plan")
    assert "All 45 by" in words(ana)
    ana.picks(FormAct.PLAN_INDICATORS, "10")
    ana.picks(FormAct.PLAN_WEEKS, "3")
    assert "10 indicators every 3 weeks" in words(ana)
    ana.presses(FormAct.USE_PLAN)
    assert "from 7 to 10" in words(ana)
    assert ana.submits() == {}
    assert "The settings are saved" in words(ana)


def test_the_audit_log_is_read_by_a_member_and_sent_as_a_file(scene: Scene) -> None:
    scene.person("ana").types("pause")
    dana = scene.person("dana")
    dana.types("audit")
    assert "Ana Morales paused the team." in words(dana)
    dana.presses(FormAct.AUDIT_FILE)
    assert "on its way" in words(dana)
    scene.pass_by(A_MINUTE)
    assert len(dana.told()) == 1
    name, data = dana.receives_file()
    assert name.endswith(".csv")
    assert "Ana Morales paused the team." in data.decode("utf-8-sig")


def test_outsiders_steer_nothing(scene: Scene) -> None:
    scene.stage.comes_in("mallory")
    mallory = scene.person("mallory")
    for act in SteerAct:
        assert "not on its list" in mallory.types(act.replace("_", " "))
    assert mallory.shown is None
