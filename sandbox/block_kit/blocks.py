"""Every block, its limits, the elements it takes, and the surfaces that show it."""

from collections.abc import Mapping

from sandbox.block_kit import charts, tables
from sandbox.block_kit.elements import BUTTONS, CHOICES, IMAGE, TEXT_INPUTS
from sandbox.block_kit.rich_text import rich_text
from sandbox.block_kit.rules import (
    Rule,
    Spot,
    Surface,
    anything,
    at_least_one,
    boolean,
    by_type,
    listing,
    one_of,
    only,
    shape,
    string,
    whole_number,
)
from sandbox.block_kit.texts import (
    LONGEST_ID,
    LONGEST_TEXT,
    LONGEST_URL,
    exactly_one_way_to_a_file,
    plain,
    slack_file,
    words,
)

LONGEST_MARKDOWN = 12_000
_EVERYWHERE: frozenset[Surface] = frozenset({"message", "modal", "home"})
_NOT_IN_MODALS: frozenset[Surface] = frozenset({"message", "home"})
_MESSAGES: frozenset[Surface] = frozenset({"message"})
_MODALS: frozenset[Surface] = frozenset({"modal"})

SURFACES: dict[str, frozenset[Surface]] = {
    **dict.fromkeys(
        ("section", "header", "context", "divider", "image", "actions", "input", "rich_text", "card"),
        _EVERYWHERE,
    ),
    **dict.fromkeys(("video", "call", "file", "auth_provider"), _EVERYWHERE),
    **dict.fromkeys(("table", "data_table", "data_visualization", "carousel", "container"), _NOT_IN_MODALS),
    **dict.fromkeys(("markdown", "context_actions", "plan", "task_card"), _MESSAGES),
    "alert": _MODALS,
}

_ELEMENTS = {**BUTTONS, **CHOICES, **TEXT_INPUTS, **IMAGE}
_ACCESSORY = only(
    _ELEMENTS,
    *(kind for kind in CHOICES if kind != "datetimepicker"),
    *("button", "overflow", "workflow_button", "image"),
)
_ACTION = only(_ELEMENTS, *CHOICES, "button", "overflow", "workflow_button", "rich_text_input")
_INPUT = only(_ELEMENTS, *CHOICES, *TEXT_INPUTS)


def _in_context(spot: Spot) -> None:
    """Context takes small pictures and text, side by side."""
    if spot.kind() == "image":
        IMAGE["image"](spot)
    else:
        words()(spot)


def _block(
    kind: str, required: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None, *also: Rule
) -> dict[str, Rule]:
    identity = {"block_id": string(LONGEST_ID)}
    return {kind: shape({"type": one_of(kind), **required}, {**identity, **(optional or {})}, *also)}


def _collapsible(spot: Spot) -> None:
    if spot.value.get("default_collapsed") and not spot.value.get("is_collapsible"):
        spot.at("default_collapsed").refuse("requires is_collapsible")
    if spot.value.get("has_header_divider") and spot.value.get("is_collapsible"):
        spot.at("has_header_divider").refuse("can't be set when is_collapsible is true")


