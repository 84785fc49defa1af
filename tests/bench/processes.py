"""Starts what the bench talks to: Homeroom's own commands and the fake Slack, each in a process of its own."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.__main__ import app as command_line
from tests.bench.payloads import SECRET

ROOT = Path(__file__).parents[2]
LONGEST_START_SECONDS = 60.0
LONGEST_STOP_SECONDS = 60.0
ASK_AGAIN_SECONDS = 3.0

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Running:
    """A process that goes on until the block ends, and how long it took to say that it is ready."""

    pid: int
    said: str
    ready_after: float
    process: subprocess.Popen[str]


@contextmanager
def running(words: Sequence[str], *, folder: Path, log: str, settings: Mapping[str, str]) -> Iterator[Running]:
    """Runs `python words`, waits for its first line, and stops it politely. What it complains of goes to a file."""
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "SKIP_SLACK_SDK_WARNING": "true", **settings}
    complaints = folder / f"{log}.log"
    with complaints.open("a") as sink:
        started = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, *words], cwd=folder, env=environ, stdout=subprocess.PIPE, stderr=sink, text=True
        )
        watchdog = threading.Timer(LONGEST_START_SECONDS, process.kill)
        watchdog.start()
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            watchdog.cancel()
            if not said:
                raise RuntimeError(f"{' '.join(words)} said nothing; it complained: {complaints.read_text()[-2000:]}")
            yield Running(process.pid, said, time.perf_counter() - started, process)
        finally:
            watchdog.cancel()
            _stop(process)


def _stop(process: subprocess.Popen[str]) -> None:
    # Asked more than once: a signal that comes just before a program starts to wait does not end the wait.
    for _ in range(int(LONGEST_STOP_SECONDS / ASK_AGAIN_SECONDS)):
        process.terminate()
        try:
            process.communicate(timeout=ASK_AGAIN_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        return
    process.kill()
    process.communicate()


@dataclass(frozen=True, slots=True)
class FakeSlack:
    """The fake Slack, seen from here."""

    url: str

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    def counts(self) -> Json:
        return self._ask("counts")

    def forget(self) -> None:
        self._ask("forget")

    def drive(self, payloads: Sequence[Json], *, at_once: int) -> Json:
        """Submit over Socket Mode, and wait until all are acknowledged."""
        return self._ask("drive", {"payloads": list(payloads), "at_once": at_once})

    def _ask(self, what: str, body: object = None) -> Json:
        request = urllib.request.Request(f"{self.url}/{what}", data=json.dumps(body).encode())
        with urllib.request.urlopen(request, timeout=300) as answer:
            found = json.load(answer)
        assert isinstance(found, dict)
        return found


@contextmanager
def fake_slack(folder: Path, *, post_seconds: float) -> Iterator[FakeSlack]:
    words = ("-m", "tests.bench.fake_slack", str(post_seconds))
    with running(words, folder=folder, log="fake-slack", settings={}) as process:
        yield FakeSlack(process.said.strip())


def has_command(name: str) -> bool:
    named = [one.name or (one.callback.__name__ if one.callback else "") for one in command_line.registered_commands]
    return name in named


def command(name: str) -> tuple[str, ...]:
    """How to start one of Homeroom's processes; where there is no such command, the one that does everything."""
    return ("-m", "bot", name if has_command(name) else "run")


def settings(slack: FakeSlack, database_url: str, **extra: str) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": "xoxb-bench",
        "SLACK_APP_TOKEN": "xapp-bench",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": slack.api_url,
        "DATABASE_URL": database_url,
        "LOG_LEVEL": "WARNING",
        "PORT": "0",
        **extra,
    }


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def wait_until(done: Callable[[], bool], *, seconds: float, every: float = 0.1) -> bool:
    """Whether it came true in time."""
    until = time.monotonic() + seconds
    pause = threading.Event()
    while not done():
        if time.monotonic() > until:
            return False
        pause.wait(every)
    return True
