"""Tokens, scopes, pages and limits, the same for every method; and the methods that only tell."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sandbox.api.arguments import Arguments, decoded
from sandbox.api.dispatch import METHODS, answer
from sandbox.api_error import ApiError
from sandbox.clock import ManualClock
from sandbox.rate_limits import DOCUMENTED_TIERS
from sandbox.seed import SeedUser
from sandbox.workspace import Workspace
from tests.sandbox.workspaces import APP_TOKEN, BOT_TOKEN, NOON, a_workspace, call, said


def test_auth_test_says_who_the_token_is() -> None:
    told = call(a_workspace(), "auth.test")
    assert (told["team_id"], told["user_id"], told["bot_id"]) == ("T1", "UBOT", "BBOT")
    assert told["url"] == "https://testers.slack.com/"


@pytest.mark.parametrize(
    ("method", "token", "error"),
    [
        ("auth.test", None, "not_authed"),
        ("auth.test", "xoxb-other", "invalid_auth"),
        ("chat.postMessage", APP_TOKEN, "not_allowed_token_type"),
        ("apps.connections.open", BOT_TOKEN, "not_allowed_token_type"),
        ("chat.whisper", BOT_TOKEN, "unknown_method"),
    ],
)
def test_a_token_must_fit_the_method(method: str, token: str | None, error: str) -> None:
    assert call(a_workspace(), method, token)["error"] == error


def test_tokens_stop_working_when_revoked_or_uninstalled() -> None:
    revoked, uninstalled = a_workspace(), a_workspace()
    revoked.revoke_tokens()
    uninstalled.uninstall()
    assert call(revoked, "auth.test")["error"] == "token_revoked"
    assert call(uninstalled, "auth.test")["error"] == "account_inactive"


@pytest.mark.parametrize(
    ("method", "given", "needed"),
    [
        ("chat.postMessage", {"channel": "C1", "text": "x"}, "chat:write"),
        ("conversations.info", {"channel": "C1"}, "channels:read"),
        ("conversations.info", {"channel": "G1"}, "groups:read"),
        ("conversations.history", {"channel": "C1"}, "channels:history"),
        ("conversations.history", {"channel": "G1"}, "groups:history"),
        ("conversations.list", {"types": "public_channel,im"}, "channels:read"),
        ("conversations.open", {"users": "U1"}, "im:write"),
        ("conversations.join", {"channel": "C2"}, "channels:join"),
        ("users.info", {"user": "U1"}, "users:read"),
        ("files.getUploadURLExternal", {"filename": "a", "length": 1}, "files:write"),
        ("team.info", {}, "team:read"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_missing_scope_is_named(method: str, given: dict[str, object], needed: str) -> None:
    answered = call(a_workspace(scopes=("reactions:write",)), method, **given)
    assert answered == {
        "ok": False,
        "error": "missing_scope",
        "needed": needed,
        "provided": "reactions:write",
    }


def test_every_answer_names_the_scopes_in_a_header() -> None:
    answered = answer(a_workspace(scopes=("a", "b")), "auth.test", given={}, token=None)
    assert answered.headers["x-oauth-scopes"] == "a,b"


def test_a_method_called_too_often_in_a_minute_is_refused_until_the_minute_is_over() -> None:
    clock = ManualClock(NOON)
    workspace = a_workspace(clock=clock)
    workspace.limits.calls_per_minute = dict(DOCUMENTED_TIERS)
    for _ in range(20):
        assert call(workspace, "users.list")["ok"]
    clock.advance(timedelta(seconds=15))
    refused = answer(workspace, "users.list", given={}, token=BOT_TOKEN)
    assert (refused.status, refused.headers["Retry-After"]) == (429, "45")
    clock.advance(timedelta(seconds=45))
    assert call(workspace, "users.list")["ok"]


def test_long_lists_come_in_pages() -> None:
    workspace = a_workspace()
    names, cursor = [], ""
    for _ in range(3):
        page = call(workspace, "users.list", limit=2, cursor=cursor)
        names += [user["name"] for user in page["members"]]
        cursor = page["response_metadata"]["next_cursor"]
    assert names == ["ann", "bob", "cat", "gone", "far", "helper"]
    assert cursor == ""


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"limit": 0}, "invalid_limit"),
        ({"limit": 1001}, "invalid_limit"),
        ({"limit": "many"}, "invalid_arguments"),
        ({"cursor": "words"}, "invalid_cursor"),
        ({"cursor": "cHJldjox"}, "invalid_cursor"),
    ],
)
def test_a_bad_page_is_refused(given: dict[str, object], error: str) -> None:
    assert call(a_workspace(), "users.list", **given)["error"] == error


def test_users_are_described_as_slack_does() -> None:
    workspace = a_workspace()
    ann = call(workspace, "users.info", user="U1")["user"]
    assert (ann["tz"], ann["tz_offset"], ann["tz_label"]) == ("America/New_York", -18000, "EST")
    assert (ann["profile"]["title"], ann["is_admin"]) == ("Director", True)
    assert call(workspace, "users.info", user="U3")["user"]["is_restricted"] is True
    assert call(workspace, "users.info", user="U404")["error"] == "user_not_found"


def test_of_a_deactivated_account_neither_zone_nor_standing_is_told() -> None:
    gone = call(a_workspace(), "users.info", user="U4")["user"]
    assert gone["deleted"] is True
    assert gone.keys().isdisjoint({"tz", "real_name", "is_admin", "is_restricted"})
    assert gone["profile"]["real_name"] == "Gone Away"


def test_somebody_of_another_organisation_is_a_stranger_only_where_no_channel_is_shared() -> None:
    workspace = a_workspace()
    workspace.join("U5", "C1")
    met = call(workspace, "users.info", user="U5")["user"]
    workspace.leave("U5", "C4")
    stranger = call(workspace, "users.info", user="U5")["user"]
    assert [(one["team_id"], one["is_stranger"]) for one in (met, stranger)] == [("T9", False), ("T9", True)]


@pytest.mark.parametrize(
    ("standing", "told"),
    [
        ({"is_admin": True}, {"is_admin"}),
        ({"is_owner": True}, {"is_admin", "is_owner"}),
        ({"is_primary_owner": True}, {"is_admin", "is_owner", "is_primary_owner"}),
        ({"is_restricted": True}, {"is_restricted"}),
        ({"is_ultra_restricted": True}, {"is_restricted", "is_ultra_restricted"}),
        ({"is_bot": True}, {"is_bot"}),
    ],
    ids=lambda value: "" if isinstance(value, set) else "".join(value),
)
def test_each_standing_brings_those_below_it(standing: dict[str, Any], told: set[str]) -> None:
    seed = a_workspace().seed
    somebody = replace(SeedUser("U9", "nine", "Nine"), **standing)
    workspace = Workspace(replace(seed, users=(*seed.users, somebody)))
    user = call(workspace, "users.info", user="U9")["user"]
    assert {key for key, value in user.items() if key.startswith("is_") and value} == told


def test_a_deactivated_account_is_deleted_and_gets_no_more_messages() -> None:
    workspace = a_workspace()
    said(workspace, channel="U2")
    workspace.deactivate("U2")
    assert call(workspace, "users.info", user="U2")["user"]["deleted"] is True
    assert call(workspace, "chat.postMessage", channel="U2", text="x")["error"] == "account_inactive"


def test_a_bot_user_in_the_seed_is_kept_as_it_is() -> None:
    seed = a_workspace().seed
    bot = SeedUser("UBOT", "my-bot", "My Bot", is_bot=True)
    workspace = Workspace(replace(seed, users=(*seed.users, bot)))
    assert call(workspace, "auth.test")["user"] == "my-bot"


def test_the_workspace_and_its_bot_are_described() -> None:
    workspace = a_workspace()
    assert call(workspace, "team.info")["team"]["domain"] == "testers"
    assert call(workspace, "bots.info", bot="BBOT")["bot"]["name"] == "Helper"
    assert call(workspace, "bots.info")["bot"]["app_id"] == "A1"
    assert call(workspace, "bots.info", bot="B404")["error"] == "bot_not_found"


def test_a_call_is_in_the_transcript_without_its_token() -> None:
    workspace = a_workspace()
    given = {"channel": "C1", "text": "words", "token": BOT_TOKEN}
    answer(workspace, "chat.postMessage", given=given, token=BOT_TOKEN)
    [kept] = workspace.calls
    assert (kept.method, kept.status, kept.at) == ("chat.postMessage", 200, NOON)
    assert kept.args == {"channel": "C1", "text": "words"}
    assert kept.answer is not None
    assert kept.answer["message"]["text"] == "words"


def test_an_answer_in_the_transcript_stays_as_it_was_given() -> None:
    workspace = a_workspace()
    ts = said(workspace, "old")
    call(workspace, "chat.update", channel="C1", ts=ts, text="new")
    assert workspace.calls[0].answer is not None
    assert workspace.calls[0].answer["message"]["text"] == "old"


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        (b'{"a": 1}', "application/json; charset=utf-8", {"a": 1}),
        (b"", "application/json", {}),
        (b"a=1&b=&c=%7B%7D", "application/x-www-form-urlencoded", {"a": "1", "b": "", "c": "{}"}),
    ],
    ids=["json", "empty json", "form"],
)
def test_bodies_are_read_by_their_content_type(body: bytes, content_type: str, expected: dict[str, object]) -> None:
    assert decoded(body, content_type) == expected


@pytest.mark.parametrize(("body", "error"), [(b"{", "invalid_json"), (b"[]", "json_not_object")])
def test_a_body_that_is_no_object_is_refused(body: bytes, error: str) -> None:
    with pytest.raises(ApiError, match=error):
        decoded(body, "application/json")


def test_flags_and_lists_come_as_json_or_as_text() -> None:
    given = Arguments({"yes": True, "one": "1", "no": "false", "list": ["a"], "text": "a, b,"})
    assert [given.flag(name) for name in ("yes", "one", "no", "missing")] == [True, True, False, False]
    assert [given.words(name) for name in ("list", "text", "missing")] == [["a"], ["a", "b"], []]


def test_everything_the_sandbox_promises_is_there() -> None:
    assert METHODS.keys() >= {
        *("auth.test", "apps.connections.open", "team.info", "bots.info"),
        *("chat.postMessage", "chat.update", "chat.delete", "chat.postEphemeral"),
        *("conversations.info", "conversations.list", "conversations.members", "conversations.open"),
        *("conversations.join", "conversations.history", "conversations.replies"),
        *("users.info", "users.list", "users.conversations"),
        *("views.open", "views.push", "views.update", "views.publish"),
        *("files.getUploadURLExternal", "files.completeUploadExternal", "files.info"),
    }
