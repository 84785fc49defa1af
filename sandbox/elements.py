"""Finds the things inside blocks that a person can press, choose or fill in, and what each holds."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sandbox.ids import Mint
from sandbox.json_types import Json


@dataclass(frozen=True, slots=True)
class Element:
    """One interactive element, with the block it stands in."""

    block: Json
    body: Json

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all others in a view or message: block_id and action_id."""
        return self.block["block_id"], self.body["action_id"]

    @property
    def dispatches(self) -> bool:
        """Whether using it sends `block_actions` at once."""
        return self.block["type"] != "input" or bool(self.block.get("dispatch_action"))

    def tells_of_typing(self, *, enter: bool) -> bool:
        """Whether a text input that dispatches does so now: on Enter unless set up otherwise."""
        config = self.body.get("dispatch_action_config") or {}
        told_on = config.get("trigger_actions_on", ["on_enter_pressed"])
        return "on_character_entered" in told_on or (enter and "on_enter_pressed" in told_on)


# What an element holds in `state.values`, what fills it at first, and whether it holds several.
HOLDS: dict[str, tuple[str, str, bool]] = {
    "plain_text_input": ("value", "initial_value", False),
    "email_text_input": ("value", "initial_value", False),
    "url_text_input": ("value", "initial_value", False),
    "number_input": ("value", "initial_value", False),
    "rich_text_input": ("rich_text_value", "initial_value", False),
    "static_select": ("selected_option", "initial_option", False),
    "external_select": ("selected_option", "initial_option", False),
    "radio_buttons": ("selected_option", "initial_option", False),
    "checkboxes": ("selected_options", "initial_options", True),
    "multi_static_select": ("selected_options", "initial_options", True),
    "multi_external_select": ("selected_options", "initial_options", True),
    "users_select": ("selected_user", "initial_user", False),
    "multi_users_select": ("selected_users", "initial_users", True),
    "conversations_select": ("selected_conversation", "initial_conversation", False),
    "multi_conversations_select": ("selected_conversations", "initial_conversations", True),
    "channels_select": ("selected_channel", "initial_channel", False),
    "multi_channels_select": ("selected_channels", "initial_channels", True),
    "datepicker": ("selected_date", "initial_date", False),
    "timepicker": ("selected_time", "initial_time", False),
    "datetimepicker": ("selected_date_time", "initial_date_time", False),
    "file_input": ("files", "initial_files", True),
}
TEXT_INPUTS = frozenset({"plain_text_input", "email_text_input", "url_text_input", "number_input"})


def elements_in(blocks: list[Json]) -> Iterator[Element]:
    """Every element with an action_id, in reading order."""
    for block in blocks:
        yield from _within(block, block)


def _within(node: Any, block: Json) -> Iterator[Element]:
    if isinstance(node, list):
        for item in node:
            yield from _within(item, block)
    elif isinstance(node, dict):
        # Cards and containers hold blocks of their own, and those carry the block_id.
        inner = node if "block_id" in node else block
        if "action_id" in node:
            yield Element(inner, node)
        for key, value in node.items():
            if key not in ("options", "option_groups", "confirm", "text"):
                yield from _within(value, inner)


def with_block_ids(blocks: list[Json], mint: Mint) -> list[Json]:
    """A copy in which every block has a block_id and every element an action_id, as Slack gives them."""
    filled = copy.deepcopy(blocks)
    for block in filled:
        if not block.get("block_id"):
            block["block_id"] = mint.block_id()
        cards = block["elements"] if block["type"] == "carousel" else []
        for child in [*block.get("child_blocks", []), *cards]:
            child.setdefault("block_id", mint.block_id())
        _fill_action_ids(block, mint)
    return filled


_PRESSED = {"button", "overflow", "workflow_button", "feedback_buttons", "icon_button"}


def _fill_action_ids(node: Any, mint: Mint) -> None:
    if isinstance(node, list):
        for item in node:
            _fill_action_ids(item, mint)
    elif isinstance(node, dict):
        if node.get("type") in HOLDS or node.get("type") in _PRESSED:
            node.setdefault("action_id", mint.block_id())
        for value in node.values():
            _fill_action_ids(value, mint)


def initially(element: Json, current_conversation: str | None = None) -> Json | None:
    """What `state.values` has for an element nobody touched; None for elements that hold nothing."""
    if element["type"] not in HOLDS:
        return None
    key, initial, several = HOLDS[element["type"]]
    value = element.get(initial, [] if several else None)
    if value is None and element.get("default_to_current_conversation"):
        value = current_conversation
    return {"type": element["type"], key: copy.deepcopy(value)}


def options_of(element: Json) -> list[Json]:
    """The options of a select, radio buttons, checkboxes or overflow menu, groups flattened."""
    grouped = [option for group in element.get("option_groups", []) for option in group["options"]]
    return [*element.get("options", []), *grouped]
