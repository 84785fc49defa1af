"""The command line as an IT person meets it; whatever goes on until it is stopped runs in a process of its own."""

import json
import re
import signal
import sqlite3
import urllib.request
from pathlib import Path

import pytest

from bot.demo.town import SIGNING_SECRET, seed
from sandbox.server import SandboxServer
from sandbox.workspace import Workspace
from tests.bot.terminal import ROOT, Homeroom, homeroom, in_a_process, line_from, started, tokens

__all__ = ["homeroom"]


@pytest.mark.parametrize("command", ["run", "web", "worker", "release", "doctor"])
def test_without_settings_all_that_are_missing_are_listed_and_the_demo_is_offered(
    homeroom: Homeroom, command: str
) -> None:
    done = homeroom(command)
    assert done.returncode == 2
    for part in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "OAuth & Permissions", "connections:write", "homeroom demo"):
        assert part in done.stderr
    for part in ("TEAMS_CLIENT_ID", "TEAMS_CLIENT_SECRET", "TEAMS_TENANT_ID", "Entra admin center"):
        assert part in done.stderr
    assert "Traceback" not in done.stderr


def test_settings_are_read_from_a_file_beside_it_and_the_environment_wins(tmp_path: Path, homeroom: Homeroom) -> None:
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-1\nSLACK_APP_TOKEN=wrong\nPORT=from-file\n")
    done = homeroom("run", PORT="from-environment", SLACK_APP_TOKEN="xapp-1")
    assert done.returncode == 2
    assert "PORT" in done.stderr
    assert "SLACK_BOT_TOKEN" not in done.stderr
    assert "SLACK_APP_TOKEN" not in done.stderr


@pytest.mark.parametrize("command", ["run", "web", "worker", "doctor"])
def test_nothing_starts_where_requests_would_not_be_verified(tmp_path: Path, homeroom: Homeroom, command: str) -> None:
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-1\nSLACK_APP_TOKEN=xapp-1\n")
    done = homeroom(command, DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS="true")
    assert done.returncode == 2
    named = "".join(re.findall(r"^│ ([A-Z_]+) ", done.stderr, re.MULTILINE))
    assert named == "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS"
    assert "take it out of" in done.stderr


def test_a_database_that_homeroom_does_not_speak_is_named_without_its_password(homeroom: Homeroom) -> None:
    done = homeroom("run", SLACK_BOT_TOKEN="xoxb-1", SLACK_APP_TOKEN="xapp-1", DATABASE_URL="mysql://u:hunter2@h/d")
    assert done.returncode == 2
    assert "DATABASE_URL" in done.stderr
    assert "hunter2" not in done.stderr


def test_run_serves_a_workspace_until_it_is_told_to_stop(tmp_path: Path) -> None:
    with SandboxServer(Workspace(seed())) as server, started("run", folder=tmp_path, **tokens(server)) as process:
        said = line_from(process).strip()
        process.send_signal(signal.SIGTERM)
        _, complaints = process.communicate(timeout=30)
    assert said == "Homeroom is ready in Maple Valley Schools, listening over Socket Mode."
    assert (process.returncode, "Traceback" in complaints) == (0, False)
    assert (tmp_path / "homeroom.sqlite3").exists()


def test_a_token_that_slack_refuses_ends_the_run_in_words(tmp_path: Path) -> None:
    with SandboxServer(Workspace(seed())) as server:
        done = in_a_process("run", folder=tmp_path, **{**tokens(server), "SLACK_BOT_TOKEN": "xoxb-old"})
    assert done.returncode == 1
    assert "invalid_auth" in done.stderr
    assert "homeroom doctor" in done.stderr


def test_release_brings_an_empty_database_up_and_says_where_it_is(homeroom: Homeroom) -> None:
    done = homeroom("release", SLACK_BOT_TOKEN="xoxb-1", SLACK_APP_TOKEN="xapp-1")
    assert (done.returncode, done.stdout) == (0, "The database is at 0005.\n")


def test_release_leaves_a_newer_database_alone(tmp_path: Path, homeroom: Homeroom) -> None:
    settings = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
    homeroom("release", **settings)
    with sqlite3.connect(tmp_path / "homeroom.sqlite3") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    done = homeroom("release", **settings)
    assert done.returncode == 1
    assert "Update Homeroom" in done.stderr


def test_the_doctor_finds_nothing_wrong_in_a_sound_workspace(homeroom: Homeroom) -> None:
    with SandboxServer(Workspace(seed())) as server:
        homeroom("release", **tokens(server))
        done = homeroom("doctor", **tokens(server))
    assert "FIX" not in done.stdout
    assert done.returncode == 0
    for part in ("Database", "Migrations", "Bot token", "Scopes", "Clock", "App token"):
        assert f"ok   {part}" in done.stdout


def test_the_doctor_says_what_to_do_about_each_thing_that_is_wrong(homeroom: Homeroom) -> None:
    with SandboxServer(Workspace(seed())) as server:
        done = homeroom("doctor", **{**tokens(server), "SLACK_APP_TOKEN": "xapp-old"})
    assert done.returncode == 1
    assert "FIX  Migrations" in done.stdout
    assert "Run: homeroom release" in done.stdout
    assert "FIX  App token: Slack says invalid_auth" in done.stdout
    assert "connections:write" in done.stdout


def test_the_manifest_can_be_printed_for_http(homeroom: Homeroom) -> None:
    url = "https://homeroom.example.org/slack/events"
    done = homeroom("manifest", "--request-url", url)
    printed = json.loads(done.stdout)
    assert printed["settings"]["socket_mode_enabled"] is False
    assert printed["settings"]["interactivity"]["request_url"] == url


