"""What administrators do to channels, accounts and the app, what undoes it, and what the app is told."""

import json
from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfoNotFoundError

import pytest

from sandbox import membership
from sandbox.api_error import ApiError
from sandbox.json_types import Json
from sandbox.posting import respond
from sandbox.reply import NothingThere
from sandbox.server import SandboxServer
from sandbox.workspace import Workspace
from tests.sandbox.apps import ScriptedApp, listening
from tests.sandbox.workspaces import APP, NOON, a_workspace, call, person, said

CHANNEL_EVENTS = tuple(
    f"{kind}_{what}" for kind in ("channel", "group") for what in ("archive", "unarchive", "deleted", "rename")
)


@pytest.fixture
def workspace() -> Workspace:
    return a_workspace(app=replace(APP, events=(*APP.events, *CHANNEL_EVENTS, "user_change")))


def events(workspace: Workspace) -> list[Json]:
    """What the app was told, without the timestamps."""
    told = [payload["event"] for payload in workspace.courier.told()]
    return [{key: value for key, value in event.items() if key != "event_ts"} for event in told]


def post(workspace: Workspace, channel: str = "C1") -> str:
    return str(call(workspace, "chat.postMessage", channel=channel, text="x").get("error", "posted"))


def test_an_archived_channel_takes_messages_again_once_it_is_unarchived(workspace: Workspace) -> None:
    outcomes = [post(workspace)]
    workspace.archive("C1")
    outcomes.append(post(workspace))
    workspace.unarchive("C1")
    outcomes.append(post(workspace))
    assert outcomes == ["posted", "is_archived", "posted"]
    assert call(workspace, "conversations.info", channel="C1")["channel"]["is_archived"] is False


def test_the_app_is_told_of_archiving_once_each_way(workspace: Workspace) -> None:
    for _ in range(2):
        workspace.archive("C1")
    for _ in range(2):
        workspace.unarchive("C1")
    assert events(workspace) == [
        {"type": "channel_archive", "channel": "C1", "user": "U1", "is_moved": 0},
        {"type": "channel_unarchive", "channel": "C1", "user": "U1"},
    ]


def test_events_of_private_channels_have_slacks_old_names_and_shapes(workspace: Workspace) -> None:
    workspace.archive("G1")
    workspace.unarchive("G1")
    workspace.delete_channel("G1")
    assert events(workspace) == [
        {"type": "group_archive", "channel": "G1", "user": "U1", "is_moved": 0},
        {"type": "group_unarchive", "channel": "G1", "actor_id": "U1"},
        {"type": "group_deleted", "channel": "G1", "actor_id": "U1", "date_deleted": int(NOON.timestamp())},
    ]


def test_public_channels_tell_of_themselves_everywhere_and_private_ones_only_inside(workspace: Workspace) -> None:
    workspace.archive("C2")
    workspace.archive("G2")
    workspace.delete_channel("G2")
    assert [event["channel"] for event in events(workspace)] == ["C2"]


def test_an_app_that_does_not_subscribe_is_told_nothing_of_channels_and_accounts() -> None:
    workspace = a_workspace()
    workspace.archive("C1")
    workspace.unarchive("C1")
    workspace.deactivate("U2")
    workspace.delete_channel("C1")
    assert workspace.courier.told() == []


def test_an_event_of_a_channel_reaches_a_running_app(workspace: Workspace) -> None:
    app = ScriptedApp()
    with SandboxServer(workspace) as server, listening(app.respond) as url:
        server.deliver_over_http(url)
        workspace.archive("C1")
        [delivered] = app.wait_for(1)
        server.stop()
    assert json.loads(delivered.body)["event"]["type"] == "channel_archive"


def test_a_deleted_channel_is_gone_for_everybody(workspace: Workspace) -> None:
    ts = said(workspace)
    url = workspace.response_urls.issue("C1", "U1", ts).rpartition("/")[2]
    workspace.delete_channel("C1")
    assert events(workspace) == [{"type": "channel_deleted", "channel": "C1"}]
    for method in ("chat.postMessage", "chat.update", "chat.delete", "conversations.info", "conversations.history"):
        assert call(workspace, method, channel="C1", ts=ts, text="x")["error"] == "channel_not_found"
    listed = call(workspace, "conversations.list")["channels"]
    assert [channel["name"] for channel in listed] == ["elsewhere", "old", "shared"]
    with pytest.raises(ApiError, match="channel_not_found"):
        person(workspace).messages("C1")
    with pytest.raises(ApiError, match="channel_not_found"):
        respond(workspace, url, {"text": "too late"})


