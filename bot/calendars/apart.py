"""Does in a process of its own, which can be ended, what a stranger's file or server could make last for ever.

What the process is given and what it answers are a line of JSON and the bytes of a file. It sees none of our secrets.
"""

import json
import os
import subprocess
import sys
from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from pydantic import TypeAdapter

import bot
from bot.calendars.findings import Findings, Unreadable, WhyUnreadable
from bot.calendars.limits import LARGEST_CALENDAR, SECONDS_FOR_ALL
from bot.lookups import Contents, NotFound, Problem

# The process stops by itself before that, unless it is stuck.
SECONDS_FOR_A_FILE = SECONDS_FOR_ALL + 10
SECONDS_FOR_A_PAGE = 10.0
# What a file of two megabytes can blow up to, many times over.
MOST_MEMORY_BYTES = 1_000_000_000
READ, PAGE = "read", "page"
# Where programs, libraries, and certificates are; nothing else is passed on.
_PASSED_ON = ("PATH", "PYTHONPATH", "SYSTEMROOT", "SSL_CERT_FILE", "SSL_CERT_DIR", "PYTHONTZPATH")

_came_of_it: TypeAdapter[Findings | Unreadable] = TypeAdapter(Findings | Unreadable)
_not_found = TypeAdapter(NotFound)


class WentWrong(RuntimeError):
    """The process ended in a way that it never should."""


def read_apart(
    data: bytes, *, today: date, zone: str, name: str = "", seconds: float = SECONDS_FOR_A_FILE
) -> Findings | Unreadable:
    """What reading.read_calendar says of a file; TOO_SLOW when it doesn't say it in time. Raises WentWrong."""
    if len(data) > LARGEST_CALENDAR:
        return Unreadable(WhyUnreadable.TOO_LARGE)
    asked = {"today": today.isoformat(), "zone": zone, "name": name}
    answered = _run(READ, asked, data, seconds=seconds)
    return Unreadable(WhyUnreadable.TOO_SLOW) if answered is None else _came_of_it.validate_json(answered)


def page_apart(address: str, *, allowed: Collection[str], seconds: float = SECONDS_FOR_A_PAGE) -> Contents | NotFound:
    """What page.read_page says of an address; NO_ANSWER when it doesn't say it in time. Raises WentWrong."""
    answered = _run(PAGE, {"address": address, "allowed": sorted(allowed)}, b"", seconds=seconds)
    if answered is None:
        return NotFound(Problem.NO_ANSWER, "timeout")
    said, _, data = answered.partition(b"\n")
    found = json.loads(said)
    return Contents(found["name"], data) if "name" in found else _not_found.validate_python(found, strict=False)


def _run(job: str, asked: Mapping[str, Any], data: bytes, *, seconds: float) -> bytes | None:
    """What the process answered; None when it had to be ended."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "bot.calendars.apart", job],
            input=json.dumps(asked).encode() + b"\n" + data,
            capture_output=True,
            timeout=seconds,
            check=False,
            cwd=Path(bot.__file__).parents[1],
            env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
        )
    except subprocess.TimeoutExpired:
        return None
    if done.returncode < 0:
        return None
    if done.returncode:
        raise WentWrong(f"{job} ended with {done.returncode}")
    return done.stdout


def answer(job: str, given: BinaryIO, said: BinaryIO) -> None:
    """The process's own part."""
    asked = json.loads(given.readline())
    if job == PAGE:
        from bot.calendars.page import read_page

        found = read_page(asked["address"], allowed=asked["allowed"])
        if isinstance(found, Contents):
            said.write(json.dumps({"name": found.name}).encode() + b"\n" + found.data)
        else:
            said.write(_not_found.dump_json(found))
        return
    # Only here, because this takes time that no click has.
    from bot.calendars.reading import read_calendar

    today = date.fromisoformat(asked["today"])
    came_of_it = read_calendar(given.read(), today=today, zone=asked["zone"], name=asked["name"])
    said.write(_came_of_it.dump_json(came_of_it))


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))


if __name__ == "__main__":
    _limit_memory()
    answer(sys.argv[1], sys.stdin.buffer, sys.stdout.buffer)
