"""A stock Bolt app can't tell the sandbox from Slack, over Socket Mode and over signed HTTP."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from sandbox.json_types import Json
from tests.sandbox.apps import Bolted, Transport, bolted
from tests.sandbox.samples import actions, asks, button, home, modal, option, radio, section, select, text_input
from tests.sandbox.workspaces import a_workspace, said


@pytest.fixture(params=["socket", "http"])
def bolt(request: pytest.FixtureRequest) -> Iterator[Bolted]:
    transport: Transport = request.param
    with bolted(a_workspace(), transport) as connected:
        yield connected


def opens(bolt: Bolted, view: Json) -> str:
    """Have a button in #general open this view; the message's ts."""

    @bolt.app.action("go")
    def go(ack: Any, body: Json, client: Any) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    return said(bolt.workspace, blocks=[actions(button())])


def test_a_click_opens_a_modal_that_is_filled_in_and_submitted(bolt: Bolted) -> None:
    view = modal(asks(radio(), "level"), asks(text_input(), "why", optional=True), private_metadata="m1")
    ts = opens(bolt, view)
    submitted: list[Json] = []

    @bolt.app.view("form")
    def form(ack: Any, body: Json) -> None:
        submitted.append(body)
        ack()

    ann = bolt.person()
    assert ann.click("C1", ts, "go").ok
    ann.choose("level", "2")
    ann.type("why", "because")
    assert ann.submit().ok
    assert ann.view is None
    [body] = submitted
    values = body["view"]["state"]["values"]
    assert values["level"]["pick"]["selected_option"]["value"] == "2"
    assert values["why"]["words"] == {"type": "plain_text_input", "value": "because"}
    assert body["view"]["private_metadata"] == "m1"
    assert body["view"]["app_installed_team_id"] == "T1"
    assert (body["user"]["id"], body["user"]["team_id"]) == ("U1", "T1")


def test_a_click_in_a_message_tells_all_that_slack_tells(bolt: Bolted) -> None:
    got: list[Json] = []

    @bolt.app.action("go")
    def go(ack: Any, body: Json) -> None:
        got.append(body)
        ack()

    blocks = [asks(text_input()), actions(button(value="v1"), block_id="row")]
    ts = said(bolt.workspace, "words", blocks=blocks)
    bolt.person().type("asked", "typed", channel="C1", ts=ts)
    bolt.person().click("C1", ts, "go")
    [body] = got
    assert body["container"] == {
        "type": "message",
        "message_ts": ts,
        "channel_id": "C1",
        "is_ephemeral": False,
    }
    assert body["channel"] == {"id": "C1", "name": "general"}
    assert body["message"]["text"] == "words"
    assert body["state"]["values"]["asked"]["words"]["value"] == "typed"
    assert body["response_url"].startswith(bolt.server.url)
    [action] = body["actions"]
    assert action["action_ts"]
    assert (action["type"], action["block_id"], action["value"]) == ("button", "row", "v1")
    assert (body["team"], body["api_app_id"]) == ({"id": "T1", "domain": "testers"}, "A1")


def test_every_choice_in_a_dispatching_input_is_told_at_once(bolt: Bolted) -> None:
    first = option("0", "Option 0")
    ts = opens(bolt, modal(asks(radio(initial_option=first), "level", dispatch_action=True)))
    got: list[Json] = []

    @bolt.app.action("pick")
    def pick(ack: Any, body: Json) -> None:
        got.append(body)
        ack()

    ann = bolt.person()
    ann.click("C1", ts, "go")
    assert ann.choose("level", "1").status == 200
    [body] = got
    assert body["actions"][0]["selected_option"]["value"] == "1"
    assert body["actions"][0]["initial_option"] == first
    assert body["container"] == {"type": "view", "view_id": body["view"]["id"]}
    assert body["view"]["state"]["values"]["level"]["pick"]["selected_option"]["value"] == "1"


