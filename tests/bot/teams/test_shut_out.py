"""When Teams puts the messenger off, shuts it out, or never was there: each is told from the others."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.teams.connector import Connector
from bot.teams.identity import CredentialsRefused, TeamsUnreachable
from bot.teams.messenger import TeamsMessenger
from bot.teams.places import Places
from jobs.announcements import WhyClosed
from jobs.ports import (
    HoldOff,
    MessageReference,
    PlaceClosed,
    Posted,
    Rejected,
    TryLater,
    Uninstalled,
)
from storage import references
from storage.store import Store
from tests.bot.teams.posting import DEV, HELLO, HER, THERE, in_channel, posted
from tests.bot.teams.town import ANA, BOT, CHANNEL, TEAM, TENANT, Town, a_connected_town
from tests.fakes import always


@pytest.fixture
def town(store: Store) -> Iterator[Town]:
    with a_connected_town(store) as connected:
        yield connected


@pytest.fixture
def messenger(town: Town) -> TeamsMessenger:
    return town.messenger


def refuses(town: Town, code: str, *, calls: str = "post", times: int = 1) -> None:
    town.tenant.faults.answer_next(code, times=times, methods=[calls])


@pytest.mark.parametrize("code", ["PreconditionFailed", "BadGateway", "ServiceUnavailable", "GatewayTimeout"])
def test_what_microsoft_says_to_repeat_is_repeated(messenger: TeamsMessenger, town: Town, code: str) -> None:
    refuses(town, code)
    assert messenger.post(HELLO, to=THERE, key="a", still=always) == TryLater(code)
    posted(messenger)
    assert in_channel(town) == 1


def test_a_limit_is_a_hold_off_of_this_place_for_as_long_as_teams_says(messenger: TeamsMessenger, town: Town) -> None:
    town.tenant.faults.plan(rate_limit_next=1, retry_after=9, methods=["post"])
    assert messenger.post(HELLO, to=THERE, key="a", still=always) == HoldOff(9, everywhere=False)
    posted(messenger)
    assert in_channel(town) == 1


def test_the_app_removed_from_the_team_closes_its_channel(messenger: TeamsMessenger, town: Town) -> None:
    town.tenant.places.teams[TEAM].has_bot = False
    closed = PlaceClosed(WhyClosed.REMOVED, "BotNotInConversationRoster")
    assert messenger.post(HELLO, to=THERE, key="a", still=always) == closed
    assert messenger.can_post_to(CHANNEL) == closed


def test_a_deleted_channel_is_closed(messenger: TeamsMessenger, town: Town) -> None:
    town.tenant.places.room(CHANNEL).deleted = True
    closed = PlaceClosed(WhyClosed.GONE, "ConversationNotFound")
    assert messenger.post(HELLO, to=THERE, key="a", still=always) == closed
    assert messenger.can_post_to(CHANNEL) == closed


def test_a_channel_that_teams_does_not_list_is_asked_after_itself(messenger: TeamsMessenger, town: Town) -> None:
    # As it is with some kinds of channel: of the team nothing is told.
    town.tenant.places.room(CHANNEL).kind = "private"
    known = town.known(CHANNEL)
    assert known is not None
    town.tenant.places.room(TEAM).deleted = True
    with town.store.begin() as transaction:
        references.forget(transaction, town.workspace, CHANNEL)
    town.knows(replace(known, grouped_under=""))
    assert messenger.can_post_to(CHANNEL) is None
    assert [call.method for call in town.tenant.calls] == ["members"]


def test_a_person_can_be_written_to_if_a_chat_can_be_opened(messenger: TeamsMessenger, town: Town) -> None:
    assert messenger.can_post_to(ANA) is None
    refuses(town, "ForbiddenOperationException", calls="open_chat")
    assert isinstance(messenger.can_post_to(DEV), PlaceClosed)


def test_a_question_is_never_in_doubt(messenger: TeamsMessenger, town: Town) -> None:
    town.tenant.faults.plan(drop_after_next=1, methods=["channels"])
    assert isinstance(messenger.can_post_to(CHANNEL), TryLater)
    reference = posted(messenger)
    town.tenant.faults.plan(drop_after_next=1, methods=["delete"])
    assert isinstance(messenger.take_back(reference), TryLater)
    assert messenger.take_back(reference) == Posted(reference)


def test_a_refused_token_means_that_homeroom_is_not_installed_and_none_that_it_is_tried_later(town: Town) -> None:
    def refused() -> str:
        raise CredentialsRefused("invalid_client")

    def unreachable() -> str:
        raise TeamsUnreachable("ConnectionError")

    for token, outcome in ((refused, Uninstalled("invalid_client")), (unreachable, TryLater("ConnectionError"))):
        connector = Connector(token)
        messenger = TeamsMessenger(Places(connector, town.deps, TENANT, BOT.id))
        assert messenger.post(HELLO, to=THERE, key="a", still=always) == outcome
        assert messenger.post(HELLO, to=HER, key="a", still=always) == outcome
        assert messenger.replace(MessageReference(CHANNEL, "1"), HELLO, still=always) == outcome
        assert messenger.take_back(MessageReference(CHANNEL, "1")) == outcome
        assert messenger.can_post_to(CHANNEL) == outcome
        connector.close()


def test_a_token_that_teams_does_not_take_means_that_homeroom_is_not_installed(town: Town) -> None:
    connector = Connector(lambda: "another.token.altogether")
    messenger = TeamsMessenger(Places(connector, town.deps, TENANT, BOT.id))
    assert messenger.post(HELLO, to=THERE, key="a", still=always) == Uninstalled("Unauthorized")
    connector.close()


def test_before_anything_came_from_teams_nobody_can_be_written_to(town: Town) -> None:
    with town.store.begin() as transaction:
        references.forget(transaction, town.workspace, CHANNEL)
    messenger = town.messenger
    for to, why in ((THERE, WhyClosed.REMOVED), (HER, WhyClosed.NO_DIRECT_MESSAGES)):
        closed = PlaceClosed(why, "no_service_known")
        assert messenger.post(HELLO, to=to, key="a", still=always) == closed
        assert messenger.replace(MessageReference(to.address, "1"), HELLO, still=always) == closed
        assert messenger.take_back(MessageReference(to.address, "1")) == closed
        assert messenger.can_post_to(to.address) == closed
    assert town.tenant.calls == []


def test_a_channel_of_which_only_its_id_is_known_is_reached_as_others_are(town: Town) -> None:
    known = town.known(CHANNEL)
    assert known is not None
    town.knows(replace(known, address="19:other@thread.tacv2"))
    with town.store.begin() as transaction:
        references.forget(transaction, town.workspace, CHANNEL)
    posted(town.messenger)
    assert in_channel(town) == 1


def test_what_landed_without_an_id_can_be_neither_changed_nor_taken_back(messenger: TeamsMessenger, town: Town) -> None:
    nameless = MessageReference(CHANNEL, "")
    assert messenger.replace(nameless, HELLO, still=always) == Rejected("no_message_id")
    assert messenger.take_back(nameless) == Rejected("no_message_id")
    assert town.tenant.calls == []
