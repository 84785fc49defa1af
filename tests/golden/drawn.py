"""Reads a drawn check-in, see the files in grids/: who rated what, and what else is known when its digest comes.

    # A sentence about it.
    check-in 6: actionable-data.2 resources.3
      Ann: S O
      Bo:  U ?
    of: 8
    note: Ann actionable-data.2: We have it.

Grids are as in tests/builders.py. Several check-ins may be drawn, two weeks apart; the last is revealed, and those
before it were in earlier digests. `of` is how many could rate in the last (else as many as are drawn); a `note` is in
the last too, and "x 3000" after its text repeats that up to so many characters. Another kind of line is one more entry
in READERS.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from rubric.library import load, shipped
from rubric.results import Closed
from tests.builders import a_closed

GRIDS = Path(__file__).parent / "grids"
RUBRIC = load(shipped()[0])
_TIMES = re.compile(r"(.*) x (\d+)")


@dataclass
class Drawn:
    """What a file says, line by line."""

    check_ins: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    grids: list[list[str]] = field(default_factory=list)
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    of: int | None = None

    def closed(self) -> tuple[Closed, ...]:
        last = len(self.check_ins) - 1
        return tuple(
            a_closed(
                "\n".join(grid),
                *asked,
                number=number,
                of=self.of if at == last else None,
                rubric=RUBRIC,
                evidence=self.notes if at == last else None,
            )
            for at, ((number, asked), grid) in enumerate(zip(self.check_ins, self.grids, strict=True))
        )


def read(text: str) -> Drawn:
    """Raises ValueError for a line that is none of the kinds."""
    drawn = Drawn()
    for line in text.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if line.startswith(" "):
            drawn.grids[-1].append(line)
            continue
        kind, _, said = line.partition(":")
        reader = next((each for name, each in READERS.items() if kind.split()[0] == name), None)
        if reader is None:
            raise ValueError(f"no kind of line: {line}")
        reader(drawn, kind, said.strip())
    return drawn


def _check_in(drawn: Drawn, kind: str, said: str) -> None:
    drawn.check_ins.append((int(kind.split()[1]), tuple(said.split())))
    drawn.grids.append([])


def _note(drawn: Drawn, kind: str, said: str) -> None:
    del kind
    where, _, text = said.partition(": ")
    name, indicator = where.split()
    repeated = _TIMES.fullmatch(text)
    if repeated is not None:
        longest = int(repeated[2])
        text = (f"{repeated[1]} " * longest)[:longest].strip()
    drawn.notes[name, indicator] = text


def _of(drawn: Drawn, kind: str, said: str) -> None:
    del kind
    drawn.of = int(said)


READERS: dict[str, Callable[[Drawn, str, str], None]] = {"check-in": _check_in, "note": _note, "of": _of}
