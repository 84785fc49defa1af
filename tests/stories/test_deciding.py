"""From the close to a decision, in Slack: the reveal, what to talk about in its thread, second looks, team ratings."""

import pytest

from bot.demo.cast import CHANNEL_ID
from bot.sections.talking import DecideAct
from bot.slack import ids
from jobs.tell_together import SAID_AFTER
from sandbox.people import Person
from storage import second_ratings, team_ratings
from tests.bot.facts import HOSTILE
from tests.stories.in_slack import A_MINUTE, InSlack, Json, slack, words
from tests.stories.people_acting import everything_happens
from tests.stories.steering import action, choose, errors, pick, press, shown, submit, type_command, write

__all__ = ["slack"]

CAST = ("ana", "dev", "dana", "lee")
LAST = "urgent-gap"


def close(slack: InSlack) -> None:
    """Two see the first as a strength and two as an urgent gap; of the rest all think alike."""
    rest = ["strength"] * (len(slack.check_in.asked) - 1)
    for name in CAST:
        slack.rates(name, ["strength" if name in CAST[:2] else LAST, *rest])
    slack.until(slack.check_in.closes_at + A_MINUTE)


def thread(slack: InSlack) -> list[Json]:
    return slack.person("dana").thread(CHANNEL_ID, slack.card()["ts"])


def prompt(slack: InSlack) -> Json:
    (found,) = (one for one in thread(slack) if "Rate it again, privately" in one["text"])
    return found


def taps(slack: InSlack, name: str, level: str) -> str:
    """What somebody is told who takes a second look from the thread."""
    person = slack.person(name)
    place = [element["value"].rpartition("/")[2] for element in row(prompt(slack), DecideAct.RATE_AGAIN)].index(level)
    reply = person.click(CHANNEL_ID, prompt(slack)["ts"], ids.action_id(DecideAct.RATE_AGAIN, place))
    assert reply.error is None
    said = words(person.view)
    person.close_all()
    return said


def row(message: Json, act: DecideAct) -> list[Json]:
    elements = (one for block in message["blocks"] if block["type"] == "actions" for one in block["elements"])
    return [one for one in elements if one["action_id"].split("/")[1] == act]


def second_looks(slack: InSlack) -> list[str]:
    story = slack.running.story
    with story.deps.store.read() as transaction:
        return [one.level_id for one in second_ratings.waiting(transaction, story.team(transaction).id)]


def recorded(slack: InSlack) -> list[str]:
    story = slack.running.story
    with story.deps.store.read() as transaction:
        return [one.level_id for one in team_ratings.of_team(transaction, story.team(transaction).id)]


def records(slack: InSlack, level: str, *, rationale: str = "", name: str = "ana") -> Person:
    """From the thread; what was saved is on top."""
    person = slack.person(name)
    assert person.click(CHANNEL_ID, prompt(slack)["ts"], ids.action_id(DecideAct.RECORD)).error is None
    choose(person, "level", level)
    if rationale:
        write(person, "rationale", rationale)
    assert submit(person).ok
    return person


def test_from_the_close_to_a_decision_that_is_changed_later(slack: InSlack) -> None:
    label = slack.check_in.asked[0].label
    close(slack)
    assert f"Talk about this: {label} (three levels apart)" in slack.reveal()["text"]
    assert "A question to talk about follows in the thread." in slack.reveal()["text"]
    assert [one["ts"] for one in thread(slack)][-1] == prompt(slack)["ts"]
    assert prompt(slack)["ts"] not in [one["ts"] for one in slack.channel()]
    assert "The ratings fall into two groups" in prompt(slack)["text"]

    assert "Your first rating, Urgent gap, stays as it was" in taps(slack, "dana", "ok-for-now")
    assert "as you see it now: Strength" in taps(slack, "dana", "strength")
    assert "You have no first rating" in taps(slack, "mia", "ok-for-now")
    assert sorted(second_looks(slack)) == ["ok-for-now", "strength"]

    ana = records(slack, "could-be-better", rationale="Two schools have none yet")
    assert f"{label}: Could be better." in shown(ana)
    slack.pass_by(SAID_AFTER)
    said = slack.channel()[-1]["text"]
    assert said == (
        f"Ana Morales recorded the team rating of {label}: Could be better. Reason: Two schools have none yet."
    )
    ana.close_all()
    ana = records(slack, "ok-for-now", rationale="All have signed")
    assert "The earlier team rating, Could be better, is kept." in shown(ana)
    assert recorded(slack) == ["could-be-better", "ok-for-now"]
    ana.close_all()
    type_command(slack.person("dana"), "audit")
    log = shown(slack.person("dana"))
    assert f"changed the team rating of {label} from Could be better to OK for now. Reason: All have signed." in log
    assert f"recorded the team rating of {label}: Could be better. Reason: Two schools have none yet." in log
    # The second looks are nowhere to be seen, and the first ratings are what they were.
    assert "2 Strength, 0 OK for now, 0 Could be better, 2 Urgent gap" in slack.reveal()["text"]


