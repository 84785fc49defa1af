"""Submissions over Socket Mode into `homeroom run`, cards and all, as most districts run it."""

from datetime import UTC, datetime
from math import ceil

from storage import deliveries
from storage.deliveries import State
from storage.store import Store
from tests.bench.ground import Ground, fill, opened
from tests.bench.measuring import peak_megabytes, percentile
from tests.bench.payloads import submissions
from tests.bench.processes import Json, running, settings, wait_until
from tests.bench.seeding import MEMBERS, open_check_ins
from tests.bench.table import Found, figure

AT_ONCE = 20
PATIENCE_SECONDS = 60.0


def over_socket_mode(ground: Ground) -> list[Found]:
    each = ground.scale.submissions
    teams = ceil(2 * each / MEMBERS) + 1
    ground.slack.forget()
    url = ground.sqlite()
    with opened(url) as store:
        now = datetime.now(UTC)
        fill(store, teams=teams, due=now.replace(second=0, microsecond=0), now=now)
        with running(
            ("-m", "bot", "run"), folder=ground.folder, log="run", settings=settings(ground.slack, url)
        ) as run:
            if not wait_until(lambda: ground.slack.counts()["cards"] >= teams, seconds=PATIENCE_SECONDS):
                raise RuntimeError("the cards did not come")
            payloads = submissions(open_check_ins(store))
            ground.slack.drive(payloads[:MEMBERS], at_once=1)
            alone = ground.slack.drive(payloads[MEMBERS:][:each], at_once=1)
            together = ground.slack.drive(payloads[MEMBERS + each :][:each], at_once=AT_ONCE)
            wait_until(lambda: _all_sent(store), seconds=ground.scale.settling_seconds)
            updates = ground.slack.counts()["calls"].get("chat.update", 0)
            memory = peak_megabytes(run.pid)
    found: list[Found] = []
    for answers, how in ((alone, "one after another"), (together, f"{AT_ONCE} at once")):
        found += _figures(answers, f"over Socket Mode, {how}")
    per_submission = updates / (MEMBERS + 2 * each)
    return [
        *found,
        figure("chat.update calls per submission", per_submission, unit="calls"),
        figure("Peak memory of `homeroom run` after that", memory, unit="MB"),
    ]


def _figures(answers: Json, how: str) -> list[Found]:
    if answers["refused"]:
        raise RuntimeError(f"{answers['refused']} submissions were not acknowledged {how}")
    milliseconds = answers["milliseconds"]
    return [
        figure(f"Submissions {how}", len(milliseconds) / answers["seconds"], unit="submissions/s"),
        figure(f"Acknowledged {how}, p50", percentile(milliseconds, 50), unit="ms"),
        figure(f"Acknowledged {how}, p99", percentile(milliseconds, 99), unit="ms"),
    ]


def _all_sent(store: Store) -> bool:
    with store.read() as transaction:
        counted = deliveries.counts(transaction)
    return not counted.get(State.QUEUED) and not counted.get(State.SENDING)
