"""Worker processes with very many teams: everybody due in the same minute, and how much memory that takes."""

import http.client
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import ceil

from jobs.worker import SENDERS
from storage.store import Store
from tests.bench.ground import POST_SECONDS, Ground, fill, opened, settle
from tests.bench.measuring import Sample, peak_megabytes, percentile, race
from tests.bench.payloads import encoded, signed, submissions
from tests.bench.processes import command, free_port, running, settings, wait_until
from tests.bench.seeding import MEMBERS, add_team, copy_team, wake_everyone
from tests.bench.submitting import open_teams
from tests.bench.table import Found, Row, figure
from tests.fakes import HandClock

WORKERS = 2
CLICKERS = 4


def all_due(ground: Ground) -> list[Found]:
    """Every team due in the same minute, two workers, and a web process that is clicked in meanwhile."""
    scale = ground.scale
    ground.slack.forget()
    url, port = ground.new_postgresql(), free_port()
    with opened(url) as store, ExitStack() as stack:
        clicks = _clicks(store, ceil(scale.clicks / MEMBERS))
        due = datetime.now(UTC).replace(second=0, microsecond=0)
        team = add_team(store, due=due, now=due, channel="C0DUE")
        copy_team(store, team, times=scale.teams - 1)
        wake_everyone(store, None)
        settle(store)
        environ = settings(ground.slack, url, SLACK_MODE="http")
        for number in range(WORKERS):
            name = f"worker-{number}"
            stack.enter_context(running(command("worker"), folder=ground.folder, log=name, settings=environ))
        environ |= {"PORT": str(port)}
        stack.enter_context(running(command("web"), folder=ground.folder, log="web", settings=environ))
        with clicking(port, clicks, per_second=scale.clicks_per_second) as clicked:
            started = time.monotonic()
            wake_everyone(store, datetime.now(UTC))
            landed = wait_until(
                lambda: ground.slack.counts()["cards"] >= scale.teams, seconds=scale.longest_run_seconds, every=0.5
            )
        counts = ground.slack.counts()
    seconds = counts["last_landed_at"] - started
    remark = f"{seconds:.3g} s, at most {counts['most_in_flight']} in flight"
    if not landed:
        remark += f", stopped at {counts['cards']:,} cards"
    work = f"{scale.teams:,} teams due in the same minute, PostgreSQL, {WORKERS} workers of {SENDERS}"
    most = Sample((WORKERS * SENDERS / POST_SECONDS,))
    speed = Sample((counts["cards"] / seconds,))
    twice = Sample((float(counts["posts"] - counts["different"]),))
    slowest = Sample((percentile(clicked.milliseconds, 99),))
    wrong = f"{len(clicked.milliseconds)} clicks, {clicked.failed} not acknowledged"
    return [
        Row(work, speed, most, "cards/s", "posts in flight by latency", at_least=0.6, remark=remark),
        Row("Cards posted twice meanwhile", twice, None, "cards", at_most=0),
        Row("Clicks meanwhile acknowledged, p99", slowest, None, "ms", at_most=500, remark=wrong),
        figure("Clicks meanwhile acknowledged, p50", percentile(clicked.milliseconds, 50), unit="ms"),
    ]


def _clicks(store: Store, teams: int) -> Sequence[str]:
    """Bodies of submissions to teams that are not due."""
    asked = open_teams(store, HandClock(datetime.now(UTC).replace(second=0, microsecond=0)), teams=teams)
    return [encoded(payload) for payload in submissions(asked)]


@dataclass(slots=True)
class Clicked:
    """What became of the clicks; each is timed from the moment at which it was to be sent."""

    milliseconds: list[float] = field(default_factory=list)
    failed: int = 0


@contextmanager
def clicking(port: int, bodies: Sequence[str], *, per_second: float) -> Iterator[Clicked]:
    """A steady trickle of submissions into a web process while the block lasts, whether it keeps up or not."""
    clicked, stop = Clicked(), threading.Event()
    beginning = time.monotonic()

    def clicker(first: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        number = first
        while not stop.wait(max(0.0, beginning + number / per_second - time.monotonic())):
            request = signed(bodies[number % len(bodies)])
            try:
                connection.request("POST", "/slack/events", body=request.body, headers=request.headers)
                answer = connection.getresponse()
                clicked.failed += answer.status != 200 or bool(answer.read())
            except (OSError, http.client.HTTPException):
                connection.close()
                clicked.failed += 1
            clicked.milliseconds.append((time.monotonic() - beginning - number / per_second) * 1000)
            number += CLICKERS
        connection.close()

    threads = [threading.Thread(target=clicker, args=(number,)) for number in range(CLICKERS)]
    for thread in threads:
        thread.start()
    try:
        yield clicked
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def memory(ground: Ground) -> list[Found]:
    """Of a worker that has ticked and delivered."""
    new = ground.sqlite if ground.postgresql is None else ground.new_postgresql

    def peak(teams: int) -> float:
        now = datetime.now(UTC)
        url = new()
        with opened(url) as store:
            fill(store, teams=teams, due=now.replace(second=0, microsecond=0), now=now)
            wake_everyone(store, now)
        ground.slack.forget()
        environ = settings(ground.slack, url)
        with running(command("worker"), folder=ground.folder, log="worker", settings=environ) as worker:
            started = time.monotonic()
            enough = min(teams, ground.scale.memory_cards)
            wait_until(
                lambda: (
                    ground.slack.counts()["cards"] >= enough
                    and time.monotonic() - started > ground.scale.settling_seconds
                ),
                seconds=ground.scale.longest_run_seconds,
            )
            return peak_megabytes(worker.pid)

    many = ground.scale.teams
    found = race(
        {"many": lambda _turn: peak(many), "one": lambda _turn: peak(1)}, repeats=ground.scale.memories, warm_ups=0
    )
    work = f"Peak memory of a worker with {many:,} teams"
    return [Row(work, found["many"], found["one"], "MB", "one team", at_most=1.3)]
