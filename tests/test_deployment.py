"""What hosting platforms read names commands and settings that exist. None of it is run here: there is no Docker."""

import re
import subprocess
import sys
import tomllib
from functools import partial
from pathlib import Path

from bot.__main__ import app
from bot.settings import Settings
from bot.web.application import SLACK_PATH, TEAMS_PATH, build_application
from bot.web.server import WebServer

ROOT = Path(__file__).parents[1]
COMMANDS = {command.callback.__name__ for command in app.registered_commands if command.callback is not None}
COMPOSE = (ROOT / "compose.yaml").read_text()
PROCESSES = {"web", "worker", "release"}


def test_the_procfile_starts_commands_that_exist() -> None:
    lines = dict(re.findall(r"^(\w+): homeroom (\w+)$", (ROOT / "Procfile").read_text(), re.MULTILINE))
    assert lines == {name: name for name in PROCESSES}
    assert PROCESSES <= COMMANDS


def test_compose_starts_each_process_after_a_release() -> None:
    services = dict(re.findall(r"^  (\w+):\n((?:    .*\n|\n)+)", COMPOSE.split("\nservices:\n")[1], re.MULTILINE))
    assert services.keys() >= PROCESSES
    for name in PROCESSES:
        assert f"command: {name}\n" in services[name]
    for name in ("web", "worker"):
        assert "release:\n        condition: service_completed_successfully" in services[name]
    assert "replicas: 2" in services["worker"]


def test_what_the_image_and_compose_set_are_settings() -> None:
    head = COMPOSE.split("\nservices:\n")[0]
    assert set(re.findall(r"^    ([A-Z_]+):", head, re.MULTILINE)) <= set(Settings.model_fields)
    (line,) = re.findall(r"^ENV (.*)$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert {part.split("=")[0] for part in line.split()} - {"PYTHONUNBUFFERED"} <= set(Settings.model_fields)


def test_the_image_and_the_development_set_up_bring_what_teams_needs() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert any(one.startswith("microsoft-teams-apps") for one in extras["teams"])
    assert "pip install --no-cache-dir '.[teams]'" in (ROOT / "Dockerfile").read_text()
    assert "'.[dev,teams]'" in (ROOT / "Makefile").read_text()


def test_the_port_that_teams_calls_leads_to_the_web_process() -> None:
    web = COMPOSE.split("\n  web:\n")[1].split("\n\n")[0]
    assert '- "3000:3000"' in web
    assert "env_file: .env" in COMPOSE.split("\nservices:\n")[0]


def test_the_readme_tells_it_of_the_addresses_that_there_are() -> None:
    readme = (ROOT / "README.md").read_text()
    for path in (SLACK_PATH, TEAMS_PATH):
        assert f"https://your.address{path}" in readme


def test_every_package_is_in_the_image() -> None:
    packages = re.search(r"^packages = \[(.*)\]$", (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    copied = set(re.findall(r"^COPY (\w+) ", (ROOT / "Dockerfile").read_text(), re.MULTILINE))
    assert packages is not None
    assert copied == set(re.findall(r'"(\w+)"', packages[1]))


def test_the_health_check_of_compose_sees_what_readiness_says() -> None:
    (program,) = re.findall(r'"python", "-c", "(.*)"\]', COMPOSE)
    for wrong, code in (({}, 0), ({"database": "full"}, 1)):
        with WebServer(build_application(health=partial(dict[str, str], wrong)), host="127.0.0.1", port=0) as server:
            asked = program.replace("http://127.0.0.1:3000", server.url)
            done = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=False, timeout=30)
        assert done.returncode == code
