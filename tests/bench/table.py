"""What a run found: ratios with their reach, and figures without one; as a table to read and as JSON to compare."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tests.bench.measuring import Sample


@dataclass(frozen=True, slots=True)
class Row:
    """Our figure by theirs, or alone where there is none; either `at_least` or `at_most` is the reach."""

    work: str
    ours: Sample
    theirs: Sample | None
    unit: str
    compared_with: str = ""
    at_least: float | None = None
    at_most: float | None = None
    remark: str = ""

    @property
    def ratio(self) -> float:
        return self.ours.median if self.theirs is None else self.ours.median / self.theirs.median

    @property
    def span(self) -> tuple[float, float]:
        """The ratio's, of repeats that followed each other; where only one side was repeated, of that."""
        if self.theirs is None:
            return self.ours.span
        theirs = self.theirs.values * (len(self.ours.values) if len(self.theirs.values) == 1 else 1)
        return Sample(tuple(mine / other for mine, other in zip(self.ours.values, theirs, strict=True))).span

    @property
    def reach(self) -> float:
        reach = self.at_most if self.at_least is None else self.at_least
        if reach is None:
            raise ValueError(f"no reach is set for {self.work}")
        return reach

    @property
    def reached(self) -> bool:
        return self.ratio <= self.reach if self.at_least is None else self.ratio >= self.reach

    def as_data(self) -> dict[str, Any]:
        return {
            "work": self.work,
            "ratio": _short(self.ratio),
            "reach": self.reach,
            ("at_most" if self.at_least is None else "at_least"): self.reach,
            "reached": self.reached,
            "compared_with": self.compared_with,
            "unit": self.unit,
            "ours": _short(self.ours.median),
            "theirs": None if self.theirs is None else _short(self.theirs.median),
            "repeats": len(self.ours.values),
            "spread": {
                "ratio": [_short(value) for value in self.span],
                "ours": [_short(value) for value in self.ours.span],
                "theirs": [] if self.theirs is None else [_short(value) for value in self.theirs.span],
            },
            "remark": self.remark,
        }


@dataclass(frozen=True, slots=True)
class Figure:
    """Something measured that has no reach."""

    what: str
    sample: Sample
    unit: str

    def as_data(self) -> dict[str, Any]:
        return {
            "what": self.what,
            "figure": _short(self.sample.median),
            "unit": self.unit,
            "repeats": len(self.sample.values),
            "spread": [_short(value) for value in self.sample.span],
        }


Found = Row | Figure


def figure(what: str, *values: float, unit: str) -> Figure:
    return Figure(what, Sample(values), unit)


def as_data(found: Iterable[Found]) -> list[dict[str, Any]]:
    """One entry for each ratio; the first also carries the figures."""
    found = list(found)
    entries = [one.as_data() for one in found if isinstance(one, Row)]
    if entries:
        entries[0]["figures"] = [one.as_data() for one in found if isinstance(one, Figure)]
    return entries


def write_json(found: Iterable[Found], path: Path) -> None:
    path.write_text(json.dumps(as_data(found), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def show(found: Sequence[Found], console: Console) -> None:
    """The ratios first, the figures at the end; in brackets how far apart the repeats were."""
    rows = Table("Work", "Ours", "Theirs", "Unit", "Ratio", "Reach", "", box=box.SIMPLE)
    for one in found:
        if isinstance(one, Row):
            reach = f"{'≤' if one.at_least is None else '≥'} {one.reach:g}"
            work = one.work + (f", by {one.compared_with}" if one.compared_with else "")
            work += f" ({one.remark})" if one.remark else ""
            theirs = "" if one.theirs is None else _shown(one.theirs)
            cells = (work, _shown(one.ours), theirs, one.unit, _with_span(one.ratio, one.span), reach)
            rows.add_row(*map(escape, cells), "reached" if one.reached else "NOT YET")
    figures = Table("Without a reach", "Figure", "Unit", box=box.SIMPLE)
    for one in found:
        if isinstance(one, Figure):
            figures.add_row(*map(escape, (one.what, _shown(one.sample), one.unit)))
    for table in (rows, figures):
        if table.rows:
            console.print(table)


def _shown(sample: Sample) -> str:
    return _with_span(sample.median, sample.span if len(sample.values) > 1 else None)


def _with_span(middle: float, span: tuple[float, float] | None) -> str:
    if span is None or span[0] == span[1]:
        return f"{_short(middle):g}"
    return f"{_short(middle):g} [{_short(span[0]):g}-{_short(span[1]):g}]"


def _short(value: float) -> float:
    """Three digits are more than a repeat ever agrees on; whole numbers stay whole."""
    return float(f"{value:.3g}") if abs(value) < 1000 else float(round(value))
