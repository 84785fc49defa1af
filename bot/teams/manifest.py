"""The app package for Teams: its manifest, from the ids of one organization, and the two icons, in one zip file."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bot.wording import app_package as words
from bot.wording.platform import TEAMS, in_dialect

# Old enough that every cloud of Microsoft's takes it; nothing newer is used.
VERSION = "1.19"
SCHEMA = f"https://developer.microsoft.com/json-schemas/teams/v{VERSION}/MicrosoftTeams.schema.json"
ICONS = ("color.png", "outline.png")
# Teams offers ten at most, so these are what people look for first; help tells of the others.
IN_A_CHANNEL = (
    "setup", "status", "plan", "steps", "decide", "people", "settings", "ask now", "digest preview", "help",
)  # fmt: skip
IN_A_CHAT = (words.HOME, "rate", "status", "plan", "steps", "away", "back", "history", "export", "help")
# The color behind the icon, as in the other platform's list.
ACCENT_COLOR = "#1f4e5f"
# Before this, no zip file can say when something was made. All packages of one content are the same bytes.
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """`name` is what people type after the @; `website` (https) where they find who runs Homeroom.

    `has_files`: whether this cloud lets bots take and hand on files.
    """

    client_id: str
    version: str
    name: str
    developer: str
    website: str
    has_files: bool = True


def manifest(package: Package) -> dict[str, Any]:
    """Its single bot is the app itself; it asks for no permission on anybody's behalf."""
    return {
        "$schema": SCHEMA,
        "manifestVersion": VERSION,
        "version": package.version,
        "id": package.client_id,
        "developer": {
            "name": package.developer,
            "websiteUrl": package.website,
            "privacyUrl": package.website,
            "termsOfUseUrl": package.website,
        },
        "name": {"short": package.name, "full": package.name},
        "description": {"short": words.SHORT, "full": words.FULL},
        "icons": {"color": ICONS[0], "outline": ICONS[1]},
        "accentColor": ACCENT_COLOR,
        "bots": [_bot(package)],
        # Who wrote, and who is in the team: more is never looked at.
        "permissions": ["identity", "messageTeamMembers"],
        # Nothing of the web is shown within Teams.
        "validDomains": [],
        "defaultInstallScope": "team",
        "defaultGroupCapability": {"team": "bot"},
    }


def write_package(package: Package, out: BinaryIO) -> None:
    """The zip file that Teams takes, everything at its root."""
    icons = files("bot.teams") / "icons"
    with ZipFile(out, "w", ZIP_DEFLATED) as zip:
        zip.writestr(ZipInfo("manifest.json", _LONG_AGO), json.dumps(manifest(package), indent=2) + "\n")
        for name in ICONS:
            zip.writestr(ZipInfo(name, _LONG_AGO), (icons / name).read_bytes())


def _bot(package: Package) -> dict[str, Any]:
    return {
        "botId": package.client_id,
        # Everybody rates in the chat with Homeroom where dialogs can't be opened, so it is in both.
        "scopes": ["personal", "team"],
        "isNotificationOnly": False,
        "supportsFiles": package.has_files,
        "commandLists": [_commands("team", IN_A_CHANNEL), _commands("personal", IN_A_CHAT)],
    }


def _commands(scope: str, names: Sequence[str]) -> dict[str, Any]:
    listed = [{"title": name, "description": in_dialect(words.about(name), TEAMS)} for name in names]
    return {"scopes": [scope], "commands": listed}
