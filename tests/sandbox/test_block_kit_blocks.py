"""Each limit of each block: just inside passes, just outside is refused at its pointer."""

from collections.abc import Callable

import pytest

from sandbox.block_kit import Surface, faults
from sandbox.json_types import Json
from tests.sandbox.samples import (
    actions,
    asks,
    button,
    card,
    cells,
    chart,
    container,
    data_table,
    feedback,
    icon,
    image,
    mrkdwn,
    pie,
    plain,
    radio,
    rich,
    rich_line,
    section,
    signs_in,
    table,
    task,
    text,
    text_input,
    video,
)

Build = Callable[[int], Json]

# name: how to build a block of a size, the largest size that is allowed, where the next one is refused
LARGEST: dict[str, tuple[Build, int, str]] = {
    "block_id": (lambda n: section(block_id=text(n)), 255, "/block_id"),
    "section text": (lambda n: section(text(n)), 3000, "/text/text"),
    "section fields": (lambda n: {"type": "section", "fields": [mrkdwn()] * n}, 10, "/fields"),
    "section field": (lambda n: {"type": "section", "fields": [plain(text(n))]}, 2000, "/fields/0/text"),
    "header": (lambda n: {"type": "header", "text": plain(text(n))}, 150, "/text/text"),
    "context elements": (lambda n: {"type": "context", "elements": [mrkdwn()] * n}, 10, "/elements"),
    "context text": (
        lambda n: {"type": "context", "elements": [mrkdwn(text(n))]},
        3000,
        "/elements/0/text",
    ),
    "context image": (
        lambda n: {"type": "context", "elements": [image(alt_text=text(n))]},
        2000,
        "/elements/0/alt_text",
    ),
    "image alt_text": (lambda n: image(alt_text=text(n)), 2000, "/alt_text"),
    "image title": (lambda n: image(title=plain(text(n))), 2000, "/title/text"),
    "image url": (lambda n: image(image_url=text(n)), 3000, "/image_url"),
    "actions elements": (
        lambda n: actions(*(button(action_id=str(number)) for number in range(n))),
        25,
        "/elements",
    ),
    "input label": (lambda n: asks(text_input(), label=plain(text(n))), 2000, "/label/text"),
    "input hint": (lambda n: asks(text_input(), hint=plain(text(n))), 2000, "/hint/text"),
    "table rows": (lambda n: table(n), 100, "/rows"),
    "table columns": (lambda n: table(1, n), 20, "/rows/0"),
    "table characters": (lambda n: table(10, 1, text(n)), 1000, "/rows"),
    "table column settings": (lambda n: {**table(), "column_settings": [{}] * n}, 20, "/column_settings"),
    "data_table rows": (lambda n: data_table(n), 101, "/rows"),
    "data_table columns": (lambda n: data_table(2, n), 20, "/rows/1"),
    "data_table characters": (lambda n: data_table(10, 1, text(n)), 1000, "/rows"),
    "data_table page_size": (lambda n: data_table(page_size=n), 100, "/page_size"),
    "chart title": (lambda n: chart(title=text(n)), 50, "/title"),
    "chart series": (lambda n: chart(series=n), 6, "/chart/series"),
    "chart points": (lambda n: chart(points=n), 20, "/chart/axis_config/categories"),
    "pie segments": (lambda n: pie(segments=n), 6, "/chart/segments"),
    "card title": (lambda n: card(title=mrkdwn(text(n))), 150, "/title/text"),
    "card subtitle": (lambda n: card(subtitle=mrkdwn(text(n))), 150, "/subtitle/text"),
    "card body": (lambda n: card(body=mrkdwn(text(n))), 200, "/body/text"),
    "card subtext": (lambda n: card(subtext=mrkdwn(text(n))), 200, "/subtext/text"),
    "card buttons": (
        lambda n: card(actions=[button(action_id=str(number)) for number in range(n)]),
        3,
        "/actions",
    ),
    "carousel cards": (lambda n: {"type": "carousel", "elements": [card()] * n}, 10, "/elements"),
    "container title": (lambda n: container(section(), title=plain(text(n))), 150, "/title/text"),
    "container subtitle": (lambda n: container(section(), subtitle=mrkdwn(text(n))), 150, "/subtitle/text"),
    "container children": (lambda n: container(*[section()] * n), 10, "/child_blocks"),
    "context_actions": (
        lambda n: {
            "type": "context_actions",
            "elements": [icon(action_id=str(number)) for number in range(n)],
        },
        5,
        "/elements",
    ),
    "markdown": (lambda n: {"type": "markdown", "text": text(n)}, 12_000, "/text"),
    "plan tasks": (lambda n: {"type": "plan", "title": "Plan", "tasks": [task()] * n}, 50, "/tasks"),
    "video title": (lambda n: video(title=plain(text(n))), 199, "/title/text"),
    "video author": (lambda n: video(author_name=text(n)), 49, "/author_name"),
    "auth_provider value": (lambda n: signs_in(value=text(n)), 150, "/value"),
    "auth_provider name": (lambda n: signs_in(name=text(n)), 75, "/name"),
    "auth_provider description": (lambda n: signs_in(description=text(n)), 150, "/description"),
    "auth_provider url": (lambda n: signs_in(auth_url=text(n)), 3000, "/auth_url"),
}


