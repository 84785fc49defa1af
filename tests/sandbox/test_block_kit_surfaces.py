"""What holds for a whole message or view: counts, totals, unique ids, titles and buttons."""

import pytest

from sandbox.block_kit import Surface, faults, message_faults, message_length, view_faults
from sandbox.json_types import Json
from tests.sandbox.samples import (
    actions,
    asks,
    button,
    card,
    chart,
    container,
    data_table,
    home,
    modal,
    plain,
    section,
    table,
    text,
    text_input,
)


@pytest.mark.parametrize(("surface", "most"), [("message", 50), ("modal", 100), ("home", 100)])
def test_each_surface_has_its_own_number_of_blocks(surface: Surface, most: int) -> None:
    assert faults([section()] * most, surface) == []
    assert [fault.pointer for fault in faults([section()] * (most + 1), surface)] == ["/blocks"]


def test_blocks_must_be_a_list_of_objects() -> None:
    assert [fault.pointer for fault in faults("words")] == ["/blocks"]
    assert [fault.pointer for fault in faults(["words"])] == ["/blocks/0"]


def test_a_message_shows_two_charts_and_no_third() -> None:
    assert faults([chart(), chart()]) == []
    assert [fault.pointer for fault in faults([chart(), chart(), chart()])] == ["/blocks/2"]


def test_a_chart_inside_a_container_counts() -> None:
    assert [fault.pointer for fault in faults([container(chart(), chart()), chart()])] == ["/blocks/1"]


def test_home_shows_more_charts_than_a_message() -> None:
    assert faults([chart(), chart(), chart()], "home") == []


def test_a_message_shows_one_table() -> None:
    assert [fault.pointer for fault in faults([table(), data_table(), table()])] == ["/blocks/2"]


def test_a_table_in_home_has_the_same_limit_of_characters() -> None:
    assert [fault.pointer for fault in faults([data_table(11, 1, text(1000))], "home")] == ["/blocks/0/rows"]


def test_all_markdown_of_a_message_is_counted_together() -> None:
    half: Json = {"type": "markdown", "text": text(6000)}
    assert faults([half, half]) == []
    assert [fault.pointer for fault in faults([half, half, {"type": "markdown", "text": "x"}])] == ["/blocks/2/text"]


def test_a_block_id_is_unique_also_across_containers() -> None:
    twice = [section(block_id="a"), container(section(block_id="a"), block_id="b")]
    assert [fault.pointer for fault in faults(twice)] == ["/blocks/1/child_blocks/0/block_id"]


def test_an_action_id_is_unique_in_its_block_only() -> None:
    assert faults([actions(button()), actions(button())]) == []
    assert [fault.pointer for fault in faults([actions(button(), button())])] == ["/blocks/0/elements/1/action_id"]
    cards: Json = {"type": "carousel", "elements": [card(actions=[button()]), card(actions=[button()])]}
    assert faults([cards]) == []


def test_only_one_element_takes_the_focus() -> None:
    focused = [asks(text_input(focus_on_load=True), block_id=name) for name in ("a", "b")]
    assert [fault.pointer for fault in faults(focused, "modal")] == ["/blocks/1/element/focus_on_load"]


def test_message_faults_are_those_of_its_blocks() -> None:
    assert [fault.pointer for fault in message_faults({"blocks": [{"type": "header"}]})] == ["/blocks/0"]


def test_message_length_counts_text_but_not_tables_and_charts() -> None:
    assert message_length([section("12345"), actions(button("67")), table(), chart()]) == 7


VIEW_LIMITS: dict[str, tuple[Json, Json, str]] = {
    "title": (modal(title=plain(text(24))), modal(title=plain(text(25))), "/title/text"),
    "submit": (modal(submit=plain(text(24))), modal(submit=plain(text(25))), "/submit/text"),
    "close": (modal(close=plain(text(24))), modal(close=plain(text(25))), "/close/text"),
    "callback_id": (modal(callback_id=text(255)), modal(callback_id=text(256)), "/callback_id"),
    "external_id": (modal(external_id=text(255)), modal(external_id=text(256)), "/external_id"),
    "private_metadata": (
        modal(private_metadata=text(3000)),
        modal(private_metadata=text(3001)),
        "/private_metadata",
    ),
    "home private_metadata": (
        home(private_metadata=text(3000)),
        home(private_metadata=text(3001)),
        "/private_metadata",
    ),
    "blocks": (modal(*[section()] * 100), modal(*[section()] * 101), "/blocks"),
    "submit for inputs": (
        modal(asks(text_input())),
        modal(asks(text_input()), submit=None),
        "/submit",
    ),
    "home has no submit": (home(section()), home(section(), submit=plain()), ""),
    "home has no title": (home(section()), home(section(), title=plain()), ""),
    "title is required": (modal(section()), modal(section(), title=None), ""),
    "title is plain": (modal(), modal(title={"type": "mrkdwn", "text": "x"}), "/title"),
    "type": (modal(), modal() | {"type": "message"}, "/type"),
    "a submit button isn't needed without inputs": (
        modal(section(), submit=None),
        modal({"type": "header"}, submit=None),
        "/blocks/0",
    ),
}


@pytest.mark.parametrize(("inside", "outside", "where"), VIEW_LIMITS.values(), ids=VIEW_LIMITS.keys())
def test_a_view_is_refused_just_outside_a_limit(inside: Json, outside: Json, where: str) -> None:
    assert view_faults(inside) == []
    assert [fault.pointer for fault in view_faults(outside)] == [where]


def test_a_view_must_be_an_object_with_blocks() -> None:
    assert [fault.pointer for fault in view_faults("modal")] == ["/type"]
    without = modal()
    del without["blocks"]
    assert [fault.pointer for fault in view_faults(without)] == [""]
