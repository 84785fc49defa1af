"""An empty workspace to try things in; the tests and demos of an app bring their own."""

import secrets

from sandbox.seed import Seed, SeedApp, SeedChannel, SeedCommand, SeedUser

_SCOPES = (
    "channels:history",
    "channels:join",
    "channels:read",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "team:read",
    "users:read",
)


def example_workspace(command: str = "/example", request_url: str | None = None) -> Seed:
    """Three people, two channels, and one app with fresh tokens."""
    app = SeedApp(
        app_id="A0EXAMPLE",
        name="Example app",
        bot_user_id="U0BOT",
        bot_token=f"xoxb-{secrets.token_hex(12)}",
        app_token=f"xapp-{secrets.token_hex(12)}",
        signing_secret=secrets.token_hex(16),
        scopes=_SCOPES,
        commands=(SeedCommand(command, "Whatever your app does", "[help]"),),
        request_url=request_url,
    )
    users = (
        SeedUser("U0ADA", "ada", "Ada Example", title="Administrator", is_admin=True),
        SeedUser("U0BEN", "ben", "Ben Example", tz="America/Chicago"),
        SeedUser("U0CAM", "cam", "Cam Example", tz="America/Los_Angeles"),
    )
    channels = (
        SeedChannel("C0GENERAL", "general", ("U0ADA", "U0BEN", "U0CAM", "U0BOT")),
        SeedChannel("C0PRIVATE", "private-talk", ("U0ADA", "U0BEN"), is_private=True),
    )
    return Seed("T0EXAMPLE", "Example workspace", "example", users, channels, app)
