"""Every interactive element and its limits; which block takes which element is in blocks.py."""

from collections.abc import Mapping

from sandbox.block_kit.rules import (
    Rule,
    Spot,
    anything,
    boolean,
    exactly_one,
    is_number,
    listing,
    matching,
    one_of,
    shape,
    string,
    whole_number,
)
from sandbox.block_kit.texts import (
    LONGEST_ID,
    LONGEST_TEXT,
    LONGEST_URL,
    confirmation,
    exactly_one_way_to_a_file,
    option,
    option_groups,
    options,
    plain,
    slack_file,
)

_IDENTITY: Mapping[str, Rule] = {"action_id": string(LONGEST_ID)}
_CONFIRMED: Mapping[str, Rule] = {**_IDENTITY, "confirm": confirmation}
_INPUT: Mapping[str, Rule] = {**_IDENTITY, "placeholder": plain(150), "focus_on_load": boolean}
_SELECT: Mapping[str, Rule] = {**_INPUT, "confirm": confirmation}
_ids = listing(string(LONGEST_ID), most=100)


def element(
    kind: str, optional: Mapping[str, Rule], required: Mapping[str, Rule] | None = None, *also: Rule
) -> dict[str, Rule]:
    """One element by its type."""
    return {kind: shape({"type": one_of(kind), **(required or {})}, optional, *also)}


def _comparable(given: dict[str, object]) -> tuple[object, object, object]:
    def wording(key: str) -> object:
        text = given.get(key)
        return text.get("text") if isinstance(text, dict) else None

    return given.get("value"), wording("text"), wording("description")


def _initial_is_offered(spot: Spot) -> None:
    """Slack wants initial options to be exactly among those offered."""
    groups = spot.value.get("option_groups") or []
    offered = [*(spot.value.get("options") or []), *(one for group in groups for one in group["options"])]
    known = [_comparable(one) for one in offered]
    if spot.value.get("initial_option") and _comparable(spot.value["initial_option"]) not in known:
        spot.at("initial_option").refuse("must match one of the options exactly")
    for index, chosen in enumerate(spot.value.get("initial_options") or []):
        if _comparable(chosen) not in known:
            spot.at("initial_options").at(index).refuse("must match one of the options exactly")


def _lengths_in_order(spot: Spot) -> None:
    least, most = spot.value.get("min_length") or 0, spot.value.get("max_length") or LONGEST_TEXT
    if least > most:
        spot.refuse("min_length must not be greater than max_length")


def _initial_fits(spot: Spot) -> None:
    initial, most = spot.value.get("initial_value"), spot.value.get("max_length") or LONGEST_TEXT
    if initial is not None and len(initial) > most:
        spot.at("initial_value").refuse(f"must be less than {most + 1} characters")


def _numeric_text(spot: Spot) -> None:
    """Number inputs carry their numbers as text."""
    try:
        fine = isinstance(spot.value, str) and is_number(float(spot.value))
    except ValueError:
        fine = False
    if not fine:
        spot.refuse("must be a number in a string")


def _in_modals_only(spot: Spot) -> None:
    if spot.surface != "modal":
        spot.refuse(f"unsupported type: a file_input can't be shown in a {spot.surface}")


