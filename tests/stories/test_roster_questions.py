"""Slack tells again that somebody came into the channel, over both transports."""

from bot.sections.people import PeopleAct
from tests.stories.in_slack import InSlack, Json, slack
from tests.stories.people_acting import (
    comes_in,
    everything_happens,
    presses_in_message,
    roster,
    told,
)

__all__ = ["slack"]

MALLORY, DANA = "U0MALLORY", "U0DANA"


def question(slack: InSlack, name: str, about: str = "Should they") -> Json:
    [message] = told(slack, name, about=about)
    return message


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
