"""What the doctor finds in a workspace where something is wrong, and what it advises."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.demo import teams_town
from bot.demo.cast import CAST, CHANNEL_ID, WORKSPACE_ID
from bot.demo.filling_in import fill_in_set_up
from bot.demo.speaking import IN_SLACK, IN_TEAMS
from bot.demo.town import APP_TOKEN, BOT_TOKEN, BOT_USER, people_found, seed
from bot.doctor import examine
from bot.finding import Finding
from bot.settings import Settings
from bot.teams.connection import Teams
from bot.teams.identity import CredentialsRefused
from bot.use_cases.who import Deps, Speaker
from sandbox.server import SandboxServer
from sandbox.teams.server import TeamsServer
from sandbox.teams.tenant import Tenant
from sandbox.workspace import Workspace
from storage import references, workspaces
from storage.references import Reference
from storage.schema import migrate
from storage.store import Store
from tests.fakes import HandClock


@pytest.fixture
def server() -> Iterator[SandboxServer]:
    with SandboxServer(Workspace(seed())) as running:
        yield running


def settings_for(server: SandboxServer, **other: str) -> Settings:
    return Settings.from_environ(
        {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN, "SLACK_API_URL": server.api_url, **other}
    )


def found(server: SandboxServer, store: Store, *, clock: HandClock | None = None, **other: str) -> dict[str, Finding]:
    present = clock or HandClock(datetime.now(UTC))
    return {finding.what: finding for finding in examine(settings_for(server, **other), store, present)}


def set_up(store: Store) -> None:
    with store.begin() as transaction:
        workspaces.remember(transaction, platform="slack", external_id=WORKSPACE_ID, name="Maple Valley")
    deps = Deps(store, HandClock(datetime.now(UTC)))
    fill_in_set_up(deps, Speaker("slack", WORKSPACE_ID, "U0ANA", "ana"), CHANNEL_ID, people_found(IN_SLACK))


def test_a_sound_workspace_with_a_team_is_right_in_everything(server: SandboxServer, file_store: Store) -> None:
    set_up(file_store)
    findings = found(server, file_store)
    assert [finding.what for finding in findings.values() if not finding.ok] == []
    assert findings["Channel of Cabinet attendance"].detail == "#cabinet-attendance"
    assert findings["Deliveries"].detail == "1 waiting, 0 could not be delivered"


def test_a_channel_that_homeroom_was_never_let_into_names_the_command(server: SandboxServer, file_store: Store) -> None:
    set_up(file_store)
    server.workspace.leave(BOT_USER, CHANNEL_ID)
    finding = found(server, file_store)["Channel of Cabinet attendance"]
    assert (finding.ok, finding.detail) == (False, "Slack says channel_not_found")
    assert "/invite @Homeroom" in finding.advice
    assert CHANNEL_ID in finding.advice


def test_an_archived_channel_is_named(server: SandboxServer, file_store: Store) -> None:
    set_up(file_store)
    server.workspace.archive(CHANNEL_ID)
    finding = found(server, file_store)["Channel of Cabinet attendance"]
    assert (finding.ok, finding.detail) == (False, "is archived")
    assert finding.advice.startswith("#cabinet-attendance is archived")


@pytest.mark.parametrize(
    ("state", "detail", "advice"),
    [
        ("dead", "0 waiting, 1 could not be delivered", "may be archived"),
        ("unknown", "0 waiting, 0 could not be delivered, 1 in doubt", "until one of the team's coordinators answers"),
    ],
)
def test_deliveries_that_did_not_arrive_or_may_have_are_counted_apart(
    server: SandboxServer, file_store: Store, state: str, detail: str, advice: str
) -> None:
    set_up(file_store)
    with file_store.begin() as transaction:
        transaction.execute(text("UPDATE deliveries SET state = :state"), {"state": state})
    finding = found(server, file_store)["Deliveries"]
    assert (finding.ok, finding.detail) == (False, detail)
    assert advice in finding.advice


def test_missing_scopes_are_named_with_what_each_is_for(file_store: Store) -> None:
    town = seed()
    with SandboxServer(Workspace(replace(town, app=replace(town.app, scopes=("chat:write",))))) as server:
        finding = found(server, file_store)["Scopes"]
    assert not finding.ok
    assert "users:read (" in finding.detail
    assert "chat:write" not in finding.detail
    assert "reinstall" in finding.advice


def test_a_clock_that_is_off_is_noticed(server: SandboxServer, file_store: Store) -> None:
    clock = HandClock(datetime.now(UTC) + timedelta(minutes=4))
    finding = found(server, file_store, clock=clock)["Clock"]
    assert not finding.ok
    assert "NTP" in finding.advice


@pytest.mark.parametrize("token", ["xoxb-unknown"])
def test_a_wrong_token_ends_the_examination_of_slack_with_advice(
    server: SandboxServer, file_store: Store, token: str
) -> None:
    findings = found(server, file_store, SLACK_BOT_TOKEN=token)
    assert list(findings) == ["Database", "Migrations", "Bot token", "Deliveries"]
    assert "OAuth & Permissions" in findings["Bot token"].advice


def test_a_revoked_token_asks_for_a_new_installation(server: SandboxServer, file_store: Store) -> None:
    server.workspace.revoke_tokens()
    assert "Install the app" in found(server, file_store)["Bot token"].advice


def test_an_address_where_nobody_answers_is_named(server: SandboxServer, file_store: Store) -> None:
    findings = found(server, file_store, SLACK_API_URL="http://127.0.0.1:9/api/")
    assert "http://127.0.0.1:9/api/" in findings["Slack"].detail
    assert not findings["Slack"].ok


@pytest.mark.parametrize(
    ("version", "advice"), [("9999", "Update Homeroom."), (None, "Run: homeroom release")], ids=["newer", "empty"]
)
def test_a_database_at_another_version_says_what_to_do(
    server: SandboxServer, file_store: Store, version: str | None, advice: str
) -> None:
    with file_store.begin() as transaction:
        transaction.execute(text("DELETE FROM alembic_version"))
        if version:
            transaction.execute(text("INSERT INTO alembic_version VALUES (:version)"), {"version": version})
    finding = found(server, file_store)["Migrations"]
    assert (finding.ok, finding.advice) == (False, advice)


def test_a_database_that_does_not_answer_is_named_and_slack_is_still_looked_at(
    server: SandboxServer, tmp_path: Path
) -> None:
    store = Store.connect(f"sqlite:///{tmp_path}/missing/folder.sqlite3")
    findings = found(server, store)
    assert not findings["Database"].ok
    assert "DATABASE_URL" in findings["Database"].advice
    assert findings["Bot token"].ok
    assert "Deliveries" not in findings


def test_an_old_database_can_be_migrated_beside_its_data(file_store: Store) -> None:
    set_up(file_store)
    migrate(file_store)
    with file_store.read() as transaction:
        assert transaction.execute(text("SELECT count(*) FROM teams")).scalar_one() == 1


TEAMSES = {
    "TEAMS_CLIENT_ID": teams_town.BOT.app_id,
    "TEAMS_CLIENT_SECRET": "s",
    "TEAMS_TENANT_ID": IN_TEAMS.workspace,
}


@pytest.fixture
def tenant() -> Iterator[Tenant]:
    with TeamsServer(Tenant(teams_town.tenant_seed())) as running:
        yield running.tenant


def refused() -> str:
    raise CredentialsRefused("invalid_client")


def found_in_teams(
    store: Store, given: dict[str, str] | None = None, *, tokens: Callable[[], str] = lambda: teams_town.BOT.token
) -> dict[str, Finding]:
    settings = Settings.from_environ(TEAMSES | (given or {}))

    def connecting(settings: Settings, deps: Deps) -> Teams:
        return Teams.connect(settings, deps, tokens=tokens)

    findings = examine(settings, store, HandClock(datetime.now(UTC)), connecting=connecting)
    return {finding.what: finding for finding in findings}


def set_up_in_teams(store: Store, tenant: Tenant) -> None:
    """A team in a channel that Teams has told of."""
    with store.begin() as transaction:
        workspace = workspaces.remember(
            transaction, platform="teams", external_id=IN_TEAMS.workspace, name=IN_TEAMS.workspace
        )
        channel = IN_TEAMS.channel_id
        told = Reference(channel, tenant.service_url, channel, teams_town.CABINET, "cabinet-attendance")
        references.remember(transaction, workspace, told, now=datetime.now(UTC))
    deps = Deps(store, HandClock(datetime.now(UTC)))
    fill_in_set_up(deps, IN_TEAMS.speaker(CAST[0]), channel, people_found(IN_TEAMS))


def test_a_sound_organization_with_a_team_is_right_in_everything(tenant: Tenant, file_store: Store) -> None:
    set_up_in_teams(file_store, tenant)
    findings = found_in_teams(file_store)
    assert [finding for finding in findings.values() if not finding.ok] == []
    assert list(findings) == [
        "Database",
        "Migrations",
        "Teams credentials",
        "Teams",
        "Channel of Cabinet attendance",
        "Deliveries",
    ]


def test_credentials_that_microsoft_refuses_are_named_with_where_to_make_new_ones(
    tenant: Tenant, file_store: Store
) -> None:
    set_up_in_teams(file_store, tenant)
    findings = found_in_teams(file_store, tokens=refused)
    assert "TEAMS_CLIENT_SECRET" in findings["Teams credentials"].advice
    assert "Channel of Cabinet attendance" not in findings
    assert findings["Deliveries"].ok


def test_an_organization_from_which_nothing_ever_came_is_sent_to_the_messaging_endpoint(file_store: Store) -> None:
    finding = found_in_teams(file_store)["Teams"]
    assert not finding.ok
    assert "/api/messages" in finding.advice


def test_a_cloud_in_which_bots_get_no_files_is_said(file_store: Store) -> None:
    assert "files" in found_in_teams(file_store, {"TEAMS_CLOUD": "us_gov"})["Teams cloud"].detail
    assert "Teams cloud" not in found_in_teams(file_store)


def test_both_platforms_are_looked_at_each_for_itself(server: SandboxServer, tenant: Tenant, file_store: Store) -> None:
    set_up(file_store)
    set_up_in_teams(file_store, tenant)
    slacks = {"SLACK_BOT_TOKEN": "xoxb-unknown", "SLACK_APP_TOKEN": APP_TOKEN, "SLACK_API_URL": server.api_url}
    findings = found_in_teams(file_store, slacks)
    assert [what for what, finding in findings.items() if not finding.ok] == ["Bot token"]
    # Slack's channel can't be asked about; that of Teams, which has the same name here, can.
    assert findings["Channel of Cabinet attendance"].ok


def test_without_a_database_the_credentials_are_still_looked_at(tmp_path: Path) -> None:
    findings = found_in_teams(Store.connect(f"sqlite:///{tmp_path}/missing/folder.sqlite3"))
    assert list(findings) == ["Database", "Teams credentials"]
    assert findings["Teams credentials"].ok
