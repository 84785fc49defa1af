"""conversations.* and users.conversations: what the app sees of channels, and of what was said in them."""

from datetime import timedelta

import pytest

from sandbox.clock import ManualClock
from tests.sandbox.workspaces import NOON, a_workspace, call, person, said


def names(answered: dict[str, list[dict[str, str]]]) -> list[str]:
    return [channel["name"] for channel in answered["channels"]]


def test_a_channel_is_described_as_slack_does() -> None:
    workspace = a_workspace()
    general = call(workspace, "conversations.info", channel="C1")["channel"]
    assert (general["name"], general["is_member"], general["is_private"]) == ("general", True, False)
    assert (general["topic"]["value"], general["num_members"]) == ("Anything", 3)
    assert call(workspace, "conversations.info", channel="C2")["channel"]["is_member"] is False
    assert call(workspace, "conversations.info", channel="C4")["channel"]["is_ext_shared"] is True
    assert call(workspace, "conversations.info", channel="C3")["channel"]["is_archived"] is True
    assert call(workspace, "conversations.info", channel="G2")["error"] == "channel_not_found"


def test_direct_messages_are_described_as_slack_does() -> None:
    workspace = a_workspace()
    opened = call(workspace, "conversations.open", users="U1", return_im=True)
    assert (opened["channel"]["is_im"], opened["channel"]["user"]) == (True, "U1")
    assert opened["already_open"] is False
    again = call(workspace, "conversations.open", channel=opened["channel"]["id"])
    assert (again["channel"], again["already_open"]) == ({"id": opened["channel"]["id"]}, True)
    assert call(workspace, "conversations.open", users=["U1"])["already_open"] is True


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({}, "users_list_not_supplied"),
        ({"users": "U404"}, "user_not_found"),
        ({"users": "U4"}, "user_disabled"),
        ({"users": "UBOT"}, "cannot_dm_bot"),
        ({"users": "U1,U2"}, "missing_scope"),
        ({"channel": "C1"}, "method_not_supported_for_channel_type"),
    ],
)
def test_some_conversations_cannot_be_opened(given: dict[str, str], error: str) -> None:
    assert call(a_workspace(), "conversations.open", **given)["error"] == error


def test_the_app_lists_what_it_can_see() -> None:
    workspace = a_workspace()
    everything = call(workspace, "conversations.list", types="public_channel,private_channel,mpim")
    assert names(everything) == ["general", "elsewhere", "inside", "old", "shared"]
    active = call(workspace, "conversations.list", exclude_archived="true")
    assert names(active) == ["general", "elsewhere", "shared"]
    assert call(workspace, "conversations.list", types="secret")["error"] == "invalid_types"


def test_the_app_lists_what_somebody_is_in() -> None:
    workspace = a_workspace()
    assert names(call(workspace, "users.conversations")) == ["general", "old", "shared"]
    bobs = call(workspace, "users.conversations", user="U2", exclude_archived=True)
    assert names(bobs) == ["general", "elsewhere"]
    anns = call(workspace, "users.conversations", user="U1", types="private_channel")
    assert names(anns) == ["inside"]


def test_members_come_in_pages() -> None:
    workspace = a_workspace()
    first = call(workspace, "conversations.members", channel="C1", limit=2)
    rest = call(
        workspace,
        "conversations.members",
        channel="C1",
        limit=2,
        cursor=first["response_metadata"]["next_cursor"],
    )
    assert (first["members"], rest["members"]) == (["U1", "U2"], ["UBOT"])


def test_the_app_joins_a_public_channel_and_then_posts_there() -> None:
    workspace = a_workspace()
    joined = call(workspace, "conversations.join", channel="C2")
    assert joined["channel"]["is_member"] is True
    assert "warning" not in joined
    assert call(workspace, "conversations.join", channel="C2")["warning"] == "already_in_channel"
    said(workspace, channel="C2")


@pytest.mark.parametrize(
    ("channel", "error"),
    [
        ("C3", "is_archived"),
        ("G1", "method_not_supported_for_channel_type"),
        ("G2", "channel_not_found"),
    ],
)
def test_some_channels_cannot_be_joined(channel: str, error: str) -> None:
    assert call(a_workspace(), "conversations.join", channel=channel)["error"] == error


