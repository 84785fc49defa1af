"""The audit log from the command line: one team's, by name or channel, as a file or on the standard output."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rubric.audit import What
from storage import audit, teams
from storage.schema import migrate
from storage.store import Store
from tests.bot.terminal import Homeroom, homeroom
from tests.cabinet import Cabinet

__all__ = ["homeroom"]

NOW = datetime(2026, 11, 2, 14, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    """A database with two teams of one name, one of which was paused."""
    url = f"sqlite:///{tmp_path / 'homeroom.sqlite3'}"
    store = Store.connect(url)
    migrate(store)
    for channel in ("C1", "C2"):
        Cabinet(store).set_up(channel=channel)
    with store.begin() as transaction:
        first = next(team for team in teams.everyone(transaction) if team.channel_id == "C1")
        audit.write(transaction, first.id, What.PAUSED, actor="Ana", actor_id=None, now=NOW, reason="Snow")
    store.close()
    return {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "DATABASE_URL": url}


def test_a_team_named_by_its_channel_is_written_to_a_file(
    tmp_path: Path, homeroom: Homeroom, settings: dict[str, str]
) -> None:
    out = tmp_path / "changes.csv"
    done = homeroom("audit", "--team", "c1", "--out", str(out), **settings)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    text = out.read_bytes().decode("utf-8-sig")
    assert text.splitlines()[1].endswith("Ana paused the team. Reason: Snow.,,,Snow")


def test_without_a_file_the_table_is_printed(homeroom: Homeroom, settings: dict[str, str]) -> None:
    done = homeroom("audit", "--team", "C2", **settings)
    assert done.returncode == 0
    assert "Number,Local time" in done.stdout
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("named", "words"),
    [
        pytest.param("cabinet", "More than one team", id="several of a name"),
        pytest.param("Nobody", "No team has the name", id="none"),
    ],
)
def test_a_name_that_does_not_decide_is_answered_with_the_choice(
    homeroom: Homeroom, settings: dict[str, str], named: str, words: str
) -> None:
    done = homeroom("audit", "--team", named, **settings)
    assert done.returncode == 2
    assert words in done.stderr
    assert "channel C1" in done.stderr
    assert "channel C2" in done.stderr
    assert done.stdout == ""


def test_a_file_that_can_not_be_written_is_named(tmp_path: Path, homeroom: Homeroom, settings: dict[str, str]) -> None:
    done = homeroom("audit", "--team", "C1", "--out", str(tmp_path), **settings)
    assert done.returncode == 2
    assert str(tmp_path) in done.stderr
    assert "Traceback" not in done.stderr


def test_an_older_database_is_told_from_an_empty_log(tmp_path: Path, homeroom: Homeroom) -> None:
    old = tmp_path / "old.sqlite3"
    sqlite3.connect(old).close()
    settings = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "DATABASE_URL": f"sqlite:///{old}"}
    done = homeroom("audit", "--team", "C1", **settings)
    assert done.returncode == 1
    assert "homeroom release" in done.stderr
