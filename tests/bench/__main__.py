"""Measures Homeroom beside what it is compared with, in one run: `python -m tests.bench`.

Prints a table and writes the ratios to a file. Nothing is asserted: a number says what it says.
"""

import argparse
import logging
import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from types import FrameType

from rich.console import Console

from tests.bench.ground import Ground, Scale, ground
from tests.bench.looking import idle_tick, old_digest
from tests.bench.socket_mode import over_socket_mode
from tests.bench.starting import start
from tests.bench.submitting import fifty_at_once, one_after_another
from tests.bench.table import Found, figure, show, write_json
from tests.bench.working import all_due, memory

Bench = Callable[[Ground], list[Found]]

BENCHES: Mapping[str, Bench] = {
    "submission": one_after_another,
    "submission-at-once": fifty_at_once,
    "tick": idle_tick,
    "due": all_due,
    "digest": old_digest,
    "memory": memory,
    "start": start,
    "socket": over_socket_mode,
}
NEED_POSTGRESQL = frozenset({"due"})


def main(words: list[str] | None = None) -> None:
    scale = Scale()
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--only", default="", help=f"those with this in their name, of {', '.join(BENCHES)}")
    parser.add_argument("--teams", type=int, default=scale.teams)
    parser.add_argument("--repeats", type=int, default=scale.repeats)
    parser.add_argument("--json", type=Path, default=Path("bench.json"))
    asked = parser.parse_args(words)
    chosen = {name: bench for name, bench in BENCHES.items() if asked.only in name}
    if not chosen:
        parser.error(f"no bench has {asked.only!r} in its name; there are {', '.join(BENCHES)}")
    console, progress = Console(width=200), Console(stderr=True)
    # What goes wrong is counted, and the counts are shown.
    logging.disable(logging.CRITICAL)
    load = figure(f"Load of the machine's {os.cpu_count()} cores before the run", os.getloadavg()[0], unit="processes")
    found: list[Found] = []
    scale = replace(scale, teams=asked.teams, repeats=asked.repeats)
    with ground(scale) as here:
        for name, bench in chosen.items():
            if name in NEED_POSTGRESQL and here.postgresql is None:
                progress.print(f"{name}: NOT MEASURED, because PostgreSQL's server is not on this machine")
                continue
            started = perf_counter()
            found += bench(here)
            progress.print(f"{name}: measured in {perf_counter() - started:.0f} s")
    show([*found, load], console)
    write_json([*found, load], asked.json)


def _leave(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(1)


if __name__ == "__main__":
    # Whoever ends it politely finds none of its processes left.
    signal.signal(signal.SIGTERM, _leave)
    main(sys.argv[1:])
