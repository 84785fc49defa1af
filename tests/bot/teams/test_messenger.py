"""The messenger against the small Teams: what each answer, limit and fault comes to."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.demo.cast import ZONE
from bot.teams.connector import Connector
from bot.teams.messenger import TeamsMessenger
from bot.teams.places import Places
from jobs.announcements import Card, WhyClosed
from jobs.ports import (
    CannotTell,
    Destination,
    MessageReference,
    PlaceClosed,
    Posted,
    Rejected,
    TryLater,
    Uncertain,
)
from rubric.people import MemberId
from storage import teams
from storage.store import Store
from tests.bot.teams.posting import DEV, HELLO, HER, THERE, in_channel, posted
from tests.bot.teams.town import ANA, BOT, CHANNEL, NOW, TENANT, Town, a_connected_town
from tests.builders import a_check_in, a_member, a_team
from tests.fakes import always


@pytest.fixture
def town(store: Store) -> Iterator[Town]:
    with a_connected_town(store) as connected:
        yield connected


@pytest.fixture
def messenger(town: Town) -> TeamsMessenger:
    return town.messenger


def in_chat(town: Town, person: str = ANA) -> int:
    return len(town.tenant.messages.at_top(town.tenant.places.chat_with(person).id))


def elsewhere(town: Town, service: str) -> TeamsMessenger:
    """The same, with everything reached at another address."""
    town.clock.pass_by(timedelta(seconds=1))
    known = town.known(CHANNEL)
    assert known is not None
    town.knows(replace(known, service_url=service))
    return town.messenger


def refuses(town: Town, code: str, *, calls: str = "post", times: int = 1) -> None:
    town.tenant.faults.answer_next(code, times=times, methods=[calls])


def test_a_post_lands_in_the_channel_and_opens_a_thread_of_its_own(messenger: TeamsMessenger, town: Town) -> None:
    first, second = posted(messenger), posted(messenger)
    assert first.address == second.address == CHANNEL
    assert {one.id for one in town.tenant.messages.at_top(CHANNEL)} == {first.message_id, second.message_id}


def test_a_post_in_a_thread_is_a_reply_and_can_be_changed_and_taken_back_there(
    messenger: TeamsMessenger, town: Town
) -> None:
    root = posted(messenger).message_id
    reply = posted(messenger, Destination(CHANNEL, thread=root, broadcast=True))
    assert [one.id for one in town.tenant.messages.replies(CHANNEL, root)] == [reply.message_id]
    assert messenger.replace(reply, HELLO, still=always) == Posted(reply)
    assert messenger.take_back(reply) == Posted(reply)
    assert town.tenant.messages.replies(CHANNEL, root) == []
    assert {call.given["conversation"] for call in town.tenant.calls[1:]} == {f"{CHANNEL};messageid={root}"}


def test_a_message_can_be_changed(messenger: TeamsMessenger, town: Town) -> None:
    reference = posted(messenger)
    assert messenger.replace(reference, replace(HELLO, team_name="Maple"), still=always) == Posted(reference)
    assert in_channel(town) == 1
    assert "Maple" in str(town.tenant.messages.at_top(CHANNEL)[0].activity)


def test_a_person_is_written_to_in_the_one_chat_with_them_which_is_opened_once(
    messenger: TeamsMessenger, town: Town
) -> None:
    first, second = posted(messenger, HER), posted(messenger, HER)
    assert first.address == second.address == ANA
    assert in_chat(town) == 2
    assert [call.method for call in town.tenant.calls] == ["open_chat", "post", "post"]
    known = town.known(ANA)
    assert known is not None
    assert known.conversation == town.tenant.places.chat_with(ANA).id
    assert messenger.replace(first, HELLO, still=always) == Posted(first)
    assert messenger.take_back(second) == Posted(second)
    assert in_chat(town) == 1


def test_a_chat_that_is_gone_is_forgotten_and_opened_anew_the_next_time(messenger: TeamsMessenger, town: Town) -> None:
    posted(messenger, HER)
    refuses(town, "ConversationNotFound")
    assert messenger.post(HELLO, to=HER, key="b", still=always) == TryLater("ConversationNotFound")
    known = town.known(ANA)
    assert known is not None
    assert known.conversation == ""
    posted(messenger, HER)
    assert [call.method for call in town.tenant.calls][-2:] == ["open_chat", "post"]


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("ConversationNotFound", WhyClosed.PERSON_GONE),
        ("BotNotInConversationRoster", WhyClosed.NO_DIRECT_MESSAGES),
    ],
)
def test_a_chat_that_refuses_at_once_when_it_is_opened_closes_its_person(
    messenger: TeamsMessenger, town: Town, code: str, why: WhyClosed
) -> None:
    refuses(town, code)
    assert messenger.post(HELLO, to=HER, key="a", still=always) == PlaceClosed(why, code)


def test_whoever_has_blocked_homeroom_is_not_tried_twice(messenger: TeamsMessenger, town: Town) -> None:
    posted(messenger, HER)
    town.tenant.places.chat_with(ANA).blocked = True
    closed = PlaceClosed(WhyClosed.NO_DIRECT_MESSAGES, "ConversationBlockedByUser")
    assert messenger.post(HELLO, to=HER, key="b", still=always) == closed


def test_somebody_whom_teams_lets_nobody_write_to_closes_only_their_own_chat(
    messenger: TeamsMessenger, town: Town
) -> None:
    refuses(town, "ForbiddenOperationException", calls="open_chat")
    closed = PlaceClosed(WhyClosed.NO_DIRECT_MESSAGES, "ForbiddenOperationException")
    assert messenger.post(HELLO, to=HER, key="a", still=always) == closed
    assert isinstance(messenger.post(HELLO, to=Destination(DEV), key="a", still=always), Posted)


@pytest.mark.parametrize("trouble", ["drop_before_next", "drop_after_next", "server_error_after_next"])
def test_trouble_while_a_chat_is_opened_is_never_in_doubt_as_nothing_was_said(
    messenger: TeamsMessenger, town: Town, trouble: str
) -> None:
    town.tenant.faults.plan(**{trouble: 1}, methods=["open_chat"])
    assert isinstance(messenger.post(HELLO, to=HER, key="a", still=always), TryLater)
    posted(messenger, HER)
    assert in_chat(town) == 1


@pytest.mark.parametrize(
    ("trouble", "landed"), [("drop_after_next", 1), ("drop_before_next", 0), ("server_error_after_next", 1)]
)
def test_a_connection_dropped_or_an_error_of_teams_own_leaves_it_in_doubt(
    messenger: TeamsMessenger, town: Town, trouble: str, landed: int
) -> None:
    town.tenant.faults.plan(**{trouble: 1}, methods=["post"])
    assert isinstance(messenger.post(HELLO, to=THERE, key="a", still=always), Uncertain)
    assert in_channel(town) == landed
    assert isinstance(messenger.find("a", to=THERE, since=NOW), CannotTell)


def test_an_answer_that_does_not_come_in_time_leaves_it_in_doubt(town: Town) -> None:
    connector = Connector(lambda: BOT.token, timeout=0.05)
    town.tenant.faults.plan(latency_after_ms=300, methods=["post"])
    hasty = TeamsMessenger(Places(connector, town.deps, TENANT, BOT.id))
    assert hasty.post(HELLO, to=THERE, key="a", still=always) == Uncertain("ReadTimeout")
    assert hasty.replace(MessageReference(CHANNEL, "1"), HELLO, still=always) == Rejected(
        "ActivityNotFoundInConversation"
    )
    connector.close()


def test_who_cannot_be_connected_to_got_nothing(town: Town) -> None:
    messenger = elsewhere(town, "http://127.0.0.1:9/connector/")
    assert messenger.post(HELLO, to=THERE, key="a", still=always) == TryLater("ConnectError")
    assert messenger.can_post_to(CHANNEL) == TryLater("ConnectError")


def test_an_open_card_carries_who_of_the_team_sees_their_own_view_and_other_posts_carry_nobody(town: Town) -> None:
    team = a_team(workspace_id=town.workspace, channel_id=CHANNEL)
    with town.store.begin() as transaction:
        teams.add(transaction, team, now=NOW)
        for name, address in (("Ana", ANA), ("Dev", DEV)):
            teams.add_member(transaction, team.id, a_member(name), address=address, now=NOW)
        teams.add_member(transaction, team.id, a_member("Left"), address="29:left", now=NOW)
        teams.take_off(transaction, MemberId("left"), now=NOW)
    card = Card(ZONE, a_check_in(), finished=1, of=2)
    outcome = town.messenger.post(card, to=THERE, key="a", still=always)
    assert isinstance(outcome, Posted)
    town.messenger.post(HELLO, to=THERE, key="b", still=always)
    town.messenger.replace(outcome.reference, card, still=always)
    shown, other = (one.card for one in town.tenant.messages.at_top(CHANNEL))
    assert shown is not None
    assert shown["refresh"]["userIds"] == [ANA, DEV]
    assert other is not None
    assert "refresh" not in other


def test_what_is_for_an_organization_that_never_let_us_in_is_refused(town: Town) -> None:
    messenger = TeamsMessenger(replace(town.places, tenant="another"))
    closed = PlaceClosed(WhyClosed.REMOVED, "no_service_known")
    assert messenger.post(HELLO, to=THERE, key="a", still=always) == closed
