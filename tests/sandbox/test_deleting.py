"""Deleting messages, and counting by their metadata what was ever posted and what still stands."""

from sandbox.api.dispatch import record
from sandbox.tally import posts_by_metadata
from sandbox.workspace import Workspace
from tests.sandbox.workspaces import a_workspace, call, person, said


def posted(workspace: Workspace, key: str, channel: str = "C1") -> tuple[str, str]:
    """Post with a key in the metadata; where it went."""
    metadata = {"event_type": "posted", "event_payload": {"key": key}}
    return channel, said(workspace, key, channel, metadata=metadata)


def deleted(workspace: Workspace, ts: str, channel: str = "C1") -> str:
    return str(call(workspace, "chat.delete", channel=channel, ts=ts).get("error", "deleted"))


def test_a_message_is_deleted_once() -> None:
    workspace = a_workspace()
    ts = said(workspace)
    assert [deleted(workspace, ts), deleted(workspace, ts)] == ["deleted", "message_not_found"]
    assert call(workspace, "chat.update", channel="C1", ts=ts, text="new")["error"] == "message_not_found"
    assert person(workspace).messages("C1") == []


def test_a_parent_that_left_a_tombstone_is_gone_for_the_app() -> None:
    workspace = a_workspace()
    parent = said(workspace)
    said(workspace, thread_ts=parent)
    assert [deleted(workspace, parent), deleted(workspace, parent)] == ["deleted", "message_not_found"]
    assert call(workspace, "chat.update", channel="C1", ts=parent, text="new")["error"] == "message_not_found"


def test_nothing_is_deleted_that_is_not_the_apps_own_or_where_it_cannot_look() -> None:
    workspace = a_workspace()
    person(workspace).say("C1", "mine")
    [mine] = person(workspace).messages("C1")
    assert deleted(workspace, mine["ts"]) == "cant_delete_message"
    inside = said(workspace, channel="G1")
    workspace.leave("UBOT", "G1")
    assert deleted(workspace, inside, "G1") == "channel_not_found"
    assert len(person(workspace).messages("C1")) == len(person(workspace).messages("G1")) == 1


def test_posts_are_counted_by_metadata_ever_and_still_standing() -> None:
    workspace = a_workspace()
    once, first, second = posted(workspace, "once"), posted(workspace, "twice"), posted(workspace, "twice", "G1")
    parent = posted(workspace, "parent")
    said(workspace, "no metadata", thread_ts=parent[1])
    deleted(workspace, first[1])
    deleted(workspace, parent[1])
    found = posts_by_metadata(workspace, "key")
    assert found.keys() == {"once", "twice", "parent"}
    assert (found["once"].ever, found["once"].standing) == ([once], [once])
    assert (found["twice"].ever, found["twice"].standing) == ([first, second], [second])
    assert (found["parent"].ever, found["parent"].standing) == ([parent], [])
    assert posts_by_metadata(workspace, "other") == {}


def test_a_post_counts_by_what_it_was_posted_with_and_only_if_it_landed() -> None:
    workspace = a_workspace()
    channel, ts = posted(workspace, "first")
    metadata = {"event_type": "posted", "event_payload": {"key": "changed"}}
    call(workspace, "chat.update", channel=channel, ts=ts, text="new", metadata=metadata)
    call(workspace, "chat.postMessage", channel="C404", text="x", metadata=metadata)
    record(workspace, "chat.postMessage", {"metadata": metadata}, answer=None, status=0)
    assert {key: posts.standing for key, posts in posts_by_metadata(workspace, "key").items()} == {
        "first": [(channel, ts)]
    }


def test_nothing_stands_in_a_channel_that_was_deleted() -> None:
    workspace = a_workspace()
    where = posted(workspace, "k")
    workspace.delete_channel("C1")
    posts = posts_by_metadata(workspace, "key")["k"]
    assert (posts.ever, posts.standing) == ([where], [])
