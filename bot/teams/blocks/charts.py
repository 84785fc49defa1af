"""Bar charts as Teams' own, which other clients don't know: there the same numbers stand as words."""

from typing import Any

from bot.sections.notes import clip, short_names
from bot.sections.parts import Chart, Span
from bot.teams.blocks.rich_text import blocks
from bot.teams.blocks.text import said

LONGEST_TITLE = 80
# Longer ones lie across each other under the bars.
LONGEST_CATEGORY = 20
# A card holds no more of them that anybody could tell apart.
MOST_CATEGORIES = 20
MOST_SERIES = 6
# Teams' own colors by name: from one end of a scale to the other, darker towards both; and for what is not on it.
_LEVELS = ("divergingBlue", "divergingCyan", "divergingPeach", "divergingRed")
_OUTSIDE = ("divergingGray", "neutral")


def chart(section: Chart) -> list[dict[str, Any]]:
    """One element, or none: a part of a chart would tell something else than the whole."""
    if not 1 <= len(section.categories) <= MOST_CATEGORIES or not 1 <= len(section.series) <= MOST_SERIES:
        return []
    categories = short_names(map(said, section.categories), LONGEST_CATEGORY)
    names = short_names((said(one.name) for one in section.series), LONGEST_CATEGORY)
    drawn = [
        [{"x": category, "y": value} for category, value in zip(categories, one.values, strict=True)]
        for one in section.series
    ]
    if len(drawn) == 1:
        kind, data = "Chart.VerticalBar", drawn[0]
    else:
        kind = "Chart.VerticalBar.Grouped"
        data = [
            {"legend": name, "values": values, **color}
            for name, values, color in zip(names, drawn, _colors(section), strict=True)
        ]
    title = clip(said(section.title), LONGEST_TITLE)
    return [
        {
            "type": kind,
            "title": title,
            "showTitle": True,
            **({"stacked": True} if section.levels else {"showBarValues": True}),
            "data": data,
            "fallback": _in_words(section, title),
        }
    ]


def _colors(section: Chart) -> list[dict[str, str]]:
    """Of each series; without levels Teams chooses them."""
    if not section.levels:
        return [{} for _ in section.series]
    last = max(section.levels - 1, 1)
    scale = [_LEVELS[round(at * (len(_LEVELS) - 1) / last)] for at in range(section.levels)]
    outside = [_OUTSIDE[at % len(_OUTSIDE)] for at in range(len(section.series) - section.levels)]
    return [{"color": name} for name in (*scale, *outside)]


def _in_words(section: Chart, title: str) -> dict[str, Any]:
    """The title, and a line for each category, in which noughts are left out."""
    rows = []
    for at, category in enumerate(section.categories):
        values = [f"{one.values[at]} {one.name}" for one in section.series if one.values[at]]
        rows.append((Span(f"{category}: {', '.join(values) or '0'}"),))
    return {"type": "Container", "items": blocks([(Span(title, bold=True),), *rows])}
