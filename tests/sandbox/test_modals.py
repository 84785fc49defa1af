"""What a submitted or closed modal does, by what the app answers; and what Slack's client checks by itself."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs

import pytest

from sandbox.json_types import Json
from sandbox.people import Person
from sandbox.reply import TROUBLE_CONNECTING, NothingThere
from sandbox.workspace import Workspace
from tests.sandbox.apps import Says, ScriptedApp, listening
from tests.sandbox.samples import actions, asks, button, modal, option, radio, section, text, text_input
from tests.sandbox.workspaces import a_workspace, call, opened, person, trigger


@dataclass(frozen=True, slots=True)
class Scripted:
    workspace: Workspace
    app: ScriptedApp
    ann: Person

    def answers(self, body: object, status: int = 200) -> None:
        self.app.says = Says(status, body if isinstance(body, str) else json.dumps(body), "application/json")

    def heard(self) -> list[Json]:
        return [json.loads(parse_qs(one.body)["payload"][0]) for one in self.app.delivered]


@pytest.fixture
def scripted() -> Iterator[Scripted]:
    app, workspace = ScriptedApp(), a_workspace()
    with listening(app.respond) as url:
        workspace.deliver_over_http(url)
        yield Scripted(workspace, app, person(workspace))


def top(ann: Person) -> Json:
    view = ann.view
    assert view is not None
    return view


def test_an_empty_answer_closes_the_modal_and_shows_the_one_below(scripted: Scripted) -> None:
    below = opened(scripted.workspace, modal(section("below")))
    trigger_id = trigger(scripted.workspace, view_id=below["id"])
    call(scripted.workspace, "views.push", trigger_id=trigger_id, view=modal(section("above")))
    assert scripted.ann.submit().ok
    assert top(scripted.ann)["id"] == below["id"]


def test_errors_stand_under_their_inputs_and_the_modal_stays(scripted: Scripted) -> None:
    opened(scripted.workspace, modal(asks(text_input(), optional=True)))
    scripted.answers({"response_action": "errors", "errors": {"asked": "Say more."}})
    reply = scripted.ann.submit()
    assert (reply.ok, reply.error, reply.errors) == (False, None, {"asked": "Say more."})
    assert top(scripted.ann)["errors"] == {"asked": "Say more."}
    scripted.answers("")
    assert scripted.ann.submit().ok
    assert scripted.ann.view is None


def test_an_update_replaces_the_modal_under_the_same_id(scripted: Scripted) -> None:
    before = opened(scripted.workspace, modal(section("old")))
    scripted.answers({"response_action": "update", "view": modal(section("new"))})
    assert scripted.ann.submit().ok
    assert top(scripted.ann)["id"] == before["id"]
    assert top(scripted.ann)["blocks"][0]["text"]["text"] == "new"


def test_a_push_puts_a_modal_on_top(scripted: Scripted) -> None:
    before = opened(scripted.workspace, modal(section("old")))
    scripted.answers({"response_action": "push", "view": modal(section("new"))})
    assert scripted.ann.submit().ok
    assert len(scripted.ann.views) == 2
    assert top(scripted.ann)["previous_view_id"] == before["id"]


def test_clear_closes_every_modal(scripted: Scripted) -> None:
    opened(scripted.workspace, modal(section("old")))
    scripted.answers({"response_action": "push", "view": modal(section("new"))})
    scripted.ann.submit()
    scripted.answers({"response_action": "clear"})
    assert scripted.ann.submit().ok
    assert scripted.ann.views == []


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"other": "x"}},
        {"response_action": "errors", "errors": {"told": "not an input"}},
        {"response_action": "errors", "errors": {"asked": ""}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "errors", "errors": ["asked"]},
        {"response_action": "update", "view": modal(section(text(3001)))},
        {"response_action": "update"},
        {"response_action": "close"},
        {"text": "thanks"},
        "thanks",
    ],
    ids=lambda answer: str(answer)[:50],
)
def test_an_answer_that_makes_no_sense_is_trouble_connecting(scripted: Scripted, answer: object) -> None:
    view = opened(scripted.workspace, modal(section(block_id="told"), asks(text_input(), optional=True)))
    scripted.answers(answer)
    assert scripted.ann.submit().error == TROUBLE_CONNECTING
    assert top(scripted.ann)["hash"] == view["hash"]


def test_a_fourth_modal_is_trouble_connecting(scripted: Scripted) -> None:
    opened(scripted.workspace, modal(section("root")))
    scripted.answers({"response_action": "push", "view": modal(section("more"))})
    assert [scripted.ann.submit().error for _ in range(3)] == [None, None, TROUBLE_CONNECTING]
    assert len(scripted.ann.views) == 3


@pytest.mark.parametrize("status", [302, 404, 500])
def test_any_status_but_200_is_trouble_connecting(scripted: Scripted, status: int) -> None:
    opened(scripted.workspace, modal(section()))
    scripted.answers("", status)
    reply = scripted.ann.submit()
    assert (reply.status, reply.error) == (status, TROUBLE_CONNECTING)
    assert scripted.ann.view is not None


def test_no_app_at_all_is_trouble_connecting() -> None:
    workspace = a_workspace()
    opened(workspace, modal(section()))
    reply = person(workspace).submit()
    assert (reply.status, reply.error) == (None, TROUBLE_CONNECTING)


def test_an_app_that_asked_to_know_hears_of_a_closed_modal(scripted: Scripted) -> None:
    opened(scripted.workspace, modal(section(), notify_on_close=True))
    assert scripted.ann.close_view().ok
    assert scripted.ann.view is None
    [body] = scripted.heard()
    assert (body["type"], body["is_cleared"], body["view"]["callback_id"]) == ("view_closed", False, "form")


def test_an_app_that_did_not_ask_hears_nothing_of_a_closed_modal(scripted: Scripted) -> None:
    opened(scripted.workspace, modal(section()))
    assert scripted.ann.close_view().ok
    assert scripted.heard() == []


def test_closing_tells_of_trouble_but_closes() -> None:
    workspace = a_workspace()
    opened(workspace, modal(section(), notify_on_close=True))
    assert person(workspace).close_view().error == TROUBLE_CONNECTING
    assert person(workspace).view is None


def test_clear_on_close_takes_the_whole_stack_down(scripted: Scripted) -> None:
    opened(scripted.workspace, modal(section()))
    top_view = modal(section(), clear_on_close=True, notify_on_close=True)
    scripted.answers({"response_action": "push", "view": top_view})
    scripted.ann.submit()
    scripted.answers("")
    scripted.ann.close_view()
    assert scripted.ann.views == []
    assert scripted.heard()[-1]["is_cleared"] is True


def test_the_x_takes_the_whole_stack_down_and_tells_of_its_first_view(scripted: Scripted) -> None:
    first = modal(section(), callback_id="first", notify_on_close=True)
    opened(scripted.workspace, first)
    scripted.answers({"response_action": "push", "view": modal(section(), notify_on_close=True)})
    scripted.ann.submit()
    scripted.answers("")
    assert scripted.ann.close_all().ok
    assert scripted.ann.views == []
    told = [(body["type"], body["view"]["callback_id"], body["is_cleared"]) for body in scripted.heard()[1:]]
    assert told == [("view_closed", "first", True)]
    with pytest.raises(NothingThere):
        scripted.ann.close_all()


WRONG: dict[str, tuple[Json, str | None, str]] = {
    "nothing": (text_input(), None, "Please complete this required field."),
    "too short": (text_input(min_length=5), "four", "Must be at least 5 characters."),
    "too long": (text_input(max_length=5), "sixsix", "Must be less than 6 characters."),
    "email": ({"type": "email_text_input", "action_id": "e"}, "ann", "Please enter a valid email address."),
    "url": ({"type": "url_text_input", "action_id": "u"}, "ann", "Please enter a valid URL."),
    "no number": (
        {"type": "number_input", "action_id": "n", "is_decimal_allowed": True},
        "one",
        "Please enter a valid number.",
    ),
    "decimal": (
        {"type": "number_input", "action_id": "n", "is_decimal_allowed": False},
        "1.5",
        "Please enter a valid number.",
    ),
    "too few": (
        {"type": "number_input", "action_id": "n", "is_decimal_allowed": False, "min_value": "2"},
        "1",
        "Must be 2 or more.",
    ),
    "too many": (
        {"type": "number_input", "action_id": "n", "is_decimal_allowed": False, "max_value": "2"},
        "3",
        "Must be 2 or less.",
    ),
}


@pytest.mark.parametrize(("element", "typed", "sentence"), WRONG.values(), ids=WRONG.keys())
def test_an_input_that_cannot_be_sent_says_so_and_the_app_hears_nothing(
    scripted: Scripted, element: Json, typed: str | None, sentence: str
) -> None:
    opened(scripted.workspace, modal(asks(element)))
    if typed is not None:
        scripted.ann.type("asked", typed)
    assert scripted.ann.submit().errors == {"asked": sentence}
    assert scripted.heard() == []


@pytest.mark.parametrize(
    ("kind", "typed"),
    [("email_text_input", "ann@example.com"), ("url_text_input", "https://example.com")],
)
def test_an_input_that_can_be_sent_is_sent(scripted: Scripted, kind: str, typed: str) -> None:
    opened(scripted.workspace, modal(asks({"type": kind, "action_id": "e"})))
    scripted.ann.type("asked", typed)
    assert scripted.ann.submit().ok
    assert scripted.heard()[0]["view"]["state"]["values"]["asked"]["e"]["value"] == typed


def test_a_number_between_its_limits_is_sent(scripted: Scripted) -> None:
    limits = {"is_decimal_allowed": True, "min_value": "1", "max_value": "2"}
    opened(scripted.workspace, modal(asks({"type": "number_input", "action_id": "n", **limits})))
    scripted.ann.type("asked", "1.5")
    assert scripted.ann.submit().ok


def test_a_modal_without_a_submit_button_cannot_be_submitted(scripted: Scripted) -> None:
    opened(scripted.workspace, modal(section(), submit=None))
    with pytest.raises(NothingThere, match="no submit button"):
        scripted.ann.submit()


def test_nothing_can_be_submitted_where_no_modal_is_open() -> None:
    with pytest.raises(NothingThere, match="no modal open"):
        person(a_workspace()).submit()


def test_a_conversation_picked_in_a_menu_can_carry_a_response_url(scripted: Scripted) -> None:
    menu = {"type": "conversations_select", "action_id": "where", "response_url_enabled": True}
    opened(scripted.workspace, modal(asks(menu), asks({**menu, "action_id": "empty"}, "b", optional=True)))
    scripted.ann.choose("asked", "C2")
    scripted.ann.submit()
    [url] = scripted.heard()[0]["response_urls"]
    assert (url["block_id"], url["action_id"], url["channel_id"]) == ("asked", "where", "C2")


def test_buttons_work_in_the_modal_on_top(scripted: Scripted) -> None:
    blocks = [asks(radio(initial_option=option("1", "Option 1"))), actions(button(value="v"))]
    view = opened(scripted.workspace, modal(*blocks))
    assert scripted.ann.click_in_view("go", view_id=view["id"]).ok
    [body] = scripted.heard()
    assert body["actions"][0]["value"] == "v"
    assert body["view"]["state"]["values"]["asked"]["pick"]["selected_option"]["value"] == "1"
    with pytest.raises(NothingThere, match="no such view"):
        scripted.ann.click_in_view("go", view_id="V404")
