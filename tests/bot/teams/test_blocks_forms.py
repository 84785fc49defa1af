"""Forms as Teams' cards: every kind of field, errors beside them, and short names where a card would be too heavy."""

from dataclasses import replace
from datetime import date, time

import pytest

from bot.sections.forms import Attach, ChooseOne, ChooseSeveral, Form, Option, PickDay, PickTime, Write
from bot.sections.parts import Button, Divider, Menu, MenuItem, paragraph
from bot.teams.blocks.fitting import MOST_BYTES, weight
from bot.teams.blocks.form import form_card, form_title
from bot.teams.form_state import form_values
from bot.teams.ids import Own, Surface, carried
from bot.teams.short_names import coded, spelled_out
from sandbox.teams.cards import faults
from tests.bot.teams.cards import actions, acts, inputs, labels, lines

OPTIONS = (Option("a,b", "First", "about it"), Option("c%", "Second *"))
FORM = Form(
    "form",
    "Title",
    (
        paragraph("Read this."),
        Divider(),
        ChooseOne("one", "One", OPTIONS, chosen="c%", hint="A hint", as_list=True),
        ChooseSeveral("several", "Several", OPTIONS, chosen=("a,b", "c%"), optional=True),
        PickDay("day", "Day", date(2026, 11, 26)),
        PickTime("hour", "Hour", time(9, 30)),
        Write("text", "Text", "Typed", placeholder="Here", several_lines=True, longest=300),
        Attach("file", "File", ("ics", "ical"), hint="From the calendar."),
        Menu("Menu", "menu", (MenuItem("1", "One"),)),
        Button("Back", "back", "value"),
    ),
    submit="Save",
    about="about",
)
SURFACES = pytest.mark.parametrize("surface", Surface)


@SURFACES
def test_every_kind_of_field_has_its_input(surface: Surface) -> None:
    card = form_card(FORM, kept="token", surface=surface)
    assert faults(card, in_dialog=surface is Surface.DIALOG) == []
    found = inputs(card)
    assert list(found) == ["in/one", "in/several", "in/day", "in/hour", "in/text", "menu/menu"]
    kinds = {name: (one["type"], one.get("style"), one.get("value")) for name, one in found.items()}
    assert kinds == {
        "in/one": ("Input.ChoiceSet", "expanded", "c%"),
        "in/several": ("Input.ChoiceSet", "compact", "a%2Cb,c%25"),
        "in/day": ("Input.Date", None, "2026-11-26"),
        "in/hour": ("Input.Time", None, "09:30"),
        "in/text": ("Input.Text", None, "Typed"),
        "menu/menu": ("Input.ChoiceSet", None, None),
    }
    assert found["in/text"]["maxLength"] == 300
    assert found["in/text"]["isMultiline"]
    assert [choice["title"] for choice in found["in/one"]["choices"]] == ["First: about it", "Second ∗"]
    assert [one["label"] for one in found.values()] == ["One", "Several (optional)", "Day", "Hour", "Text", "Menu"]
    # Teams' own check would keep Back from working too.
    assert not any(one.get("isRequired") for one in found.values())


@SURFACES
def test_every_button_of_a_form_carries_the_token_it_is_kept_under(surface: Surface) -> None:
    card = form_card(FORM, kept="token", surface=surface)
    assert acts(card) == ["menu", "back", Own.SUBMIT]
    assert {carried(action["data"]).form for action in actions(card)} == {"token"}
    assert labels(card)[-1] == "Save"
    assert "about" not in str([action["data"] for action in actions(card)])


def test_a_dialog_has_its_title_itself_and_a_chat_needs_a_heading() -> None:
    assert form_title(FORM) == "Title"
    assert lines(form_card(FORM, kept="", surface=Surface.DIALOG))[0] == "Read this."
    assert lines(form_card(FORM, kept="", surface=Surface.CHAT))[0] == "Title"


