"""Charts in Teams: its own where it knows them, and the same numbers in words where it does not."""

from typing import Any

import pytest

from bot.sections.parts import (
    Chart,
    Series,
)
from bot.teams.blocks.fitting import card
from bot.teams.blocks.sections import body
from sandbox.teams.cards import faults
from tests.bot.teams.cards import lines


def taken(elements: list[dict[str, Any]]) -> list[str]:
    return faults(card(elements))


def test_a_chart_of_one_series_and_of_several_is_teams_own() -> None:
    one, two = Series("Asked", (1, 2)), Series("In all", (0, 3))
    made = body([Chart("Title", ("A", "B"), (one,)), Chart("Title", ("A", "B"), (one, two))])
    assert [element["type"] for element in made] == ["Chart.VerticalBar", "Chart.VerticalBar.Grouped"]
    assert made[0]["data"] == [{"x": "A", "y": 1}, {"x": "B", "y": 2}]
    assert [(series["legend"], series["values"][0]) for series in made[1]["data"]] == [
        ("Asked", {"x": "A", "y": 1}),
        ("In all", {"x": "A", "y": 0}),
    ]
    assert taken(made) == []


def test_levels_are_stacked_to_a_whole_in_colors_that_show_their_order() -> None:
    series = tuple(Series(name, (1, 2)) for name in ("Best", "Middle", "Worst", "Unknown", "Not agreed yet"))
    (made,) = body([Chart("Title", ("A", "B"), series, levels=3)])
    assert made["stacked"]
    assert [one["color"] for one in made["data"]] == [
        "divergingBlue",
        "divergingPeach",
        "divergingRed",
        "divergingGray",
        "neutral",
    ]
    assert taken([made]) == []


@pytest.mark.parametrize("levels", [1, 2, 3, 4])
def test_no_two_levels_share_a_color(levels: int) -> None:
    series = tuple(Series(f"S{at}", (1,)) for at in range(levels + 2))
    (made,) = body([Chart("Title", ("A",), series, levels=levels)])
    assert len({one["color"] for one in made["data"]}) == levels + 2


def test_where_no_chart_is_drawn_its_numbers_stand_in_words_without_the_noughts() -> None:
    series = (Series("Asked", (1, 0)), Series("In all", (0, 0)))
    (made,) = body([Chart("Title", ("A domain with a rather long title", "B"), series)])
    assert lines(made["fallback"]) == ["Title", "A domain with a rather long title: 1 Asked", "B: 0"]


def test_chart_labels_are_short_and_still_tell_domains_apart() -> None:
    names = ("Strategic partnerships A", "Strategic partnerships B")
    (made,) = body([Chart("Title", names, (Series("Asked", (1, 2)),))])
    assert [value["x"] for value in made["data"]] == ["Strategic partnersh…", "2 Strategic partne…"]
    assert taken([made]) == []


@pytest.mark.parametrize(("categories", "series"), [(0, 1), (21, 1), (1, 0), (1, 7)])
def test_a_chart_that_can_not_be_read_is_left_out(categories: int, series: int) -> None:
    names = tuple(f"Domain {one}" for one in range(categories))
    assert body([Chart("Title", names, tuple(Series(f"S{at}", (1,) * categories) for at in range(series)))]) == []
