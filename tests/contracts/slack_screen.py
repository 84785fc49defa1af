"""Reads Slack's views and messages as somebody does who looks: their words, what stands in fields, their buttons."""

from collections.abc import Callable, Sequence
from typing import Any

from bot.sections.parts import Act
from bot.slack import routed_ids
from tests.contracts.stage import Held, Shown

# Where each kind of input keeps what stands in it.
_HOLDS = ("value", "selected_date", "selected_time")

Json = dict[str, Any]


def shown_in(view: Json, name_of: Callable[[str], str]) -> Shown:
    form = str(view.get("callback_id") or "")
    states = {
        routed_ids.field_of_block(block): state
        for block, of_block in (view.get("state") or {}).get("values", {}).items()
        for state in of_block.values()
        if block.startswith("field/")
    }
    fields = {name: _held(state) for name, state in states.items()}
    typed = [value for value in fields.values() if isinstance(value, str)]
    said = [*_texts([view.get("title"), view["blocks"]], name_of), *typed, *view.get("errors", {}).values()]
    return Shown(
        words="\n".join(said),
        form=form.removeprefix("form/"),
        fields=fields,
        acts=acts_in(view),
        chosen={name: tuple(str(one["text"]["text"]) for one in _options(state)) for name, state in states.items()},
    )


def _held(state: Json) -> Held:
    for key in _HOLDS:
        if key in state:
            return None if state[key] is None else str(state[key])
    if "files" in state:
        return [str(one["name"]) for one in state["files"]]
    picked = [str(option["value"]) for option in _options(state)]
    return picked if "selected_options" in state else next(iter(picked), None)


def _options(state: Json) -> list[Json]:
    """Those that are chosen."""
    one = state.get("selected_option")
    return [one] if one else state.get("selected_options") or []


def _texts(node: Any, name_of: Callable[[str], str]) -> list[str]:
    """Every text that can be read in it; what stands in one line is one text."""
    match node:
        case {"type": str(kind), "elements": list(spans)} if kind in ("rich_text_section", "rich_text_quote"):
            return ["".join(_span(span, name_of) for span in spans)]
        case {"text": str(text), **more}:
            return [text, *_texts(more, name_of)]
        case dict():
            return [text for value in node.values() for text in _texts(value, name_of)]
        case list():
            return [text for item in node for text in _texts(item, name_of)]
        case _:
            return []


def _span(span: Json, name_of: Callable[[str], str]) -> str:
    if span["type"] == "channel":
        return f"#{name_of(span['channel_id'])}"
    return str(span.get("text") or span.get("url", ""))


def acts_in(place: Json) -> tuple[str, ...]:
    """What the buttons and menus of a view or a message do."""
    return tuple(act for _, element in _elements(place) if (act := _act(element)))


def _elements(place: Json) -> list[tuple[Json, Json]]:
    return [
        (block, element)
        for block in place.get("blocks", ())
        if block["type"] == "actions"
        for element in block["elements"]
    ]


def _act(element: Json) -> str:
    own, *more = str(element.get("action_id")).split("/")
    return more[0] if own == "do" else own if own in list(Act) else ""


def pressable(place: Json, act: str, value: str | None) -> tuple[Json, Json]:
    """The first element of a view or a message that does `act`, or the one that has `value`, and its block."""
    for block, element in _elements(place):
        values: Sequence[str] = [option["value"] for option in element.get("options", ())] or [element.get("value", "")]
        if _act(element) == act and (value is None or value in values):
            return block, element
    raise AssertionError(f"no {act} with {value!r} there; there is {[_act(one) for _, one in _elements(place)]}")
