"""The Slack app's manifest, for Socket Mode and for HTTP, from one source; and why each scope is asked for."""

from dataclasses import dataclass
from typing import Any, Literal

from bot.slack.ids import COMMAND

EXAMPLE_REQUEST_URL = "https://homeroom.example.org/slack/events"

EVENTS = (
    "app_home_opened",
    "app_uninstalled",
    "channel_archive",
    "channel_deleted",
    "channel_left",
    "channel_unarchive",
    "group_archive",
    "group_deleted",
    "group_left",
    "group_unarchive",
    "member_joined_channel",
    "member_left_channel",
    "tokens_revoked",
    "user_change",
)


@dataclass(frozen=True, slots=True)
class Scope:
    """A permission of the bot; without an `optional` one everything works but what `why` says."""

    name: str
    why: str
    optional: bool = False


SCOPES = (
    Scope("channels:read", "to see who is in a public team channel, who joins or leaves it, and when it is archived"),
    Scope("chat:write", "to post cards, reminders, results and digests, and to keep cards up to date"),
    Scope("commands", f"to answer {COMMAND}"),
    Scope("groups:read", "to see who is in a private team channel, who joins or leaves it, and when it is archived"),
    Scope("im:write", "to open the direct message that a reminder goes to"),
    Scope("users:read", "to know members' names and time zones, and to leave out bots and guests"),
    Scope("channels:history", "to look whether a post landed in a public channel before repeating it", optional=True),
    Scope("groups:history", "to look whether a post landed in a private channel before repeating it", optional=True),
    Scope("im:history", "to look whether a reminder landed before repeating it", optional=True),
    Scope("files:read", "to read the school calendar that a coordinator attaches as a file", optional=True),
    Scope("files:write", "to send the audit log as a file to somebody who asks for it", optional=True),
)


def manifest(mode: Literal["socket", "http"], request_url: str | None = None) -> dict[str, Any]:
    """The manifest to paste into Slack. Over HTTP all comes to `request_url`, by default an example to replace."""
    url = (request_url or EXAMPLE_REQUEST_URL) if mode == "http" else None
    reached_at = {} if url is None else {"request_url": url}
    return {
        "_metadata": {"major_version": 2, "minor_version": 0},
        "display_information": _display(),
        "features": _features(url),
        "oauth_config": {
            "scopes": {
                # Slack wants optional scopes in both lists.
                "bot": [scope.name for scope in SCOPES],
                "bot_optional": [scope.name for scope in SCOPES if scope.optional],
            }
        },
        "settings": {
            "event_subscriptions": {**reached_at, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **reached_at},
            "org_deploy_enabled": False,
            "socket_mode_enabled": mode == "socket",
            "token_rotation_enabled": False,
        },
    }


def _display() -> dict[str, Any]:
    return {
        "name": "Homeroom",
        "description": "Helps a district's cabinet look honestly at its own attendance practice, together.",
        "long_description": (
            "Homeroom asks your attendance team about a few indicators of its self-assessment at a time. Members rate "
            "in private; when a check-in closes, the team sees how its ratings spread, never who gave them, and talks "
            "about what splits it. Every two weeks a digest sums up what to decide, what moved, and what comes next."
        ),
        "background_color": "#1f4e5f",
    }


def _features(url: str | None) -> dict[str, Any]:
    return {
        "app_home": {
            "home_tab_enabled": True,
            # Reminders come as direct messages; without the tab Slack refuses them.
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": True,
        },
        "bot_user": {"display_name": "Homeroom", "always_online": True},
        "slash_commands": [
            {
                "command": COMMAND,
                **({} if url is None else {"url": url}),
                "description": "Set up a team, see how it stands, steer what it is asked and when",
                "usage_hint": "help | status | plan | away | back | ask now | settings | people | audit | setup",
                "should_escape": True,
            }
        ],
    }
