"""Whatever an app sends, it gets an answer in Slack's words: never an exception."""

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.block_kit import faults, view_faults
from sandbox.json_types import Json
from tests.sandbox.samples import (
    actions,
    asks,
    button,
    card,
    chart,
    container,
    data_table,
    feedback,
    image,
    modal,
    option,
    pie,
    plain,
    radio,
    rich,
    rich_line,
    section,
    select,
    table,
    text_input,
)
from tests.sandbox.workspaces import a_workspace, call, trigger

BLOCKS: list[Json] = [
    section(accessory=select(initial_option=option("1", "Option 1"))),
    {"type": "section", "fields": [plain()]},
    {"type": "header", "text": plain()},
    actions(button(confirm={"title": plain(), "text": plain(), "confirm": plain(), "deny": plain()})),
    asks(text_input(min_length=1, max_length=5, initial_value="so")),
    asks(radio() | {"type": "checkboxes", "initial_options": [option("1", "Option 1")]}, "b"),
    image(),
    {"type": "image", "alt_text": "a", "slack_file": {"id": "F1"}},
    {"type": "context", "elements": [plain(), image()]},
    {"type": "context_actions", "elements": [feedback()]},
    rich(rich_line()),
    table(),
    data_table(),
    chart(),
    pie(),
    {"type": "carousel", "elements": [card(actions=[button()])]},
    container(section(block_id="inner")),
    {"type": "markdown", "text": "x"},
    {"type": "alert", "text": plain()},
]
ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.just([]),
    st.just({}),
    st.just([[]]),
    st.just([None]),
    st.just({"type": []}),
    st.sampled_from(BLOCKS),
)


def places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The way to every value inside a value."""
    found = [path] if path else []
    if isinstance(value, dict | list):
        inside = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in inside:
            found += places(inner, (*path, key))
    return found


@st.composite
def spoiled(draw: st.DrawFn) -> Json:
    """A valid block with one value inside replaced by something else."""
    block = copy.deepcopy(draw(st.sampled_from(BLOCKS)))
    *way, last = draw(st.sampled_from(places(block)))
    holder: Any = block
    for key in way:
        holder = holder[key]
    holder[last] = copy.deepcopy(draw(ANYTHING))
    return block


@settings(max_examples=300, deadline=None)
@given(spoiled())
def test_spoiled_blocks_are_judged_and_never_break_the_judge(block: Json) -> None:
    for surface in ("message", "modal", "home"):
        for fault in faults([block], surface):
            assert fault.pointer.startswith("/blocks")
    assert all(isinstance(fault.sentence, str) for fault in view_faults(modal(block)))


@settings(max_examples=150, deadline=None)
@given(spoiled())
def test_spoiled_messages_and_views_are_answered(block: Json) -> None:
    workspace = a_workspace()
    posted = call(workspace, "chat.postMessage", channel="C1", text="x", blocks=[block])
    assert posted["ok"] or posted["error"] in ("invalid_blocks", "msg_blocks_too_long")
    opened = call(workspace, "views.open", trigger_id=trigger(workspace), view=modal(block))
    assert opened["ok"] or opened["error"] == "invalid_blocks"


def test_null_means_not_given_everywhere() -> None:
    workspace = a_workspace()
    picture = image(slack_file=None, title=None)
    menu = select(initial_option=None, option_groups=None, placeholder=None)
    typed = text_input(min_length=None, max_length=None, initial_value=None)
    blocks = [picture, actions(menu, block_id=None), asks(typed, hint=None)]
    posted = call(workspace, "chat.postMessage", channel="C1", text="x", blocks=blocks)
    assert posted["ok"]
    assert "slack_file" not in posted["message"]["blocks"][0]
    view = modal(*blocks, close=None, private_metadata=None)
    assert call(workspace, "views.open", trigger_id=trigger(workspace), view=view)["ok"]


def test_arguments_of_the_wrong_kind_are_refused() -> None:
    workspace = a_workspace()
    bad = {"text": "x", "channel": "C1", "attachments": {"a": 1}}
    assert call(workspace, "chat.postMessage", **bad)["error"] == "invalid_arguments"
    refused = call(workspace, "conversations.history", channel="C1", oldest="noon")
    assert refused["error"] == "invalid_ts_oldest"
    assert call(workspace, "files.completeUploadExternal", files=["F1"])["error"] == "invalid_arguments"