_dispatch_config = shape(
    {
        "trigger_actions_on": listing(
            one_of("on_enter_pressed", "on_character_entered"),
            most=2,
        )
    }
)
_TYPED: Mapping[str, Rule] = {**_INPUT, "dispatch_action_config": _dispatch_config}
_filter = shape(
    {},
    {
        "include": listing(one_of("im", "mpim", "private", "public"), most=4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)
_MULTI: Mapping[str, Rule] = {"max_selected_items": whole_number(1, 100)}
_OFFERED: Mapping[str, Rule] = {"options": options(100), "option_groups": option_groups}
_CONVERSATIONS: Mapping[str, Rule] = {"default_to_current_conversation": boolean, "filter": _filter}
_DATE = matching(r"\d{4}-\d{2}-\d{2}", "must be a date, YYYY-MM-DD")
_TIME = matching(r"([01]\d|2[0-3]):[0-5]\d", "must be a time, HH:mm")
_FEEDBACK = shape(
    {"text": plain(75), "value": string(2000)},
    {"accessibility_label": string(75)},
)

BUTTONS: dict[str, Rule] = {
    **element(
        "button",
        {
            **_CONFIRMED,
            "value": string(2000),
            "url": string(LONGEST_URL),
            "style": one_of("primary", "danger"),
            "accessibility_label": string(75),
            "agent_prompt": string(4000),
        },
        {"text": plain(75)},
    ),
    **element("overflow", _CONFIRMED, {"options": options(5, url=True)}),
    **element(
        "workflow_button",
        {
            **_IDENTITY,
            "style": one_of("primary", "danger"),
            "accessibility_label": string(75),
        },
        {"text": plain(75), "workflow": shape({"trigger": anything})},
    ),
    **element("feedback_buttons", _IDENTITY, {"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}),
    **element(
        "icon_button",
        {
            **_CONFIRMED,
            "value": string(2000),
            "accessibility_label": string(75),
            "visible_to_user_ids": listing(string(LONGEST_ID), most=10),
        },
        {"icon": one_of("trash"), "text": plain(75)},
    ),
}

CHOICES: dict[str, Rule] = {
    **element(
        "radio_buttons",
        {**_CONFIRMED, "focus_on_load": boolean, "initial_option": option(rich=True)},
        {"options": options(10, rich=True)},
        _initial_is_offered,
    ),
    **element(
        "checkboxes",
        {**_CONFIRMED, "focus_on_load": boolean, "initial_options": options(10, rich=True)},
        {"options": options(10, rich=True)},
        _initial_is_offered,
    ),
    **element(
        "static_select",
        {**_SELECT, **_OFFERED, "initial_option": option()},
        {},
        exactly_one("options", "option_groups"),
        _initial_is_offered,
    ),
    **element(
        "multi_static_select",
        {**_SELECT, **_OFFERED, **_MULTI, "initial_options": options(100)},
        {},
        exactly_one("options", "option_groups"),
        _initial_is_offered,
    ),
    **element(
        "external_select",
        {**_SELECT, "initial_option": option(), "min_query_length": whole_number(0, 1000)},
    ),
    **element(
        "multi_external_select",
        {**_SELECT, **_MULTI, "initial_options": options(100), "min_query_length": whole_number(0, 1000)},
    ),
    **element("users_select", {**_SELECT, "initial_user": string(LONGEST_ID)}),
    **element("multi_users_select", {**_SELECT, **_MULTI, "initial_users": _ids}),
    **element(
        "conversations_select",
        {
            **_SELECT,
            **_CONVERSATIONS,
            "initial_conversation": string(LONGEST_ID),
            "response_url_enabled": boolean,
        },
    ),
    **element(
        "multi_conversations_select",
        {**_SELECT, **_CONVERSATIONS, **_MULTI, "initial_conversations": _ids},
    ),
    **element(
        "channels_select",
        {**_SELECT, "initial_channel": string(LONGEST_ID), "response_url_enabled": boolean},
    ),
    **element("multi_channels_select", {**_SELECT, **_MULTI, "initial_channels": _ids}),
    **element("datepicker", {**_SELECT, "initial_date": _DATE}),
    **element("timepicker", {**_SELECT, "initial_time": _TIME, "timezone": string(100)}),
    **element(
        "datetimepicker",
        {
            **_CONFIRMED,
            "focus_on_load": boolean,
            "initial_date_time": whole_number(1_000_000_000, 9_999_999_999),
        },
    ),
}

TEXT_INPUTS: dict[str, Rule] = {
    **element(
        "plain_text_input",
        {
            **_TYPED,
            "initial_value": string(LONGEST_TEXT, least=0),
            "multiline": boolean,
            "min_length": whole_number(0, LONGEST_TEXT),
            "max_length": whole_number(1, LONGEST_TEXT),
        },
        {},
        _lengths_in_order,
        _initial_fits,
    ),
    **element("email_text_input", {**_TYPED, "initial_value": string(LONGEST_TEXT)}),
    **element("url_text_input", {**_TYPED, "initial_value": string(LONGEST_TEXT)}),
    **element(
        "number_input",
        {**_TYPED, "initial_value": _numeric_text, "min_value": _numeric_text, "max_value": _numeric_text},
        {"is_decimal_allowed": boolean},
    ),
    **element(
        "rich_text_input",
        {
            **_TYPED,
            "initial_value": shape({"type": one_of("rich_text")}, {"elements": anything}),
            "min_lines": whole_number(1, 100),
            "max_lines": whole_number(1, 100),
        },
    ),
    **element(
        "file_input",
        {
            **_IDENTITY,
            "filetypes": listing(string(LONGEST_ID), most=100),
            "max_files": whole_number(1, 10),
        },
        {},
        _in_modals_only,
    ),
}

IMAGE: dict[str, Rule] = element(
    "image",
    {"image_url": string(LONGEST_URL), "slack_file": slack_file},
    {"alt_text": string(2000)},
    exactly_one_way_to_a_file,
)
