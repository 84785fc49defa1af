"""Typing Homeroom's commands: in this process where nothing has to be stopped, else in one of their own."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.demo.town import APP_TOKEN, BOT_TOKEN
from sandbox.server import SandboxServer
from tests.dialects import marks

ROOT = Path(__file__).parents[2]
# Enough for whatever ends before it needs them.
ANY_TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}

Homeroom = Callable[..., "Done"]


def environment(folder: Path, extra: Mapping[str, str]) -> dict[str, str]:
    measuring = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
    return {
        **measuring,
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DATABASE_URL": f"sqlite:///{folder}/homeroom.sqlite3",
        # Several may run at once, and each tells its health somewhere.
        "PORT": "0",
        "COLUMNS": "160",
        **extra,
    }


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str

    def __post_init__(self) -> None:
        # Whoever types here is on no platform.
        assert marks(self.stdout + self.stderr) == []


@pytest.fixture
def homeroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Homeroom]:
    """Type a command in an empty folder, with these settings in the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")

    def typed(*words: str, **settings: str) -> Done:
        environ = {"DATABASE_URL": f"sqlite:///{tmp_path}/homeroom.sqlite3", **settings}
        result = CliRunner().invoke(app, words, env=environ)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return Done(result.exit_code, result.stdout, result.stderr)

    # A command listens to signals for as long as its process lives, and this one is the tests'.
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield typed
    for number, handler in before.items():
        signal.signal(number, handler)


def in_a_process(*words: str, folder: Path, **extra: str) -> Done:
    done = subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env=environment(folder, extra),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


@contextmanager
def started(*words: str, folder: Path, **extra: str) -> Iterator[subprocess.Popen[str]]:
    """A command that goes on until it is told to stop, its output in pipes."""
    with subprocess.Popen(
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env=environment(folder, extra),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            # Also when the test has failed, or it would wait for ever.
            process.kill()


def line_from(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def tokens(server: SandboxServer) -> dict[str, str]:
    return {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN, "SLACK_API_URL": server.api_url}