@pytest.mark.parametrize("answered", ["hi there", {"text": "hi", "blocks": [section("hi there")]}])
def test_a_command_is_answered_to_the_one_who_used_it(bolt: Bolted, answered: str | Json) -> None:
    got: list[Json] = []

    @bolt.app.command("/hello")
    def hello(ack: Any, body: Json) -> None:
        got.append(body)
        ack(answered)

    assert bolt.person().command("/hello", "you there", "C1").ok
    [whisper] = bolt.person().messages("C1")
    assert "hi there" in str(whisper)
    assert whisper["ephemeral"] is True
    assert bolt.person("U2").messages("C1") == []
    [body] = got
    assert (body["command"], body["text"], body["user_name"]) == ("/hello", "you there", "ann")
    assert (body["channel_id"], body["channel_name"], body["team_id"]) == ("C1", "general", "T1")


def test_a_command_may_answer_to_the_whole_channel(bolt: Bolted) -> None:
    @bolt.app.command("/hello")
    def hello(ack: Any) -> None:
        ack(text="hi all", response_type="in_channel")

    bolt.person().command("/hello", "", "C1")
    assert [one["text"] for one in bolt.person("U2").messages("C1")] == ["hi all"]


def test_opening_home_lets_the_app_publish_it(bolt: Bolted) -> None:
    @bolt.app.event("app_home_opened")
    def opened(event: Json, client: Any) -> None:
        seen = "again" if "view" in event else "first"
        client.views_publish(user_id=event["user"], view=home(section(f"{seen} {event['tab']}")))

    def shown(user: str = "U1") -> str | None:
        view = bolt.person(user).home
        return None if view is None else str(view["blocks"][0]["text"]["text"])

    assert shown() is None
    assert bolt.person().open_home().status == 200
    assert shown() == "first home"
    bolt.person().open_home()
    assert shown() == "again home"
    assert shown("U2") is None


def test_buttons_in_home_work(bolt: Bolted) -> None:
    got: list[Json] = []

    @bolt.app.action("go")
    def go(ack: Any, body: Json) -> None:
        got.append(body)
        ack()

    bolt.client.views_publish(user_id="U1", view=home(actions(button())))
    assert bolt.person().click_in_view("go").ok
    assert got[0]["view"]["type"] == "home"
    assert "response_url" not in got[0]


def test_joining_and_leaving_is_told_to_an_app_in_the_channel(bolt: Bolted) -> None:
    heard: list[tuple[str, str]] = []
    both = threading.Semaphore(0)

    def hear(event: Json) -> None:
        heard.append((event["type"], event["user"]))
        both.release()

    bolt.app.event("member_joined_channel")(hear)
    bolt.app.event("member_left_channel")(hear)
    bolt.workspace.join("U3", "C1")
    assert both.acquire(timeout=3)
    bolt.workspace.leave("U3", "C1")
    assert both.acquire(timeout=3)
    assert heard == [("member_joined_channel", "U3"), ("member_left_channel", "U3")]


def test_a_response_url_replaces_the_message_clicked_in(bolt: Bolted) -> None:
    @bolt.app.action("go")
    def go(ack: Any, respond: Any) -> None:
        respond(text="done", replace_original=True)
        ack()

    ts = said(bolt.workspace, blocks=[actions(button())])
    bolt.person().click("C1", ts, "go")
    [message] = bolt.person().messages("C1")
    assert (message["ts"], message["text"]) == (ts, "done")
    assert "blocks" not in message


def test_everybody_may_click_at_the_same_moment(bolt: Bolted) -> None:
    together = threading.Barrier(5, timeout=3)
    who: list[str] = []

    @bolt.app.action("go")
    def go(ack: Any, body: Json) -> None:
        together.wait()
        who.append(body["user"]["id"])
        ack()

    ts = said(bolt.workspace, blocks=[actions(button())])
    people = [bolt.person(user) for user in ("U1", "U2", "U3", "U4", "U5")]
    with ThreadPoolExecutor(5) as pool:
        replies = list(pool.map(lambda one: one.click("C1", ts, "go"), people))
    assert all(reply.ok for reply in replies)
    assert sorted(who) == ["U1", "U2", "U3", "U4", "U5"]