@pytest.mark.parametrize(("build", "most", "where"), LARGEST.values(), ids=LARGEST.keys())
def test_a_block_is_refused_one_past_its_limit_and_says_where(build: Build, most: int, where: str) -> None:
    assert faults([build(most)]) == []
    pointers = [fault.pointer for fault in faults([build(most + 1)])]
    assert f"/blocks/0{where}" in pointers


SMALLEST: dict[str, tuple[Build, int, str]] = {
    "section text": (lambda n: section(text(n)), 1, "/text/text"),
    "data_table rows": (lambda n: data_table(n), 2, "/rows"),
    "data_table page_size": (lambda n: data_table(page_size=n), 1, "/page_size"),
    "actions elements": (lambda n: actions(*[button()] * n), 1, "/elements"),
    "carousel cards": (lambda n: {"type": "carousel", "elements": [card()] * n}, 1, "/elements"),
    "pie value": (lambda n: pie(value=n), 1, "/chart/segments/0/value"),
    "chart points": (lambda n: chart(points=n), 1, "/chart/axis_config/categories"),
}


@pytest.mark.parametrize(("build", "least", "where"), SMALLEST.values(), ids=SMALLEST.keys())
def test_a_block_is_refused_one_short_of_its_limit(build: Build, least: int, where: str) -> None:
    assert faults([build(least)]) == []
    assert f"/blocks/0{where}" in [fault.pointer for fault in faults([build(least - 1)])]


WRONG: dict[str, tuple[Json, str]] = {
    "no object": ({"type": "section", "text": "words"}, "/text"),
    "unknown block": ({"type": "sektion"}, ""),
    "no type": ({"text": mrkdwn()}, ""),
    "unknown key": (section(colour="red"), ""),
    "empty section": ({"type": "section"}, ""),
    "section text not a string": ({"type": "section", "text": mrkdwn() | {"text": 1}}, "/text/text"),
    "fields not a list": ({"type": "section", "fields": mrkdwn()}, "/fields"),
    "header in mrkdwn": ({"type": "header", "text": mrkdwn()}, "/text"),
    "image without alt_text": ({"type": "image", "image_url": "https://example.com/a.png"}, ""),
    "image from nowhere": ({"type": "image", "alt_text": "a"}, ""),
    "image from two places": (image(slack_file={"id": "F1"}), ""),
    "slack_file named twice": (
        {"type": "image", "alt_text": "a", "slack_file": {"id": "F1", "url": "https://x"}},
        "/slack_file",
    ),
    "text input outside an input": (actions(text_input()), "/elements/0"),
    "text input as accessory": (section(accessory=text_input()), "/accessory"),
    "button inside an input": (asks(button()), "/element"),
    "datetimepicker as accessory": (section(accessory={"type": "datetimepicker"}), "/accessory"),
    "context with a button": ({"type": "context", "elements": [button()]}, "/elements/0"),
    "context_actions with a button": ({"type": "context_actions", "elements": [button()]}, "/elements/0"),
    "expand not a boolean": (section(expand="yes"), "/expand"),
    "empty card": ({"type": "card", "subtitle": mrkdwn()}, ""),
    "carousel of sections": ({"type": "carousel", "elements": [section()]}, "/elements/0"),
    "container without title": ({"type": "container", "child_blocks": [section()]}, ""),
    "container in a container": (container(container(section())), "/child_blocks/0"),
    "container width": (container(section(), width="huge"), "/width"),
    "collapsed, not collapsible": (container(section(), default_collapsed=True), "/default_collapsed"),
    "divider on a collapsible": (
        container(section(), is_collapsible=True, has_header_divider=True),
        "/has_header_divider",
    ),
    "task status": (task(status="done"), "/status"),
    "data_table without caption": ({"type": "data_table", "rows": cells(2, 2)}, ""),
    "ragged data_table": (data_table() | {"rows": [*cells(1, 2), *cells(1, 3)]}, "/rows/1"),
    "formatted header cell": (
        data_table() | {"rows": [[rich(rich_line())], *cells(1, 1)]},
        "/rows/0/0",
    ),
    "table cell number": (
        table() | {"rows": [[{"type": "raw_number", "value": "1"}]]},
        "/rows/0/0/value",
    ),
    "table cell type": (table() | {"rows": [[mrkdwn()]]}, "/rows/0/0"),
    "chart kind": (chart(kind="scatter"), "/chart"),
    "rich text part": (rich(mrkdwn()), "/elements/0"),
    "rich text run": (
        rich({"type": "rich_text_section", "elements": [mrkdwn()]}),
        "/elements/0/elements/0",
    ),
    "auth_provider accessory": (signs_in(accessory=button()), "/accessory"),
}


@pytest.mark.parametrize(("block", "where"), WRONG.values(), ids=WRONG.keys())
def test_a_malformed_block_is_refused_where_it_is_wrong(block: Json, where: str) -> None:
    assert [fault.pointer for fault in faults([block])] == [f"/blocks/0{where}"]


