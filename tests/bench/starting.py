"""How soon Homeroom is ready after it was started."""

import subprocess
import sys
from time import perf_counter

from tests.bench.ground import Ground
from tests.bench.measuring import race
from tests.bench.processes import running, settings
from tests.bench.table import Figure, Found, Row


def start(ground: Ground) -> list[Found]:
    environ = settings(ground.slack, ground.sqlite())

    def ours(_turn: int) -> float:
        with running(("-m", "bot", "run"), folder=ground.folder, log="run", settings=environ) as process:
            if "is ready" not in process.said:
                raise RuntimeError(f"it said {process.said!r} instead of being ready")
            return process.ready_after

    def theirs(_turn: int) -> float:
        started = perf_counter()
        subprocess.run([sys.executable, "-c", "import slack_bolt, sqlalchemy"], check=True, cwd=ground.folder)
        return perf_counter() - started

    found = race({"ours": ours, "theirs": theirs}, repeats=ground.scale.starts, warm_ups=ground.scale.warm_ups)
    work, other = "`homeroom run` from start to ready", "Python that imports slack_bolt and sqlalchemy"
    return [
        Row(work, found["ours"], found["theirs"], "s", other, at_most=2.5),
        Figure("Start to ready", found["ours"], "s"),
    ]
