"""What the doctor finds in Teams, and what it says to do about it."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from bot.teams import checks
from bot.teams.identity import CredentialsRefused, TeamsUnreachable
from rubric.team import Team
from storage import references
from storage.store import Store
from tests.bot.teams.town import CHANNEL, TEAM, Town, a_connected_town
from tests.builders import a_team


@pytest.fixture
def town(store: Store) -> Iterator[Town]:
    with a_connected_town(store) as connected:
        yield connected


@pytest.fixture
def team(town: Town) -> Team:
    return a_team(workspace_id=town.workspace, channel_id=CHANNEL)


def raising(error: Exception) -> Callable[[], str]:
    def token() -> str:
        raise error

    return token


def test_credentials_that_work_are_found_to() -> None:
    assert checks.credentials(lambda: "a.token.here").ok


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        (CredentialsRefused("invalid_client"), "TEAMS_CLIENT_SECRET"),
        (CredentialsRefused("unauthorized_client"), "TEAMS_CLIENT_ID"),
        (CredentialsRefused("unknown_tenant"), "TEAMS_TENANT_ID"),
        (CredentialsRefused("something_new"), "documentation"),
        (TeamsUnreachable("ConnectionError"), "reach"),
    ],
    ids=str,
)
def test_credentials_that_do_not_work_are_named_with_what_to_do(error: Exception, advice: str) -> None:
    finding = checks.credentials(raising(error))
    assert not finding.ok
    assert str(error) in finding.detail
    assert advice in finding.advice


def test_whether_anything_ever_came_from_teams_is_told(town: Town) -> None:
    assert checks.ever_reached(town.places).ok
    with town.store.begin() as transaction:
        references.forget(transaction, town.workspace, CHANNEL)
    finding = checks.ever_reached(town.places)
    assert not finding.ok
    assert "/api/messages" in finding.advice


def test_a_channel_that_can_be_posted_to_is_called_by_its_name(town: Town, team: Team) -> None:
    finding = checks.channel(town.places, team)
    assert (finding.ok, finding.detail) == (True, "cabinet-attendance")


def test_a_channel_that_teams_does_not_list_is_asked_after_and_called_as_it_was_told(town: Town, team: Team) -> None:
    rooms = town.tenant.places.rooms
    # The list tells of another, and the address is still answered.
    rooms[CHANNEL] = replace(rooms[CHANNEL], id="unlisted")
    finding = checks.channel(town.places, team)
    assert (finding.ok, finding.detail) == (True, "cabinet-attendance")
    assert [call.method for call in town.tenant.calls] == ["channels", "members"]


@pytest.mark.parametrize(
    ("trouble", "detail", "advice"),
    [
        (lambda town: setattr(town.tenant.places.teams[TEAM], "has_bot", False), "BotNotInConversationRoster", "add"),
        (lambda town: setattr(town.tenant.places.room(CHANNEL), "deleted", True), "ConversationNotFound", "deleted"),
        (lambda town: town.tenant.faults.answer_next("BotNotRegistered"), "BotNotRegistered", "credential"),
        (lambda town: town.tenant.faults.answer_next("BotDisabledByAdmin"), "BotDisabledByAdmin", "admin"),
        (lambda town: town.tenant.faults.plan(server_error_next=1), "ServiceError", "again"),
        (lambda town: town.tenant.faults.plan(drop_before_next=1), "RemoteProtocolError", "again"),
        (lambda town: town.tenant.faults.plan(rate_limit_next=1), "Throttled", "again"),
    ],
    ids=["removed", "deleted", "unknown", "forbidden", "a fault", "hung up", "a limit"],
)
def test_a_channel_that_cannot_be_posted_to_is_named_with_what_to_do(
    town: Town, team: Team, trouble: Callable[[Town], None], detail: str, advice: str
) -> None:
    trouble(town)
    finding = checks.channel(town.places, team)
    assert not finding.ok
    assert detail in finding.detail
    assert advice in finding.advice.lower()
    assert not any("\ue000" <= letter <= "\uf8ff" for letter in finding.advice)


def test_a_channel_of_which_teams_never_told_says_so(town: Town, team: Team) -> None:
    with town.store.begin() as transaction:
        references.forget(transaction, town.workspace, CHANNEL)
    finding = checks.channel(town.places, team)
    assert not finding.ok
    assert "never" in finding.detail
