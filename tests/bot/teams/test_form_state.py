"""What stands in a form that comes back from Teams: every value as text, and nothing that wasn't on offer."""

from datetime import date, time

import pytest

from bot.sections.forms import Attach, ChooseOne, ChooseSeveral, Form, Option, PickDay, PickTime, Value, Write
from bot.sections.parts import Button, Menu, MenuItem
from bot.teams.form_state import filled, form_values, not_taken, pressed_value, typed_texts
from bot.teams.ids import Carried, one_of_several
from bot.teams.short_names import coded
from rubric.refusals import FormDoesNotMatch
from tests.limits.forms import FORMS

OPTIONS = (Option("a", "A"), Option("b", "B"), Option("c, d", "C and D"))
FORM = Form(
    "form",
    "Title",
    (
        ChooseOne("one", "One", OPTIONS),
        ChooseSeveral("several", "Several", OPTIONS, most=2, optional=True),
        PickDay("day", "Day"),
        PickTime("time", "Time"),
        Write("text", "Text", "as before", longest=12),
        Attach("file", "File", ("ics",), optional=True),
        Menu("Menu", "turn", (MenuItem("x", "X"), MenuItem("y", "Y")), chosen="x"),
        Button("Go", "go", "there"),
        Button("Turn", "turn", "z"),
    ),
    submit="Save",
)
EMPTY: dict[str, Value] = {"one": None, "several": (), "day": None, "time": None, "text": None, "file": ()}


def brought(fields: dict[str, str] | None = None, menus: dict[str, str] | None = None) -> Carried:
    return Carried("submit", form="token", fields=fields or {}, menus=menus or {})


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, {}),
        ({"one": "", "several": "", "day": "", "time": "", "text": ""}, {}),
        ({"one": "b"}, {"one": "b"}),
        ({"several": "b"}, {"several": ("b",)}),
        ({"several": "b,a"}, {"several": ("b", "a")}),
        ({"several": "a,a,b"}, {"several": ("a", "b")}),
        ({"several": f"{one_of_several('c, d')},a"}, {"several": ("c, d", "a")}),
        ({"day": "2026-11-02"}, {"day": "2026-11-02"}),
        ({"time": "09:30"}, {"time": "09:30"}),
        ({"time": "09:30:00"}, {"time": "09:30"}),
        ({"text": "a, b"}, {"text": "a, b"}),
    ],
)
def test_each_kind_of_field_comes_back_as_the_use_cases_know_it(
    fields: dict[str, str], found: dict[str, Value]
) -> None:
    assert form_values(FORM, brought(fields)) == EMPTY | found


@pytest.mark.parametrize(
    "carried",
    [
        brought({"one": "z"}),
        brought({"one": "a,b"}),
        brought({"several": "a,z"}),
        brought({"several": "c, d"}),
        brought({"day": "tomorrow"}),
        brought({"day": "2026-13-40"}),
        brought({"time": "25:99"}),
        brought({"other": "x"}),
        brought(menus={"turn": "z"}),
        brought(menus={"other": "x"}),
    ],
)
def test_what_was_not_on_offer_is_not_taken(carried: Carried) -> None:
    with pytest.raises(FormDoesNotMatch):
        form_values(FORM, carried)


def test_a_menu_comes_by_what_it_does() -> None:
    assert form_values(FORM, brought(menus={"turn": "y"})) == EMPTY | {"turn": "y"}
    assert form_values(FORM, brought(menus={"turn": ""})) == EMPTY


@pytest.mark.parametrize(
    ("act", "value", "menus", "pressed"),
    [
        ("go", "there", {}, "there"),
        ("turn", "z", {"turn": "y"}, "z"),
        ("turn", "", {"turn": "y"}, "y"),
    ],
)
def test_a_press_is_one_of_a_button_or_a_menu_of_the_form(
    act: str, value: str, menus: dict[str, str], pressed: str
) -> None:
    assert pressed_value(FORM, Carried(act, value, "token", menus=menus)) == pressed


@pytest.mark.parametrize(
    ("act", "value", "menus"),
    [("go", "elsewhere", {}), ("go", "", {}), ("turn", "w", {}), ("turn", "", {}), ("away", "there", {})],
)
def test_a_press_of_what_the_form_does_not_have_is_none(act: str, value: str, menus: dict[str, str]) -> None:
    with pytest.raises(FormDoesNotMatch):
        pressed_value(FORM, Carried(act, value, "token", menus=menus))


def test_what_no_client_holds_people_to_is_said_beside_the_field() -> None:
    nothing = not_taken(FORM, form_values(FORM, brought()))
    assert list(nothing) == ["one", "day", "time", "text"]
    too_much = {"one": "a", "several": "a,b,c%2C d", "day": "2026-11-02", "time": "09:30", "text": "thirteen long"}
    errors = not_taken(FORM, form_values(FORM, brought(too_much)))
    assert list(errors) == ["several", "text"]
    assert "two" in errors["several"]
    assert "13" in errors["text"]
    assert "12" in errors["text"]


def test_a_form_that_comes_back_has_everything_typed_in_it() -> None:
    typed = {"one": "b", "several": "b,a", "day": "2026-11-02", "time": "09:30", "text": "typed"}
    again = filled(FORM, form_values(FORM, brought(typed, {"turn": "y"})))
    one, several, day, at, text, _, menu, *_ = again.parts
    assert (one, several) == (
        ChooseOne("one", "One", OPTIONS, "b"),
        ChooseSeveral("several", "Several", OPTIONS, ("b", "a"), most=2, optional=True),
    )
    assert (day, at) == (PickDay("day", "Day", date(2026, 11, 2)), PickTime("time", "Time", time(9, 30)))
    assert isinstance(text, Write)
    assert text.text == "typed"
    assert isinstance(menu, Menu)
    assert menu.chosen == "y"


def test_what_was_emptied_stays_empty() -> None:
    again = filled(FORM, form_values(FORM, brought({"text": ""})))
    assert next(part.text for part in again.parts if isinstance(part, Write)) == ""


def test_what_was_typed_is_given_back_by_label_unless_it_stood_there_before() -> None:
    assert typed_texts(FORM, brought({"text": "typed", "one": "a"})) == (("Text", "typed"),)
    assert typed_texts(FORM, brought({"text": "as before"})) == ()
    assert typed_texts(FORM, brought({"text": ""})) == ()


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_form_handed_in_as_it_was_shown_brings_what_stood_in_it(form: Form) -> None:
    own = {name: value for name, value in form_values(form, _as_shown(form)).items() if value}
    assert own == {name: value for name, value in form_values(form, _as_shown(coded(form))).items() if value}
    shown = {
        field.name: value
        for field in form.fields()
        if not isinstance(field, Attach) and (value := field.text if isinstance(field, Write) else field.chosen)
    }
    assert own.keys() >= shown.keys()
    assert filled(form, form_values(form, _as_shown(form))) == form


def _as_shown(form: Form) -> Carried:
    """What a client brings of it when nobody touched anything."""
    fields: dict[str, str] = {}
    for field in form.fields():
        match field:
            case ChooseSeveral(chosen=chosen):
                fields[field.name] = ",".join(map(one_of_several, chosen))
            case ChooseOne(chosen=chosen):
                fields[field.name] = chosen or ""
            case PickDay(chosen=on):
                fields[field.name] = on.isoformat() if on else ""
            case PickTime(chosen=at):
                fields[field.name] = at.strftime("%H:%M") if at else ""
            case Write(text=text):
                fields[field.name] = text
            case Attach():
                pass
    return brought(fields)
