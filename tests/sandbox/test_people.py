"""What people can and can't do in messages and channels, and what they are shown of failures."""

import json
from collections.abc import Iterator
from urllib.parse import parse_qs

import pytest

from sandbox.json_types import Json
from sandbox.people import Person
from sandbox.reply import NothingThere
from sandbox.viewpoint import state
from sandbox.workspace import Workspace
from tests.sandbox.apps import Says, ScriptedApp, listening
from tests.sandbox.samples import (
    actions,
    asks,
    button,
    card,
    container,
    feedback,
    home,
    icon,
    option,
    options,
    radio,
    section,
    select,
    text_input,
)
from tests.sandbox.workspaces import a_workspace, call, person, said


@pytest.fixture
def app() -> ScriptedApp:
    return ScriptedApp()


@pytest.fixture
def workspace(app: ScriptedApp) -> Iterator[Workspace]:
    made = a_workspace()
    with listening(app.respond) as url:
        made.deliver_over_http(url)
        yield made


@pytest.fixture
def ann(workspace: Workspace) -> Person:
    return person(workspace)


def heard(app: ScriptedApp) -> list[Json]:
    return [json.loads(parse_qs(one.body)["payload"][0]) for one in app.delivered]


def pressed(app: ScriptedApp) -> Json:
    [action] = heard(app)[-1]["actions"]
    found: Json = action
    return found


@pytest.mark.parametrize(
    ("status", "sentence"),
    [(500, "⚠ This app responded with Status Code 500."), (404, "⚠ This app responded with Status Code 404.")],
)
def test_a_button_that_fails_shows_a_warning(
    workspace: Workspace, app: ScriptedApp, ann: Person, status: int, sentence: str
) -> None:
    app.says = Says(status)
    assert ann.click("C1", said(workspace, blocks=[actions(button())]), "go").error == sentence


def test_a_button_shows_a_warning_where_no_app_answers() -> None:
    workspace = a_workspace()
    reply = person(workspace).click("C1", said(workspace, blocks=[actions(button())]), "go")
    assert reply.error == "⚠ Operation timed out. Apps need to respond within 3 seconds."


def test_buttons_that_share_an_action_are_told_apart_by_value_or_block(
    workspace: Workspace, app: ScriptedApp, ann: Person
) -> None:
    rows = [actions(button(value=str(number)), block_id=f"row{number}") for number in range(3)]
    ts = said(workspace, blocks=rows)
    ann.click("C1", ts, "go", "1")
    ann.click("C1", ts, "go", block_id="row2")
    assert [body["actions"][0]["value"] for body in heard(app)] == ["1", "2"]


def test_pressing_says_what_was_pressed(workspace: Workspace, app: ScriptedApp, ann: Person) -> None:
    menu = {"type": "overflow", "action_id": "more", "options": options(2)}
    judged = {"type": "context_actions", "elements": [feedback(), icon(value="v")]}
    ts = said(workspace, blocks=[actions(menu, select(), radio(action_id="level")), judged])
    ann.click("C1", ts, "more", "1")
    assert pressed(app)["selected_option"] == options(2)[1]
    ann.click("C1", ts, "pick", "2")
    assert pressed(app)["selected_option"]["value"] == "2"
    ann.click("C1", ts, "judge", "+")
    assert pressed(app)["value"] == "+"
    ann.click("C1", ts, "bin")
    assert (pressed(app)["icon"], pressed(app)["value"]) == ("trash", "v")
    with pytest.raises(NothingThere, match="no option 'x'"):
        ann.click("C1", ts, "more", "x")


def test_buttons_inside_cards_and_containers_work(workspace: Workspace, app: ScriptedApp, ann: Person) -> None:
    cards = [card(actions=[button(value=str(number))]) for number in range(2)]
    inside = container(actions(button(action_id="deep")))
    ts = said(workspace, blocks=[{"type": "carousel", "elements": cards}, inside])
    ann.click("C1", ts, "go", "1")
    ann.click("C1", ts, "deep")
    blocks = ann.messages("C1")[0]["blocks"]
    assert [body["actions"][0]["block_id"] for body in heard(app)] == [
        blocks[0]["elements"][1]["block_id"],
        blocks[1]["child_blocks"][0]["block_id"],
    ]


