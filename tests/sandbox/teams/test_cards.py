"""What Teams would refuse about a card, one fault at a time; whatever it is given, there is an answer."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.teams.cards import MOST_BYTES, MOST_REFRESHED, faults

Json = dict[str, Any]


def card(*body: Any, **more: Any) -> Json:
    return {"type": "AdaptiveCard", "version": "1.5", "body": list(body), **more}


def words(text: str = "Words", **more: Any) -> Json:
    return {"type": "TextBlock", "text": text, "wrap": True, **more}


def run(text: str = "Words", **more: Any) -> Json:
    return {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": text, **more}]}


def choices(*values: str, **more: Any) -> Json:
    listed = [{"title": value, "value": value} for value in values]
    return {"type": "Input.ChoiceSet", "id": "choice", "label": "Choose", "choices": listed, **more}


def write(**more: Any) -> Json:
    return {"type": "Input.Text", "id": "text", "label": "Write", **more}


def submit(**more: Any) -> Json:
    return {"type": "Action.Submit", "title": "Go", "data": {"a": 1}, **more}


def execute(**more: Any) -> Json:
    return {"type": "Action.Execute", "title": "Go", "verb": "go", "data": {"a": 1}, **more}


def row(*actions: Json) -> Json:
    return {"type": "ActionSet", "actions": list(actions)}


def chart(**more: Any) -> Json:
    return {"type": "Chart.VerticalBar", "data": [{"x": "A", "y": 1}], "fallback": words(), **more}


def grouped(*values: Json) -> Json:
    data = [{"legend": "All", "values": list(values)}]
    return {"type": "Chart.VerticalBar.Grouped", "data": data, "fallback": words()}


def toggle(name: str) -> Json:
    targets = [{"elementId": name, "isVisible": True}]
    return {"type": "Action.ToggleVisibility", "title": "Show", "targetElements": targets}


def refresh(number: int = 1) -> Json:
    action = {"type": "Action.Execute", "verb": "go", "data": {}}
    return {"action": action, "userIds": [f"29:{at}" for at in range(number)]}


OPENS_A_DIALOG = submit(data={"msteams": {"type": "task/fetch"}})
TAKEN = {
    "text": card(words(style="heading", size="Large"), run(weight="Bolder", italic=True)),
    "a link": card(run(selectAction={"type": "Action.OpenUrl", "url": "https://example.org/a"})),
    "inputs": card(
        write(isMultiline=True, maxLength=5, value="12345"),
        choices("a", "b", isMultiSelect=True, value="a,b"),
        {"type": "Input.Date", "id": "day", "label": "Day", "value": "2026-11-26"},
        {"type": "Input.Time", "id": "hour", "label": "Hour", "value": "09:00"},
    ),
    "actions": card(row(submit(style="positive"), execute(fallback=submit()), OPENS_A_DIALOG)),
    "columns": card({"type": "ColumnSet", "columns": [{"type": "Column", "width": "stretch", "items": [words()]}]}),
    "a question": card(
        row(toggle("more")), {"type": "Container", "id": "more", "isVisible": False, "items": [words()]}
    ),
    "charts": card(chart(title="Bars"), grouped({"x": "A", "y": 1}, {"x": "B", "y": 2})),
    "for some": card(words(), refresh=refresh(MOST_REFRESHED)),
    "a picture": card({"type": "Image", "url": "data:image/png;base64,AA", "altText": "A chart"}),
}
REFUSED = {
    "no card": ({"type": "message"}, "is no AdaptiveCard"),
    "another version": (card(words()) | {"version": "1.6"}, "version is not 1.5"),
    "nothing in it": (card(), "is empty"),
    "an unknown element": (card({"type": "Badge", "text": "New"}), "is no known element"),
    "an unknown property": (card(words(colour="red")), "colour is not known"),
    "text that isn't there": (card({"type": "TextBlock", "wrap": True}), "text is missing"),
    "empty text": (card(words(" ")), "text is empty"),
    "text that is cut off": (card({"type": "TextBlock", "text": "Long"}), "does not wrap"),
    "half a letter": (card(run("\ud800")), "has half a letter in it"),
    "an unknown style": (card(words(size="huge")), "size is 'huge'"),
    "no runs": (card({"type": "RichTextBlock", "inlines": []}), "inlines are missing"),
    "an empty run": (card(run("")), "text is empty"),
    "an empty container": (card({"type": "Container", "items": []}), "items are missing"),
    "a script": (card(run(selectAction={"type": "Action.OpenUrl", "url": "javascript:alert(1)"})), "is no address"),
    "a picture from a disk": (card({"type": "Image", "url": "file:///a.png", "altText": "A"}), "is no address"),
    "an input without a label": (card({"type": "Input.Text", "id": "a"}), "label is missing"),
    "two inputs of one name": (card(write(), write()), "the id 'text' comes twice"),
    "too long a value": (card(write(maxLength=2, value="abc")), "longer than maxLength"),
    "no choices": (card(choices()), "choices are missing"),
    "a value twice": (card(choices("a", "a")), "the value 'a' comes twice"),
    "a comma in one of several": (card(choices("a,b", isMultiSelect=True)), "has a comma"),
    "a choice that isn't there": (card(choices("a", value="b")), "value 'b' is none of the choices"),
    "one of several that isn't there": (card(choices("a", isMultiSelect=True, value="a,b")), "value 'b' is none"),
    "no day": (card({"type": "Input.Date", "id": "a", "label": "A", "value": "11/26/2026"}), "is no day"),
    "no time": (card({"type": "Input.Time", "id": "a", "label": "A", "value": "9 AM"}), "is no time"),
    "required without a word": (card(write(isRequired=True)), "errorMessage is missing"),
    "an unknown action": (card(row({"type": "Action.Http", "title": "Go"})), "is no known action"),
    "an action without a title": (card(row({"type": "Action.Submit", "data": {}})), "title is missing"),
    "an action without a verb": (card(row(execute() | {"verb": ""})), "verb is empty"),
    "data without inputs": (card(row(submit(data="words"))), "data is no object"),
    "too many actions": (card(row(*[submit()] * 7)), "more than 6 actions"),
    "nothing to show": (card(row(toggle("more"))), "there is nothing called 'more' to show"),
    "a chart without a fallback": (card({k: v for k, v in chart().items() if k != "fallback"}), "fallback is missing"),
    "a chart without numbers": (card(chart(data=[])), "data is missing"),
    "a bar twice": (card(grouped({"x": "A", "y": 1}, {"x": "A", "y": 2})), "'A' comes twice"),
    "a bar without a number": (card(chart(data=[{"x": "A", "y": "1"}])), "y is no number"),
    "for too many": (card(words(), refresh=refresh(MOST_REFRESHED + 1)), "more than 60 userIds"),
    "for nobody named": (card(words(), refresh=refresh(0)), "userIds are missing"),
    "too heavy": (card(words("x" * MOST_BYTES)), "weighs"),
}
IN_DIALOGS = {
    "an answer in place": (card(row(execute())), "a dialog has no Action.Execute"),
    "another dialog": (card(row(OPENS_A_DIALOG)), "a dialog opens no other dialog"),
    "a view for some": (card(words(), refresh=refresh()), "a dialog is never made anew"),
}


@pytest.mark.parametrize("taken", TAKEN.values(), ids=TAKEN)
def test_teams_takes(taken: Json) -> None:
    assert faults(taken) == []


@pytest.mark.parametrize(("refused", "why"), REFUSED.values(), ids=REFUSED)
def test_teams_refuses(refused: Json, why: str) -> None:
    found = faults(refused)
    assert any(why in fault for fault in found), found


@pytest.mark.parametrize(("refused", "why"), IN_DIALOGS.values(), ids=IN_DIALOGS)
def test_a_dialog_refuses(refused: Json, why: str) -> None:
    assert any(why in fault for fault in faults(refused, in_dialog=True))
    assert not any(why in fault for fault in faults(refused))


def test_a_fault_says_where_it_is() -> None:
    inner = {"type": "Container", "items": [words(), words(size="huge")]}
    assert faults(card(inner))[0].startswith("card.body[0].items[1]: size is 'huge'")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_whatever_stands_in_a_card_there_is_an_answer(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from(list(TAKEN.values())))
    assert isinstance(faults(_with_one_other(whole, data)), list)


def _with_one_other(node: Any, data: st.DataObject) -> Any:
    """The same with something else in one place."""
    if data.draw(st.integers(0, 4)) == 0 or not isinstance(node, dict | list) or not node:
        return data.draw(ANYTHING)
    if isinstance(node, dict):
        key = data.draw(st.sampled_from(list(node)))
        return {**node, key: _with_one_other(node[key], data)}
    at = data.draw(st.integers(0, len(node) - 1))
    return [*node[:at], _with_one_other(node[at], data), *node[at + 1 :]]
