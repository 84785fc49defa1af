"""Writes the package that an administrator uploads to Microsoft Teams; needs an app's id and nothing else."""

import re
from importlib.metadata import version
from pathlib import Path

from bot.commands.configured import environment
from bot.commands.output import written
from bot.commands.terminal import MISUSED, end, say
from bot.settings import is_guid, where
from bot.teams.manifest import Package, write_package

# What nobody has named a website of; said when the package is written.
NO_WEBSITE = "https://homeroom.example.org"
# Clouds in which bots neither take nor hand on files.
_WITHOUT_FILES = frozenset({"us_gov", "us_gov_dod"})
# Teams' own limits.
_LONGEST_NAME = 30
_LONGEST_DEVELOPER = 32
_LONGEST_ADDRESS = 2048


def write_teams_package(
    out: Path, *, client_id: str, name: str, developer: str, website: str, package_version: str
) -> None:
    """Whatever is wrong ends the program in words, before anything is written."""
    given = environment()
    client_id = (client_id or given.get("TEAMS_CLIENT_ID", "")).strip().lower()
    if not client_id:
        end(f"Which app? Set TEAMS_CLIENT_ID or give --client-id ({where('TEAMS_CLIENT_ID')}).", MISUSED)
    if not is_guid(client_id):
        end(f"The app's id is not a GUID ({where('TEAMS_CLIENT_ID')}).", MISUSED)
    package = Package(
        client_id=client_id,
        version=_number(package_version or version("homeroom")),
        name=_short(name, "--name", _LONGEST_NAME),
        developer=_short(developer, "--developer", _LONGEST_DEVELOPER),
        website=_address(website or NO_WEBSITE),
        has_files=given.get("TEAMS_CLOUD", "").strip() not in _WITHOUT_FILES,
    )
    with written(out) as opened:
        write_package(package, opened)
    say(f"{out} is written: version {package.version} of {package.name}, for the app {client_id}.")
    say("Upload it in the Teams admin center, Teams apps, Manage apps; the README says what comes before and after.")
    if not website:
        say(f"Its page in Teams points to {NO_WEBSITE}; with --website it points to your own.")


def _number(typed: str) -> str:
    if not re.fullmatch(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}", typed, re.ASCII):
        end(f'--package-version "{typed}" is not a version such as 1.2.0.', MISUSED)
    return typed


def _short(typed: str, option: str, most: int) -> str:
    if not 0 < len(typed.strip()) <= most:
        end(f"{option} takes 1 to {most} characters.", MISUSED)
    return typed.strip()


def _address(typed: str) -> str:
    if not re.fullmatch(r"https://[^\s/]+\S*", typed) or len(typed) > _LONGEST_ADDRESS:
        end(f'--website "{typed}" is not an address such as https://www.district.example.org.', MISUSED)
    return typed
