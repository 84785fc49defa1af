"""Bar charts as Slack's own, within their limits; one that can't fit is left out, for its words are there."""

from typing import Any

from bot.sections.notes import clip
from bot.sections.parts import Chart

LONGEST_CHART_TITLE = 50
LONGEST_CATEGORY = 20
MOST_CATEGORIES = 20


def chart(section: Chart) -> list[dict[str, Any]]:
    """One block, or none."""
    if not 1 <= len(section.categories) <= MOST_CATEGORIES:
        return []
    categories = _categories(section.categories)
    series = [
        {
            "name": clip(one.name, LONGEST_CATEGORY),
            "data": [
                {"label": category, "value": value} for category, value in zip(categories, one.values, strict=True)
            ],
        }
        for one in section.series
    ]
    drawn = {"type": "bar", "series": series, "axis_config": {"categories": categories}}
    return [{"type": "data_visualization", "title": clip(section.title, LONGEST_CHART_TITLE), "chart": drawn}]


def _categories(names: tuple[str, ...]) -> list[str]:
    """Short, and still different from each other: Slack matches values to categories by their names."""
    short: list[str] = []
    for number, name in enumerate(names, start=1):
        label = clip(name, LONGEST_CATEGORY)
        short.append(label if label not in short else f"{number} {clip(name, LONGEST_CATEGORY - 3)}")
    return short
