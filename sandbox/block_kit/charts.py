"""The rules of data_visualization: native line, bar, area and pie charts."""

from sandbox.block_kit.rules import Rule, Spot, by_type, is_number, listing, one_of, shape, string

# Slack's older docs say six, newer ones twelve; six is right in both.
MOST_SERIES = 6
MOST_POINTS = 20
LONGEST_LABEL = 20
LONGEST_TITLE = 50


def _finite(spot: Spot) -> None:
    if not is_number(spot.value):
        spot.refuse("must be a number")


def _positive(spot: Spot) -> None:
    if not is_number(spot.value) or spot.value <= 0:
        spot.refuse("must be a number greater than 0")


def _labels_match(spot: Spot) -> None:
    """One value for each category in each series; a gap can't be drawn."""
    categories = spot.value["axis_config"]["categories"]
    if len(set(categories)) != len(categories):
        spot.at("axis_config").at("categories").refuse("must be unique")
    for series in spot.at("series").items():
        if [point["label"] for point in series.value["data"]] != categories:
            series.at("data").refuse("labels must match axis_config.categories exactly")


def _names_unique(spot: Spot) -> None:
    names = [series["name"] for series in spot.value["series"]]
    if len(set(names)) != len(names):
        spot.at("series").refuse("names must be unique")


_LABEL = string(LONGEST_LABEL)
_point = shape({"label": _LABEL, "value": _finite})
_series = shape({"name": _LABEL, "data": listing(_point, most=MOST_POINTS)})
_axes = shape(
    {"categories": listing(_LABEL, most=MOST_POINTS)},
    {"x_label": string(LONGEST_TITLE), "y_label": string(LONGEST_TITLE)},
)
_segment = shape({"label": _LABEL, "value": _positive})


def _with_axes(kind: str) -> Rule:
    return shape(
        {"type": one_of(kind), "series": listing(_series, most=MOST_SERIES), "axis_config": _axes},
        {},
        _names_unique,
        _labels_match,
    )


chart = by_type(
    {
        **{kind: _with_axes(kind) for kind in ("line", "bar", "area")},
        "pie": shape({"type": one_of("pie"), "segments": listing(_segment, most=MOST_SERIES)}),
    }
)
