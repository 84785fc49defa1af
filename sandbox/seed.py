"""Describes a workspace before anything has happened in it; holds no state and no behaviour."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SeedUser:
    """One account, in the words of Slack's `users.info`; `team_id` None means this workspace's own people."""

    id: str
    name: str
    real_name: str
    title: str = ""
    tz: str = "America/New_York"
    is_bot: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    deleted: bool = False
    team_id: str | None = None
    is_admin: bool = False
    is_owner: bool = False
    is_primary_owner: bool = False


@dataclass(frozen=True, slots=True)
class SeedChannel:
    """One channel and who is in it; add the app's bot user to `members` to invite the app."""

    id: str
    name: str
    members: tuple[str, ...] = ()
    is_private: bool = False
    is_archived: bool = False
    is_ext_shared: bool = False
    topic: str = ""


@dataclass(frozen=True, slots=True)
class SeedCommand:
    """One slash command; `should_escape` turns @names and #channels in its text into ids."""

    name: str
    description: str = ""
    usage_hint: str = ""
    should_escape: bool = False


# What an app hears of unless its manifest says otherwise; message events are opt-in.
USUAL_EVENTS = (
    "app_home_opened",
    "member_joined_channel",
    "member_left_channel",
    "app_uninstalled",
    "tokens_revoked",
)


@dataclass(frozen=True, slots=True)
class SeedApp:
    """The installed app. `request_url` None means Socket Mode, an address means signed HTTP."""

    app_id: str
    name: str
    bot_user_id: str
    bot_token: str
    app_token: str
    signing_secret: str
    scopes: tuple[str, ...]
    commands: tuple[SeedCommand, ...] = ()
    request_url: str | None = None
    home_tab_enabled: bool = True
    messages_tab_enabled: bool = True
    icon_emoji: str = ""
    events: tuple[str, ...] = USUAL_EVENTS


@dataclass(frozen=True, slots=True)
class Seed:
    """A whole workspace with one installed app. The app's bot user is added if `users` lacks it."""

    team_id: str
    team_name: str
    team_domain: str
    users: tuple[SeedUser, ...]
    channels: tuple[SeedChannel, ...]
    app: SeedApp
