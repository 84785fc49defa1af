"""What an app may say where: chat.*, as Slack answers it."""

import json
from datetime import timedelta

import pytest

from sandbox.api.dispatch import answer
from sandbox.clock import ManualClock
from tests.sandbox.samples import actions, asks, button, section, text, text_input
from tests.sandbox.workspaces import BOT_TOKEN, NOON, a_workspace, call, person, said


def test_a_posted_message_is_seen_with_its_sender_and_its_text_as_given() -> None:
    workspace = a_workspace()
    answered = call(workspace, "chat.postMessage", channel="C1", text="*Hi* &lt;there&gt; <@U1>")
    [message] = person(workspace).messages("C1")
    assert answered["message"]["text"] == message["text"] == "*Hi* &lt;there&gt; <@U1>"
    assert answered["ts"] == message["ts"]
    assert message["sender"] == {"name": "Helper", "is_bot": True, "title": ""}
    assert message["bot_profile"]["icons"] == {"emoji": ":wave:"}
    assert message["ephemeral"] is False


def test_every_block_gets_a_block_id_and_every_element_an_action_id() -> None:
    workspace = a_workspace()
    unnamed = {"type": "button", "text": {"type": "plain_text", "text": "Go"}}
    said(workspace, blocks=[section(), actions(unnamed), section(block_id="mine")])
    [message] = person(workspace).messages("C1")
    ids = [block["block_id"] for block in message["blocks"]]
    assert ids[2] == "mine"
    assert len(set(ids)) == 3
    assert message["blocks"][1]["elements"][0]["action_id"]


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"channel": "C1"}, "no_text"),
        ({"channel": "C1", "blocks": []}, "no_text"),
        ({"text": "x"}, "invalid_arguments"),
        ({"channel": "C404", "text": "x"}, "channel_not_found"),
        ({"channel": "C2", "text": "x"}, "not_in_channel"),
        ({"channel": "G2", "text": "x"}, "channel_not_found"),
        ({"channel": "C3", "text": "x"}, "is_archived"),
        ({"channel": "U4", "text": "x"}, "account_inactive"),
        ({"channel": "UBOT", "text": "x"}, "cannot_dm_bot"),
        ({"channel": "C1", "text": text(40_001)}, "msg_too_long"),
        ({"channel": "C1", "blocks": "not json"}, "invalid_blocks_format"),
        ({"channel": "C1", "blocks": {"type": "section"}}, "invalid_blocks_format"),
        ({"channel": "C1", "text": "x", "attachments": [{}] * 101}, "too_many_attachments"),
        ({"channel": "C1", "text": "x", "metadata": "words"}, "invalid_metadata_format"),
        ({"channel": "C1", "text": "x", "metadata": ["words"]}, "invalid_metadata_format"),
        ({"channel": "C1", "text": "x", "metadata": {"event_type": "e"}}, "invalid_metadata_schema"),
        ({"channel": "C1", "text": "x", "metadata": {"event_payload": {}}}, "invalid_metadata_schema"),
        ({"channel": "C1", "text": "x", "markdown_text": "y"}, "markdown_text_conflict"),
        ({"channel": "C1", "text": "x", "thread_ts": "1.000001"}, "thread_not_found"),
    ],
    ids=lambda given: given if isinstance(given, str) else str(given)[:60],
)
def test_what_slack_refuses_is_refused_and_nothing_lands(given: dict[str, object], error: str) -> None:
    workspace = a_workspace()
    assert call(workspace, "chat.postMessage", **given)["error"] == error
    assert all(workspace.messages.top_level(one.id) == [] for one in workspace.conversations.all())


def test_invalid_blocks_carry_sentences_and_pointers() -> None:
    answered = call(a_workspace(), "chat.postMessage", channel="C1", text="x", blocks=[section(text(3001))])
    assert answered["error"] == "invalid_blocks"
    assert answered["errors"] == ["must be less than 3001 characters"]
    assert answered["response_metadata"]["messages"] == [
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    ]


def test_blocks_hold_13200_characters_in_all_and_no_more() -> None:
    workspace = a_workspace()
    full = [section(text(3000))] * 4
    assert call(workspace, "chat.postMessage", channel="C1", blocks=[*full, section(text(1200))])["ok"]
    too_long = call(workspace, "chat.postMessage", channel="C1", blocks=[*full, section(text(1201))])
    assert too_long["error"] == "msg_blocks_too_long"


def test_metadata_holds_4000_bytes() -> None:
    workspace = a_workspace()
    bare = len(json.dumps({"event_type": "e", "event_payload": {"k": ""}}, separators=(",", ":")))
    fits = {"event_type": "e", "event_payload": {"k": text(4000 - bare)}}
    over = {"event_type": "e", "event_payload": {"k": text(4001 - bare)}}
    assert call(workspace, "chat.postMessage", channel="C1", text="x", metadata=fits)["ok"]
    refused = call(workspace, "chat.postMessage", channel="C1", text="x", metadata=over)
    assert refused["error"] == "metadata_too_large"


