"""A next step's whole life in the real app: made, told, reminded, moved, done; dropped; left behind by its owner."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.demo.cast import ZONE
from bot.sections.next_steps import StepAct
from bot.sections.steering import REASON
from bot.sections.step_forms import DUE, INDICATOR, OWNER, SENTENCE
from rubric.next_step import StepState
from sandbox.people import Person
from storage import next_steps
from tests.stories.in_slack import A_MINUTE, InSlack, slack, words
from tests.stories.people_acting import presses_in_message, roster, told
from tests.stories.steering import choose, errors, press, shown, submit, type_command, write
from tests.waiting import eventually

__all__ = ["slack"]

SAID = "Publish the outreach protocol"
BEFORE = "Your next step is due"


def morning(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


def makes_a_step(slack: InSlack, *, owner: str, due: str = "2026-09-11") -> None:
    """Ana does, from the list of what is open."""
    ana = slack.person("ana")
    assert type_command(ana, "steps") == ""
    press(ana, StepAct.ADD)
    choose(ana, INDICATOR, "actionable-data.5")
    choose(ana, OWNER, roster(slack)[owner].id)
    write(ana, SENTENCE, SAID)
    choose(ana, DUE, due)
    assert submit(ana).errors == {}
    ana.close_view()
    slack.pass_by(A_MINUTE)


def states(slack: InSlack) -> list[StepState]:
    story = slack.running.story
    with story.deps.store.read() as transaction:
        return [step.state for step in next_steps.of_team(transaction, story.team(transaction).id)]


def from_home(person: Person, act: str) -> None:
    assert person.open_home().ok
    assert person.click_in_view(f"do/{act}").error is None


def test_from_the_form_to_done_with_a_reminder_each_time_it_is_near(slack: InSlack) -> None:
    makes_a_step(slack, owner="lee")
    lee = slack.person("lee")
    [new] = told(slack, "lee", about="You have a next step now, due Fri, Sep 11.")
    assert SAID in new["text"]
    slack.until(morning(date(2026, 9, 9)) + A_MINUTE)
    [near] = told(slack, "lee", about=BEFORE)
    presses_in_message(lee, near, StepAct.MOVE)
    choose(lee, DUE, "2026-09-18")
    assert submit(lee).errors == {}
    assert "You have it, due Fri, Sep 18." in shown(lee)
    lee.close_view()
    slack.until(morning(date(2026, 9, 16)) + A_MINUTE)
    near_again = told(slack, "lee", about=BEFORE)[-1]
    assert len(told(slack, "lee", about=BEFORE)) == 2
    assert SAID in presses_in_message(lee, near_again, StepAct.DONE)
    assert states(slack) == [StepState.DONE]
    lee.close_view()
    slack.until(morning(date(2026, 9, 25)))
    assert told(slack, "lee", about="is still open") == []
    assert "Ana Morales gave Lee" in words_of_the_log(slack)


def words_of_the_log(slack: InSlack) -> str:
    ana = slack.person("ana")
    type_command(ana, "audit")
    return shown(ana)


def test_a_day_that_is_over_is_said_beside_it_and_nothing_typed_is_lost(slack: InSlack) -> None:
    ana = slack.person("ana")
    type_command(ana, "steps")
    press(ana, StepAct.ADD)
    choose(ana, INDICATOR, "actionable-data.5")
    choose(ana, OWNER, roster(slack)["lee"].id)
    write(ana, SENTENCE, SAID)
    choose(ana, DUE, "2026-08-30")
    assert errors(submit(ana)) == {DUE: "Sun, Aug 30 is over. Choose today or a later day."}
    choose(ana, DUE, "2026-08-31")
    assert submit(ana).errors == {}
    assert SAID in shown(ana)
    assert states(slack) == [StepState.OPEN]


def test_one_is_dropped_from_its_owners_home_and_two_taps_at_once_settle_it_once(slack: InSlack) -> None:
    makes_a_step(slack, owner="lee")
    lee, phone = slack.person("lee"), slack.person("lee", device="phone")
    [new] = told(slack, "lee", about="You have a next step now")
    from_home(lee, StepAct.DROP)
    presses_in_message(phone, new, StepAct.DROP)
    write(lee, REASON, "The board does it")
    assert "nobody is reminded of it" in submitted(lee)
    assert "It was dropped on Mon, Aug 31" in submitted(phone)
    assert states(slack) == [StepState.DROPPED]
    lee.close_view()
    assert eventually(lambda: SAID not in words(lee.home))
    assert "The board does it" in words_of_the_log(slack)


def submitted(person: Person) -> str:
    submit(person)
    return shown(person)


def test_once_its_owner_has_left_a_coordinator_is_asked_to_name_another(slack: InSlack) -> None:
    makes_a_step(slack, owner="lee")
    lee, ana = slack.person("lee"), slack.person("ana")
    type_command(lee, "leave")
    assert "1 next step of yours stays open" in submitted(lee)
    slack.until(morning(date(2026, 9, 9)) + timedelta(minutes=5))
    assert told(slack, "lee", about=BEFORE) == []
    [asked] = told(slack, "ana", about="has left the team. Press Move")
    presses_in_message(ana, asked, StepAct.MOVE)
    choose(ana, OWNER, roster(slack)["dana"].id)
    assert submit(ana).errors == {}
    slack.pass_by(A_MINUTE)
    assert SAID in told(slack, "dana", about="You have a next step now")[0]["text"]
