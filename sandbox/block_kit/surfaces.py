"""What holds for all blocks of a message, modal or Home together, and for views as a whole."""

from collections.abc import Iterator
from typing import Any

from sandbox.block_kit import tables
from sandbox.block_kit.blocks import LONGEST_MARKDOWN, block
from sandbox.block_kit.fault import Fault
from sandbox.block_kit.rules import Spot, Surface, anything, boolean, listing, one_of, shape, string
from sandbox.block_kit.texts import LONGEST_ID, plain

MOST_BLOCKS: dict[Surface, int] = {"message": 50, "modal": 100, "home": 100}
# Undocumented, found live by several apps.
MOST_CHARTS = 2
LONGEST_PRIVATE_METADATA = 3000
LONGEST_TITLE = 24

Blocks = list[dict[str, Any]]


def faults(blocks: object, surface: Surface = "message") -> list[Fault]:
    """What Slack would refuse about blocks; pointers begin with `/blocks`."""
    found: list[Fault] = []
    spot = Spot(blocks, "/blocks", found, surface)
    listing(block, most=MOST_BLOCKS[surface], least=0)(spot)
    if isinstance(blocks, list):
        _unique_ids(spot)
        _one_focus(spot)
        _table_totals(spot)
        if surface == "message":
            _message_totals(spot)
    return found


def message_faults(message: dict[str, Any]) -> list[Fault]:
    """What Slack would refuse about a message's blocks."""
    return faults(message["blocks"], "message")


def view_faults(view: object) -> list[Fault]:
    """What Slack would refuse about a modal or Home view; pointers begin at the view."""
    found: list[Fault] = []
    if not isinstance(view, dict) or view.get("type") not in ("modal", "home"):
        return [Fault("/type", "must be a valid enum value: modal, home")]
    surface: Surface = view["type"]
    _VIEWS[surface](Spot(view, "", found, surface))
    blocks = view.get("blocks")
    if blocks is not None:
        found += faults(blocks, surface)
    if surface == "modal" and view.get("submit") is None and _has_input(blocks):
        found.append(Fault("/submit", "submit is required when an input block is within blocks"))
    return found


def _has_input(blocks: object) -> bool:
    spot = Spot(blocks, "/blocks", [], "modal")
    return isinstance(blocks, list) and any(one.kind() == "input" for one in _all_blocks(spot))


def message_length(blocks: Blocks) -> int:
    """How many characters a message's blocks hold; tables and charts have limits of their own."""
    return _length(blocks)


_COUNTED_APART = ("table", "data_table", "data_visualization")
_OPTIONAL = {
    "private_metadata": string(LONGEST_PRIVATE_METADATA, least=0),
    "callback_id": string(LONGEST_ID, least=0),
    "external_id": string(LONGEST_ID, least=0),
}
_TITLE = plain(LONGEST_TITLE)
_VIEWS = {
    "modal": shape(
        {"type": one_of("modal"), "title": _TITLE, "blocks": anything},
        {
            **_OPTIONAL,
            "submit": _TITLE,
            "close": _TITLE,
            "clear_on_close": boolean,
            "notify_on_close": boolean,
            "submit_disabled": boolean,
        },
    ),
    "home": shape({"type": one_of("home"), "blocks": anything}, _OPTIONAL),
}


def _length(node: object) -> int:
    if isinstance(node, dict) and node.get("type") not in _COUNTED_APART:
        own = len(node["text"]) if isinstance(node.get("text"), str) else 0
        return own + sum(_length(value) for value in node.values())
    return sum(_length(item) for item in node) if isinstance(node, list) else 0


def _all_blocks(spot: Spot) -> Iterator[Spot]:
    """Every block, those inside containers and carousels too."""
    for one in spot.items():
        if not isinstance(one.value, dict):
            continue
        yield one
        for key, holder in (("child_blocks", "container"), ("elements", "carousel")):
            if one.kind() == holder and isinstance(one.value.get(key), list):
                yield from (child for child in one.at(key).items() if isinstance(child.value, dict))


def _unique_ids(spot: Spot) -> None:
    block_ids: set[str] = set()
    for one in _all_blocks(spot):
        _refuse_repeated(one, "block_id", block_ids, "")
        if one.kind() in ("container", "carousel"):
            continue
        action_ids: set[str] = set()
        for place in _with_key(one, "action_id"):
            _refuse_repeated(place, "action_id", action_ids, " for block_id")


def _refuse_repeated(spot: Spot, key: str, known: set[str], where: str) -> None:
    name = spot.value.get(key)
    if not isinstance(name, str):
        return
    if name in known:
        spot.at(key).refuse(f'{key} "{name}" already exists{where}')
    known.add(name)


def _one_focus(spot: Spot) -> None:
    focused = [place for place in _with_key(spot, "focus_on_load") if place.value["focus_on_load"] is True]
    for place in focused[1:]:
        place.at("focus_on_load").refuse("only one element can have focus_on_load")


def _with_key(spot: Spot, key: str) -> Iterator[Spot]:
    if isinstance(spot.value, dict):
        if key in spot.value:
            yield spot
        for inner in spot.value:
            yield from _with_key(spot.at(inner), key)
    elif isinstance(spot.value, list):
        for item in spot.items():
            yield from _with_key(item, key)


def _table_totals(spot: Spot) -> None:
    for one in _all_blocks(spot):
        rows = one.value.get("rows") if one.kind() in ("table", "data_table") else None
        if tables.characters(rows) > tables.MOST_CHARACTERS:
            one.at("rows").refuse(f"no more than {tables.MOST_CHARACTERS} characters allowed")


def _message_totals(spot: Spot) -> None:
    everything = list(_all_blocks(spot))
    markdown = [one for one in everything if one.kind() == "markdown"]
    if len(markdown) > 1 and sum(_length(one.value) for one in markdown) > LONGEST_MARKDOWN:
        sentence = f"all markdown blocks together must be less than {LONGEST_MARKDOWN + 1} characters"
        markdown[-1].at("text").refuse(sentence)
    for one in [each for each in everything if each.kind() == "table"][1:]:
        one.refuse("only one table is allowed per message")
    for one in [each for each in everything if each.kind() == "data_visualization"][MOST_CHARTS:]:
        one.refuse(f"no more than {MOST_CHARTS} data_visualization blocks allowed per message")
