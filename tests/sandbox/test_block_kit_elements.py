"""Each limit of each interactive element and of the small objects inside: options, dialogs, pickers."""

from collections.abc import Callable

import pytest

from sandbox.block_kit import Surface, faults
from sandbox.json_types import Json
from tests.sandbox.samples import (
    actions,
    asks,
    button,
    feedback,
    icon,
    mrkdwn,
    option,
    options,
    plain,
    radio,
    select,
    text,
    text_input,
)

Build = Callable[[int], Json]


def confirming(**more: object) -> Json:
    dialog = {"title": plain(), "text": mrkdwn(), "confirm": plain(), "deny": plain(), **more}
    return actions(button(confirm=dialog))


def first_option(**more: object) -> Json:
    return actions(radio() | {"options": [option(**more)]})  # type: ignore[arg-type]


def grouped(groups: int = 1, label: str = "Group") -> Json:
    made = [{"label": plain(label), "options": options(1)} for _ in range(groups)]
    return actions({"type": "static_select", "action_id": "pick", "option_groups": made})


def judged(element: Json) -> Json:
    return {"type": "context_actions", "elements": [element]}


LARGEST: dict[str, tuple[Build, int, str]] = {
    "action_id": (lambda n: actions(button(action_id=text(n))), 255, "/elements/0/action_id"),
    "button text": (lambda n: actions(button(text(n))), 75, "/elements/0/text/text"),
    "button value": (lambda n: actions(button(value=text(n))), 2000, "/elements/0/value"),
    "button url": (lambda n: actions(button(url=text(n))), 3000, "/elements/0/url"),
    "button accessibility_label": (
        lambda n: actions(button(accessibility_label=text(n))),
        75,
        "/elements/0/accessibility_label",
    ),
    "button agent_prompt": (
        lambda n: actions(button(agent_prompt=text(n))),
        4000,
        "/elements/0/agent_prompt",
    ),
    "radio options": (lambda n: actions(radio(n)), 10, "/elements/0/options"),
    "checkbox options": (
        lambda n: actions(radio(n) | {"type": "checkboxes"}),
        10,
        "/elements/0/options",
    ),
    "overflow options": (
        lambda n: actions({"type": "overflow", "action_id": "o", "options": options(n)}),
        5,
        "/elements/0/options",
    ),
    "select options": (lambda n: actions(select(count=n)), 100, "/elements/0/options"),
    "multi select options": (
        lambda n: actions(select(count=n) | {"type": "multi_static_select"}),
        100,
        "/elements/0/options",
    ),
    "option groups": (lambda n: grouped(n), 100, "/elements/0/option_groups"),
    "option group label": (
        lambda n: grouped(label=text(n)),
        75,
        "/elements/0/option_groups/0/label/text",
    ),
    "option text": (lambda n: first_option(text=text(n)), 75, "/elements/0/options/0/text/text"),
    "option value": (lambda n: first_option(value=text(n)), 150, "/elements/0/options/0/value"),
    "option description": (
        lambda n: first_option(description=mrkdwn(text(n))),
        75,
        "/elements/0/options/0/description/text",
    ),
    "placeholder": (
        lambda n: asks(text_input(placeholder=plain(text(n)))),
        150,
        "/element/placeholder/text",
    ),
    "min_length": (lambda n: asks(text_input(min_length=n)), 3000, "/element/min_length"),
    "max_length": (lambda n: asks(text_input(max_length=n)), 3000, "/element/max_length"),
    "initial_value": (
        lambda n: asks(text_input(initial_value=text(n))),
        3000,
        "/element/initial_value",
    ),
    "initial_value within max_length": (
        lambda n: asks(text_input(initial_value=text(n), max_length=5)),
        5,
        "/element/initial_value",
    ),
    "max_files": (
        lambda n: asks({"type": "file_input", "action_id": "f", "max_files": n}),
        10,
        "/element/max_files",
    ),
    "rich text lines": (
        lambda n: asks({"type": "rich_text_input", "action_id": "r", "max_lines": n}),
        100,
        "/element/max_lines",
    ),
    "confirm title": (lambda n: confirming(title=plain(text(n))), 100, "/elements/0/confirm/title/text"),
    "confirm text": (lambda n: confirming(text=mrkdwn(text(n))), 300, "/elements/0/confirm/text/text"),
    "confirm yes": (lambda n: confirming(confirm=plain(text(n))), 30, "/elements/0/confirm/confirm/text"),
    "confirm no": (lambda n: confirming(deny=plain(text(n))), 30, "/elements/0/confirm/deny/text"),
    "feedback text": (
        lambda n: judged(feedback(positive_button={"text": plain(text(n)), "value": "+"})),
        75,
        "/elements/0/positive_button/text/text",
    ),
    "feedback value": (
        lambda n: judged(feedback(negative_button={"text": plain(), "value": text(n)})),
        2000,
        "/elements/0/negative_button/value",
    ),
    "icon_button readers": (
        lambda n: judged(icon(visible_to_user_ids=["U1"] * n)),
        10,
        "/elements/0/visible_to_user_ids",
    ),
}


