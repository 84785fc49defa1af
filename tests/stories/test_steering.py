"""Coordinators steer from the channel, through the real Bolt app over both transports: each verb as it is done."""

from datetime import timedelta

from bot.sections.steering import FormAct, SteerAct
from tests.stories.in_slack import A_MINUTE, InSlack, slack
from tests.stories.steering import choose, errors, pick, press, shown, submit, type_command, whispers, write

__all__ = ["slack"]

A_DAY = timedelta(days=1)


def last_said(slack: InSlack) -> str:
    slack.pass_by(A_MINUTE)
    return str(slack.channel()[-1]["text"])


def test_pause_and_resume(slack: InSlack) -> None:
    ana = slack.person("ana")
    assert "Check-in 1 stays open until Mon, Sep 7, 9:00 AM" in type_command(ana, "pause")
    assert "Ana Morales paused the team." in last_said(slack)
    assert "paused already" in type_command(ana, "pause")
    slack.until(slack.check_in.closes_at + 10 * A_DAY)
    assert not any(message["text"].startswith("Check-in 2:") for message in slack.channel())
    assert "The next check-in opens Mon, Sep 28, 9:00 AM" in type_command(ana, "resume")
    assert "resumed the team. The next check-in opens Mon, Sep 28, 9:00 AM." in last_said(slack)
    assert "Only coordinators" in type_command(slack.person("dana"), "pause")


def test_skip_one_and_put_it_back(slack: InSlack) -> None:
    ana = slack.person("ana")
    assert type_command(ana, "skip") == ""
    assert "Mon, Sep 14, 9:00 AM" in shown(ana)
    write(ana, "reason", "Fair week")
    assert submit(ana).ok
    assert "is skipped" in shown(ana)
    assert "Reason: Fair week. Its indicators come with the one after it." in last_said(slack)
    assert "opens Mon, Sep 28" in type_command(ana, "status")
    ana.close_view()
    type_command(ana, "skip")
    pick(ana, FormAct.PUT_BACK, "2026-09-14")
    assert "opens Mon, Sep 14" in type_command(ana, "status")


def test_move_one_and_be_told_where_it_fits(slack: InSlack) -> None:
    ana = slack.person("ana")
    type_command(ana, "shift")
    choose(ana, "day", "2026-10-05")
    found = errors(submit(ana))
    assert "from Mon, Sep 7, 9:00 AM to Sun, Sep 27, 9:00 AM" in found["day"]
    choose(ana, "day", "2026-09-16")
    choose(ana, "time", "13:00")
    assert submit(ana).ok
    assert "moved the check-in of Mon, Sep 14, 9:00 AM to Wed, Sep 16, 1:00 PM." in last_said(slack)
    slack.until(slack.check_in.opened_at + 16 * A_DAY + timedelta(hours=4, minutes=1))
    assert any(message["text"].startswith("Check-in 2:") for message in slack.channel())


def test_extend_the_open_one(slack: InSlack) -> None:
    ana = slack.person("ana")
    type_command(ana, "extend")
    assert "open until Mon, Sep 7, 9:00 AM" in shown(ana)
    assert "when it closes now" in errors(submit(ana))["day"]
    choose(ana, "day", "2026-09-10")
    assert submit(ana).ok
    assert "extended Check-in 1" in last_said(slack)
    assert "open until Thu, Sep 10, 9:00 AM" in slack.card()["text"]
    slack.until(slack.check_in.closes_at + A_MINUTE)
    assert "closed Thu, Sep 10" in slack.card()["text"]
    assert "none is open now" in type_command(ana, "extend") + shown(ana)


def test_a_form_left_open_until_the_close_extends_nothing_and_gives_back_what_was_typed(slack: InSlack) -> None:
    ana = slack.person("ana")
    type_command(ana, "extend")
    choose(ana, "day", "2026-09-10")
    write(ana, "reason", "Two of us were at the conference")
    slack.until(slack.check_in.closes_at + A_MINUTE)
    assert submit(ana).ok
    assert "none is open now" in shown(ana)
    assert "Two of us were at the conference" in shown(ana)


def test_settings_with_a_preview_and_back(slack: InSlack) -> None:
    ana = slack.person("ana")
    type_command(ana, "settings")
    choose(ana, "indicators_per_check_in", "12")
    choose(ana, "weekday", "4")
    assert submit(ana).ok
    assert "from Monday to Friday" in shown(ana)
    assert "are a lot" in shown(ana)
    press(ana, FormAct.BACK_TO_SETTINGS)
    choose(ana, "indicators_per_check_in", "5")
    assert submit(ana).ok
    assert "from 7 to 5" in shown(ana)
    assert "are a lot" not in shown(ana)
    assert "opens Mon, Sep 14" in type_command(ana, "status")
    assert submit(ana).ok
    assert "The settings are saved" in shown(ana)
    assert "the day from Monday to Friday. The next check-in opens Fri, Sep 18, 9:00 AM." in last_said(slack)


