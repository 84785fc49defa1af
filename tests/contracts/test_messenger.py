"""What every Messenger must do; the fake that the other tests lean on is held to it like the real one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.demo.cast import CHANNEL_ID, ZONE
from bot.demo.town import BOT_TOKEN, BOT_USER, seed
from bot.slack.messenger import SlackMessenger, posting_client
from jobs.announcements import Welcome, WhyClosed
from jobs.ports import (
    CannotTell,
    Destination,
    MessageReference,
    Messenger,
    NotThere,
    PlaceClosed,
    Posted,
    Rejected,
    TooLate,
)
from sandbox.clock import ManualClock
from sandbox.server import SandboxServer
from sandbox.workspace import Workspace
from tests.fakes import FakeMessenger, always

NOW = datetime(2026, 11, 2, 14, tzinfo=UTC)
SINCE = NOW - timedelta(minutes=1)
HELLO = Welcome("Cabinet", ZONE, ("Ana",), NOW, 2, 7)
CHANNEL = Destination(CHANNEL_ID)
ARCHIVED = PlaceClosed(WhyClosed.ARCHIVED, "is_archived")


@dataclass(frozen=True)
class Place:
    """A messenger, and what an administrator can do to its channel."""

    messenger: Messenger
    archive: Callable[[], None]


@pytest.fixture(params=["fake", "slack"])
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    if request.param == "fake":
        fake = FakeMessenger()
        yield Place(fake, archive=lambda: fake.closed.update({CHANNEL_ID: ARCHIVED}))
        return
    workspace = Workspace(seed(), clock=ManualClock(NOW))
    workspace.limits.message_interval = 0

    def archive() -> None:
        # Slack shows apps out of a channel that is archived.
        workspace.leave(BOT_USER, CHANNEL_ID)
        workspace.archive(CHANNEL_ID)

    with SandboxServer(workspace) as server:
        yield Place(SlackMessenger(posting_client(BOT_TOKEN, server.api_url)), archive)


@pytest.fixture
def messenger(place: Place) -> Messenger:
    return place.messenger


def never() -> bool:
    return False


def posted(messenger: Messenger, key: str, to: Destination = CHANNEL) -> MessageReference:
    outcome = messenger.post(HELLO, to=to, key=key, still=always)
    assert isinstance(outcome, Posted)
    return outcome.reference


def test_each_post_has_a_reference_of_its_own(messenger: Messenger) -> None:
    first = posted(messenger, "a")
    messenger.take_back(first)
    assert posted(messenger, "b") != first


def test_what_was_posted_is_found_by_its_key_and_nothing_else_is(messenger: Messenger) -> None:
    reference = posted(messenger, "a")
    posted(messenger, "b")
    assert messenger.find("a", to=CHANNEL, since=SINCE) == reference
    assert messenger.find("c", to=CHANNEL, since=SINCE) == NotThere()


def test_a_second_message_of_the_same_key_is_found_besides_the_first(messenger: Messenger) -> None:
    first, second = posted(messenger, "a"), posted(messenger, "a")
    assert messenger.find("a", to=CHANNEL, since=SINCE, besides=second.message_id) == first
    assert messenger.find("a", to=CHANNEL, since=SINCE, besides=first.message_id) == second
    posted(messenger, "b")
    assert messenger.take_back(second) == Posted(second)
    assert messenger.find("a", to=CHANNEL, since=SINCE, besides=first.message_id) == NotThere()


def test_a_reply_is_found_in_its_thread(messenger: Messenger) -> None:
    thread = Destination(CHANNEL_ID, thread=posted(messenger, "a").message_id, broadcast=True)
    reply = posted(messenger, "b", thread)
    assert messenger.find("b", to=thread, since=SINCE) == reply


def test_a_message_keeps_its_reference_when_it_is_replaced_however_often(messenger: Messenger) -> None:
    reference = posted(messenger, "a")
    for name in ("One", "Two", "Two"):
        assert messenger.replace(reference, replace(HELLO, team_name=name), still=always) == Posted(reference)
    assert messenger.find("a", to=CHANNEL, since=SINCE) == reference


def test_what_is_taken_back_is_not_there_any_more_and_may_be_taken_back_again(messenger: Messenger) -> None:
    reference = posted(messenger, "a")
    other = posted(messenger, "b")
    assert messenger.take_back(reference) == Posted(reference)
    assert messenger.find("a", to=CHANNEL, since=SINCE) == NotThere()
    assert messenger.find("b", to=CHANNEL, since=SINCE) == other
    assert messenger.take_back(reference) == Posted(reference)


def test_a_message_that_is_gone_cannot_be_replaced(messenger: Messenger) -> None:
    reference = posted(messenger, "a")
    messenger.take_back(reference)
    assert messenger.replace(reference, HELLO, still=always) == Rejected("message_not_found")


def test_nothing_leaves_once_the_right_to_send_has_run_out(messenger: Messenger) -> None:
    assert messenger.post(HELLO, to=CHANNEL, key="a", still=never) == TooLate()
    assert messenger.find("a", to=CHANNEL, since=SINCE) == NotThere()
    assert messenger.replace(MessageReference(CHANNEL_ID, "m1"), HELLO, still=never) == TooLate()


def test_a_channel_that_homeroom_is_in_can_be_posted_to(messenger: Messenger) -> None:
    assert messenger.can_post_to(CHANNEL_ID) is None


def test_a_closed_channel_takes_nothing_and_asking_says_so_too(place: Place) -> None:
    place.archive()
    for outcome in (
        place.messenger.post(HELLO, to=CHANNEL, key="a", still=always),
        place.messenger.can_post_to(CHANNEL_ID),
    ):
        assert isinstance(outcome, PlaceClosed)
    assert isinstance(place.messenger.find("a", to=CHANNEL, since=SINCE), CannotTell)
