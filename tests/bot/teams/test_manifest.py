"""The Teams app package, as far as it can be told without Teams: what Teams demands of a manifest and of its icons."""

import io
import json
import struct
import zlib
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import jsonschema
import pytest

from bot.routes import ROUTES
from bot.teams.ids import COMMAND
from bot.teams.manifest import IN_A_CHANNEL, IN_A_CHAT, Package, manifest, write_package
from bot.wording.app_package import HOME
from tests.bot.terminal import Homeroom, homeroom

__all__ = ["homeroom"]

CLIENT_ID = "0f6d2c1a-93b4-4e0d-8a57-6c1f2e3d4b5a"
PACKAGE = Package(
    client_id=CLIENT_ID,
    version="0.1.0",
    name="Homeroom",
    developer="Maple Valley Schools",
    website="https://www.example.org",
)


def text(most: int) -> dict[str, Any]:
    return {"type": "string", "minLength": 1, "maxLength": most}


def exactly(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    properties = required | (optional or {})
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


GUID = {"type": "string", "pattern": "^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$"}
ADDRESS = {"type": "string", "pattern": "^https://[^/\\s]+", "maxLength": 2048}
SCOPES = {"type": "array", "items": {"enum": ["personal", "team", "groupChat"]}, "minItems": 1, "uniqueItems": True}
COMMANDS = {
    "type": "array",
    "minItems": 1,
    "maxItems": 10,
    "items": exactly({"title": text(32), "description": text(128)}),
}
# What version 1.19 demands of the parts that are used here, and that nothing else is.
DEMANDED = exactly(
    {
        "$schema": {"const": "https://developer.microsoft.com/json-schemas/teams/v1.19/MicrosoftTeams.schema.json"},
        "manifestVersion": {"const": "1.19"},
        "version": {"type": "string", "pattern": r"^(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}$"},
        "id": GUID,
        "developer": exactly(
            {"name": text(32), "websiteUrl": ADDRESS, "privacyUrl": ADDRESS, "termsOfUseUrl": ADDRESS}
        ),
        "name": exactly({"short": text(30), "full": text(100)}),
        "description": exactly({"short": text(80), "full": text(4000)}),
        "icons": exactly({"color": text(2048), "outline": text(2048)}),
        "accentColor": {"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"},
        "bots": {
            "type": "array",
            "minItems": 1,
            "maxItems": 1,
            "items": exactly(
                {
                    "botId": GUID,
                    "scopes": SCOPES,
                    "isNotificationOnly": {"const": False},
                    "supportsFiles": {"type": "boolean"},
                    "commandLists": {
                        "type": "array",
                        "maxItems": 3,
                        "items": exactly({"scopes": SCOPES, "commands": COMMANDS}),
                    },
                }
            ),
        },
        "permissions": {"type": "array", "items": {"enum": ["identity", "messageTeamMembers"]}, "uniqueItems": True},
        "validDomains": {"type": "array", "maxItems": 16, "items": text(2048)},
        "defaultInstallScope": {"enum": ["personal", "team"]},
        "defaultGroupCapability": exactly({"team": {"const": "bot"}}),
    }
)


def zipped(package: Package = PACKAGE) -> dict[str, bytes]:
    """What is in the package, by name."""
    out = io.BytesIO()
    write_package(package, out)
    with ZipFile(out) as zip:
        assert zip.testzip() is None
        return {name: zip.read(name) for name in zip.namelist()}


def pixels(png: bytes) -> tuple[int, int, int, list[bytes]]:
    """Width, height, channels (3, or 4 with alpha), and each pixel of a plain PNG of eight bits a channel."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    chunks, at = [], 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        chunks.append((png[at + 4 : at + 8], png[at + 8 : at + 8 + length]))
        at += 12 + length
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    channels = {2: 3, 6: 4}[kind]
    assert (depth, interlaced) == (8, 0)
    raw = zlib.decompress(b"".join(data for name, data in chunks if name == b"IDAT"))
    before, found = bytearray(width * channels), []
    for row in range(height):
        filter, *line = raw[row * (width * channels + 1) :][: width * channels + 1]
        before = _unfiltered(filter, bytearray(line), before, channels)
        found += [bytes(before[i : i + channels]) for i in range(0, len(before), channels)]
    return width, height, channels, found


def _unfiltered(filter: int, line: bytearray, above: bytearray, step: int) -> bytearray:
    for i, value in enumerate(line):
        left, up = (line[i - step] if i >= step else 0), above[i]
        corner = above[i - step] if i >= step else 0
        guess = left + up - corner
        nearest = min((left, up, corner), key=lambda one: abs(guess - one))
        line[i] = (value + (0, left, up, (left + up) // 2, nearest)[filter]) & 0xFF
    return line


@pytest.mark.parametrize("has_files", [True, False])
def test_the_manifest_is_one_that_teams_takes(has_files: bool) -> None:
    made = manifest(Package(**{**{name: getattr(PACKAGE, name) for name in PACKAGE.__slots__}, "has_files": has_files}))
    jsonschema.Draft7Validator.check_schema(DEMANDED)
    jsonschema.validate(made, DEMANDED)
    (bot,) = made["bots"]
    assert bot["supportsFiles"] is has_files


@pytest.mark.parametrize(
    ("part", "value"),
    [
        (("version",), "0.1"),
        (("id",), "homeroom"),
        (("name", "short"), "n" * 31),
        (("developer", "websiteUrl"), "http://www.example.org"),
        (("surprise",), "x"),
    ],
    ids=lambda given: given[-1] if isinstance(given, tuple) else "",
)
def test_what_teams_would_refuse_is_noticed_here(part: tuple[str, ...], value: str) -> None:
    made = manifest(PACKAGE)
    inner = made
    for name in part[:-1]:
        inner = inner[name]
    inner[part[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(made, DEMANDED)


def test_the_app_and_its_bot_are_the_one_that_was_registered() -> None:
    made = manifest(PACKAGE)
    assert (made["id"], made["bots"][0]["botId"]) == (CLIENT_ID, CLIENT_ID)
    assert f"@{made['name']['short']}" == COMMAND


def test_it_is_offered_for_a_team_and_for_each_person() -> None:
    made = manifest(PACKAGE)
    assert made["bots"][0]["scopes"] == ["personal", "team"]
    assert made["defaultInstallScope"] == "team"


def test_every_command_that_is_offered_is_one_and_says_what_it_is_for_in_teams_words() -> None:
    lists = manifest(PACKAGE)["bots"][0]["commandLists"]
    offered = {one["scopes"][0]: one["commands"] for one in lists}
    assert [one["title"] for one in offered["team"]] == list(IN_A_CHANNEL)
    assert [one["title"] for one in offered["personal"]] == list(IN_A_CHAT)
    assert {*IN_A_CHANNEL, *IN_A_CHAT} - {HOME} <= ROUTES.commands.keys()
    for command in (*offered["team"], *offered["personal"]):
        said = command["description"]
        assert said[0].isupper()
        assert not any("\ue000" <= character <= "\uf8ff" for character in said)
        assert "/homeroom" not in said


def test_it_asks_for_nothing_on_anybodys_behalf() -> None:
    made = manifest(PACKAGE)
    assert not {"webApplicationInfo", "authorization"} & made.keys()
    assert made["validDomains"] == []


def test_the_package_holds_the_manifest_and_the_icons_that_it_names_and_nothing_else() -> None:
    inside = zipped()
    made = json.loads(inside["manifest.json"])
    assert made == manifest(PACKAGE)
    assert inside.keys() == {"manifest.json", *made["icons"].values()}


def test_the_same_package_is_the_same_file() -> None:
    first, second = io.BytesIO(), io.BytesIO()
    write_package(PACKAGE, first)
    write_package(PACKAGE, second)
    assert first.getvalue() == second.getvalue()


def test_the_color_icon_fills_its_square_and_leaves_the_edge_plain() -> None:
    width, height, channels, found = pixels(zipped()["color.png"])
    assert (width, height, channels) == (192, 192, 3)
    # Teams cuts the corners round, and shows what is within 120 pixels everywhere.
    edge = {found[y * 192 + x] for y in range(192) for x in range(192) if min(x, y, 191 - x, 191 - y) < 30}
    assert edge == {bytes.fromhex(manifest(PACKAGE)["accentColor"][1:])}
    assert bytes((255, 255, 255)) in found


def test_the_outline_icon_is_white_on_nothing() -> None:
    width, height, channels, found = pixels(zipped()["outline.png"])
    assert (width, height, channels) == (32, 32, 4)
    assert {pixel[:3] for pixel in found if pixel[3]} == {bytes((255, 255, 255))}
    clear = sum(pixel[3] == 0 for pixel in found)
    assert len(found) // 3 < clear < len(found) - 100
    assert [found[y * width + x][3] for y in (0, 31) for x in (0, 31)] == [0] * 4


def test_the_command_takes_the_id_from_the_settings(tmp_path: Path, homeroom: Homeroom) -> None:
    done = homeroom("teams", "package", "--out", "app.zip", TEAMS_CLIENT_ID=CLIENT_ID.upper())
    assert (done.returncode, done.stderr) == (0, "")
    with ZipFile(tmp_path / "app.zip") as zip:
        made = json.loads(zip.read("manifest.json"))
    jsonschema.validate(made, DEMANDED)
    assert made["id"] == CLIENT_ID
    assert "Teams admin center" in done.stdout
    assert "--website" in done.stdout


def test_everything_that_people_see_of_the_app_can_be_named(tmp_path: Path, homeroom: Homeroom) -> None:
    named = ("--name", "Attendance", "--developer", "Maple Valley", "--website", "https://www.maple.example/it")
    done = homeroom("teams", "package", "--client-id", CLIENT_ID, *named, "--package-version", "1.2.3")
    assert (done.returncode, "--website" in done.stdout) == (0, False)
    with ZipFile(tmp_path / "homeroom-teams.zip") as zip:
        made = json.loads(zip.read("manifest.json"))
    jsonschema.validate(made, DEMANDED)
    assert (made["name"]["short"], made["developer"]["name"], made["version"]) == (
        "Attendance",
        "Maple Valley",
        "1.2.3",
    )
    assert made["developer"]["privacyUrl"] == "https://www.maple.example/it"


@pytest.mark.parametrize(("cloud", "has_files"), [("public", True), ("us_gov", False), ("us_gov_dod", False)])
def test_files_are_not_announced_in_clouds_where_bots_get_none(
    tmp_path: Path, homeroom: Homeroom, cloud: str, has_files: bool
) -> None:
    homeroom("teams", "package", "--client-id", CLIENT_ID, TEAMS_CLOUD=cloud)
    with ZipFile(tmp_path / "homeroom-teams.zip") as zip:
        assert json.loads(zip.read("manifest.json"))["bots"][0]["supportsFiles"] is has_files


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "TEAMS_CLIENT_ID"),
        (("--client-id", "homeroom"), "not a GUID"),
        (("--client-id", CLIENT_ID, "--name", "n" * 31), "1 to 30 characters"),
        (("--client-id", CLIENT_ID, "--name", " "), "1 to 30 characters"),
        (("--client-id", CLIENT_ID, "--developer", "n" * 33), "1 to 32 characters"),
        (("--client-id", CLIENT_ID, "--website", "http://www.example.org"), "https://"),
        (("--client-id", CLIENT_ID, "--package-version", "1.2"), "such as 1.2.0"),
        (("--client-id", CLIENT_ID, "--out", "missing/app.zip"), "can't be written"),
    ],
    ids=["no id", "no guid", "long name", "no name", "long developer", "not https", "no version", "no folder"],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    tmp_path: Path, homeroom: Homeroom, words: tuple[str, ...], said: str
) -> None:
    done = homeroom("teams", "package", *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert list(tmp_path.glob("**/*.zip")) == []