def test_what_can_not_be_set_is_said_beside_its_field(slack: InSlack) -> None:
    ana = slack.person("ana")
    type_command(ana, "settings")
    choose(ana, "days_open", "3")
    assert list(errors(submit(ana))) == ["reminder_days"]
    choose(ana, "days_open", "20")
    assert list(errors(submit(ana))) == ["days_open"]


def test_pin_and_unpin(slack: InSlack) -> None:
    ana = slack.person("ana")
    type_command(ana, "pin")
    choose(ana, "indicator", "actionable-data.2")
    assert "reason" in errors(submit(ana)) or "required" in str(ana.view)
    write(ana, "reason", "The board asks about it")
    assert submit(ana).ok
    assert "Our district team reviews attendance/chronic absence data" in shown(ana)
    ana.close_view()
    type_command(ana, "pin")
    assert "The board asks about it" in shown(ana)
    pick(ana, FormAct.UNPIN, "actionable-data.2")
    assert "The board asks about it" not in shown(ana)


def test_a_pinned_indicator_comes_with_the_next_check_in(slack: InSlack) -> None:
    asked = {one.id for one in slack.check_in.asked}
    wanted = next(
        f"adequate-resources.{number}" for number in range(1, 8) if f"adequate-resources.{number}" not in asked
    )
    ana = slack.person("ana")
    type_command(ana, "pin")
    choose(ana, "indicator", wanted)
    write(ana, "reason", "Budget talks")
    submit(ana)
    slack.until(slack.check_in.opened_at + 14 * A_DAY + A_MINUTE)
    assert wanted in {one.id for one in slack.check_in.asked}


def test_exclude_and_include_again(slack: InSlack) -> None:
    ana = slack.person("ana")
    type_command(ana, "exclude")
    choose(ana, "indicator", "capacity-building.1")
    write(ana, "reason", "Does not apply to us")
    assert submit(ana).ok
    assert "is not asked any more" in shown(ana)
    ana.close_view()
    type_command(ana, "exclude")
    pick(ana, FormAct.INCLUDE, "capacity-building.1")
    assert "Does not apply to us" not in shown(ana)


def test_a_domain_in_focus(slack: InSlack) -> None:
    ana = slack.person("ana")
    type_command(ana, "focus")
    choose(ana, "domain", "actionable-data")
    assert submit(ana).ok
    assert "In focus" in str(ana.view)


def test_one_nudge_and_no_second(slack: InSlack) -> None:
    slack.rates("dana", ["strength"] * 7)
    ana = slack.person("ana")
    answer = type_command(ana, "nudge")
    assert "7 people" in answer
    assert "Lee" not in answer
    slack.pass_by(A_MINUTE)
    assert slack.person("lee").direct_messages()
    assert not slack.person("dana").direct_messages()
    assert "went out Mon, Aug 31" in type_command(ana, "nudge")


def test_a_test_comes_to_the_coordinator_alone(slack: InSlack) -> None:
    ana = slack.person("ana")
    assert "on its way" in type_command(ana, "test")
    before = len(slack.channel())
    slack.pass_by(A_MINUTE)
    (test,) = ana.direct_messages()
    assert "opens Mon, Sep 14, 9:00 AM" in test["text"]
    assert "8 people would be asked. Nobody is away then." in test["text"]
    assert not slack.person("lee").direct_messages()
    assert len(slack.channel()) == before


def test_the_plan_is_tried_and_taken_on_to_the_preview(slack: InSlack) -> None:
    ana = slack.person("ana")
    type_command(ana, "plan")
    assert "All 45 by" in shown(ana)
    pick(ana, FormAct.PLAN_INDICATORS, "10")
    pick(ana, FormAct.PLAN_WEEKS, "3")
    assert "10 indicators every 3 weeks" in shown(ana)
    press(ana, FormAct.USE_PLAN)
    assert "from 7 to 10" in shown(ana)
    assert submit(ana).ok
    assert "The settings are saved" in shown(ana)


def test_the_audit_log_is_read_by_a_member_and_sent_as_a_file(slack: InSlack) -> None:
    type_command(slack.person("ana"), "pause")
    dana = slack.person("dana")
    type_command(dana, "audit")
    assert "Ana Morales paused the team." in shown(dana)
    press(dana, FormAct.AUDIT_FILE)
    assert "on its way" in str(dana.view)
    slack.pass_by(A_MINUTE)
    (message,) = dana.direct_messages()
    (file,) = message["files"]
    assert file["name"].endswith(".csv")
    stored = slack.running.workspace.files.find(file["id"])
    assert "Ana Morales paused the team." in (stored.content or b"").decode("utf-8-sig")


def test_outsiders_steer_nothing(slack: InSlack) -> None:
    slack.running.workspace.join("U0MALLORY", "C0CABINET")
    mallory = slack.person("mallory")
    for act in SteerAct:
        assert "not on its list" in type_command(mallory, act.replace("_", " "))
    assert mallory.view is None
    assert len(whispers(mallory)) == len(SteerAct)