def test_several_are_recorded_one_after_another_from_the_reveal(slack: InSlack) -> None:
    asked = slack.check_in.asked
    close(slack)
    ana = slack.person("ana")
    assert ana.click(CHANNEL_ID, slack.reveal()["ts"], ids.action_id(DecideAct.RECORD)).error is None
    assert asked[0].text in shown(ana)
    choose(ana, "level", "ok-for-now")
    submit(ana)
    press(ana, DecideAct.DECIDE)
    assert asked[1].text in shown(ana)
    write(ana, "rationale", "Everybody says so")
    value = f"{slack_check_in(slack)}/2"
    pick(ana, DecideAct.SHOW, value)
    assert asked[2].text in shown(ana)
    choose(ana, "level", "strength")
    choose(ana, "day", "2026-08-31")
    assert "closed on Sep 7" in errors(submit(ana))["day"]
    choose(ana, "day", "2026-09-07")
    assert submit(ana).ok
    assert recorded(slack) == ["ok-for-now", "strength"]


def test_a_menu_that_was_quicker_than_its_answer_records_nothing_about_what_was_shown_before(slack: InSlack) -> None:
    asked = slack.check_in.asked
    close(slack)
    ana = slack.person("ana")
    assert ana.click(CHANNEL_ID, slack.reveal()["ts"], ids.action_id(DecideAct.RECORD)).error is None
    choose(ana, "level", "ok-for-now")
    menu_id = action(ana, DecideAct.SHOW)
    # Chosen, and recorded before the answer to that has come.
    ana.choose_payload(None, f"{slack_check_in(slack)}/2", action_id=menu_id)
    assert submit(ana).ok
    assert f"Nothing is recorded yet: the form is about {asked[2].label} now." in shown(ana)
    assert recorded(slack) == []
    assert submit(ana).ok
    assert recorded(slack) == ["ok-for-now"]


def slack_check_in(slack: InSlack) -> str:
    (button,) = row(slack.reveal(), DecideAct.RECORD)
    return str(button["value"])


def test_what_a_coordinator_typed_is_never_markup(slack: InSlack) -> None:
    close(slack)
    records(slack, "ok-for-now", rationale=HOSTILE)
    slack.pass_by(SAID_AFTER)
    posted = slack.channel()[-1]
    assert "<!channel>" not in posted["text"]
    assert "<https" not in posted["text"]
    kinds = {
        element["type"] for block in posted["blocks"] for part in block["elements"] for element in part["elements"]
    }
    assert kinds == {"text"}


def test_whoever_may_not_decide_is_told_why_and_nothing_is_kept(slack: InSlack) -> None:
    close(slack)
    slack.running.workspace.join("U0MALLORY", CHANNEL_ID)
    everything_happens(slack)
    mallory, dana = slack.person("mallory"), slack.person("dana")
    for person, act, why in (
        (dana, DecideAct.RECORD, "Ana Morales coordinates this team"),
        (mallory, DecideAct.RECORD, "you are not on its list"),
        (mallory, DecideAct.RATE_AGAIN, "you are not on its list"),
    ):
        assert person.click(CHANNEL_ID, prompt(slack)["ts"], ids.action_id(act)).error is None
        assert why in words(person.view)
        person.close_all()
    assert (second_looks(slack), recorded(slack)) == ([], [])


@pytest.mark.parametrize(
    "value", ["", "{id}/0", "{id}/9/strength", "{id}/0/superb", f"{'0' * 32}/0/strength", "x" * 2000]
)
def test_a_second_look_that_was_tampered_with_is_refused_in_words(slack: InSlack, value: str) -> None:
    close(slack)
    dana = slack.person("dana")
    payload = dana.click_payload(CHANNEL_ID, prompt(slack)["ts"], ids.action_id(DecideAct.RATE_AGAIN))
    payload["actions"][0]["value"] = value.format(id=slack_check_in(slack))
    assert dana.send(payload).error is None
    assert "Please open it again" in words(dana.view)
    assert second_looks(slack) == []


def test_nothing_is_decided_while_a_check_in_is_open(slack: InSlack) -> None:
    ana = slack.person("ana")
    said = type_command(ana, "decide") + words(ana.view)
    assert "Nobody sees any rating before Mon, Sep 7, 9:00 AM" in said
