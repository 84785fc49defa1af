"""One member presses Done: from the signed request to the acknowledgement, with everything durable by then."""

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from time import perf_counter

from slack_bolt import App, BoltRequest

from bot.slack.app import build_app, clicks_client, receive
from bot.slack.authority import Authority
from bot.slack.identity import identify
from bot.slack.lookups import SlackLookups
from bot.use_cases.who import Deps
from jobs.tick import tick
from storage.store import Store
from tests.bench.ground import Ground, opened
from tests.bench.measuring import race, statements_counted
from tests.bench.payloads import SECRET, Request, encoded, signed, submissions
from tests.bench.seeding import MEMBERS, Asked, add_team, copy_team, open_check_ins
from tests.bench.table import Figure, Found, Row, figure
from tests.bench.theirs import TOKEN, floor, today
from tests.cabinet import MONDAY, local
from tests.fakes import HandClock

CLIENTS = 50
DUE = local(MONDAY)

# What was answered: whether it was acknowledged without an objection.
Send = Callable[[Request], bool]


@dataclass(frozen=True, slots=True)
class Sides:
    """The same requests for all: ours, the floor, and what people write today."""

    bodies: Sequence[str]
    ours: Send
    floor: Send
    today: Send

    def by_name(self) -> dict[str, Send]:
        return {"ours": self.ours, "floor": self.floor, "today": self.today}

    def round(self, number: int, size: int) -> Sequence[Request]:
        """Requests that nobody has seen in an earlier round, signed now."""
        return [signed(body) for body in self.bodies[number * size : (number + 1) * size]]


@contextmanager
def sides(ground: Ground, *, requests: int) -> Iterator[Sides]:
    clock = HandClock(DUE)
    api_url = ground.slack.api_url
    with opened(ground.sqlite()) as store:
        asked = open_teams(store, clock, teams=ceil(requests / MEMBERS))
        app = build_app(
            Deps(store, clock),
            authority=_authority(api_url),
            lookups=SlackLookups(clicks_client(api_url)),
            later=lambda work: work(),
            api_url=api_url,
            signing_secret=SECRET,
        )
        with (
            floor(ground.folder / f"floor-{requests}.sqlite3", api_url) as bare,
            today(ground.folder / f"today-{requests}.sqlite3", api_url, asked) as natural,
        ):
            yield Sides(
                bodies=[encoded(payload) for payload in submissions(asked)],
                ours=lambda request: accepted(receive(app, request.body, request.headers)),
                floor=_bolt(bare),
                today=_bolt(natural),
            )


def _authority(api_url: str) -> Authority:
    """What a process knows of its workspace before the first click."""
    client = clicks_client(api_url, token=TOKEN)
    authority = Authority(client)
    authority.learn(identify(client))
    return authority


def open_teams(store: Store, clock: HandClock, *, teams: int) -> tuple[Asked, ...]:
    """So many teams with a check-in that has just been opened."""
    team = add_team(store, due=clock.now(), now=clock.now())
    tick(store, clock.now())
    copy_team(store, team, times=teams - 1)
    return open_check_ins(store)


def accepted(answer: object) -> bool:
    return getattr(answer, "status", None) == 200 and not getattr(answer, "body", None)


def _bolt(app: App) -> Send:
    return lambda request: accepted(app.dispatch(BoltRequest(body=request.body, headers=dict(request.headers))))


def one_after_another(ground: Ground) -> list[Found]:
    """Slice after slice of one team's submissions, ours and theirs in turn."""
    scale = ground.scale
    slices = scale.submissions // MEMBERS
    with sides(ground, requests=scale.submissions * (scale.repeats + scale.warm_ups + 1)) as all_sides:

        def seconds(send: Send) -> Callable[[int], float]:
            def run(number: int) -> float:
                requests = all_sides.round(number, MEMBERS)
                started = perf_counter()
                for request in requests:
                    if not send(request):
                        raise RuntimeError("a submission was not acknowledged")
                return perf_counter() - started

            return run

        raced = race(
            {name: seconds(send) for name, send in all_sides.by_name().items()},
            repeats=scale.repeats,
            warm_ups=scale.warm_ups,
            slices=slices,
        )
        statements = _statements(all_sides, all_sides.round(scale.repeats + scale.warm_ups, scale.submissions))
    found = {name: sample.each(lambda taken: slices * MEMBERS / taken) for name, sample in raced.items()}
    work = "One form submission of 7 ratings, signed HTTP to acknowledged, SQLite, one process"
    unit = "submissions/s"
    return [
        Row(work, found["ours"], found["floor"], unit, "Bolt that only acks and seven bare rows", at_least=0.5),
        Row(work, found["ours"], found["today"], unit, "Bolt's defaults and an ORM session", at_least=15),
        statements,
    ]


def _statements(all_sides: Sides, requests: Sequence[Request]) -> Figure:
    counts = []
    for request in requests:
        with statements_counted() as counted:
            all_sides.ours(request)
        counts.append(float(len(counted.statements)))
    return figure("SQL statements per submission, BEGIN included", *counts, unit="statements")


def fifty_at_once(ground: Ground) -> list[Found]:
    size, rounds = ground.scale.at_once, ground.scale.repeats + ground.scale.warm_ups
    total = size * rounds
    failed = {"ours": 0, "today": 0}
    with sides(ground, requests=total) as all_sides:

        def throughput(name: str, send: Send) -> Callable[[int], float]:
            def run(number: int) -> float:
                acknowledged, seconds = _together(send, all_sides.round(number, size))
                failed[name] += size - acknowledged
                return acknowledged / seconds

            return run

        found = race(
            {"ours": throughput("ours", all_sides.ours), "today": throughput("today", all_sides.today)},
            repeats=ground.scale.repeats,
            warm_ups=ground.scale.warm_ups,
        )
    return [
        Row(
            f"The same with {CLIENTS} at once",
            found["ours"],
            found["today"],
            "submissions/s",
            "Bolt's defaults and an ORM session",
            at_least=2,
            remark=f"not acknowledged: {failed['ours']} of ours, {failed['today']} of theirs, of {total} each",
        )
    ]


def _together(send: Send, requests: Sequence[Request]) -> tuple[int, float]:
    """How many were acknowledged, and the seconds from the first to the last."""
    waiting = deque(requests)
    acknowledged: deque[bool] = deque()
    start = threading.Barrier(CLIENTS + 1)

    def client() -> None:
        start.wait()
        while True:
            try:
                request = waiting.popleft()
            except IndexError:
                return
            acknowledged.append(send(request))

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    start.wait()
    started = perf_counter()
    for thread in threads:
        thread.join()
    return sum(acknowledged), perf_counter() - started