def test_posting_to_a_person_opens_their_direct_messages() -> None:
    workspace = a_workspace()
    first = call(workspace, "chat.postMessage", channel="U1", text="one")
    second = call(workspace, "chat.postMessage", channel=first["channel"], text="two")
    assert first["channel"] == second["channel"]
    assert first["channel"].startswith("D")
    assert [message["text"] for message in person(workspace).direct_messages()] == ["one", "two"]
    assert person(workspace, "U2").direct_messages() == []


def test_direct_messages_fail_while_the_messages_tab_is_off() -> None:
    workspace = a_workspace()
    workspace.messages_tab_enabled = False
    assert call(workspace, "chat.postMessage", channel="U1", text="x")["error"] == "messages_tab_disabled"
    assert call(workspace, "chat.postMessage", channel="C1", text="x")["ok"]


def test_an_app_with_the_public_scope_posts_where_it_is_not() -> None:
    workspace = a_workspace(scopes=("chat:write", "chat:write.public"))
    assert call(workspace, "chat.postMessage", channel="C2", text="x")["ok"]


def test_markdown_text_becomes_a_markdown_block() -> None:
    workspace = a_workspace()
    answered = call(workspace, "chat.postMessage", channel="C1", markdown_text="**bold**")
    assert answered["message"]["blocks"][0]["text"] == "**bold**"


def test_replies_hang_in_the_thread_and_are_counted_on_the_parent() -> None:
    workspace = a_workspace()
    parent = said(workspace, "parent")
    reply = said(workspace, "reply", thread_ts=parent)
    person(workspace).say("C1", "me too", thread_ts=parent)
    said(workspace, "a reply to a reply", thread_ts=reply)
    [shown] = person(workspace).messages("C1")
    assert (shown["reply_count"], shown["reply_users"]) == (3, ["UBOT", "U1"])
    thread = person(workspace).thread("C1", parent)
    assert [one["text"] for one in thread] == ["parent", "reply", "me too", "a reply to a reply"]
    assert shown["latest_reply"] == thread[-1]["ts"]


def test_a_broadcast_reply_stands_in_the_channel_too() -> None:
    workspace = a_workspace()
    parent = said(workspace, "parent")
    said(workspace, "quiet", thread_ts=parent)
    said(workspace, "loud", thread_ts=parent, reply_broadcast=True)
    assert [one["text"] for one in person(workspace).messages("C1")] == ["parent", "loud"]


def test_a_reply_can_be_broadcast_later() -> None:
    workspace = a_workspace()
    reply = said(workspace, "reply", thread_ts=said(workspace, "parent"))
    call(workspace, "chat.update", channel="C1", ts=reply, text="reply", reply_broadcast=True)
    assert [one["text"] for one in person(workspace).messages("C1")] == ["parent", "reply"]


def test_an_update_changes_what_is_given_and_keeps_the_rest() -> None:
    workspace = a_workspace()
    metadata = {"event_type": "e", "event_payload": {"k": "v"}}
    ts = said(workspace, "old", blocks=[section("old")], metadata=metadata)
    answered = call(workspace, "chat.update", channel="C1", ts=ts, text="new")
    [message] = person(workspace).messages("C1")
    assert answered["text"] == message["text"] == "new"
    assert message["blocks"][0]["text"]["text"] == "old"
    assert message["metadata"] == metadata
    assert message["edited"]["user"] == "UBOT"
    call(workspace, "chat.update", channel="C1", ts=ts, blocks=[], metadata={}, text="bare")
    [message] = person(workspace).messages("C1")
    assert "blocks" not in message
    assert "metadata" not in message


def test_an_update_wipes_what_anybody_typed_into_the_message() -> None:
    workspace = a_workspace()
    ts = said(workspace, blocks=[asks(text_input())])
    person(workspace).type("asked", "a thought", channel="C1", ts=ts)
    [before] = person(workspace).messages("C1")
    call(workspace, "chat.update", channel="C1", ts=ts, blocks=[asks(text_input())])
    [after] = person(workspace).messages("C1")
    assert before["state"]["values"]["asked"]["words"]["value"] == "a thought"
    assert after["state"]["values"]["asked"]["words"]["value"] is None


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"ts": "1.000001", "text": "x"}, "message_not_found"),
        ({"text": text(4001)}, "msg_too_long"),
        ({}, "no_text"),
        ({"blocks": [{"type": "header"}]}, "invalid_blocks"),
        ({"channel": "U1", "text": "x"}, "channel_not_found"),
    ],
    ids=["gone", "too long", "nothing", "blocks", "user id"],
)
def test_an_update_is_refused(change: dict[str, object], error: str) -> None:
    workspace = a_workspace()
    ts = said(workspace, "old")
    assert call(workspace, "chat.update", **{"channel": "C1", "ts": ts, **change})["error"] == error
    assert person(workspace).messages("C1")[0]["text"] == "old"


