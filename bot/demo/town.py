"""The invented district's workspace, as the sandbox wants it described."""

from bot.demo.cast import CAST, CHANNEL_ID, CHANNEL_NAME, WORKSPACE_ID, ZONE
from bot.demo.speaking import Setting
from bot.lookups import ChannelPeople, LeftOut, WhyLeftOut
from bot.slack.manifest import EVENTS, SCOPES, manifest
from jobs.ports import Person
from sandbox.seed import Seed, SeedApp, SeedChannel, SeedCommand, SeedUser

BOT_USER = "U0HOMEROOM"
BOT_TOKEN = "xoxb-demo"
APP_TOKEN = "xapp-demo"
SIGNING_SECRET = "demo-signing-secret"


def seed() -> Seed:
    """Eight people, a channel for the cabinet, one for everybody, and Homeroom invited to the first."""
    people = tuple(
        SeedUser(
            id=person.address,
            name=person.handle,
            real_name=person.name,
            title=person.department,
            tz=ZONE,
            is_admin=person.coordinates,
        )
        for person in CAST
    )
    addresses = tuple(person.address for person in CAST)
    return Seed(
        team_id=WORKSPACE_ID,
        team_name="Maple Valley Schools",
        team_domain="maple-valley",
        users=people,
        channels=(
            SeedChannel(CHANNEL_ID, CHANNEL_NAME, (*addresses, BOT_USER), is_private=True),
            SeedChannel("C0GENERAL", "general", addresses),
        ),
        app=_homeroom(),
    )


def people_found(setting: Setting) -> ChannelPeople:
    """What a look into the cabinet's channel finds, for whoever doesn't want to wait for one."""
    return ChannelPeople(
        channel_name=CHANNEL_NAME,
        is_shared=False,
        people=tuple(Person(setting.address(person), person.name, ZONE, person.department) for person in setting.cast),
        left_out=(LeftOut("Homeroom", WhyLeftOut.BOT),),
    )


def _homeroom() -> SeedApp:
    """As the manifest describes it."""
    commands = manifest("socket")["features"]["slash_commands"]
    return SeedApp(
        app_id="A0HOMEROOM",
        name="Homeroom",
        bot_user_id=BOT_USER,
        bot_token=BOT_TOKEN,
        app_token=APP_TOKEN,
        signing_secret=SIGNING_SECRET,
        scopes=tuple(scope.name for scope in SCOPES),
        commands=tuple(
            SeedCommand(
                name=command["command"],
                description=command["description"],
                usage_hint=command.get("usage_hint", ""),
                should_escape=command.get("should_escape", False),
            )
            for command in commands
        ),
        icon_emoji=":school:",
        events=EVENTS,
    )
