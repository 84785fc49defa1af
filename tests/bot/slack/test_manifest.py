"""The manifests: what is checked in is what the code makes, Slack takes it, and every scope is asked for a reason."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.slack.ids import COMMAND
from bot.slack.manifest import EVENTS, EXAMPLE_REQUEST_URL, SCOPES, manifest

ROOT = Path(__file__).parents[3]
CHECKED_IN = ROOT / "bot" / "slack"
# Slack's own schema lies beside the project where it is developed; the limits below hold everywhere.
SCHEMA = ROOT.parent / "shared" / "schemas" / "slack-manifest-2.0.0.json"

BOTH = pytest.mark.parametrize("made", [manifest("socket"), manifest("http")], ids=["socket", "http"])


@pytest.mark.parametrize(
    ("name", "made"),
    [("manifest.json", manifest("socket")), ("manifest.http.json", manifest("http"))],
)
def test_the_checked_in_manifest_is_what_the_code_makes(name: str, made: dict[str, Any]) -> None:
    assert json.loads((CHECKED_IN / name).read_text()) == made


@BOTH
def test_slack_takes_the_manifest(made: dict[str, Any]) -> None:
    if SCHEMA.exists():
        jsonschema.validate(made, json.loads(SCHEMA.read_text()))
    display, features = made["display_information"], made["features"]
    (command,) = features["slash_commands"]
    assert len(display["name"]) <= 35
    assert len(display["description"]) <= 140
    assert 175 <= len(display["long_description"]) <= 4000
    assert len(features["bot_user"]["display_name"]) <= 80
    assert len(command["command"]) <= 32
    assert len(command["usage_hint"]) <= 1000
    assert len(made["settings"]["event_subscriptions"]["bot_events"]) <= 100


@BOTH
def test_direct_messages_can_be_read_and_not_answered(made: dict[str, Any]) -> None:
    assert made["features"]["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": True,
    }


@BOTH
def test_the_command_arrives_with_names_as_ids(made: dict[str, Any]) -> None:
    (command,) = made["features"]["slash_commands"]
    assert command["command"] == COMMAND
    assert command["should_escape"] is True


@BOTH
def test_what_the_bot_listens_to_is_subscribed(made: dict[str, Any]) -> None:
    assert made["settings"]["event_subscriptions"]["bot_events"] == list(EVENTS)
    assert "app_home_opened" in EVENTS
    assert made["settings"]["interactivity"]["is_enabled"] is True
    assert made["settings"]["token_rotation_enabled"] is False


def addresses(node: object) -> list[str]:
    if isinstance(node, dict):
        own = [value for key, value in node.items() if key in ("url", "request_url")]
        return own + [found for value in node.values() for found in addresses(value)]
    return [found for item in node for found in addresses(item)] if isinstance(node, list) else []


def test_socket_mode_needs_no_address() -> None:
    made = manifest("socket")
    assert addresses(made) == []
    assert made["settings"]["socket_mode_enabled"] is True


def test_over_http_everything_comes_to_one_address() -> None:
    made = manifest("http", request_url="https://homeroom.district.example/slack/events")
    assert addresses(made) == ["https://homeroom.district.example/slack/events"] * 3
    assert made["settings"]["socket_mode_enabled"] is False
    assert set(addresses(manifest("http"))) == {EXAMPLE_REQUEST_URL}


@BOTH
def test_each_scope_is_asked_for_once_and_optional_ones_in_both_lists(made: dict[str, Any]) -> None:
    scopes = made["oauth_config"]["scopes"]
    assert scopes["bot"] == [scope.name for scope in SCOPES]
    assert len(set(scopes["bot"])) == len(SCOPES)
    assert scopes["bot_optional"] == ["channels:history", "groups:history", "im:history", "files:read", "files:write"]
    assert all(scope.why.startswith("to ") for scope in SCOPES)
