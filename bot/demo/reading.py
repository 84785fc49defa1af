"""Reads the counts back out of a reveal's words, as somebody who listens to it would."""

import re
from collections.abc import Sequence

from bot.demo.played import Counts
from rubric.check_in import AskedIndicator
from rubric.model import IndicatorId, Scale


def counts_in(text: str, asked: Sequence[AskedIndicator], scale: Scale) -> dict[IndicatorId, Counts]:
    """What `text` says of each indicator it names: the numbers before level names, up to the next indicator."""
    places = {one.id: match.start() for one in asked if (match := re.search(rf"{re.escape(one.label)}\b", text))}
    starts = sorted(places.values())
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    return {indicator: _counts(text[start : ends[start]], scale) for indicator, start in places.items()}


def _counts(words: str, scale: Scale) -> Counts:
    names = [level.name for level in (*scale.levels, scale.dont_know)]
    found = {name: re.search(rf"\b(\d+) {re.escape(name)}", words) for name in names}
    return {name: int(match[1]) if match else 0 for name, match in found.items()}
