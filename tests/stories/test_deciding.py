"""Deciding in Slack: a menu that is quicker than its answer, markup, and what was tampered with."""

import pytest

from bot.demo.cast import CHANNEL_ID
from bot.sections.talking import DecideAct
from bot.slack import ids
from jobs.tell_together import SAID_AFTER
from sandbox.people import Person
from storage import second_ratings, team_ratings
from tests.bot.facts import HOSTILE
from tests.stories.in_slack import A_MINUTE, InSlack, Json, slack, words
from tests.stories.steering import action, choose, shown, submit, write

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
    (value,) = {
        element["value"]
        for block in slack.reveal()["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
        if element["action_id"].split("/")[1] == DecideAct.RECORD
    }
    return str(value)


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
