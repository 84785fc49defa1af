"""Reads messages as somebody does who gets them: the counts out of a reveal's words, and which one is a reminder."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.demo.played import Counts
from bot.sections.people import PeopleAct
from bot.slack import ids
from rubric.check_in import AskedIndicator
from rubric.model import IndicatorId, Scale


def counts_in(text: str, asked: Sequence[AskedIndicator], scale: Scale) -> dict[IndicatorId, Counts]:
    """What `text` says of each indicator it names: the numbers before level names, up to the next indicator."""
    places = {one.id: match.start() for one in asked if (match := re.search(rf"{re.escape(one.label)}\b", text))}
    starts = sorted(places.values())
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    return {indicator: _counts(text[start : ends[start]], scale) for indicator, start in places.items()}


def is_reminder(message: Mapping[str, Any]) -> bool:
    """Whether it can be answered with being away, as only a reminder of a check-in can."""
    elements = [element for block in message.get("blocks", ()) for element in block.get("elements", ())]
    return any(element.get("action_id") == ids.action_id(PeopleAct.AWAY_FROM_REMINDER) for element in elements)


def _counts(words: str, scale: Scale) -> Counts:
    names = [level.name for level in (*scale.levels, scale.dont_know)]
    found = {name: re.search(rf"\b(\d+) {re.escape(name)}", words) for name in names}
    return {name: int(match[1]) if match else 0 for name, match in found.items()}