FINE: dict[str, Json] = {
    "divider": {"type": "divider"},
    "section with a menu": section(accessory=radio()),
    "image from Slack": {"type": "image", "alt_text": "a", "slack_file": {"id": "F1"}},
    "formatted text": rich(
        rich_line(),
        {"type": "rich_text_list", "style": "bullet", "elements": [rich_line()], "indent": 1},
        {"type": "rich_text_quote", "elements": [{"type": "user", "user_id": "U1"}]},
        {"type": "rich_text_preformatted", "elements": [{"type": "link", "url": "https://x"}]},
    ),
    "bar chart": chart(kind="bar"),
    "area chart": chart(kind="area"),
    "feedback": {"type": "context_actions", "elements": [feedback(), icon()]},
    "carousel of cards": {"type": "carousel", "elements": [card(), card(actions=[button()])]},
    "container": container(section(), chart(), is_collapsible=True, default_collapsed=True),
    "null is as good as missing": section(accessory=None),
    "numbers in a table": table() | {"rows": [[{"type": "raw_number", "value": 1.5}]]},
}


@pytest.mark.parametrize("block", FINE.values(), ids=FINE.keys())
def test_a_valid_block_passes(block: Json) -> None:
    assert faults([block]) == []


NOT_SHOWN: dict[str, tuple[Json, Surface]] = {
    "alert in a message": ({"type": "alert", "text": plain()}, "message"),
    "alert in Home": ({"type": "alert", "text": plain()}, "home"),
    "chart in a modal": (chart(), "modal"),
    "table in a modal": (table(), "modal"),
    "data_table in a modal": (data_table(), "modal"),
    "carousel in a modal": ({"type": "carousel", "elements": [card()]}, "modal"),
    "container in a modal": (container(section()), "modal"),
    "markdown in a modal": ({"type": "markdown", "text": "x"}, "modal"),
    "markdown in Home": ({"type": "markdown", "text": "x"}, "home"),
    "context_actions in Home": ({"type": "context_actions", "elements": [icon()]}, "home"),
    "plan in a modal": ({"type": "plan", "title": "Plan"}, "modal"),
}


@pytest.mark.parametrize(("block", "surface"), NOT_SHOWN.values(), ids=NOT_SHOWN.keys())
def test_a_block_is_refused_on_a_surface_that_does_not_show_it(block: Json, surface: Surface) -> None:
    assert [fault.pointer for fault in faults([block], surface)] == ["/blocks/0"]


def test_an_alert_is_fine_in_a_modal_up_to_200_characters() -> None:
    assert faults([{"type": "alert", "text": plain(text(200)), "level": "warning"}], "modal") == []
    too_long = faults([{"type": "alert", "text": plain(text(201))}], "modal")
    assert [fault.pointer for fault in too_long] == ["/blocks/0/text/text"]
    unknown = faults([{"type": "alert", "text": plain(), "level": "fatal"}], "modal")
    assert [fault.pointer for fault in unknown] == ["/blocks/0/level"]


def test_chart_labels_must_be_the_categories_in_order() -> None:
    wrong = chart(series=1, points=2)
    wrong["chart"]["series"][0]["data"].reverse()
    assert [fault.pointer for fault in faults([wrong])] == ["/blocks/0/chart/series/0/data"]


def test_chart_categories_and_series_names_must_be_unique() -> None:
    repeated = chart(series=2, points=2)
    repeated["chart"]["series"][1]["name"] = "s0"
    repeated["chart"]["axis_config"]["categories"] = ["c0", "c0"]
    for series in repeated["chart"]["series"]:
        series["data"][1]["label"] = "c0"
    assert [fault.pointer for fault in faults([repeated])] == [
        "/blocks/0/chart/series",
        "/blocks/0/chart/axis_config/categories",
    ]


@pytest.mark.parametrize("value", [None, float("nan"), float("inf"), "1", True])
def test_a_chart_takes_only_finite_numbers(value: object) -> None:
    gap = chart(series=1, points=1)
    gap["chart"]["series"][0]["data"][0]["value"] = value
    found = [fault.pointer for fault in faults([gap])]
    assert found
    assert all(pointer.startswith("/blocks/0/chart/series/0/data/0") for pointer in found)


def test_chart_labels_and_axis_titles_have_limits() -> None:
    long = chart(series=1, points=1)
    long["chart"]["series"][0]["name"] = text(21)
    long["chart"]["series"][0]["data"][0]["label"] = text(21)
    long["chart"]["axis_config"] = {"categories": [text(21)], "x_label": text(51), "y_label": text(51)}
    assert [fault.pointer for fault in faults([long])] == [
        "/blocks/0/chart/series/0/name",
        "/blocks/0/chart/series/0/data/0/label",
        "/blocks/0/chart/axis_config/categories/0",
        "/blocks/0/chart/axis_config/x_label",
        "/blocks/0/chart/axis_config/y_label",
    ]


def test_a_fault_reads_as_slack_says_it() -> None:
    [fault] = faults([section(text(3001))])
    assert fault.as_slack_says_it() == ("[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]")
