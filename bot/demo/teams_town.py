"""The invented district's organization in Microsoft Teams, as the sandbox wants it described."""

from uuid import NAMESPACE_URL, uuid5

from bot.demo.cast import CAST, CHANNEL_NAME, ZONE
from bot.demo.speaking import IN_TEAMS
from sandbox.teams.seed import SeedBot, SeedPerson, SeedRoom, SeedTeam, SeedTenant

CABINET = "19:maple0valley0cabinet0general@thread.tacv2"
# A team with the whole cast in it, for whoever sets Homeroom up once more.
EVERYBODY = "19:maple0valley0everybody0general@thread.tacv2"
OTHER_CHANNEL = "19:maple0valley0everybody0planning@thread.tacv2"
BOT = SeedBot(app_id="7f0f6c52-2b0e-4a63-9c0e-0d5a1c2b3e4f", name="Homeroom")


def tenant_seed() -> SeedTenant:
    """The cast in both teams, with Homeroom in both and in everybody's personal scope; Mallory is in neither."""
    addresses = tuple(IN_TEAMS.address(person) for person in CAST)
    cast = tuple(_person(IN_TEAMS.address(person), person.handle, person.name) for person in CAST)
    return SeedTenant(
        IN_TEAMS.workspace,
        "Maple Valley Schools",
        people=(*cast, _person(f"{IN_TEAMS.before}U0MALLORY", "mallory", "Mallory Quinn")),
        teams=(
            SeedTeam(
                CABINET,
                "Maple Valley Cabinet",
                _object_id("cabinet"),
                (SeedRoom(CABINET), SeedRoom(IN_TEAMS.channel_id, CHANNEL_NAME)),
                addresses,
            ),
            SeedTeam(
                EVERYBODY,
                "Maple Valley Schools",
                _object_id("everybody"),
                (SeedRoom(EVERYBODY), SeedRoom(OTHER_CHANNEL, "general")),
                addresses,
            ),
        ),
        bot=BOT,
    )


def admins() -> str:
    """Who may take over a team without a coordinator, as the settings have it: those who coordinate, as in Slack."""
    return ",".join(_upn(person.handle) for person in CAST if person.coordinates)


def _person(address: str, handle: str, name: str) -> SeedPerson:
    return SeedPerson(address, name, _upn(handle), _object_id(handle), zone=ZONE)


def _upn(handle: str) -> str:
    return f"{handle}@maplevalley.example"


def _object_id(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, name))