@pytest.mark.parametrize(("build", "most", "where"), LARGEST.values(), ids=LARGEST.keys())
def test_an_element_is_refused_one_past_its_limit_and_says_where(build: Build, most: int, where: str) -> None:
    surface: Surface = "modal" if where == "/element/max_files" else "message"
    assert faults([build(most)], surface) == []
    assert f"/blocks/0{where}" in [fault.pointer for fault in faults([build(most + 1)], surface)]


@pytest.mark.parametrize("surface", ["message", "home"])
def test_a_file_is_attached_in_a_modal_only(surface: Surface) -> None:
    [fault] = faults([asks({"type": "file_input", "action_id": "f"})], surface)
    assert fault.pointer == "/blocks/0/element"


WRONG: dict[str, tuple[Json, str]] = {
    "button style": (actions(button(style="loud")), "/elements/0/style"),
    "button in mrkdwn": (actions(button() | {"text": mrkdwn()}), "/elements/0/text"),
    "select option in mrkdwn": (
        actions(select() | {"options": [option() | {"text": mrkdwn()}]}),
        "/elements/0/options/0/text",
    ),
    "link outside overflow": (
        actions(select() | {"options": [option(url="https://x")]}),
        "/elements/0/options/0",
    ),
    "select without options": (actions({"type": "static_select", "action_id": "s"}), "/elements/0"),
    "options and groups": (
        actions(select(option_groups=[{"label": plain(), "options": options(1)}])),
        "/elements/0",
    ),
    "initial_option not offered": (
        actions(select(initial_option=option("9", "Nine"))),
        "/elements/0/initial_option",
    ),
    "initial_option worded otherwise": (
        actions(select(initial_option=option("1", "Another"))),
        "/elements/0/initial_option",
    ),
    "initial_options not offered": (
        actions(radio(2) | {"type": "checkboxes", "initial_options": [option("0", "Option 0"), option("9")]}),
        "/elements/0/initial_options/1",
    ),
    "min_length above max_length": (asks(text_input(min_length=9, max_length=8)), "/element"),
    "min_length not a whole number": (asks(text_input(min_length=1.5)), "/element/min_length"),
    "date": (actions({"type": "datepicker", "initial_date": "2026-1-1"}), "/elements/0/initial_date"),
    "time": (actions({"type": "timepicker", "initial_time": "24:00"}), "/elements/0/initial_time"),
    "date and time": (
        actions({"type": "datetimepicker", "initial_date_time": 1}),
        "/elements/0/initial_date_time",
    ),
    "number without is_decimal_allowed": (asks({"type": "number_input"}), "/element"),
    "number not in a string": (
        asks({"type": "number_input", "is_decimal_allowed": True, "min_value": 1}),
        "/element/min_value",
    ),
    "number that is none": (
        asks({"type": "number_input", "is_decimal_allowed": True, "min_value": "one"}),
        "/element/min_value",
    ),
    "dispatch config": (
        asks(text_input(dispatch_action_config={"trigger_actions_on": ["on_click"]})),
        "/element/dispatch_action_config/trigger_actions_on/0",
    ),
    "conversation filter": (
        actions({"type": "conversations_select", "filter": {"include": ["secret"]}}),
        "/elements/0/filter/include/0",
    ),
}


@pytest.mark.parametrize(("block", "where"), WRONG.values(), ids=WRONG.keys())
def test_a_malformed_element_is_refused_where_it_is_wrong(block: Json, where: str) -> None:
    assert [fault.pointer for fault in faults([block])] == [f"/blocks/0{where}"]


FINE: dict[str, Json] = {
    "initial_option, emoji spelled out": actions(
        radio(initial_option={"text": {**plain("Option 1"), "emoji": True}, "value": "1"})
    ),
    "initial_option in a group": actions(
        {
            "type": "static_select",
            "action_id": "s",
            "option_groups": [{"label": plain(), "options": options(2)}],
            "initial_option": options(2)[1],
        }
    ),
    "pickers": actions(
        {"type": "datepicker", "action_id": "d", "initial_date": "2026-11-24"},
        {"type": "timepicker", "action_id": "t", "initial_time": "09:30", "timezone": "America/Chicago"},
        {"type": "datetimepicker", "action_id": "dt", "initial_date_time": 1_800_000_000},
    ),
    "people and channels": actions(
        {"type": "users_select", "action_id": "u"},
        {"type": "multi_users_select", "action_id": "mu", "initial_users": ["U1"], "max_selected_items": 3},
        {"type": "conversations_select", "action_id": "c", "filter": {"include": ["public"]}},
        {"type": "channels_select", "action_id": "ch", "initial_channel": "C1"},
        {"type": "external_select", "action_id": "e", "min_query_length": 0},
    ),
    "a number": asks({"type": "number_input", "is_decimal_allowed": False, "max_value": "10"}),
    "overflow with links": actions({"type": "overflow", "options": [option(url="https://x")]}),
}


@pytest.mark.parametrize("block", FINE.values(), ids=FINE.keys())
def test_a_valid_element_passes(block: Json) -> None:
    assert faults([block]) == []