_CLASSIC: dict[str, Rule] = {
    **_block(
        "section",
        {},
        {
            "text": words(3000),
            "fields": listing(words(2000), most=10),
            "accessory": _ACCESSORY,
            "expand": boolean,
        },
        at_least_one("text", "fields"),
    ),
    **_block("header", {"text": plain(150)}, {"level": whole_number(1, 4)}),
    **_block("context", {"elements": listing(_in_context, most=10)}),
    **_block("divider", {}),
    **_block(
        "image",
        {"alt_text": string(2000)},
        {"title": plain(2000), "image_url": string(LONGEST_URL), "slack_file": slack_file},
        exactly_one_way_to_a_file,
    ),
    **_block("actions", {"elements": listing(_ACTION, most=25)}),
    **_block(
        "input",
        {"label": plain(2000), "element": _INPUT},
        {"hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    **_block("markdown", {"text": string(LONGEST_MARKDOWN)}),
    **_block(
        "video",
        {
            "alt_text": string(2000),
            "title": plain(199),
            "thumbnail_url": string(LONGEST_URL),
            "video_url": string(LONGEST_URL),
        },
        {
            "author_name": string(49),
            "title_url": string(LONGEST_URL),
            "description": plain(LONGEST_TEXT),
            "provider_name": string(LONGEST_ID),
            "provider_icon_url": string(LONGEST_URL),
        },
    ),
    **_block("file", {"external_id": string(LONGEST_ID), "source": one_of("remote")}, {"file": anything}),
    **_block("call", {"call_id": string(LONGEST_ID)}, {"api_decoration_available": boolean, "call": anything}),
    "rich_text": rich_text,
}

_CARD_TEXTS = {"title": words(150), "subtitle": words(150), "body": words(200), "subtext": words(200)}
_CARD = _block(
    "card",
    {},
    {
        **_CARD_TEXTS,
        "hero_image": IMAGE["image"],
        "icon": IMAGE["image"],
        "slack_icon": anything,
        "actions": listing(only(_ELEMENTS, "button", "workflow_button"), most=3),
    },
    at_least_one("hero_image", "title", "actions", "body"),
)
_STATUS = one_of("pending", "in_progress", "complete", "error")
_TASK: Mapping[str, Rule] = {"task_id": string(LONGEST_ID), "title": string(LONGEST_TEXT), "status": _STATUS}
_TASK_OPTIONAL: Mapping[str, Rule] = {"details": rich_text, "output": rich_text, "sources": anything}
_TASK_CARD = _block("task_card", _TASK, _TASK_OPTIONAL)

_NEWER: dict[str, Rule] = {
    **_CARD,
    **_TASK_CARD,
    **_block("table", {"rows": tables.rows(tables.MOST_TABLE_ROWS)}, {"column_settings": tables.settings}),
    **_block(
        "data_table",
        {"caption": string(LONGEST_TEXT), "rows": tables.rows(tables.MOST_DATA_TABLE_ROWS, least=2)},
        {
            "page_size": whole_number(1, 100),
            "row_header_column_index": whole_number(0, tables.MOST_COLUMNS - 1),
        },
        tables.rows_equally_long,
    ),
    **_block("data_visualization", {"title": string(charts.LONGEST_TITLE), "chart": charts.chart}),
    **_block(
        "alert",
        {"text": words(200)},
        {"level": one_of("default", "info", "warning", "error", "success")},
    ),
    **_block("carousel", {"elements": listing(by_type(_CARD), most=10)}),
    **_block(
        "context_actions",
        {"elements": listing(only(_ELEMENTS, "feedback_buttons", "icon_button"), most=5)},
    ),
    **_block("plan", {"title": string(LONGEST_TEXT)}, {"tasks": listing(by_type(_TASK_CARD), most=50, least=0)}),
    **_block(
        "auth_provider",
        {"value": string(150), "name": string(75), "is_connected": boolean},
        {
            "description": string(150),
            "connected_identity": string(75),
            "connected_context": string(75),
            **dict.fromkeys(("icon_url", "auth_url", "disconnect_url"), string(LONGEST_URL)),
            "accessory": only(_ELEMENTS, "overflow"),
        },
    ),
}


def shown(rules: Mapping[str, Rule]) -> Rule:
    """One of these blocks, if the surface shows it."""

    def rule(spot: Spot) -> None:
        kind = spot.kind() or ""
        if kind in rules and spot.surface not in SURFACES[kind]:
            spot.refuse(f"unsupported type: {kind} blocks can't be shown in a {spot.surface}")
        else:
            by_type(rules)(spot)

    return rule


_CHILDREN = {kind: rule for kind, rule in {**_CLASSIC, **_NEWER}.items() if kind != "carousel"}
_CONTAINER = _block(
    "container",
    {"child_blocks": listing(shown(_CHILDREN), most=10)},
    {
        "title": plain(150),
        "rich_text_title": rich_text,
        "subtitle": words(150),
        "width": one_of("narrow", "standard", "wide", "full"),
        "icon": IMAGE["image"],
        "is_collapsible": boolean,
        "default_collapsed": boolean,
        "has_header_divider": boolean,
    },
    at_least_one("title", "rich_text_title"),
    _collapsible,
)

block = shown({**_CLASSIC, **_NEWER, **_CONTAINER})