def test_rubric_lint_lists_every_fault_with_its_line(tmp_path: Path, homeroom: Homeroom) -> None:
    sound = homeroom("rubric", "lint", str(ROOT / "rubric" / "sets" / "district-attendance.toml"))
    assert (sound.returncode, "no faults" in sound.stdout) == (0, True)
    broken = tmp_path / "broken.toml"
    broken.write_text('id = "a"\ntitle = ""\nsurprise = 1\n')
    done = homeroom("rubric", "lint", str(broken))
    assert done.returncode == 1
    assert f"{broken}:2:" in done.stdout
    assert f"{broken}:3:" in done.stdout
    missing = homeroom("rubric", "lint", "nowhere.toml")
    assert (missing.returncode, "can't be read" in missing.stderr) == (2, True)


def test_a_demo_on_a_taken_port_says_so(tmp_path: Path) -> None:
    with SandboxServer(Workspace(seed())) as server:
        port = server.url.rsplit(":", 1)[1]
        done = in_a_process("demo", "--port", port, folder=tmp_path)
    assert done.returncode == 1
    assert "--port 0" in done.stderr
    assert "Traceback" not in done.stderr


def test_http_mode_listens_where_it_says(tmp_path: Path) -> None:
    http = {"SLACK_MODE": "http", "SLACK_SIGNING_SECRET": SIGNING_SECRET, "PORT": "0"}
    with (
        SandboxServer(Workspace(seed())) as server,
        started("run", folder=tmp_path, **tokens(server), **http) as process,
    ):
        said = line_from(process)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
    assert "listening over http://127.0.0.1:" in said
    assert said.rstrip().endswith("/slack/events.")


def test_a_played_fortnight_is_whole_and_its_numbers_are_those_of_the_ratings(homeroom: Homeroom) -> None:
    done = homeroom("demo", "--play", "--json", "--http")
    played = json.loads(done.stdout)
    assert (done.returncode, played["complete"]) == (0, True)
    assert [step["name"] for step in played["steps"] if not step["happened"]] == []
    assert played["shown_in_the_reveal"] == played["counted_by_hand"]
    assert {sum(counts.values()) for counts in played["shown_in_the_reveal"].values()} == {7}
    seen = [(line["where"], line["text"].split("\n")[0]) for line in played["transcript"]]
    order = [
        ("channel", "Check-in 8: 7 indicators, open until Mon, Dec 14, 9:00 AM"),
        ("direct message to U0DANA", "3 indicators of Check-in 8 (Cabinet attendance) are waiting for you."),
        ("channel (changed)", "Check-in 8: closed Mon, Dec 14, 9:00 AM"),
        ("thread", "Check-in 8: how we see it"),
        ("channel", "Digest of Cabinet attendance, Dec 7 to Dec 21"),
        ("channel", "Check-in 9: 7 indicators, open until Mon, Dec 28, 9:00 AM"),
    ]
    places = [
        next(index for index, line in enumerate(seen) if line[0] == where and line[1].startswith(text))
        for where, text in order
    ]
    assert places == sorted(places)


def test_the_demo_answers_at_the_address_that_it_prints_until_it_is_stopped(tmp_path: Path) -> None:
    with started("demo", "--port", "0", folder=tmp_path) as process:
        said = [line_from(process) for _ in range(3)]
        address = said[1].removeprefix("The demo is at ").strip()
        with urllib.request.urlopen(address, timeout=10) as page:
            assert 'data-testid="announcer"' in page.read().decode()
        with urllib.request.urlopen(address.replace("/?", "/sandbox/state?"), timeout=10) as answer:
            state = json.load(answer)
        process.send_signal(signal.SIGINT)
        _, complaints = process.communicate(timeout=30)
    offered = [moment["label"] for moment in state["moments"]]
    assert offered[0] == "The next reminder"
    assert {"An owner is reminded of a next step", "The check-in closes", "The digest"} <= set(offered)
    assert (process.returncode, complaints) == (0, "")


def test_the_demo_in_teams_says_how_to_start_the_local_teams_and_waits_for_it(tmp_path: Path) -> None:
    with started("demo", "--teams", "--port", "0", folder=tmp_path) as process:
        said = [line_from(process) for _ in range(3)]
        process.send_signal(signal.SIGINT)
        _, complaints = process.communicate(timeout=30)
    folder, address = re.findall(r"cd (\S+) && npx .* -e (http://127\.0\.0\.1:\d+/api/messages)", said[1])[0]
    assert "Agents Playground" in said[0]
    assert address
    assert (process.returncode, complaints) == (0, "")
    assert not Path(folder).exists()


def test_the_demo_in_teams_on_a_taken_port_says_so(tmp_path: Path) -> None:
    with SandboxServer(Workspace(seed())) as server:
        done = in_a_process("demo", "--teams", "--port", server.url.rsplit(":", 1)[1], folder=tmp_path)
    assert done.returncode == 1
    assert "--port 0" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("other", ["--play", "--http", "--json"])
def test_what_is_slacks_in_the_demo_does_not_go_with_teams(homeroom: Homeroom, other: str) -> None:
    done = homeroom("demo", "--teams", other)
    assert (done.returncode, done.stderr.startswith("--teams goes with --port alone")) == (2, True)


def test_a_slack_that_cannot_be_reached_is_said_once_and_tried_again(tmp_path: Path) -> None:
    settings = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_API_URL": "http://127.0.0.1:9/api/"}
    with started("run", folder=tmp_path, **settings) as process:
        said = line_from(process)
        process.send_signal(signal.SIGTERM)
        more, complaints = process.communicate(timeout=30)
    assert "No answer from http://127.0.0.1:9/api/" in said
    assert (process.returncode, more) == (0, "")
    assert "Traceback" not in complaints