def test_history_is_newest_first_and_keeps_metadata_to_those_who_ask() -> None:
    workspace = a_workspace()
    metadata = {"event_type": "posted", "event_payload": {"key": "k1"}}
    said(workspace, "one", metadata=metadata)
    said(workspace, "two")
    plain = call(workspace, "conversations.history", channel="C1")["messages"]
    assert [one["text"] for one in plain] == ["two", "one"]
    assert plain[1]["metadata"] == {"event_type": "posted"}
    full = call(workspace, "conversations.history", channel="C1", include_all_metadata=True)
    assert full["messages"][1]["metadata"] == metadata


def test_history_can_be_cut_to_a_range() -> None:
    workspace = a_workspace()
    first, second, third = (said(workspace, text) for text in ("one", "two", "three"))

    def found(**range_: object) -> list[str]:
        answered = call(workspace, "conversations.history", channel="C1", **range_)
        return [one["text"] for one in answered["messages"]]

    assert found(oldest=first) == ["three", "two"]
    assert found(oldest=first, inclusive=True) == ["three", "two", "one"]
    assert found(latest=third) == ["two", "one"]
    assert found(oldest=second, latest=second, inclusive="1") == ["two"]


def test_history_says_whether_there_is_more() -> None:
    workspace = a_workspace()
    for text in ("one", "two", "three"):
        said(workspace, text)
    page = call(workspace, "conversations.history", channel="C1", limit=2)
    assert page["has_more"] is True
    cursor = page["response_metadata"]["next_cursor"]
    rest = call(workspace, "conversations.history", channel="C1", limit=2, cursor=cursor)
    assert ([one["text"] for one in rest["messages"]], rest["has_more"]) == (["one"], False)


def test_replies_are_oldest_first_with_the_parent_always() -> None:
    workspace = a_workspace()
    parent = said(workspace, "parent")
    first = said(workspace, "first", thread_ts=parent)
    said(workspace, "second", thread_ts=parent)
    after = call(workspace, "conversations.replies", channel="C1", ts=parent, oldest=first)
    assert [one["text"] for one in after["messages"]] == ["parent", "second"]
    missing = call(workspace, "conversations.replies", channel="C1", ts="1.000001")
    assert missing["error"] == "thread_not_found"


@pytest.mark.parametrize("method", ["conversations.history", "conversations.replies"])
def test_nothing_is_read_where_the_app_is_not(method: str) -> None:
    assert call(a_workspace(), method, channel="C2", ts="1.0")["error"] == "not_in_channel"


def test_people_see_public_channels_and_their_own() -> None:
    workspace = a_workspace()
    said(workspace, "open")
    assert [one["text"] for one in person(workspace, "U3").messages("C1")] == ["open"]


def test_history_can_lag_behind_what_was_said() -> None:
    clock = ManualClock(NOON)
    workspace = a_workspace(clock=clock)
    parent = said(workspace, "parent")
    clock.advance(timedelta(seconds=4))
    said(workspace, "reply", thread_ts=parent, reply_broadcast=True)
    workspace.faults.plan(history_lag_seconds=3)

    def read(method: str) -> list[str]:
        answered = call(workspace, method, channel="C1", ts=parent)
        return [one["text"] for one in answered.get("messages", [])] or [answered["error"]]

    methods = ("conversations.history", "conversations.replies")
    assert [read(method) for method in methods] == [["parent"], ["parent"]]
    assert [one["text"] for one in person(workspace).messages("C1")] == ["parent", "reply"]
    clock.advance(timedelta(seconds=3, milliseconds=1))
    assert [read(method) for method in methods] == [["reply", "parent"], ["parent", "reply"]]


def test_a_thread_that_is_too_young_to_be_read_is_not_found() -> None:
    workspace = a_workspace()
    parent = said(workspace)
    workspace.faults.plan(history_lag_seconds=3)
    assert call(workspace, "conversations.replies", channel="C1", ts=parent)["error"] == "thread_not_found"
    assert call(workspace, "conversations.history", channel="C1")["messages"] == []
    workspace.faults.clear()
    assert len(call(workspace, "conversations.history", channel="C1")["messages"]) == 1
