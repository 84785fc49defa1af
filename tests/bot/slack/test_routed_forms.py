"""A form becomes a modal that Slack takes, and what comes back is decoded by its fields' names, or refused."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from bot.sections.forms import Attach, ChooseOne, ChooseSeveral, Field, Form, Option, PickDay, PickTime, Value, Write
from bot.sections.parts import Button, Heading, Menu, MenuItem, paragraph
from bot.slack.blocks.form import form_errors, form_view
from bot.slack.blocks.sections import blocks
from bot.slack.form_state import form_about, form_values, typed_texts
from bot.slack.routed_ids import act_of, form_of_callback, pressed_value
from rubric.refusals import FormDoesNotMatch
from sandbox.block_kit import view_faults
from sandbox.elements import initially

TWO = (Option("a", "The first", about="What it means"), Option("b", "The second"))

View = dict[str, Any]

FIELDS: dict[str, tuple[Field, Value]] = {
    "one of a menu": (ChooseOne("x", "X", TWO, chosen="b"), "b"),
    "none of a menu": (ChooseOne("x", "X", TWO, optional=True), None),
    "one of a list": (ChooseOne("x", "X", TWO, chosen="a", as_list=True), "a"),
    "several of a menu": (ChooseSeveral("x", "X", TWO, chosen=("a", "b"), most=2), ("a", "b")),
    "several of a list": (ChooseSeveral("x", "X", TWO, chosen=("b",), as_list=True), ("b",)),
    "none of several": (ChooseSeveral("x", "X", TWO), ()),
    "a day": (PickDay("x", "X", chosen=date(2026, 11, 2)), "2026-11-02"),
    "a time": (PickTime("x", "X", chosen=time(9, 5)), "09:05"),
    "text": (Write("x", "X", text="Hello", longest=80), "Hello"),
    "no text": (Write("x", "X", optional=True, several_lines=True, hint="H", placeholder="P"), None),
    "no file": (Attach("x", "X", types=("ics",), optional=True), ()),
}


def a_form(*parts: Any, submit: str | None = "Save") -> Form:
    return Form(id="made_up", title="A form", parts=(paragraph("Words."), *parts), submit=submit, about="team@7@")


def returned(view: View) -> View:
    """A view with the state that Slack adds when nobody has touched it."""
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    values = {block["block_id"]: {block["element"]["action_id"]: initially(block["element"])} for block in inputs}
    return {**view, "state": {"values": values}}


@pytest.mark.parametrize(("field", "value"), FIELDS.values(), ids=FIELDS.keys())
def test_a_field_is_drawn_as_slack_wants_it_and_comes_back_as_it_was_prefilled(field: Field, value: Value) -> None:
    view = form_view(a_form(field))
    assert view_faults(view) == []
    assert form_values(returned(view)) == {"x": value}


def test_a_form_comes_back_with_its_id_and_what_it_is_about() -> None:
    view = form_view(a_form(Write("x", "X")))
    assert (form_of_callback(view), form_about(view)) == ("made_up", "team@7@")


def test_words_and_buttons_stand_where_they_were_put_between_fields() -> None:
    view = form_view(a_form(Heading("H"), Write("x", "X"), Button("Back", "go_back"), Write("y", "Y")))
    assert [block["type"] for block in view["blocks"]] == ["rich_text", "header", "input", "actions", "input"]


def test_a_form_without_a_submit_button_can_only_be_closed() -> None:
    view = form_view(a_form(submit=None))
    assert "submit" not in view
    assert view_faults(view) == []


def test_each_error_stands_beside_its_field_and_one_about_nothing_on_the_form_at_the_first() -> None:
    view = form_view(a_form(Write("x", "X"), Write("y", "Y")))
    assert form_errors(view, {"y": "Wrong.", "elsewhere": "Also wrong.", "x": "Bad."}) == {
        "field/y": "Wrong.",
        "field/x": "Also wrong. Bad.",
    }


def test_what_was_typed_comes_back_with_its_label_unless_it_stood_there_before() -> None:
    form = a_form(Write("x", "Reason"), Write("y", "Name", text="Cabinet"), ChooseOne("z", "Z", TWO, chosen="a"))
    view = returned(form_view(form))
    view["state"]["values"]["field/x"]["field"]["value"] = "Too early"
    assert typed_texts(view) == (("Reason", "Too early"),)
    assert typed_texts({"blocks": []}) == ()


TAMPERED: dict[str, tuple[Field, View]] = {
    "an option that was not offered": (
        ChooseOne("x", "X", TWO),
        {"type": "static_select", "selected_option": {"value": "c"}},
    ),
    "one such among several": (
        ChooseSeveral("x", "X", TWO),
        {"type": "multi_static_select", "selected_options": [{"value": "c"}]},
    ),
    "an option without a value": (ChooseOne("x", "X", TWO), {"type": "static_select", "selected_option": {}}),
    "another kind of element": (PickDay("x", "X"), {"type": "timepicker", "selected_time": "09:00"}),
    "a number for a text": (Write("x", "X"), {"type": "plain_text_input", "value": 7}),
}


@pytest.mark.parametrize(("field", "state"), TAMPERED.values(), ids=TAMPERED.keys())
def test_what_was_tampered_with_does_not_match(field: Field, state: View) -> None:
    view = returned(form_view(a_form(field)))
    view["state"]["values"]["field/x"]["field"] = state
    with pytest.raises(FormDoesNotMatch):
        form_values(view)


@pytest.mark.parametrize(
    "view",
    [
        pytest.param({"blocks": [], "state": None}, id="no state"),
        pytest.param({"blocks": [{"type": "input"}], "state": {"values": {}}}, id="an input without an element"),
        pytest.param(
            {"blocks": [{"type": "input", "block_id": "x", "element": {}}], "state": {"values": {}}}, id="another id"
        ),
        pytest.param(
            {
                "blocks": [{"type": "input", "block_id": "field/x", "element": {"type": "email_text_input"}}],
                "state": {"values": {"field/x": {"field": {"type": "email_text_input"}}}},
            },
            id="an element that no form has",
        ),
    ],
)
def test_a_view_that_no_form_makes_does_not_match(view: View) -> None:
    with pytest.raises(FormDoesNotMatch):
        form_values(view)


def test_a_view_without_what_it_is_about_does_not_match() -> None:
    with pytest.raises(FormDoesNotMatch):
        form_about({"private_metadata": None})


@pytest.mark.parametrize("callback", ["form/", "rating_form", ""])
def test_a_view_that_is_none_of_the_forms_does_not_match(callback: str) -> None:
    with pytest.raises(FormDoesNotMatch):
        form_of_callback({"callback_id": callback})


def test_several_buttons_of_one_kind_stand_in_a_row_and_say_which_was_pressed() -> None:
    (row,) = blocks([Button("One", "choose", "1"), Button("Two", "choose", "2", confirm="Sure?"), a_menu()])
    assert view_faults({"type": "home", "blocks": [row]}) == []
    for element, value in zip(row["elements"], ("1", "2"), strict=False):
        body = {"actions": [{"action_id": element["action_id"], "value": element["value"]}]}
        assert (act_of(body), pressed_value(body)) == ("choose", value)


def a_menu(chosen: str | None = "b") -> Menu:
    return Menu("Which?", "pick", (MenuItem("a", "A"), MenuItem("b", "B")), chosen=chosen)


def test_a_menu_says_what_was_chosen_in_it() -> None:
    (row,) = blocks([a_menu()])
    element = row["elements"][0]
    assert element["initial_option"]["value"] == "b"
    body = {"actions": [{"action_id": element["action_id"], "selected_option": element["options"][0]}]}
    assert (act_of(body), pressed_value(body)) == ("pick", "a")
    (without,) = blocks([replace(a_menu(), chosen=None)])
    assert "initial_option" not in without["elements"][0]


def test_a_button_without_a_value_has_none_and_one_of_another_kind_is_no_routed_act() -> None:
    assert pressed_value({"actions": [{"action_id": "do/x"}]}) == ""
    with pytest.raises(FormDoesNotMatch):
        act_of({"actions": [{"action_id": "rate_from_card"}]})