def test_direct_messages_are_neither_archived_nor_deleted(workspace: Workspace) -> None:
    said(workspace, channel="U1")
    channel = person(workspace).direct_channel
    assert channel is not None
    for act in (workspace.archive, workspace.unarchive, workspace.delete_channel):
        with pytest.raises(ApiError, match="method_not_supported_for_channel_type"):
            act(channel)


def test_a_reactivated_account_gets_messages_again(workspace: Workspace) -> None:
    said(workspace, channel="U2")
    workspace.deactivate("U2")
    assert post(workspace, "U2") == "account_inactive"
    workspace.reactivate("U2")
    assert post(workspace, "U2") == "posted"
    assert [(event["type"], event["user"]["deleted"]) for event in events(workspace)] == [
        ("user_change", True),
        ("user_change", False),
    ]


def test_a_reinstalled_app_works_with_the_same_token(workspace: Workspace) -> None:
    workspace.uninstall()
    workspace.revoke_tokens()
    assert post(workspace) == "account_inactive"
    workspace.reinstall()
    assert post(workspace) == "posted"
    assert [event["type"] for event in events(workspace)] == ["app_uninstalled", "tokens_revoked"]


def test_a_renamed_channel_is_told_of_and_has_its_new_name_everywhere(workspace: Workspace) -> None:
    workspace.rename_channel("C1", "attendance")
    workspace.rename_channel("G1", "cabinet")
    workspace.rename_channel("G2", "unseen")
    told = [(event["type"], event["channel"]["id"], event["channel"]["name"]) for event in events(workspace)]
    assert told == [("channel_rename", "C1", "attendance"), ("group_rename", "G1", "cabinet")]
    assert call(workspace, "conversations.info", channel="C1")["channel"]["name"] == "attendance"


def test_two_channels_cannot_have_one_name(workspace: Workspace) -> None:
    with pytest.raises(ApiError, match="name_taken"):
        workspace.rename_channel("C1", "elsewhere")
    assert events(workspace) == []


def test_a_changed_profile_and_a_changed_zone_are_told(workspace: Workspace) -> None:
    workspace.rename("U2", "Bob Hope-Ruiz", title="Principal")
    workspace.change_zone("U2", "America/Denver")
    first, second = (event["user"] for event in events(workspace))
    assert (first["real_name"], first["profile"]["title"], first["name"]) == ("Bob Hope-Ruiz", "Principal", "bob")
    assert (first["tz"], second["tz"], second["tz_offset"]) == ("America/Chicago", "America/Denver", -25200)
    assert call(workspace, "users.info", user="U2")["user"]["tz"] == "America/Denver"


def test_a_zone_that_does_not_exist_is_nobodys(workspace: Workspace) -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        workspace.change_zone("U2", "America/Nowhere")


def test_people_join_public_channels_themselves_and_are_added_to_private_ones(workspace: Workspace) -> None:
    membership.leave(workspace, "U2", "C1")
    membership.join(workspace, "U2", "C1")
    membership.add(workspace, "U1", "U2", "G1")
    membership.leave(workspace, "U2", "G1")
    membership.remove(workspace, "U1", "U2", "C1")
    told = [(event["type"], event["user"], event["channel"], event.get("inviter")) for event in events(workspace)]
    assert told == [
        ("member_left_channel", "U2", "C1", None),
        ("member_joined_channel", "U2", "C1", None),
        ("member_joined_channel", "U2", "G1", "U1"),
        ("member_left_channel", "U2", "G1", None),
        ("member_left_channel", "U2", "C1", None),
    ]


@pytest.mark.parametrize(
    "act",
    [
        lambda workspace: membership.join(workspace, "U2", "G1"),
        lambda workspace: membership.join(workspace, "U3", "C1"),
        lambda workspace: membership.join(workspace, "U2", "C3"),
        lambda workspace: membership.add(workspace, "U2", "U3", "G1"),
        lambda workspace: membership.add(workspace, "U1", "U4", "C1"),
        lambda workspace: membership.remove(workspace, "U3", "U1", "C1"),
    ],
    ids=["private", "guest", "archived", "added from outside", "deactivated", "removed from outside"],
)
def test_nobody_comes_in_or_goes_against_the_rules(workspace: Workspace, act: Callable[[Workspace], None]) -> None:
    with pytest.raises(NothingThere):
        act(workspace)
    assert events(workspace) == []


def test_an_event_says_whether_its_channel_is_shared_with_another_organisation(workspace: Workspace) -> None:
    for channel in ("C4", "G1"):
        workspace.join("U2", channel)
    assert [payload["is_ext_shared_channel"] for payload in workspace.courier.told()] == [True, False]
