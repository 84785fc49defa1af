"""Files that the app sends in three steps, and who may fetch which."""

import json
from collections.abc import Iterator

import pytest

from sandbox.api_error import ApiError
from sandbox.json_types import Json
from sandbox.server import SandboxServer
from sandbox.workspace import Workspace
from tests.sandbox.addresses import fetched, posted
from tests.sandbox.samples import section
from tests.sandbox.workspaces import APP, BOT_TOKEN, a_workspace, call, person


@pytest.fixture
def server() -> Iterator[SandboxServer]:
    with SandboxServer(a_workspace()) as running:
        yield running


@pytest.fixture
def workspace(server: SandboxServer) -> Workspace:
    return server.workspace


def upload(workspace: Workspace, name: str = "a.png", length: int = 3) -> Json:
    answered = call(workspace, "files.getUploadURLExternal", filename=name, length=length)
    assert answered["ok"], answered
    return answered


def test_a_form_may_carry_the_file_too(workspace: Workspace) -> None:
    step = upload(workspace)
    lines = ("--b", 'Content-Disposition: form-data; name="file"; filename="a.png"', "", "png", "--b--", "")
    body = "\r\n".join(lines).encode()
    assert posted(step["upload_url"], body, "multipart/form-data; boundary=b") == (200, "OK - 3")
    assert posted(upload(workspace)["upload_url"], b"--b--\r\n", "multipart/form-data; boundary=b")[0] == 400


def test_an_upload_address_takes_the_announced_bytes_once(workspace: Workspace) -> None:
    step = upload(workspace)
    assert posted(step["upload_url"], b"four") == (400, "length_mismatch")
    assert posted(step["upload_url"], b"png")[0] == 200
    assert posted(step["upload_url"], b"png") == (404, "file_not_found")


def test_a_file_is_shown_only_once_it_is_complete(workspace: Workspace) -> None:
    step = upload(workspace)
    picture = {"type": "image", "alt_text": "a", "slack_file": {"id": step["file_id"]}}
    early = call(workspace, "chat.postMessage", channel="C1", text="x", blocks=[section(), picture])
    assert early["response_metadata"]["messages"] == ["[ERROR] invalid slack file [json-pointer:/blocks/1/slack_file]"]
    unsent = call(workspace, "files.completeUploadExternal", files=[{"id": step["file_id"]}])
    assert unsent["error"] == "file_not_found"
    posted(step["upload_url"], b"png")
    call(workspace, "files.completeUploadExternal", files=json.dumps([{"id": step["file_id"]}]))
    assert call(workspace, "chat.postMessage", channel="C1", text="x", blocks=[picture])["ok"]


@pytest.mark.parametrize(
    ("method", "given", "error"),
    [
        ("files.getUploadURLExternal", {"filename": "a", "length": 0}, "invalid_arguments"),
        ("files.completeUploadExternal", {}, "invalid_arguments"),
        ("files.completeUploadExternal", {"files": [{"id": "F404"}]}, "file_not_found"),
        ("files.info", {"file": "F404"}, "file_not_found"),
    ],
)
def test_files_are_refused(workspace: Workspace, method: str, given: Json, error: str) -> None:
    assert call(workspace, method, **given)["error"] == error


def test_a_file_is_not_shared_where_the_app_is_not(workspace: Workspace) -> None:
    step = upload(workspace)
    posted(step["upload_url"], b"png")
    files = [{"id": step["file_id"]}]
    shared = call(workspace, "files.completeUploadExternal", files=files, channels="C2")
    assert shared["error"] == "not_in_channel"


def test_a_refused_share_leaves_the_file_unfinished(workspace: Workspace) -> None:
    step = upload(workspace)
    posted(step["upload_url"], b"png")
    files = [{"id": step["file_id"]}]
    for channel, error in (("C2", "not_in_channel"), ("C3", "is_archived"), ("U1", "channel_not_found")):
        assert call(workspace, "files.completeUploadExternal", files=files, channel_id=channel)["error"] == error
    assert workspace.files.find(step["file_id"]).complete is False
    assert workspace.messages.top_level("C1") == []


def sent(workspace: Workspace, channel: str, name: str = "log.csv", data: bytes = b"who,what") -> str:
    """The app sends a file into a conversation; the file's id."""
    step = upload(workspace, name, len(data))
    posted(step["upload_url"], data, "application/octet-stream")
    done = call(workspace, "files.completeUploadExternal", files=[{"id": step["file_id"]}], channel_id=channel)
    assert done["ok"], done
    return str(step["file_id"])