def test_an_app_that_is_not_there_is_as_bad_as_one_that_is_slow(workspace: Workspace, ann: Person) -> None:
    workspace.deliver_over_http("http://127.0.0.1:1/slack/events")
    reply = ann.click("C1", said(workspace, blocks=[actions(button())]), "go")
    assert (reply.status, reply.ok) == (None, False)


def test_nobody_presses_what_is_not_before_them(workspace: Workspace, ann: Person) -> None:
    ts = said(workspace, blocks=[actions(button(value="v"))])
    with pytest.raises(NothingThere, match="no 'stop'"):
        ann.click("C1", ts, "stop")
    with pytest.raises(NothingThere, match="with value 'w'"):
        ann.click("C1", ts, "go", "w")
    with pytest.raises(NothingThere, match="message_not_found"):
        ann.click("C1", "1.000001", "go")
    inside = said(workspace, blocks=[actions(button())], channel="G1")
    with pytest.raises(NothingThere, match="channel_not_found"):
        person(workspace, "U2").click("G1", inside, "go")


def test_an_old_card_can_be_clicked_by_somebody_who_still_sees_it(
    workspace: Workspace, app: ScriptedApp, ann: Person
) -> None:
    ts = said(workspace, "old", blocks=[actions(button(action_id="old"))])
    [seen] = ann.messages("C1")
    call(workspace, "chat.update", channel="C1", ts=ts, blocks=[actions(button(action_id="new"))])
    assert ann.click("C1", ts, "old", seen=seen).ok
    call(workspace, "chat.delete", channel="C1", ts=ts)
    assert ann.click("C1", ts, "old", seen=seen).ok
    assert [body["message"]["ts"] for body in heard(app)] == [ts, ts]


def test_a_payload_can_be_tampered_with(workspace: Workspace, app: ScriptedApp, ann: Person) -> None:
    payload = ann.click_payload("C1", said(workspace, blocks=[actions(button(value="v"))]), "go")
    payload["actions"][0]["value"] = "forged"
    assert ann.send(payload).ok
    assert pressed(app)["value"] == "forged"


def test_people_of_another_workspace_say_so_in_their_payloads(workspace: Workspace, app: ScriptedApp) -> None:
    ts = said(workspace, blocks=[actions(button())], channel="C4")
    person(workspace, "U5").click("C4", ts, "go")
    [body] = heard(app)
    assert (body["user"]["team_id"], body["team"]["id"]) == ("T9", "T1")


def test_a_click_in_a_whisper_does_not_send_its_content_back(
    workspace: Workspace, app: ScriptedApp, ann: Person
) -> None:
    whisper = call(workspace, "chat.postEphemeral", channel="C1", user="U1", text="x", blocks=[actions(button())])
    ann.click("C1", whisper["message_ts"], "go")
    [body] = heard(app)
    assert body["container"]["is_ephemeral"] is True
    assert "message" not in body
    with pytest.raises(NothingThere):
        person(workspace, "U2").click("C1", whisper["message_ts"], "go")


def test_a_click_in_a_thread_or_a_private_place_says_so(workspace: Workspace, app: ScriptedApp, ann: Person) -> None:
    parent = said(workspace, "parent", channel="G1")
    reply = said(workspace, channel="G1", thread_ts=parent, blocks=[actions(button())])
    ann.click("G1", reply, "go")
    direct = call(workspace, "chat.postMessage", channel="U1", text="x", blocks=[actions(button())])
    ann.click(direct["channel"], direct["ts"], "go")
    in_thread, in_person = heard(app)
    assert in_thread["container"]["thread_ts"] == parent
    assert in_thread["channel"]["name"] == "privategroup"
    assert in_person["channel"]["name"] == "directmessage"


def test_choices_in_a_message_are_each_persons_own(workspace: Workspace, app: ScriptedApp, ann: Person) -> None:
    ts = said(workspace, blocks=[actions(radio(), block_id="row"), asks(text_input())])
    ann.choose("row", "1", channel="C1", ts=ts)
    [of_ann], [of_bob] = ann.messages("C1"), person(workspace, "U2").messages("C1")
    assert of_ann["state"]["values"]["row"]["pick"]["selected_option"]["value"] == "1"
    assert of_bob["state"]["values"]["row"]["pick"]["selected_option"] is None
    assert len(heard(app)) == 1


