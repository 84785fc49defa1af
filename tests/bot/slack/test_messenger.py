"""The messenger against the sandbox: what each of Slack's answers, limits and faults comes to."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.demo.cast import CHANNEL_ID, ZONE
from bot.demo.town import BOT_TOKEN, BOT_USER, seed
from bot.slack.identity import SlackSaysNo, SlackUnreachable, identify
from bot.slack.messenger import SlackMessenger, posting_client
from jobs.announcements import Welcome, WhyClosed
from jobs.ports import (
    CannotTell,
    Destination,
    HoldOff,
    MessageReference,
    NotThere,
    PlaceClosed,
    Posted,
    Rejected,
    TryLater,
    Uncertain,
    Uninstalled,
)
from sandbox.clock import ManualClock
from sandbox.people import Person
from sandbox.seed import SeedUser
from sandbox.server import SandboxServer
from sandbox.workspace import Workspace
from tests.fakes import always

NOW = datetime(2026, 11, 2, 14, tzinfo=UTC)
HELLO = Welcome("Cabinet", ZONE, ("Ana",), NOW, 2, 7)
THERE = Destination(CHANNEL_ID)
HISTORY = ("channels:history", "groups:history", "im:history")
OUTSIDERS = (
    SeedUser("U1BOT", "bot", "A Bot", is_bot=True),
    SeedUser("U1GUEST", "guest", "A Guest", is_restricted=True),
    SeedUser("U1SINGLE", "single", "A Single-channel Guest", is_ultra_restricted=True),
    SeedUser("U1GONE", "gone", "Gone", deleted=True),
)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOW)


@pytest.fixture
def server(clock: ManualClock) -> Iterator[SandboxServer]:
    town = seed()
    channel, general = town.channels
    everybody = replace(channel, members=(*channel.members, *(user.id for user in OUTSIDERS)))
    app = replace(town.app, scopes=(*(scope for scope in town.app.scopes if scope not in HISTORY), *HISTORY))
    town = replace(town, users=(*town.users, *OUTSIDERS), channels=(everybody, general), app=app)
    workspace = Workspace(town, clock=clock)
    workspace.limits.message_interval = 0
    with SandboxServer(workspace) as running:
        yield running


@pytest.fixture
def messenger(server: SandboxServer) -> SlackMessenger:
    return SlackMessenger(posting_client(BOT_TOKEN, server.api_url))


def posts(server: SandboxServer) -> int:
    return len(Person(server, "U0ANA").messages(CHANNEL_ID))


def test_a_post_lands_and_can_be_found_by_its_key(messenger: SlackMessenger) -> None:
    posted = messenger.post(HELLO, to=THERE, key="welcome:1", still=always)
    assert isinstance(posted, Posted)
    assert messenger.find("welcome:1", to=THERE, since=NOW) == posted.reference
    assert messenger.find("welcome:2", to=THERE, since=NOW) == NotThere()


def test_a_post_in_a_thread_is_shown_in_the_channel_too_and_found_there(messenger: SlackMessenger) -> None:
    card = messenger.post(HELLO, to=THERE, key="card:1", still=always)
    assert isinstance(card, Posted)
    thread = Destination(CHANNEL_ID, thread=card.reference.message_id, broadcast=True)
    reply = messenger.post(HELLO, to=thread, key="reveal:1", still=always)
    assert isinstance(reply, Posted)
    assert messenger.find("reveal:1", to=thread, since=NOW) == reply.reference


def test_a_person_is_written_to_directly_and_found_there(messenger: SlackMessenger) -> None:
    to = Destination("U0DANA")
    posted = messenger.post(HELLO, to=to, key="reminder:1", still=always)
    assert isinstance(posted, Posted)
    assert posted.reference.address.startswith("D")
    assert messenger.find("reminder:1", to=to, since=NOW) == posted.reference


def test_a_message_can_be_changed(messenger: SlackMessenger, server: SandboxServer) -> None:
    posted = messenger.post(HELLO, to=THERE, key="welcome:1", still=always)
    assert isinstance(posted, Posted)
    changed = messenger.replace(posted.reference, replace(HELLO, team_name="Cabinet of Maple Valley"), still=always)
    assert changed == posted
    assert posts(server) == 1


def test_a_connection_dropped_after_the_post_landed_is_uncertain_and_then_found(
    messenger: SlackMessenger, server: SandboxServer
) -> None:
    server.workspace.faults.plan(drop_after_next=1, methods=["chat.postMessage"])
    outcome = messenger.post(HELLO, to=THERE, key="welcome:1", still=always)
    assert isinstance(outcome, Uncertain)
    assert posts(server) == 1
    assert isinstance(messenger.find("welcome:1", to=THERE, since=NOW), MessageReference)


def test_a_connection_dropped_before_the_post_landed_is_uncertain_and_then_not_there(
    messenger: SlackMessenger, server: SandboxServer
) -> None:
    server.workspace.faults.plan(drop_before_next=1, methods=["chat.postMessage"])
    assert isinstance(messenger.post(HELLO, to=THERE, key="welcome:1", still=always), Uncertain)
    assert posts(server) == 0
    assert messenger.find("welcome:1", to=THERE, since=NOW) == NotThere()


def test_a_limit_is_a_hold_off_for_as_long_as_slack_says(
    messenger: SlackMessenger, server: SandboxServer, clock: ManualClock
) -> None:
    server.workspace.limits.message_interval = 1.0
    assert isinstance(messenger.post(HELLO, to=THERE, key="a", still=always), Posted)
    outcome = messenger.post(HELLO, to=THERE, key="b", still=always)
    assert isinstance(outcome, HoldOff)
    assert (outcome.seconds, outcome.everywhere) == (1, False)
    clock.advance(timedelta(seconds=outcome.seconds))
    assert isinstance(messenger.post(HELLO, to=THERE, key="b", still=always), Posted)


def test_an_error_of_slacks_own_may_have_landed(messenger: SlackMessenger, server: SandboxServer) -> None:
    server.workspace.faults.plan(server_error_next=1)
    assert isinstance(messenger.post(HELLO, to=THERE, key="a", still=always), Uncertain | TryLater)


def archived(workspace: Workspace) -> None:
    workspace.archive(CHANNEL_ID)


def thrown_out(workspace: Workspace) -> None:
    workspace.leave(BOT_USER, CHANNEL_ID)


def revoked(workspace: Workspace) -> None:
    workspace.revoke_tokens()


@pytest.mark.parametrize(
    ("change", "closed"),
    [
        (archived, PlaceClosed(WhyClosed.ARCHIVED, "is_archived")),
        # The channel is private, and Slack hides those from whoever is not in them.
        (thrown_out, PlaceClosed(WhyClosed.GONE, "channel_not_found")),
    ],
    ids=["archived", "thrown out"],
)
def test_a_channel_that_takes_no_posts_is_closed(
    messenger: SlackMessenger, server: SandboxServer, change: Callable[[Workspace], None], closed: PlaceClosed
) -> None:
    change(server.workspace)
    assert messenger.post(HELLO, to=THERE, key="a", still=always) == closed
    assert messenger.can_post_to(CHANNEL_ID) == closed


def test_a_public_channel_that_homeroom_is_not_in_is_seen_and_closed(messenger: SlackMessenger) -> None:
    closed = PlaceClosed(WhyClosed.REMOVED, "not_in_channel")
    assert messenger.post(HELLO, to=Destination("C0GENERAL"), key="a", still=always) == closed
    assert messenger.can_post_to("C0GENERAL") == closed


def test_without_a_good_token_homeroom_is_not_installed(messenger: SlackMessenger, server: SandboxServer) -> None:
    revoked(server.workspace)
    gone = Uninstalled("token_revoked")
    assert messenger.post(HELLO, to=THERE, key="a", still=always) == gone
    assert messenger.can_post_to(CHANNEL_ID) == gone


def test_somebody_who_left_the_district_closes_nothing_but_their_own_messages(
    messenger: SlackMessenger, server: SandboxServer
) -> None:
    server.workspace.deactivate("U0DANA")
    outcome = messenger.post(HELLO, to=Destination("U0DANA"), key="a", still=always)
    assert isinstance(outcome, PlaceClosed)
    assert outcome.why is WhyClosed.PERSON_GONE
    assert isinstance(messenger.post(HELLO, to=THERE, key="b", still=always), Posted)


def test_without_the_messages_tab_nobody_can_be_written_to(messenger: SlackMessenger, server: SandboxServer) -> None:
    server.workspace.messages_tab_enabled = False
    outcome = messenger.post(HELLO, to=Destination("U0DANA"), key="a", still=always)
    assert outcome == PlaceClosed(WhyClosed.NO_DIRECT_MESSAGES, "messages_tab_disabled")


def test_a_message_of_somebody_elses_is_not_taken_back(messenger: SlackMessenger, server: SandboxServer) -> None:
    ana = Person(server, "U0ANA")
    ana.say(CHANNEL_ID, "Mine.")
    theirs = MessageReference(CHANNEL_ID, ana.messages(CHANNEL_ID)[-1]["ts"])
    assert messenger.take_back(theirs) == Rejected("cant_delete_message")


def test_a_slack_that_does_not_listen_is_tried_later() -> None:
    messenger = SlackMessenger(posting_client(BOT_TOKEN, "http://127.0.0.1:9/api/"))
    assert messenger.post(HELLO, to=THERE, key="a", still=always) == TryLater("ConnectionRefusedError")
    assert isinstance(messenger.find("a", to=THERE, since=NOW), Uncertain)


def test_without_the_history_scope_nobody_can_tell(clock: ManualClock) -> None:
    town = seed()
    scopes = tuple(scope for scope in town.app.scopes if scope not in HISTORY)
    workspace = Workspace(replace(town, app=replace(town.app, scopes=scopes)), clock=clock)
    with SandboxServer(workspace) as server:
        messenger = SlackMessenger(posting_client(BOT_TOKEN, server.api_url))
        assert messenger.find("a", to=THERE, since=NOW) == CannotTell("missing_scope")


def test_a_limit_while_searching_means_search_again(messenger: SlackMessenger, server: SandboxServer) -> None:
    server.workspace.faults.plan(rate_limit_next=1, methods=["conversations.history"])
    assert isinstance(messenger.find("a", to=THERE, since=NOW), Uncertain)
    assert messenger.find("a", to=THERE, since=NOW) == NotThere()


def test_homeroom_knows_who_it_is_in_slack(server: SandboxServer) -> None:
    identity = identify(posting_client(BOT_TOKEN, server.api_url))
    assert (identity.workspace, identity.workspace_name) == ("T0MAPLE", "Maple Valley Schools")
    assert "chat:write" in identity.scopes


def test_a_wrong_token_and_a_wrong_address_are_told_apart(server: SandboxServer) -> None:
    with pytest.raises(SlackSaysNo) as said:
        identify(posting_client("xoxb-old", server.api_url))
    assert said.value.code == "invalid_auth"
    with pytest.raises(SlackUnreachable):
        identify(posting_client(BOT_TOKEN, "http://127.0.0.1:9/api/"))
