"""`python -m tests.chaos kills|pauses`: proves that nothing is lost and nothing posted twice. One line of JSON last."""

import argparse
import json
import logging
import secrets
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from starlette.requests import ClientDisconnect

from tests.chaos.run import Plan, Report, carry_out
from tests.postgresql import running

MOST_FAULTS_SHOWN = 20


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("what", choices=("kills", "pauses"))
    parser.add_argument("--strikes", type=int, default=30, help="so many, on each database")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), action="append", help="default: both")
    parser.add_argument("--teams", type=int, default=60)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--without-still", action="store_true", help="do not look at the lease just before a call")
    parser.add_argument("--lose-answers", action="store_true", help="pauses: lose some answers as well")
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.ERROR)
    logging.getLogger("uvicorn.error").addFilter(_is_news)
    pauses = given.what == "pauses"
    reports = []
    for database in given.database or (["postgresql"] if pauses else ["sqlite", "postgresql"]):
        with _empty(database) as url:
            plan = Plan(
                database=database,
                url=url,
                strikes=given.strikes,
                seed=secrets.randbelow(1_000_000) if given.seed is None else given.seed,
                workers=1 if database == "sqlite" else 3,
                teams=given.teams,
                pauses=pauses,
                heeds_lease=not given.without_still,
                loses_answers=given.lose_answers or not pauses,
            )
            reports.append(carry_out(plan))
        _tell(reports[-1])
    sys.stdout.write(json.dumps([report.as_data() for report in reports]) + "\n")
    return 1 if any(report.faults for report in reports) else 0


def _is_news(record: logging.LogRecord) -> bool:
    """A caller that was killed in the middle of its call is none."""
    return record.exc_info is None or not isinstance(record.exc_info[1], ClientDisconnect)


@contextmanager
def _empty(database: str) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="homeroom-chaos-") as folder:
        if database == "sqlite":
            yield f"sqlite:///{folder}/homeroom.sqlite3"
            return
        with running(Path(folder)) as url:
            yield url


def _tell(report: Report) -> None:
    for fault in report.faults[:MOST_FAULTS_SHOWN]:
        sys.stderr.write(f"{report.plan.database}: {fault}\n")
    if report.faults:
        sys.stderr.write(f"{report.plan.database}: {len(report.faults)} faults; again with --seed {report.plan.seed}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
