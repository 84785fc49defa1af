"""What a look costs that finds little: the tick when nothing is due, and a digest by how far back its team goes."""

import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from operator import mul

import psycopg

from jobs.gather_digest import gather
from jobs.tick import tick
from rubric.digest.compile import compile_digest
from rubric.digest.period import Period
from rubric.team import Team
from storage.store import Store
from tests.bench.ground import Ground, fill, opened, settle
from tests.bench.measuring import Sample, race, seconds_of, statements_counted
from tests.bench.seeding import add_history, add_team
from tests.bench.table import Found, Row
from tests.cabinet import MONDAY, local

DUE = local(MONDAY)
WEEKS_IN_A_YEAR = 52


def idle_tick(ground: Ground) -> list[Found]:
    found: list[Found] = []
    scale = ground.scale
    now = DUE - timedelta(days=1)
    for kind, url in ground.databases():
        with opened(url) as store:
            fill(store, teams=scale.teams, due=DUE, now=now - timedelta(days=1))
            bare, close = _bare_look(url, now)

            def ours(_turn: int, store: Store = store) -> float:
                return seconds_of(lambda: _assert_nothing(tick(store, now)), times=scale.looks)

            def theirs(_turn: int, bare: Callable[[], object] = bare) -> float:
                return seconds_of(lambda: _assert_nothing(bare()), times=scale.looks)

            raced = race(
                {"ours": ours, "theirs": theirs},
                repeats=scale.repeats,
                warm_ups=scale.warm_ups,
                slices=scale.looks_slices,
            )
            close()
        looks = scale.looks * scale.looks_slices
        mine, other = (raced[name].each(partial(mul, 1e6 / looks)) for name in ("ours", "theirs"))
        work = f"A tick with {scale.teams:,} teams and nothing due, {kind}"
        found.append(Row(work, mine, other, "µs", "the bare indexed SELECT", at_most=3))
    return found


def _assert_nothing(found: object) -> None:
    if found:
        raise RuntimeError("something was due, so this is not what was to be measured")


def _bare_look(url: str, now: datetime) -> tuple[Callable[[], object], Callable[[], None]]:
    """The look itself on an open connection of the driver, and how to close that."""
    select = "SELECT id FROM teams WHERE wake_at <= {} ORDER BY wake_at LIMIT 500"
    if url.startswith("sqlite"):
        file = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        text, moment = select.format("?"), now.strftime("%Y-%m-%d %H:%M:%S.%f")
        return lambda: file.execute(text, (moment,)).fetchall(), file.close
    server = psycopg.connect(url, autocommit=True)
    dollar = select.format("%s")
    return lambda: server.execute(dollar, (now,)).fetchall(), server.close


def old_digest(ground: Ground) -> list[Found]:
    found: list[Found] = []
    scale = ground.scale
    for kind, url in ground.databases():
        with opened(url) as store:
            now = DUE + timedelta(days=1)
            young, old = (add_team(store, due=DUE, now=now, channel=f"C0{age}") for age in ("YOUNG", "OLD"))
            add_history(store, young, weeks=WEEKS_IN_A_YEAR, until=DUE)
            add_history(store, old, weeks=WEEKS_IN_A_YEAR * scale.years, until=DUE)
            settle(store)
            counts = [_statements(store, team) for team in (old, young)]

            def seconds(team: Team, store: Store = store) -> Callable[[int], float]:
                return lambda _turn: seconds_of(lambda: compile_one(store, team))

            raced = race(
                {"old": seconds(old), "young": seconds(young)},
                repeats=scale.repeats,
                warm_ups=scale.warm_ups,
                slices=scale.digests,
            )
        ten, one = (raced[name].each(partial(mul, 1e3 / scale.digests)) for name in ("old", "young"))
        work = f"The digest of a team with {scale.years} years of history, {kind}"
        found.append(Row(work, ten, one, "ms", "the same with one year", at_most=1.2))
        work = f"SQL statements of that digest, {kind}"
        many, few = (Sample((float(count),)) for count in counts)
        found.append(Row(work, many, few, "statements", "the same with one year", at_most=1))
    return found


def compile_one(store: Store, team: Team) -> None:
    period = Period(DUE - timedelta(weeks=2), DUE)
    with store.read() as transaction:
        digest = compile_digest(gather(transaction, team, period=period, now=DUE + timedelta(days=1)))
    if not digest.participation:
        raise RuntimeError("the digest has nothing to tell, so this is not what was to be measured")


def _statements(store: Store, team: Team) -> int:
    with statements_counted() as counted:
        compile_one(store, team)
    return len(counted.statements)
