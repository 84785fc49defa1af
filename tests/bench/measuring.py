"""Takes turns, counts and sums up: figures side by side in one run, with how far apart their repeats were."""

import gc
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine, event


@dataclass(frozen=True, slots=True)
class Sample:
    """One figure, measured several times."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def span(self) -> tuple[float, float]:
        return min(self.values), max(self.values)

    def each(self, convert: Callable[[float], float]) -> "Sample":
        """The same in another unit."""
        return Sample(tuple(map(convert, self.values)))


Contender = Callable[[int], float]


def race(contenders: Mapping[str, Contender], *, repeats: int, warm_ups: int = 1, slices: int = 1) -> dict[str, Sample]:
    """Each contender's figure for every repeat; repeats to warm up are not counted, and who goes first changes.

    A repeat can be cut into slices, each contender's next one after the other's: whatever else disturbs the machine
    then meets them all. Its figure is the sum of its slices'. A contender is told the number of the slice.
    """
    names = list(contenders)
    found: dict[str, list[float]] = {name: [] for name in names}
    for repeat in range(warm_ups + repeats):
        gc.collect()
        sums = dict.fromkeys(names, 0.0)
        for number in range(repeat * slices, (repeat + 1) * slices):
            first = number % len(names)
            for name in names[first:] + names[:first]:
                sums[name] += contenders[name](number)
        if repeat >= warm_ups:
            for name in names:
                found[name].append(sums[name])
    return {name: Sample(tuple(values)) for name, values in found.items()}


def seconds_of(work: Callable[[], object], *, times: int = 1) -> float:
    """How long so many runs take."""
    started = time.perf_counter()
    for _ in range(times):
        work()
    return time.perf_counter() - started


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that so many percent do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


@dataclass(slots=True)
class Counted:
    """What went to the database meanwhile."""

    statements: list[str] = field(default_factory=list)


@contextmanager
def statements_counted() -> Iterator[Counted]:
    """Every statement of every engine in this process while the block lasts; one for many rows counts once."""
    counted = Counted()

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        counted.statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield counted
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def peak_megabytes(pid: int) -> float:
    """The most memory that a living process has held."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise LookupError("the system does not tell the peak memory of a process")
