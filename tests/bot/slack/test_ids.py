"""What Slack carries back is decoded, or refused as not matching; nothing odd gets further."""

from typing import Any

import pytest

from bot.slack import ids
from bot.slack.blocks.rating_form import rating_view
from bot.use_cases.results import RatingForm
from rubric.check_in import CheckIn
from rubric.people import MemberId
from rubric.rating import Choice, Rating
from rubric.refusals import FormDoesNotMatch
from tests.builders import OPENING, ZONE, a_check_in

CHECK_IN = a_check_in("a.1", "a.2", id="0f3c", number=6)

View = dict[str, Any]


def a_view(check_in: CheckIn = CHECK_IN, *, level: str | None = None, evidence: str = "") -> View:
    """The form as Slack returns it untouched; a.1 was rated before as given."""
    a1 = check_in.asked[0].id
    rating = Rating(a1, MemberId("dana"), level, evidence, OPENING)  # type: ignore[arg-type]
    return returned(rating_view(RatingForm(ZONE, check_in, {a1: rating})))


def returned(view: View) -> View:
    """A view with the state that Slack adds when nobody has touched it."""
    values = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            values[block["block_id"]] = {element["action_id"]: untouched(element)}
    return {**view, "state": {"values": values}}


def untouched(element: View) -> View:
    kind = element["type"]
    found = {
        "radio_buttons": {"selected_option": element.get("initial_option")},
        "static_select": {"selected_option": element.get("initial_option")},
        "plain_text_input": {"value": element.get("initial_value")},
        "conversations_select": {"selected_conversation": element.get("initial_conversation")},
        "datepicker": {"selected_date": element.get("initial_date")},
        "timepicker": {"selected_time": element.get("initial_time")},
    }
    return {"type": kind, **found[kind]}


def tap(view: View, indicator: str, level: str) -> None:
    state = view["state"]["values"][ids.level_block("0f3c", indicator)]
    state[ids.LEVEL_CHOICE]["selected_option"] = {"text": {"type": "plain_text", "text": "x"}, "value": level}


def type_in(view: View, indicator: str, text: str | None) -> None:
    view["state"]["values"][ids.evidence_block("0f3c", indicator)][ids.EVIDENCE_INPUT]["value"] = text


def touched(view: View) -> tuple[Choice, ...]:
    """What differs from what the form was opened with, without what it was opened with."""
    return tuple(
        Choice(
            choice.indicator_id,
            choice.level_id if choice.level_id != choice.level_before else None,
            choice.evidence if choice.evidence != choice.evidence_before else None,
            tapped=choice.tapped,
        )
        for choice in ids.form_choices(view)
        if (choice.level_id, choice.evidence) != (choice.level_before, choice.evidence_before)
    )


def test_an_untouched_form_holds_no_choice() -> None:
    assert touched(a_view(level="strength", evidence="Seen it.")) == ()


def test_only_what_was_touched_is_a_choice() -> None:
    view = a_view(level="strength", evidence="Seen it.")
    tap(view, "a.2", "urgent-gap")
    type_in(view, "a.1", "Seen it twice.")
    assert set(touched(view)) == {
        Choice(CHECK_IN.asked[0].id, evidence="Seen it twice.", tapped=False),
        Choice(CHECK_IN.asked[1].id, level_id=CHECK_IN.scale.levels[3].id, tapped=False),
    }


def test_a_level_and_a_note_of_one_indicator_are_one_choice() -> None:
    view = a_view()
    tap(view, "a.1", "dont-know")
    type_in(view, "a.1", "Ask Lee.")
    assert touched(view) == (Choice(CHECK_IN.asked[0].id, CHECK_IN.scale.dont_know.id, "Ask Lee.", tapped=False),)


@pytest.mark.parametrize("emptied", [None, ""])
def test_an_emptied_note_is_cleared(emptied: str | None) -> None:
    view = a_view(level="strength", evidence="Seen it.")
    type_in(view, "a.1", emptied)
    assert touched(view) == (Choice(CHECK_IN.asked[0].id, evidence="", tapped=False),)


def test_a_field_that_slack_does_not_report_is_untouched() -> None:
    view = a_view(level="strength", evidence="Seen it.")
    view["state"]["values"] = {}
    assert touched(view) == ()