def test_a_field_for_a_file_says_where_the_file_goes() -> None:
    said = lines(form_card(FORM, kept="", surface=Surface.DIALOG))
    at = said.index("File")
    assert said[at + 1].startswith("Forms take no file here. Send the file (.ics or .ical) to Homeroom")
    assert said[at + 2] == "From the calendar."


def test_a_form_without_a_submit_can_only_be_read() -> None:
    card = form_card(Form("form", "Title", (paragraph("Read this."),)), kept="", surface=Surface.DIALOG)
    assert actions(card) == []


def test_what_is_wrong_stands_below_its_field_and_at_the_top_that_something_is() -> None:
    errors = {"day": "No such day.", "gone": "Not on the form.", "file": "No file."}
    card = form_card(FORM, kept="", surface=Surface.DIALOG, errors=errors)
    said = lines(card)
    assert said[:2] == ["2 answers below need another look.", "Not on the form."]
    body = card["body"]
    at = next(number for number, element in enumerate(body) if element.get("id") == "in/day")
    assert lines(body[at + 1]) == ["No such day."]
    assert body[at + 1]["inlines"][0]["color"] == "Attention"
    assert said[said.index("From the calendar.") + 1] == "No file."
    assert faults(card, in_dialog=True) == []


def test_a_choice_that_is_not_on_offer_any_more_is_not_chosen() -> None:
    form = Form("form", "Title", (ChooseOne("one", "One", OPTIONS, chosen="gone"),), submit="Save")
    assert "value" not in inputs(form_card(form, kept="", surface=Surface.DIALOG))["in/one"]


def heavy(people: int) -> Form:
    """A choice of people whose ids are as long as Teams makes them."""
    options = tuple(Option(f"29:1{at:_>100}", f"Somebody {at}") for at in range(people))
    several = ChooseSeveral("several", "Several", options, chosen=(options[1].value, options[2].value))
    fields = [replace(several, name=f"several/{at}") for at in range(3)]
    return Form("form", "T", (*fields, ChooseOne("one", "One", options, chosen=options[3].value)), submit="Save")


def test_a_form_that_would_be_too_heavy_has_short_names_and_comes_back_as_it_was_offered() -> None:
    light, form = heavy(5), heavy(100)
    assert next(iter(inputs(form_card(light, kept="", surface=Surface.DIALOG)))) == "in/several/0"
    card = form_card(form, kept="", surface=Surface.DIALOG)
    assert weight(card) < MOST_BYTES
    assert faults(card, in_dialog=True) == []
    found = inputs(card)
    assert list(found) == ["in/#0", "in/#1", "in/#2", "in/#3"]
    assert found["in/#0"]["choices"][7] == {"title": "Somebody 7", "value": "#7"}
    for offered in (light, form):
        back = {name: one["value"] for name, one in inputs(form_card(offered, kept="", surface=Surface.DIALOG)).items()}
        (action,) = actions(form_card(offered, kept="", surface=Surface.DIALOG))
        assert form_values(offered, carried({**action["data"], **back})) == {
            field.name: field.chosen for field in offered.fields() if isinstance(field, ChooseOne | ChooseSeveral)
        }


def test_values_with_commas_come_back_whole() -> None:
    card = form_card(FORM, kept="", surface=Surface.DIALOG)
    back = {name: one["value"] for name, one in inputs(card).items() if "value" in one}
    values = form_values(FORM, carried({**actions(card)[0]["data"], **back}))
    assert values["several"] == ("a,b", "c%")
    assert values["one"] == "c%"


def test_short_names_change_nothing_else_of_a_form() -> None:
    short = coded(FORM)
    assert [field.name for field in short.fields()] == ["#0", "#1", "#2", "#3", "#4", "#5"]
    assert [part for part in short.parts if part in FORM.parts] == [FORM.parts[0], FORM.parts[1], *FORM.parts[-2:]]
    typed = carried({"homeroom": {"act": "submit"}, "in/#4": "#1", "in/odd": "x", "in/#0": "#1", "in/#1": "#1,#0"})
    assert spelled_out(FORM, typed).fields == {"text": "#1", "odd": "x", "one": "c%", "several": "c%25,a%2Cb"}