def test_refusals_reach_the_app_as_bolt_expects_them(bolt: Bolted) -> None:
    with pytest.raises(SlackApiError) as refused:
        bolt.client.chat_postMessage(channel="C2", text="x")
    assert refused.value.response["error"] == "not_in_channel"
    assert refused.value.response.headers["x-oauth-scopes"].startswith("chat:write")


def test_pages_can_be_walked_with_the_sdk(bolt: Bolted) -> None:
    pages = bolt.client.users_list(limit=2)
    assert [user["name"] for page in pages for user in page["members"]] == [
        *("ann", "bob", "cat", "gone", "far", "helper")
    ]


def test_a_file_is_uploaded_in_three_steps_and_shown_in_a_message(bolt: Bolted) -> None:
    uploaded = bolt.client.files_upload_v2(
        content=b"\x89PNG", filename="chart.png", title="Chart", alt_txt="A line going up"
    )
    file_id = uploaded["file"]["id"]
    shown = {"type": "image", "slack_file": {"id": file_id}, "alt_text": "A line going up"}
    assert bolt.client.chat_postMessage(channel="C1", text="x", blocks=[shown])["ok"]
    told = bolt.client.files_info(file=file_id)["file"]
    assert (told["mimetype"], told["size"], told["title"]) == ("image/png", 4, "Chart")
    assert told["alt_txt"] == "A line going up"


@pytest.mark.parametrize("closed", [False, True], ids=["still open", "closed meanwhile"])
def test_a_modal_opened_at_once_is_filled_in_later_from_another_thread(bolt: Bolted, closed: bool) -> None:
    looked_up, updated = threading.Event(), threading.Event()
    outcome: list[str] = []

    def fill_in(client: Any, view_id: str) -> None:
        assert looked_up.wait(3)
        try:
            client.views_update(view_id=view_id, view=modal(section("what was found")))
            outcome.append("shown")
        except SlackApiError as refused:
            outcome.append(refused.response["error"])
        updated.set()

    @bolt.app.action("go")
    def go(ack: Any, body: Json, client: Any) -> None:
        view = client.views_open(trigger_id=body["trigger_id"], view=modal(section("One moment")))["view"]
        threading.Thread(target=fill_in, args=(client, view["id"])).start()
        ack()

    ann = bolt.person()
    assert ann.click("C1", said(bolt.workspace, blocks=[actions(button())]), "go").ok
    if closed:
        ann.close_view()
    looked_up.set()
    assert updated.wait(3)
    assert outcome == ["not_found" if closed else "shown"]
    view = ann.view
    assert (view is None) if closed else (view is not None and view["blocks"][0]["text"]["text"] == "what was found")


def test_a_click_in_home_carries_its_private_metadata_and_everything_chosen_there(bolt: Bolted) -> None:
    heard: list[Json] = []

    def hear(ack: Any, body: Json) -> None:
        heard.append(body)
        ack()

    bolt.app.action("week")(hear)
    bolt.app.action("pick")(hear)
    buttons = [button(f"Week {number}", "week" if number == 7 else f"w{number}") for number in range(24)]
    blocks = [actions(*buttons, select()), asks(text_input(), "why")]
    for user in ("U1", "U2"):
        bolt.client.views_publish(user_id=user, view=home(*blocks, private_metadata=f"for {user}"))
    ann = bolt.person()
    ann.type("why", "a holiday")
    assert ann.click_in_view("pick", value="1").ok
    assert ann.click_in_view("week").ok
    for body in heard:
        assert (body["view"]["type"], body["view"]["private_metadata"]) == ("home", "for U1")
        values = body["view"]["state"]["values"]
        assert values["why"]["words"]["value"] == "a holiday"
        assert values[body["view"]["blocks"][0]["block_id"]]["pick"]["selected_option"]["value"] == "1"
    assert heard[0]["actions"][0]["selected_option"]["text"]["text"] == "Option 1"
    assert bolt.person("U2").home is not None