A1_LEVEL = ("state", "values", "0f3c/a.1/level")
A1_TAP = (*A1_LEVEL, ids.LEVEL_CHOICE)
A1_NOTE = ("state", "values", "0f3c/a.1/evidence", ids.EVIDENCE_INPUT)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        pytest.param(("state",), None, id="no state"),
        pytest.param(("state", "values"), [], id="state of a wrong type"),
        pytest.param(("blocks",), None, id="no blocks"),
        pytest.param(("blocks",), 7, id="blocks of a wrong type"),
        pytest.param(("blocks", -1, "element"), None, id="an input without an element"),
        pytest.param(("blocks", -1, "element", "type"), "checkboxes", id="an unknown element"),
        pytest.param(("blocks", -1, "block_id"), "0f3c/a.2/opinion", id="a field of another kind"),
        pytest.param(("private_metadata",), "9e9e", id="a field of another check-in"),
        pytest.param((*A1_TAP, "selected_option"), {"value": "excellent"}, id="a level that is not offered"),
        pytest.param((*A1_TAP, "selected_option"), {"value": 3}, id="a level that is not text"),
        pytest.param((*A1_TAP, "selected_option"), "urgent-gap", id="an option of a wrong type"),
        pytest.param((*A1_TAP, "type"), "checkboxes", id="a state of another type"),
        pytest.param((*A1_NOTE, "value"), 3, id="a note that is not text"),
        pytest.param(A1_TAP, "urgent-gap", id="a choice of a wrong type"),
        pytest.param(A1_LEVEL, "urgent-gap", id="a field of a wrong type"),
        pytest.param(A1_LEVEL, {"other": {"selected_option": None}}, id="an element that is not on the form"),
        pytest.param(("state", "values", "0f3c/a.9/level"), {}, id="a field that is not on the form"),
        pytest.param(("blocks", 3, "element", "options"), None, id="a field that offers nothing"),
    ],
)
def test_a_tampered_rating_form_does_not_match(path: tuple[str | int, ...], value: object) -> None:
    view = a_view()
    tap(view, "a.1", "urgent-gap")
    assert touched(view) != ()
    place: Any = view
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    if path == ("blocks", -1, "block_id"):
        del view["state"]["values"]["0f3c/a.2/evidence"]
    with pytest.raises(FormDoesNotMatch):
        touched(view)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({}, id="no actions"),
        pytest.param({"actions": []}, id="no action"),
        pytest.param({"actions": [{}]}, id="no value"),
        pytest.param({"actions": [{"value": 7}]}, id="a number"),
        pytest.param({"actions": [{"value": ""}]}, id="nothing"),
        pytest.param({"actions": [{"value": "x" * 256}]}, id="far too long"),
        pytest.param({"actions": "0f3c"}, id="no list"),
    ],
)
def test_a_tampered_button_does_not_match(body: View) -> None:
    with pytest.raises(FormDoesNotMatch):
        ids.check_in_of_button(body)


@pytest.mark.parametrize("value", ["", "0x11", "-1", "1.5", " 17", "17\n", "\u0661\u0667", "1234567890", "17; DROP"])
def test_a_button_about_no_delivery_does_not_match(value: str) -> None:
    with pytest.raises(FormDoesNotMatch):
        ids.delivery_of_button({"actions": [{"value": value}]})


@pytest.mark.parametrize("view", [{}, {"private_metadata": None}, {"private_metadata": ""}])
def test_a_form_about_nothing_does_not_match(view: View) -> None:
    with pytest.raises(FormDoesNotMatch):
        ids.check_in_of_view(view)


def test_buttons_and_forms_name_their_check_in() -> None:
    assert ids.check_in_of_button({"actions": [{"value": "0f3c"}]}) == "0f3c"
    assert ids.check_in_of_view({"private_metadata": "0f3c"}) == "0f3c"


def test_an_answer_names_its_delivery() -> None:
    assert ids.delivery_of_button({"actions": [{"value": "17"}]}) == 17


@pytest.mark.parametrize(
    ("block", "names"),
    [
        pytest.param({"type": "actions", "elements": [{"value": "0f3c"}]}, True, id="its button"),
        pytest.param({"type": "actions", "elements": [{"value": "9e9e"}]}, False, id="another's button"),
        pytest.param({"type": "divider"}, False, id="no button"),
    ],
)
def test_a_button_is_found_by_its_check_in(block: View, names: bool) -> None:
    assert ids.button_names(block, "0f3c") is names


@pytest.mark.parametrize("action_id", [ids.RATE_FROM_CARD, ids.RATE_FROM_REMINDER, ids.RATE_FROM_HOME])
def test_every_rate_button_is_listened_to(action_id: str) -> None:
    assert ids.RATE_BUTTON.search(action_id)
    assert not ids.RATE_BUTTON.search(f"{action_id}_later")


@pytest.mark.parametrize("view", [{}, {"private_metadata": "x", "blocks": 7}, {"private_metadata": "f" * 32}])
def test_a_form_that_is_not_ours_has_no_notes_to_give_back(view: dict[str, object]) -> None:
    assert ids.typed_notes(view) == ()
