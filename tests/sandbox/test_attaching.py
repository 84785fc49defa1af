"""Files that people attach to forms: what Slack's own client takes, what the app is told, and how it reads them."""

import json
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs

import pytest
from slack_sdk import WebClient

from sandbox.attaching import LARGEST_BYTES
from sandbox.json_types import Json
from sandbox.people import Person
from sandbox.reply import NothingThere
from sandbox.server import SandboxServer
from sandbox.workspace import Workspace
from tests.sandbox.addresses import fetched, posted
from tests.sandbox.apps import ScriptedApp, listening
from tests.sandbox.samples import actions, asks, button, modal, section, text_input
from tests.sandbox.workspaces import APP, BOT_TOKEN, a_workspace, call, opened, person


@pytest.fixture
def server() -> Iterator[SandboxServer]:
    with SandboxServer(a_workspace()) as running:
        yield running


@pytest.fixture
def workspace(server: SandboxServer) -> Workspace:
    return server.workspace


CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def attachable(**more: object) -> Json:
    return {"type": "file_input", "action_id": "file", **more}


def with_form(workspace: Workspace, *blocks: Json, **element: object) -> Person:
    opened(workspace, modal(asks(attachable(**element), "calendar"), *blocks))
    return person(workspace)


def files_in(payload: Json) -> list[Json]:
    """What an interaction says about the file input."""
    held: Json = payload["view"]["state"]["values"]["calendar"]["file"]
    assert held["type"] == "file_input"
    return list(held["files"])


def test_an_attached_file_is_in_the_state_of_a_click_and_of_a_submission(workspace: Workspace) -> None:
    ann, app = with_form(workspace, actions(button())), ScriptedApp()
    assert ann.attach("calendar", name="2026.ics", data=CALENDAR).ok
    with listening(app.respond) as url:
        workspace.deliver_over_http(url)
        assert ann.click_in_view("go").ok
        assert ann.submit().ok
    clicked, submitted = (json.loads(parse_qs(one.body)["payload"][0]) for one in app.delivered)
    assert (clicked["type"], submitted["type"]) == ("block_actions", "view_submission")
    for payload in (clicked, submitted):
        [file] = files_in(payload)
        assert (file["name"], file["mimetype"], file["filetype"]) == ("2026.ics", "text/calendar", "ics")
        assert (file["size"], file["user"]) == (len(CALENDAR), "U1")


def test_the_app_reads_an_attached_file_with_the_stock_client(server: SandboxServer, workspace: Workspace) -> None:
    ann = with_form(workspace)
    ann.attach("calendar", name="2026.ics", data=CALENDAR, mimetype="text/plain")
    [file] = files_in(ann.submit_payload())
    client = WebClient(token=BOT_TOKEN, base_url=server.api_url, retry_handlers=[])
    told = client.files_info(file=file["id"])["file"]
    assert told["mimetype"] == "text/plain"
    assert fetched(told["url_private_download"])[2] == CALENDAR


def test_ten_megabytes_go_in_and_come_out_and_one_byte_more_is_refused(workspace: Workspace) -> None:
    ann = with_form(workspace)
    assert ann.attach("calendar", name="big.ics", data=bytes(LARGEST_BYTES)).ok
    [file] = files_in(ann.submit_payload())
    assert fetched(file["url_private_download"])[2] == bytes(LARGEST_BYTES)
    refused = ann.attach("calendar", name="bigger.ics", data=bytes(LARGEST_BYTES + 1))
    assert refused.error == "bigger.ics is too large. A file can have 10 MB at most."


REFUSED: dict[str, tuple[Json, str, bytes, str]] = {
    "kind": (
        {"filetypes": ["ics", "csv"]},
        "a.PDF",
        b"x",
        "a.PDF can't be attached. Only these kinds of file can: ics, csv.",
    ),
    "no ending": ({"filetypes": ["ics"]}, "ics", b"x", "ics can't be attached. Only these kinds of file can: ics."),
    "empty": ({}, "a.ics", b"", "a.ics is empty."),
}


@pytest.mark.parametrize(("element", "name", "data", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_a_file_the_input_does_not_take_is_refused_in_a_sentence(
    element: Json, name: str, data: bytes, sentence: str
) -> None:
    workspace = a_workspace()
    ann = with_form(workspace, **element)
    assert ann.attach("calendar", name=name, data=data).error == sentence
    assert ann.submit().errors == {"calendar": "Please complete this required field."}


def test_an_input_takes_no_more_files_than_it_says() -> None:
    one, ten = with_form(a_workspace(), max_files=1), with_form(a_workspace())
    assert one.attach("calendar", name="a.ics", data=b"x").ok
    assert one.attach("calendar", name="b.ics", data=b"x").error == "You can attach 1 file at most."
    assert all(ten.attach("calendar", name=f"{number}.ics", data=b"x").ok for number in range(10))
    assert ten.attach("calendar", name="11.ics", data=b"x").error == "You can attach 10 files at most."


def test_a_file_can_be_taken_out_again_by_name_or_by_id() -> None:
    ann = with_form(a_workspace())
    for name in ("a.ics", "b.ics", "c.ics"):
        ann.attach("calendar", name=name, data=b"x")
    ann.detach("calendar", "a.ics")
    ann.detach("calendar", files_in(ann.submit_payload())[1]["id"])
    assert [file["name"] for file in files_in(ann.submit_payload())] == ["b.ics"]
    with pytest.raises(NothingThere, match="no file"):
        ann.detach("calendar", "a.ics")


def test_an_update_under_the_same_ids_keeps_the_file() -> None:
    workspace = a_workspace()
    ann = with_form(workspace)
    ann.attach("calendar", name="a.ics", data=b"x")
    view = ann.view
    assert view is not None
    changed = modal(section("news"), asks(attachable(), "calendar"))
    assert call(workspace, "views.update", view_id=view["id"], view=changed)["ok"]
    assert [file["name"] for file in files_in(ann.submit_payload())] == ["a.ics"]


def test_files_are_attached_to_file_inputs_only_and_never_chosen() -> None:
    workspace = a_workspace()
    ann = with_form(workspace, asks(text_input(), "words"))
    with pytest.raises(NothingThere, match="nothing can be attached to a plain_text_input"):
        ann.attach("words", name="a.ics", data=b"x")
    with pytest.raises(NothingThere, match="attached, not chosen"):
        ann.choose("calendar", "F1")


def test_a_file_input_needs_files_read() -> None:
    workspace = a_workspace(app=replace(APP, scopes=("chat:write",)))
    trigger_id = workspace.triggers.issue("U1", device="desktop")
    view = modal(asks(attachable()))
    refused = call(workspace, "views.open", trigger_id=trigger_id, view=view)
    assert (refused["error"], refused["needed"]) == ("missing_scope", "files:read")


def test_the_page_attaches_bytes_and_a_foreign_page_cannot(server: SandboxServer, workspace: Workspace) -> None:
    ann = with_form(workspace, filetypes=["ics"])
    address = f"{server.url}/sandbox/attach?user=U1&block_id=calendar&action_id=file&name="
    for kind in ("text/plain", "multipart/form-data; boundary=b"):
        assert posted(f"{address}a.ics", CALENDAR, kind)[0] == 415
    status, answer = posted(f"{address}a.ics", CALENDAR, "application/octet-stream")
    assert (status, json.loads(answer)["ok"]) == (200, True)
    assert json.loads(posted(f"{address}a.pdf", b"x", "application/octet-stream")[1])["error"].startswith("a.pdf can't")
    [file] = files_in(ann.submit_payload())
    assert ann.download(file["id"]) == CALENDAR
