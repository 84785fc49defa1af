"""The invented district as Microsoft's Agents Playground wants it described, and how to start that beside the demo.

It is a local Teams from Microsoft, and no part of Homeroom: it runs only where somebody started it.
"""

from typing import Any

from bot.demo.cast import CAST, CHANNEL_NAME, CastMember
from bot.demo.speaking import IN_TEAMS, Setting
from bot.demo.teams_town import BOT, CABINET

VERSION = "0.2.28"
CONFIG_FILE = ".m365agentsplayground.yml"
# It takes the one who looks, and exactly five others.
PEOPLE = 6
IN_PLAYGROUND = Setting(
    IN_TEAMS.platform, IN_TEAMS.workspace, IN_TEAMS.channel_id, before=IN_TEAMS.before, cast=CAST[:PEOPLE]
)


def config(setting: Setting = IN_PLAYGROUND, *, me: str = "ana") -> dict[str, Any]:
    """The content of CONFIG_FILE, as data; `me` is the handle of who looks."""
    looks = next(person for person in setting.cast if person.handle == me)
    others = [person for person in setting.cast if person is not looks]
    return {
        "version": "0.1.1",
        "tenantId": setting.workspace,
        "bot": {"id": BOT.id, "name": BOT.name},
        "currentUser": _person(setting, looks),
        "users": [_person(setting, person) for person in others],
        "personalChat": {"id": "a:1personal0chat"},
        "groupChat": {"id": "19:group0chat@thread.v2", "name": "Group chat"},
        "team": {
            "id": CABINET,
            "name": "Maple Valley Cabinet",
            "aadGroupId": "9d2e7c14-60b5-4f3a-8e21-d7a5c3b9f046",
            "channels": [{"id": setting.channel_id, "name": CHANNEL_NAME}],
        },
    }


def command(*, port: int, bot_url: str) -> str:
    """What to type, in the folder of CONFIG_FILE, to start it."""
    return (
        f"npx @microsoft/m365agentsplayground@{VERSION} start -e {bot_url} -c msteams -p {port} "
        f"--service-url {service_url(port)} --disable-telemetry"
    )


def service_url(port: int) -> str:
    """Where it takes what the bot posts."""
    return f"http://127.0.0.1:{port}/_connector"


def _person(setting: Setting, person: CastMember) -> dict[str, str]:
    first, _, last = person.name.partition(" ")
    mail = f"{person.handle}@maple-valley.example"
    return {
        "id": setting.address(person),
        "name": person.name,
        # Spelled so in the Playground.
        "userPrincipleName": mail,
        "aadObjectId": f"00000000-0000-4000-8000-{CAST.index(person):012d}",
        "givenName": first,
        "surname": last,
        "email": mail,
    }
