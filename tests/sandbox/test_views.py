"""views.*: triggers, the stack of three, hashes, external ids, and what stays typed over an update."""

import json
from datetime import timedelta

import pytest

from sandbox.clock import ManualClock
from sandbox.json_types import Json
from sandbox.workspace import Workspace
from tests.sandbox.samples import (
    asks,
    home,
    modal,
    option,
    options,
    plain,
    radio,
    section,
    select,
    text,
    text_input,
)
from tests.sandbox.workspaces import NOON, a_workspace, call, opened, person, trigger


def opening(workspace: Workspace, trigger_id: str, view: Json | None = None) -> Json:
    return call(workspace, "views.open", trigger_id=trigger_id, view=view or modal(section()))


def test_an_opened_modal_is_before_the_person_who_clicked() -> None:
    workspace = a_workspace()
    view = opened(workspace, modal(section(), private_metadata="m", notify_on_close=True))
    shown = person(workspace).view
    assert shown is not None
    assert shown["id"] == view["id"] == view["root_view_id"]
    assert (shown["hash"], shown["private_metadata"]) == (view["hash"], "m")
    assert (shown["callback_id"], shown["notify_on_close"], shown["team_id"]) == ("form", True, "T1")
    assert shown["blocks"][0]["block_id"]
    assert person(workspace, "U2").view is None


def test_a_trigger_works_once() -> None:
    workspace = a_workspace()
    trigger_id = trigger(workspace)
    assert opening(workspace, trigger_id)["ok"]
    assert opening(workspace, trigger_id)["error"] == "exchanged_trigger_id"


def test_a_trigger_works_for_three_seconds() -> None:
    clock = ManualClock(NOON)
    workspace = a_workspace(clock=clock)
    in_time, late = trigger(workspace), trigger(workspace)
    clock.advance(timedelta(seconds=3))
    assert opening(workspace, in_time)["ok"]
    clock.advance(timedelta(milliseconds=1))
    assert opening(workspace, late)["error"] == "expired_trigger_id"


def test_a_made_up_trigger_is_refused() -> None:
    workspace = a_workspace()
    assert opening(workspace, "1.2.three")["error"] == "invalid_trigger_id"
    assert call(workspace, "views.open", view=modal())["error"] == "invalid_arguments"


def test_a_refused_view_leaves_the_trigger_unused() -> None:
    workspace = a_workspace()
    trigger_id = trigger(workspace)
    refused = opening(workspace, trigger_id, modal(section(text(3001))))
    assert refused["error"] == "invalid_blocks"
    assert refused["response_metadata"]["messages"] == [
        "[ERROR] must be less than 3001 characters [json-pointer:/view/blocks/0/text/text]"
    ]
    assert opening(workspace, trigger_id)["ok"]


@pytest.mark.parametrize(
    ("view", "error"),
    [
        (modal(title=plain(text(25))), "invalid_arguments"),
        (modal(private_metadata=text(3001)), "invalid_arguments"),
        (home(), "invalid_arguments"),
        ("not json", "invalid_arguments"),
        ([], "invalid_arguments"),
        (modal(*[section(text(2600))] * 100), "view_too_large"),
        (
            modal({"type": "image", "alt_text": "a", "slack_file": {"id": "F404"}}),
            "invalid_blocks",
        ),
    ],
    ids=["title", "private_metadata", "home", "no json", "no object", "250 kB", "file"],
)
def test_a_view_that_slack_would_not_show_is_refused(view: object, error: str) -> None:
    workspace = a_workspace()
    answered = call(workspace, "views.open", trigger_id=trigger(workspace), view=view)
    assert answered["error"] == error
    assert person(workspace).view is None


def test_a_view_may_be_given_as_json_text() -> None:
    workspace = a_workspace()
    answered = call(workspace, "views.open", trigger_id=trigger(workspace), view=json.dumps(modal(section())))
    assert answered["ok"]


def test_the_stack_is_three_deep() -> None:
    workspace = a_workspace()
    below = opened(workspace, modal(section("root")))
    root = below["id"]
    for name in ("second", "third"):
        trigger_id = trigger(workspace, view_id=below["id"])
        pushed = call(workspace, "views.push", trigger_id=trigger_id, view=modal(section(name)))
        assert (pushed["view"]["previous_view_id"], pushed["view"]["root_view_id"]) == (below["id"], root)
        below = pushed["view"]
    trigger_id = trigger(workspace, view_id=below["id"])
    refused = call(workspace, "views.push", trigger_id=trigger_id, view=modal(section()))
    assert refused["error"] == "push_limit_reached"
    assert len(person(workspace).views) == 3


def test_nothing_is_pushed_where_nothing_is_open() -> None:
    workspace = a_workspace()
    pushed = call(workspace, "views.push", trigger_id=trigger(workspace, view_id="V1"), view=modal())
    assert pushed["error"] == "not_found"


def test_each_device_has_its_own_stack() -> None:
    workspace = a_workspace()
    phone = workspace.triggers.issue("U1", device="phone", channel="C1")
    opened(workspace, modal(section("desktop")))
    opening(workspace, phone, modal(section("phone")))
    on_phone = person(workspace, device="phone").view
    assert on_phone is not None
    assert on_phone["blocks"][0]["text"]["text"] == "phone"
    assert len(person(workspace).views) == 1


