"""Somebody comes into the channel or leaves it, and coordinators are asked, over both transports."""

from dataclasses import replace

from bot.demo.cast import CHANNEL_ID
from bot.sections.people import PeopleAct
from rubric.people import Role
from sandbox.workspace import Workspace
from tests.stories.in_slack import InSlack, Json, slack, words
from tests.stories.people_acting import (
    comes_in,
    everything_happens,
    goes_out,
    hands_over,
    presses_in_message,
    roster,
    told,
)

__all__ = ["slack"]

MALLORY, DANA = "U0MALLORY", "U0DANA"


def question(slack: InSlack, name: str, about: str = "Should they") -> Json:
    [message] = told(slack, name, about=about)
    return message


def test_who_joins_is_proposed_added_and_told_of_the_open_check_in(slack: InSlack) -> None:
    comes_in(slack, MALLORY)
    assert "mallory" not in roster(slack)
    asked = question(slack, "ana")
    assert "Mallory Quinn joined" in asked["text"]
    ana = slack.person("ana")
    assert "On the team" in presses_in_message(ana, asked, PeopleAct.ADD_AS_MEMBER)
    assert roster(slack)["mallory"].role is Role.MEMBER
    everything_happens(slack)
    assert "0 of 9 have rated." in slack.card()["text"]
    [invitation] = told(slack, "mallory", about="waiting for you")
    assert "now. 7 indicators of Check-in 1" in invitation["text"]
    assert told(slack, "ana", about="Should they") == []
    assert "Ana Morales added Mallory Quinn to the team as a member." in told(slack, "ana", about="Mallory")[0]["text"]
    slack.rates("mallory", ["strength"] * 7)


def test_who_leaves_stays_until_a_coordinator_says_otherwise(slack: InSlack) -> None:
    slack.rates("dana", ["strength"] * 7)
    goes_out(slack, DANA)
    assert "dana" in roster(slack)
    ana = slack.person("ana")
    assert "Off the team" in presses_in_message(ana, question(slack, "ana"), PeopleAct.TAKE_OFF_PROPOSED)
    assert "dana" not in roster(slack)


def test_the_first_of_two_coordinators_decides_and_the_other_sees_it(slack: InSlack) -> None:
    hands_over(slack, "ana", "dev", stays=True)
    slack.person("ana").close_view()
    comes_in(slack, MALLORY)
    first, second = question(slack, "ana"), question(slack, "dev")
    ana, dev = slack.person("ana"), slack.person("dev")
    presses_in_message(ana, first, PeopleAct.ADD_AS_OBSERVER)
    late = presses_in_message(dev, second, PeopleAct.LEAVE_OUT)
    assert "Settled already" in late
    assert "Ana Morales added Mallory Quinn to the team as an observer." in late
    everything_happens(slack)
    for name in ("ana", "dev"):
        [message] = told(slack, name, about="Mallory")
        assert "as an observer" in message["text"]
        assert all(block["type"] != "actions" for block in message["blocks"])
    assert roster(slack)["mallory"].role is Role.OBSERVER


def test_who_is_back_before_anybody_was_asked_is_no_question(slack: InSlack) -> None:
    workspace = slack.running.workspace
    workspace.leave(DANA, CHANNEL_ID)
    assert workspace.courier.everything_told()
    comes_in(slack, DANA)
    assert told(slack, "ana", about="Dana") == []


def test_events_that_slack_sends_again_ask_nothing_again(slack: InSlack) -> None:
    comes_in(slack, MALLORY)
    presses_in_message(slack.person("ana"), question(slack, "ana"), PeopleAct.LEAVE_OUT)
    courier = slack.running.workspace.courier
    [joined] = [one for one in courier.told("member_joined_channel") if one["event"]["user"] == MALLORY]
    for retry in (1, 2):
        assert courier.redeliver(joined, retry=retry).received
    everything_happens(slack)
    [message] = told(slack, "ana", about="Mallory")
    assert "off the team" in message["text"]
    assert "mallory" not in roster(slack)


def a_guest(workspace: Workspace) -> None:
    known = workspace.directory.get(MALLORY)
    workspace.directory._users[MALLORY] = replace(known, is_restricted=True)


def test_a_guest_is_not_proposed(slack: InSlack) -> None:
    a_guest(slack.running.workspace)
    comes_in(slack, MALLORY)
    assert told(slack, "ana", about="Mallory") == []


def test_who_does_not_coordinate_decides_nothing(slack: InSlack) -> None:
    comes_in(slack, MALLORY)
    asked = question(slack, "ana")
    ana = slack.person("ana")
    hands_over(slack, "ana", "dev", stays=False)
    ana.close_view()
    assert "Dev Patel coordinates this team" in presses_in_message(ana, asked, PeopleAct.ADD_AS_MEMBER)
    assert "mallory" not in roster(slack)
    assert "Dev" in words(ana.view)
