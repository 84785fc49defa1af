"""What the doctor finds in a workspace where something is wrong, and what it advises."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.demo.cast import CHANNEL_ID, WORKSPACE_ID
from bot.demo.filling_in import fill_in_set_up
from bot.demo.town import APP_TOKEN, BOT_TOKEN, BOT_USER, people_found, seed
from bot.doctor import examine
from bot.finding import Finding
from bot.settings import Settings
from bot.use_cases.who import Deps, Speaker
from sandbox.server import SandboxServer
from sandbox.workspace import Workspace
from storage import workspaces
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
    fill_in_set_up(deps, Speaker("slack", WORKSPACE_ID, "U0ANA", "ana"), CHANNEL_ID, people_found())


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
def test_a_wrong_token_ends_the_examination_with_advice(server: SandboxServer, file_store: Store, token: str) -> None:
    findings = found(server, file_store, SLACK_BOT_TOKEN=token)
    assert list(findings) == ["Database", "Migrations", "Bot token"]
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