def test_an_update_gives_a_new_hash_and_refuses_a_stale_one() -> None:
    workspace = a_workspace()
    view = opened(workspace, modal(section("old")))
    new = modal(section("new"))
    fresh = call(workspace, "views.update", view_id=view["id"], hash=view["hash"], view=new)
    assert fresh["view"]["id"] == view["id"]
    assert fresh["view"]["hash"] != view["hash"]
    stale = call(workspace, "views.update", view_id=view["id"], hash=view["hash"], view=new)
    assert stale["error"] == "hash_conflict"
    assert call(workspace, "views.update", view_id=view["id"], view=new)["ok"]


def test_a_closed_view_cannot_be_updated() -> None:
    workspace = a_workspace()
    view = opened(workspace, modal(section()))
    person(workspace).close_view()
    gone = call(workspace, "views.update", view_id=view["id"], view=modal(section()))
    assert gone["error"] == "not_found"


def test_an_external_id_finds_a_view_and_belongs_to_one() -> None:
    workspace = a_workspace()
    opened(workspace, modal(section("old"), external_id="mine"))
    new = modal(section("new"), external_id="mine")
    assert call(workspace, "views.update", external_id="mine", view=new)["ok"]
    taken = call(workspace, "views.open", trigger_id=trigger(workspace, "U2"), view=new)
    assert taken["error"] == "duplicate_external_id"
    person(workspace).close_view()
    assert call(workspace, "views.open", trigger_id=trigger(workspace, "U2"), view=new)["ok"]


def test_home_is_published_and_republished_with_hashes() -> None:
    workspace = a_workspace()
    first = call(workspace, "views.publish", user_id="U1", view=home(section("one")))["view"]
    second = call(workspace, "views.publish", user_id="U1", view=home(section("two")), hash=first["hash"])
    assert second["view"]["id"] == first["id"]
    stale = call(workspace, "views.publish", user_id="U1", view=home(section()), hash=first["hash"])
    assert stale["error"] == "hash_conflict"
    shown = person(workspace).home
    assert shown is not None
    assert shown["blocks"][0]["text"]["text"] == "two"


def test_home_is_published_only_to_people_and_only_while_it_is_on() -> None:
    workspace = a_workspace()
    assert call(workspace, "views.publish", user_id="U404", view=home())["error"] == "user_not_found"
    workspace.home_tab_enabled = False
    assert call(workspace, "views.publish", user_id="U1", view=home())["error"] == "not_enabled"


def values(workspace: Workspace) -> Json:
    view = person(workspace).view
    assert view is not None
    state: Json = view["state"]["values"]
    return state


def test_initial_values_count_as_state_until_they_are_changed() -> None:
    workspace = a_workspace()
    chosen = option("1", "Option 1")
    view = modal(
        asks(radio(initial_option=chosen), "a"),
        asks(text_input(initial_value="so"), "b"),
        asks(text_input(), "c"),
        asks(select() | {"type": "multi_static_select"}, "d"),
    )
    answered = opened(workspace, view)
    assert values(workspace) == answered["state"]["values"]
    assert values(workspace) == {
        "a": {"pick": {"type": "radio_buttons", "selected_option": chosen}},
        "b": {"words": {"type": "plain_text_input", "value": "so"}},
        "c": {"words": {"type": "plain_text_input", "value": None}},
        "d": {"pick": {"type": "multi_static_select", "selected_options": []}},
    }


def test_an_update_keeps_what_is_typed_under_the_same_ids_and_wipes_the_rest() -> None:
    workspace = a_workspace()
    opened(workspace, modal(asks(text_input(), "same"), asks(text_input(), "other"), asks(radio(), "kind")))
    ann = person(workspace)
    ann.type("same", "kept")
    ann.type("other", "lost")
    ann.choose("kind", "1")
    view = modal(
        asks(text_input(initial_value="ignored"), "same"),
        asks(text_input("renamed", initial_value="fresh"), "other"),
        asks(select(), "kind"),
    )
    top = ann.view
    assert top is not None
    call(workspace, "views.update", view_id=top["id"], view=view)
    assert values(workspace)["same"]["words"]["value"] == "kept"
    assert values(workspace)["other"] == {"renamed": {"type": "plain_text_input", "value": "fresh"}}
    assert values(workspace)["kind"]["pick"]["selected_option"] is None


def test_a_choice_no_longer_offered_is_forgotten_by_an_update() -> None:
    workspace = a_workspace()
    view = opened(workspace, modal(asks(radio(3), "a"), asks(radio(3), "b")))
    person(workspace).choose("a", "2")
    person(workspace).choose("b", "1")
    narrowed = modal(asks(radio(2), "a"), asks(radio(2), "b"))
    call(workspace, "views.update", view_id=view["id"], view=narrowed)
    assert values(workspace)["a"]["pick"]["selected_option"] is None
    assert values(workspace)["b"]["pick"]["selected_option"] == options(2)[1]


def test_a_menu_may_begin_at_the_conversation_one_comes_from() -> None:
    workspace = a_workspace()
    here = {"type": "conversations_select", "action_id": "where", "default_to_current_conversation": True}
    opened(workspace, modal(asks(here)))
    assert values(workspace)["asked"]["where"]["selected_conversation"] == "C1"