KINDS: dict[str, tuple[Json, object, str, object]] = {
    "several": (
        select() | {"type": "multi_static_select"},
        ["0", "2"],
        "selected_options",
        [options(3)[0], options(3)[2]],
    ),
    "none of several": (radio() | {"type": "checkboxes"}, None, "selected_options", []),
    "taken back": (select(), None, "selected_option", None),
    "person": ({"type": "users_select", "action_id": "pick"}, "U2", "selected_user", "U2"),
    "people": ({"type": "multi_users_select", "action_id": "pick"}, ["U2"], "selected_users", ["U2"]),
    "date": ({"type": "datepicker", "action_id": "pick"}, "2026-11-24", "selected_date", "2026-11-24"),
    "moment": ({"type": "datetimepicker", "action_id": "pick"}, "1800000000", "selected_date_time", 1800000000),
    "from elsewhere": (
        {"type": "external_select", "action_id": "pick"},
        "x",
        "selected_option",
        {"text": {"type": "plain_text", "text": "x", "emoji": True}, "value": "x"},
    ),
}


@pytest.mark.parametrize(("element", "value", "key", "held"), KINDS.values(), ids=KINDS.keys())
def test_each_kind_of_menu_holds_what_slack_says_it_holds(
    workspace: Workspace, ann: Person, element: Json, value: str | list[str] | None, key: str, held: object
) -> None:
    call(workspace, "views.publish", user_id="U1", view=home(asks(element)))
    assert ann.choose("asked", value).ok
    assert ann.home is not None
    state = ann.home["state"]["values"]["asked"]["pick"]
    assert state == {"type": element["type"], key: held}


def test_formatted_text_is_held_as_a_rich_text_block(workspace: Workspace, ann: Person) -> None:
    call(workspace, "views.publish", user_id="U1", view=home(asks({"type": "rich_text_input", "action_id": "r"})))
    ann.type("asked", "words")
    assert ann.home is not None
    held = ann.home["state"]["values"]["asked"]["r"]["rich_text_value"]
    assert held["elements"][0]["elements"] == [{"type": "text", "text": "words"}]


def test_nobody_chooses_what_is_not_offered(workspace: Workspace, ann: Person) -> None:
    blocks = [asks(radio(), "a"), asks(text_input(), "b"), actions(button(), block_id="c")]
    call(workspace, "views.publish", user_id="U1", view=home(*blocks))
    for block_id, value, why in (
        ("a", "9", "no option '9'"),
        ("a", ["0", "1"], "one choice"),
        ("a", None, "can't be unset"),
        ("c", "x", "nothing can be chosen"),
    ):
        with pytest.raises(NothingThere, match=why):
            ann.choose(block_id, value)


def test_typing_is_told_on_enter_or_as_one_types_where_the_input_dispatches(
    workspace: Workspace, app: ScriptedApp, ann: Person
) -> None:
    as_typed = {"trigger_actions_on": ["on_character_entered"]}
    blocks = [
        asks(text_input(), "quiet"),
        asks(text_input(), "enter", dispatch_action=True),
        asks(text_input(dispatch_action_config=as_typed), "typed", dispatch_action=True),
    ]
    call(workspace, "views.publish", user_id="U1", view=home(*blocks))
    ann.type("quiet", "a", enter=True)
    ann.type("enter", "b")
    ann.type("enter", "c", enter=True)
    ann.type("typed", "d")
    assert [body["actions"][0]["value"] for body in heard(app)] == ["c", "d"]


def test_what_others_said_is_unread_until_one_looks(workspace: Workspace, ann: Person) -> None:
    def unread() -> int:
        found: int = state(workspace, "U1")["channels"][0]["unread"]
        return found

    ann.say("C1", "my own")
    person(workspace, "U2").say("C1", "hi")
    said(workspace, blocks=[section()])
    assert unread() == 2
    version = workspace.changes.version
    ann.read("C1")
    assert (unread(), workspace.changes.version) == (0, version + 1)
    ann.read("C1")
    assert workspace.changes.version == version + 1


def test_an_initial_choice_stands_until_it_is_changed(workspace: Workspace, ann: Person) -> None:
    first = option("1", "Option 1")
    call(workspace, "views.publish", user_id="U1", view=home(asks(radio(initial_option=first))))
    assert ann.home is not None
    assert ann.home["state"]["values"]["asked"]["pick"]["selected_option"] == first