def test_only_the_apps_own_messages_can_be_changed_or_deleted() -> None:
    workspace = a_workspace()
    person(workspace).say("C1", "mine")
    ts = person(workspace).messages("C1")[0]["ts"]
    changed = call(workspace, "chat.update", channel="C1", ts=ts, text="x")
    assert changed["error"] == "cant_update_message"
    assert call(workspace, "chat.delete", channel="C1", ts=ts)["error"] == "cant_delete_message"


def test_nothing_is_changed_in_an_archived_channel() -> None:
    workspace = a_workspace()
    ts = said(workspace)
    workspace.archive("C1")
    assert call(workspace, "chat.update", channel="C1", ts=ts, text="x")["error"] == "is_inactive"


def test_a_deleted_message_is_gone_and_a_deleted_parent_leaves_a_tombstone() -> None:
    workspace = a_workspace()
    alone, parent = said(workspace, "alone"), said(workspace, "parent")
    reply = said(workspace, "reply", thread_ts=parent)
    call(workspace, "chat.delete", channel="C1", ts=alone)
    call(workspace, "chat.delete", channel="C1", ts=parent)
    [tombstone] = person(workspace).messages("C1")
    assert tombstone["subtype"] == "tombstone"
    assert tombstone["sender"]["name"] == "Slackbot"
    call(workspace, "chat.delete", channel="C1", ts=reply)
    assert person(workspace).messages("C1")[0]["reply_count"] == 0


def test_only_the_one_it_is_for_sees_an_ephemeral_message() -> None:
    workspace = a_workspace()
    answered = call(workspace, "chat.postEphemeral", channel="C1", user="U1", text="psst")
    [whisper] = person(workspace).messages("C1")
    assert (whisper["text"], whisper["ephemeral"]) == ("psst", True)
    assert person(workspace, "U2").messages("C1") == []
    assert call(workspace, "conversations.history", channel="C1")["messages"] == []
    gone = call(workspace, "chat.update", channel="C1", ts=answered["message_ts"], text="x")
    assert gone["error"] == "message_not_found"


def test_an_ephemeral_reply_is_seen_in_its_thread_only() -> None:
    workspace = a_workspace()
    parent = said(workspace, "parent")
    call(workspace, "chat.postEphemeral", channel="C1", user="U1", text="psst", thread_ts=parent)
    assert [one["text"] for one in person(workspace).messages("C1")] == ["parent"]
    assert [one["text"] for one in person(workspace).thread("C1", parent)] == ["parent", "psst"]


def test_an_ephemeral_message_needs_a_member_and_valid_blocks() -> None:
    workspace = a_workspace()
    for user in ("U3", "U404"):
        refused = call(workspace, "chat.postEphemeral", channel="C1", user=user, text="x")
        assert refused["error"] == "user_not_in_channel"
    bad = call(workspace, "chat.postEphemeral", channel="C1", user="U1", blocks=[{"type": "header"}])
    assert bad["error"] == "invalid_blocks"


def test_a_channel_takes_one_message_a_second_and_says_when_to_come_back() -> None:
    clock = ManualClock(NOON)
    workspace = a_workspace(clock=clock, unlimited=False)
    said(workspace, "first")
    refused = answer(workspace, "chat.postMessage", given={"channel": "C1", "text": "second"}, token=BOT_TOKEN)
    assert (refused.status, refused.body["error"]) == (429, "ratelimited")
    assert refused.headers["Retry-After"] == "1"
    said(workspace, "another channel has its own second", channel="G1")
    clock.advance(timedelta(seconds=1))
    said(workspace, "second")
    assert [one["text"] for one in person(workspace).messages("C1")] == ["first", "second"]


def test_a_burst_lets_some_messages_past() -> None:
    clock = ManualClock(NOON)
    workspace = a_workspace(clock=clock, unlimited=False)
    workspace.limits.message_burst = 3
    for number in range(3):
        said(workspace, str(number))
    assert call(workspace, "chat.postMessage", channel="C1", text="x")["error"] == "ratelimited"
    clock.advance(timedelta(seconds=1))
    said(workspace, "refilled")
    assert call(workspace, "chat.postMessage", channel="C1", text="x")["error"] == "ratelimited"


def test_a_refused_message_does_not_count_against_the_channel() -> None:
    workspace = a_workspace(unlimited=False)
    assert call(workspace, "chat.postMessage", channel="C1")["error"] == "no_text"
    said(workspace)


def test_a_permalink_leads_to_the_message() -> None:
    workspace = a_workspace()
    ts = said(workspace)
    link = call(workspace, "chat.getPermalink", channel="C1", message_ts=ts)["permalink"]
    assert link == f"https://testers.slack.com/archives/C1/p{ts.replace('.', '')}"


def test_timestamps_differ_even_while_the_clock_stands_still() -> None:
    workspace = a_workspace()
    stamps = [said(workspace, blocks=[actions(button())]) for _ in range(3)]
    assert stamps == sorted(set(stamps))
    assert stamps[0].startswith(f"{int(NOON.timestamp())}.")
