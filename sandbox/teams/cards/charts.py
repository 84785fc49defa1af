"""Teams' own charts; no other client draws them, so each needs something to stand in its place."""

from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.teams.cards.rules import Kind, Rule, flag, number, one_of, property_faults, twice, words

_ANY: dict[str, Rule] = {
    "title": words,
    "showTitle": flag,
    "showLegend": flag,
    "xAxisTitle": words,
    "yAxisTitle": words,
    "showBarValues": flag,
    "yMin": number,
    "yMax": number,
    "colorSet": one_of("categorical", "sequential", "diverging"),
}
CHARTS: dict[str, Kind] = {
    "Chart.VerticalBar": Kind(may_have=_ANY, nested=frozenset({"data"})),
    "Chart.VerticalBar.Grouped": Kind(may_have={**_ANY, "stacked": flag}, nested=frozenset({"data"})),
}
_VALUE = Kind(needs={"x": words, "y": number})
# Of Microsoft's names for colors, those that are known to all clients with charts.
_COLORS = one_of(
    *("good", "warning", "attention", "neutral"),
    *(
        f"diverging{name}"
        for name in ("Blue", "LightBlue", "Cyan", "Teal", "Yellow", "Peach", "LightRed", "Red", "Maroon", "Gray")
    ),
)
_SERIES = Kind(needs={"legend": words}, may_have={"color": _COLORS}, nested=frozenset({"values"}))


def chart_faults(node: Mapping[str, Any], at: str) -> Iterator[str]:
    """About its numbers, and about what is shown where it can't be drawn."""
    if "fallback" not in node:
        yield f"{at}: fallback is missing"
    data = node.get("data")
    if not isinstance(data, list) or not data:
        yield f"{at}: data is missing"
    elif node["type"] == "Chart.VerticalBar":
        yield from _value_faults(data, at)
    else:
        yield from _series_faults(data, at)


def _series_faults(data: list[Any], at: str) -> Iterator[str]:
    for number_, series in enumerate(data):
        place = f"{at}.data[{number_}]"
        yield from property_faults(series, _SERIES, at=place)
        values = series.get("values") if isinstance(series, dict) else None
        if isinstance(values, list) and values:
            yield from _value_faults(values, place)
        else:
            yield f"{place}: values are missing"
    names = [str(series.get("legend")) for series in data if isinstance(series, dict)]
    yield from (f"{at}: the legend {name!r} comes twice" for name in twice(names))


def _value_faults(values: list[Any], at: str) -> Iterator[str]:
    for number_, value in enumerate(values):
        place = f"{at}[{number_}]"
        yield from property_faults(value, _VALUE, at=place)
    names = [str(value.get("x")) for value in values if isinstance(value, dict)]
    yield from (f"{at}: {name!r} comes twice" for name in twice(names))
