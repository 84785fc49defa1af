"""How sections are drawn in Slack's blocks, and what gives way when they are too many."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.sections.parts import Bar, Bars, Bullet, Chart, Divider, Paragraph, Quotes, Series, Small, line, paragraph
from bot.slack.blocks.charts import few_charts
from bot.slack.blocks.fitting import MOST_CHARACTERS, characters, fit
from bot.slack.blocks.sections import blocks
from sandbox.block_kit import faults
from tests.bot.slack.reading import texts


def test_chart_labels_are_short_and_still_tell_domains_apart() -> None:
    chart = Chart("Title", ("Strategic partnerships A", "Strategic partnerships B"), (Series("Asked", (1, 2)),))
    (made,) = blocks([chart])
    assert made["chart"]["axis_config"]["categories"] == ["Strategic partnersh…", "2 Strategic partne…"]
    assert faults([made]) == []


@pytest.mark.parametrize("number", [0, 21])
def test_a_chart_that_slack_can_not_draw_is_left_out(number: int) -> None:
    names = tuple(f"Domain {one}" for one in range(number))
    assert blocks([Chart("Title", names, (Series("Asked", (1,) * number),))]) == []


@pytest.mark.parametrize("number", [0, 7])
def test_a_chart_with_more_series_than_slack_surely_takes_is_left_out(number: int) -> None:
    assert blocks([Chart("Title", ("Domain",), tuple(Series(f"Level {at}", (1,)) for at in range(number)))]) == []


def test_series_that_begin_alike_are_still_told_apart() -> None:
    names = ("Somewhat worse than planned", "Somewhat worse than promised")
    (made,) = blocks([Chart("Title", ("Domain",), tuple(Series(name, (1,)) for name in names))])
    assert [one["name"] for one in made["chart"]["series"]] == ["Somewhat worse…", "2 Somewhat worse…"]
    assert faults([made]) == []


def test_a_message_has_no_more_than_two_charts() -> None:
    made = blocks([Chart(f"Chart {number}", ("Domain",), (Series("Asked", (1,)),)) for number in range(3)])
    fewer = few_charts([*made, *blocks([paragraph("And words.")])])
    assert [block.get("title") for block in fewer] == ["Chart 0", "Chart 1", None]
    assert faults(fewer) == []
    assert faults(made) != []


def lines_of(section: Bars | Bullet | Paragraph | Quotes) -> list[str]:
    (made,) = blocks([section])
    return ["".join(shown(part["elements"])) for part in made["elements"]]


def shown(elements: list[dict[str, Any]]) -> Iterator[str]:
    for element in elements:
        if element["type"] == "emoji":
            yield f":{element['name']}:"
        elif "elements" in element:
            yield from shown(element["elements"])
        else:
            yield element["text"].replace("\N{NO-BREAK SPACE}", " ")


def some_bars(*counts: int, out_of: int, brief: bool = False) -> Bars:
    rows = tuple(Bar(name, f":{name.lower()}:", number) for name, number in zip("AB", counts, strict=True))
    return Bars(rows, Bar("Z", ":z:", 1), out_of, brief)


def test_bars_are_as_wide_as_there_were_answers() -> None:
    assert lines_of(some_bars(3, 0, out_of=4)) == [":a: ■■■□ 3 A\n:b: □□□□ 0 B\n:z: ■□□□ 1 Z"]


def test_bars_of_many_answers_are_drawn_to_scale_and_nobody_is_rounded_away() -> None:
    (drawn,) = lines_of(some_bars(30, 1, out_of=32))
    assert drawn.splitlines()[:2] == [f":a: {'■' * 11}□ 30 A", f":b: ■{'□' * 11} 1 B"]


def test_brief_bars_take_one_line() -> None:
    assert lines_of(some_bars(3, 0, out_of=4, brief=True)) == [":a: 3 A · :b: 0 B · :z: 1 Z"]


def test_neighboring_text_joins_into_one_block() -> None:
    made = blocks([paragraph("One"), Quotes(("Two",), hidden=3), paragraph("Three"), Divider(), paragraph("Four")])
    assert [block["type"] for block in made] == ["rich_text", "divider", "rich_text"]
    assert ["".join(shown(part["elements"])) for part in made[0]["elements"]] == [
        "One",
        "“Two”",
        "3 more notes, left out to fit in one message.\nThree",
    ]


def test_bullets_join_into_one_list() -> None:
    made = blocks([Bullet((line("One"), line("more"))), Bullet((line("Two"),))])
    assert [part["type"] for part in made[0]["elements"]] == ["rich_text_list"]
    assert ["".join(shown(item["elements"])) for item in made[0]["elements"][0]["elements"]] == ["One\nmore", "Two"]


def test_too_many_blocks_lose_their_dividers_first() -> None:
    many = blocks([one for _ in range(40) for one in (Small("Text"), Divider())])
    assert fit(many) == [block for block in many if block["type"] != "divider"]


def test_what_still_does_not_fit_is_left_out_at_the_end_and_said() -> None:
    fitted = fit(blocks([Small("Text")] * 60))
    assert len(fitted) == 50
    assert list(texts(fitted[-1])) == ["11 more parts of this message did not fit."]


def test_the_longest_texts_are_shortened_before_anything_is_left_out() -> None:
    fitted = fit(blocks([Small("short"), Small("x" * 3000)] * 10))
    assert len(fitted) == 20
    assert characters(fitted) <= MOST_CHARACTERS
    assert list(texts(fitted[0])) == ["short"]


def test_what_fits_is_left_as_it_is() -> None:
    made = blocks([Small("Text"), Divider()])
    assert fit(made) == made


def test_a_message_of_endless_short_texts_ends_somewhere() -> None:
    endless = blocks([paragraph("short words here ") for _ in range(5000)])
    assert characters(fit(endless)) <= MOST_CHARACTERS
