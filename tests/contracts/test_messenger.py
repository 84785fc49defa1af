"""What every Messenger must do; the fake that the other tests lean on is held to it like the real one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.demo.cast import CHANNEL_ID, ZONE
from bot.demo.town import BOT_TOKEN, seed
from bot.slack.messenger import SlackMessenger, posting_client
from jobs.ports import Destination, MessageReference, Messenger, NotThere, Person, Posted, Welcome
from sandbox.clock import ManualClock
from sandbox.server import SandboxServer
from sandbox.workspace import Workspace
from tests.fakes import FakeMessenger

NOW = datetime(2026, 11, 2, 14, tzinfo=UTC)
SINCE = NOW - timedelta(minutes=1)
HELLO = Welcome("Cabinet", ZONE, ("Ana",), NOW, 2, 7)
CHANNEL = Destination(CHANNEL_ID)
DANA = Person("U0DANA", "Dana Whitfield", ZONE, "Family engagement")


@pytest.fixture(params=["fake", "slack"])
def messenger(request: pytest.FixtureRequest) -> Iterator[Messenger]:
    if request.param == "fake":
        yield FakeMessenger(people=(DANA,))
        return
    workspace = Workspace(seed(), clock=ManualClock(NOW))
    workspace.limits.message_interval = 0
    with SandboxServer(workspace) as server:
        yield SlackMessenger(posting_client(BOT_TOKEN, server.api_url))


def posted(messenger: Messenger, key: str, to: Destination = CHANNEL) -> MessageReference:
    outcome = messenger.post(HELLO, to=to, key=key)
    assert isinstance(outcome, Posted)
    return outcome.reference


def test_each_post_has_a_reference_of_its_own(messenger: Messenger) -> None:
    assert posted(messenger, "a") != posted(messenger, "b")


def test_what_was_posted_is_found_by_its_key_and_nothing_else_is(messenger: Messenger) -> None:
    reference = posted(messenger, "a")
    posted(messenger, "b")
    assert messenger.find("a", to=CHANNEL, since=SINCE) == reference
    assert messenger.find("c", to=CHANNEL, since=SINCE) == NotThere()


def test_a_reply_is_found_in_its_thread(messenger: Messenger) -> None:
    thread = Destination(CHANNEL_ID, thread=posted(messenger, "a").message_id, broadcast=True)
    reply = posted(messenger, "b", thread)
    assert messenger.find("b", to=thread, since=SINCE) == reply


def test_a_message_keeps_its_reference_when_it_is_replaced_however_often(messenger: Messenger) -> None:
    reference = posted(messenger, "a")
    for name in ("One", "Two", "Two"):
        assert messenger.replace(reference, replace(HELLO, team_name=name)) == Posted(reference)
    assert messenger.find("a", to=CHANNEL, since=SINCE) == reference


def test_the_people_of_a_channel_come_with_address_name_zone_and_title(messenger: Messenger) -> None:
    people = messenger.people_in(CHANNEL_ID)
    assert isinstance(people, list | tuple)
    assert DANA in people
