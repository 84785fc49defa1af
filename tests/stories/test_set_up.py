"""Setting a team up as only Slack has it: before Homeroom was invited, and while looking takes longer than a click."""

import threading
from dataclasses import replace

import pytest

from bot.demo.host import demo
from bot.demo.town import seed
from bot.sections.set_up import PEOPLE_FORM
from bot.slack import ids
from sandbox.people import Person
from tests.stories.in_slack import A_MINUTE, InSlack, slack, words
from tests.stories.setting_up import (
    HOMEROOM,
    is_at,
    types_setup,
)
from tests.stories.test_commands import GENERAL
from tests.waiting import eventually

__all__ = ["slack"]


def test_a_team_set_up_before_homeroom_was_invited_starts_once_it_is(slack: InSlack) -> None:
    ruth = slack.person("ruth")
    types_setup(ruth)
    for _ in range(3):
        assert ruth.submit().ok
    slack.pass_by(A_MINUTE)
    assert not any("Hello" in message["text"] for message in ruth.messages(GENERAL))
    slack.running.workspace.join(HOMEROOM, GENERAL)
    assert slack.running.workspace.courier.everything_told()
    slack.pass_by(A_MINUTE)
    assert any("Hello" in message["text"] for message in ruth.messages(GENERAL))


@pytest.mark.parametrize("transport", ["socket", "http"])
def test_looking_takes_longer_than_slack_waits_and_the_form_comes_by_itself(transport: str) -> None:
    town = seed()
    general = replace(town.channels[1], members=(*town.channels[1].members, HOMEROOM))
    with demo(transport=transport, town=replace(town, channels=(town.channels[0], general))) as running:
        looked, look_on = threading.Event(), threading.Event()

        def hold(method: str, *_: object) -> None:
            if method == "conversations.members":
                looked.set()
                assert look_on.wait(10)

        running.workspace.faults.on_landed = hold
        ruth = Person(running.server, "U0RUTH")
        assert ruth.command(ids.COMMAND, "setup", GENERAL).error is None
        assert looked.wait(10)
        assert "Homeroom is looking who is in this channel." in words(ruth.view)
        look_on.set()
        assert eventually(lambda: is_at(ruth, PEOPLE_FORM))
