"""Bar charts as Slack's own, within their limits; one that can't fit is left out, for its words are there."""

from typing import Any

from bot.sections.notes import clip, short_names
from bot.sections.parts import Chart
from bot.slack.blocks.text import said

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
    categories = short_names(map(said, section.categories), LONGEST_CATEGORY)
    names = short_names((said(one.name) for one in section.series), LONGEST_CATEGORY)
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
    return [{"type": "data_visualization", "title": clip(said(section.title), LONGEST_CHART_TITLE), "chart": drawn}]


def few_charts(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same with no more charts than one message may have; the first ones matter most."""
    charts = [at for at, block in enumerate(blocks) if block["type"] == "data_visualization"]
    return [block for at, block in enumerate(blocks) if at not in charts[MOST_CHARTS:]]
