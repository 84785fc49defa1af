"""Bar charts as Slack's own, within their limits; one that can't fit is left out, for its words are there."""

from typing import Any

from bot.sections.notes import clip
from bot.sections.parts import Chart

LONGEST_CHART_TITLE = 50
LONGEST_CATEGORY = 20
MOST_CATEGORIES = 20
# Slack's own pages disagree whether it is 6 or 12.
MOST_SERIES = 6
# Documented nowhere; with a third, Slack refuses the whole message.
MOST_CHARTS = 2


def chart(section: Chart) -> list[dict[str, Any]]:
    """One block, or none: a part of a chart would tell something else than the whole."""
    if not 1 <= len(section.categories) <= MOST_CATEGORIES or not 1 <= len(section.series) <= MOST_SERIES:
        return []
    categories = _short(section.categories)
    names = _short(tuple(one.name for one in section.series))
    series = [
        {
            "name": name,
            "data": [
                {"label": category, "value": value} for category, value in zip(categories, one.values, strict=True)
            ],
        }
        for name, one in zip(names, section.series, strict=True)
    ]
    drawn = {"type": "bar", "series": series, "axis_config": {"categories": categories}}
    return [{"type": "data_visualization", "title": clip(section.title, LONGEST_CHART_TITLE), "chart": drawn}]


def few_charts(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same with no more charts than one message may have; the first ones matter most."""
    charts = [at for at, block in enumerate(blocks) if block["type"] == "data_visualization"]
    return [block for at, block in enumerate(blocks) if at not in charts[MOST_CHARTS:]]


def _short(names: tuple[str, ...]) -> list[str]:
    """Short, and still different from each other: Slack matches values to categories and series by their names."""
    short: list[str] = []
    for number, name in enumerate(names, start=1):
        label = clip(name, LONGEST_CATEGORY)
        short.append(label if label not in short else f"{number} {clip(name, LONGEST_CATEGORY - 3)}")
    return short
