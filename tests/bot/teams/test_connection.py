"""Teams put together from the settings: introduced, remembered, and answering nobody but Teams."""

import json
import threading
from collections.abc import Iterator

import pytest

from bot.settings import Settings
from bot.teams.connection import Teams
from bot.teams.identity import CredentialsRefused, Tokens
from bot.use_cases.who import Deps
from storage import workspaces
from storage.store import Store
from storage.tables import metadata
from tests.bot.teams.town import BOT, CHANNEL, TENANT, Town, a_connected_town

SETTINGS = Settings.from_environ(
    {
        "TEAMS_CLIENT_ID": BOT.app_id,
        "TEAMS_CLIENT_SECRET": "a secret",
        "TEAMS_TENANT_ID": TENANT,
        "TEAMS_ADMINS": "Ana@MapleValley.example",
    }
)


@pytest.fixture
def town(store: Store) -> Iterator[Town]:
    with a_connected_town(store) as connected:
        yield connected


def connected(town: Town, deps: Deps | None = None) -> Teams:
    return Teams.connect(SETTINGS, deps or town.deps, tokens=lambda: BOT.token, openid_url=town.tenant.openid_url)


def test_nothing_is_asked_until_we_introduce_ourselves_and_then_the_organization_is_remembered(town: Town) -> None:
    store = Store.connect("sqlite://")
    metadata.create_all(store.engine)
    teams = connected(town, Deps(store, town.clock))
    with store.read() as transaction:
        assert workspaces.find(transaction, platform="teams", external_id=TENANT) is None
    assert teams.introduce().workspace_name == TENANT
    with store.read() as transaction:
        assert workspaces.find(transaction, platform="teams", external_id=TENANT) is not None
    teams.close()
    store.close()


def test_who_gets_no_token_is_not_remembered_as_let_in(town: Town) -> None:
    def refused() -> str:
        raise CredentialsRefused("invalid_client")

    with town.store.begin() as transaction:
        workspaces.leave(transaction, town.workspace, now=town.clock.now())
    teams = Teams.connect(SETTINGS, town.deps, tokens=refused, openid_url=town.tenant.openid_url)
    with pytest.raises(CredentialsRefused):
        teams.introduce()
    with town.store.read() as transaction:
        assert workspaces.any_left(transaction, platform="teams")
    teams.close()


def test_in_earnest_a_refused_token_is_asked_for_anew(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tokens, "__call__", lambda _: "out of date")
    monkeypatch.setattr(Tokens, "renewed", lambda _, refused: BOT.token if refused == "out of date" else refused)
    teams = Teams.connect(SETTINGS, town.deps)
    assert teams.messenger.can_post_to(CHANNEL) is None
    teams.close()


def test_what_was_begun_for_somebody_is_ended_before_everything_is(town: Town) -> None:
    teams = connected(town)
    began, goes_on, seen = threading.Event(), threading.Event(), []

    def look() -> None:
        began.set()
        goes_on.wait(5)
        seen.append(teams.messenger.can_post_to(CHANNEL))

    teams.app.answering.later(look)
    assert began.wait(5)
    closing = threading.Thread(target=teams.close)
    closing.start()
    goes_on.set()
    closing.join()
    assert seen == [None]


@pytest.mark.parametrize(
    ("body", "status"),
    [("", 400), ("[]", 400), ("{}", 401), ('{"type": "message"}', 401)],
    ids=["nothing", "no object", "an empty one", "no token"],
)
def test_what_is_not_teams_is_refused(town: Town, body: str, status: int) -> None:
    teams = connected(town)
    assert teams.receive(body, {}).status == status
    teams.close()


@pytest.mark.parametrize(("tenant", "status"), [(TENANT, 200), ("another", 403)])
def test_what_teams_signed_is_answered_when_it_is_of_our_organization(town: Town, tenant: str, status: int) -> None:
    teams = connected(town)
    service = town.tenant.service_url
    activity = {
        "type": "event",
        "channelId": "msteams",
        "serviceUrl": service,
        "channelData": {"tenant": {"id": tenant}},
    }
    token = town.tenant.signer.token(audience=BOT.app_id, service_url=service)
    answer = teams.receive(json.dumps(activity), {"authorization": f"Bearer {token}"})
    assert answer.status == status
    teams.close()