def test_a_file_goes_through_three_steps_and_can_be_fetched_with_the_token(workspace: Workspace) -> None:
    step = upload(workspace)
    assert posted(step["upload_url"], b"png", "application/octet-stream") == (200, "OK - 3")
    files = [{"id": step["file_id"], "title": "Chart"}]
    done = call(workspace, "files.completeUploadExternal", files=files, channel_id="C1", initial_comment="Look")
    for address in ("url_private", "url_private_download"):
        status, headers, data = fetched(done["files"][0][address])
        assert (status, headers["Content-Type"], data) == (200, "image/png", b"png")
    [message] = workspace.messages.top_level("C1")
    assert (message["text"], message["files"][0]["title"]) == ("Look", "Chart")
    told = call(workspace, "files.info", file=step["file_id"])["file"]
    assert (told["channels"], told["is_public"]) == (["C1"], True)
    assert told["shares"]["public"]["C1"][0]["ts"] == message["ts"]
    assert fetched(done["files"][0]["url_private"].replace(step["file_id"], "F404"))[0] == 404


@pytest.mark.parametrize(
    ("prepare", "token"),
    [
        (lambda workspace: None, None),
        (lambda workspace: None, "xoxb-other"),
        (Workspace.uninstall, BOT_TOKEN),
        (Workspace.revoke_tokens, BOT_TOKEN),
    ],
    ids=["no token", "another token", "uninstalled", "revoked"],
)
def test_without_a_token_that_works_a_file_is_a_page_to_sign_in(
    workspace: Workspace, prepare: object, token: str | None
) -> None:
    told = call(workspace, "files.info", file=sent(workspace, "C1"))["file"]
    assert callable(prepare)
    prepare(workspace)
    status, headers, _ = fetched(told["url_private_download"], token)
    assert status == 302
    status, headers, page = fetched(headers["Location"], None)
    assert (status, headers["Content-Type"].partition(";")[0]) == (200, "text/html")
    assert b"Sign in" in page


def test_a_token_without_files_read_gets_the_page_to_sign_in_too() -> None:
    scopes = tuple(scope for scope in APP.scopes if scope != "files:read")
    with SandboxServer(a_workspace(scopes=scopes)) as server:
        file_id = sent(server.workspace, "C1")
        stored = server.workspace.files.find(file_id)
        assert fetched(server.workspace.files.as_slack_has_it(stored)["url_private_download"])[0] == 302
        assert call(server.workspace, "files.info", file=file_id)["error"] == "missing_scope"


def test_a_file_in_direct_messages_is_for_its_reader_alone(workspace: Workspace) -> None:
    channel = call(workspace, "conversations.open", users="U2")["channel"]["id"]
    file_id = sent(workspace, channel, data=b"yours")
    ann, bob = person(workspace, "U1"), person(workspace, "U2")
    [message] = bob.direct_messages()
    assert [file["name"] for file in message["files"]] == ["log.csv"]
    assert bob.download(file_id) == b"yours"
    with pytest.raises(ApiError, match="file_not_found"):
        ann.download(file_id)
    told = call(workspace, "files.info", file=file_id)["file"]
    assert (told["ims"], told["channels"], told["is_public"]) == ([channel], [], False)


def test_the_page_saves_a_file_for_somebody_who_sees_it_and_nobody_else(
    server: SandboxServer, workspace: Workspace
) -> None:
    address = f"{server.url}/sandbox/file/{sent(workspace, 'G1', 'Who & what.csv')}?user="
    status, headers, data = fetched(f"{address}U1", None)
    assert (status, data) == (200, b"who,what")
    assert headers["Content-Disposition"] == "attachment; filename*=UTF-8''Who%20%26%20what.csv"
    assert fetched(f"{address}U2", None)[0] == 404


def test_no_file_goes_into_direct_messages_that_are_turned_off(workspace: Workspace) -> None:
    channel = call(workspace, "conversations.open", users="U2")["channel"]["id"]
    step = upload(workspace)
    posted(step["upload_url"], b"png")
    workspace.messages_tab_enabled = False
    files = [{"id": step["file_id"]}]
    refused = call(workspace, "files.completeUploadExternal", files=files, channel_id=channel)
    assert refused["error"] == "messages_tab_disabled"
