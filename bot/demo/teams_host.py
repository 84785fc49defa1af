"""Puts the demo together in Teams: a sandbox tenant, the bot in it, a cabinet, and one clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.demo.clock import StoryClock
from bot.demo.host import BY_HAND, SET_UP
from bot.demo.speaking import IN_TEAMS
from bot.demo.story import Story
from bot.demo.teams_bot import teams_bot
from bot.demo.teams_town import BOT, CABINET, EVERYBODY, OTHER_CHANNEL, admins, tenant_seed
from bot.settings import Settings
from bot.soon import Later
from bot.teams.connection import Teams
from bot.use_cases.who import Deps
from sandbox.teams.administration import Administration
from sandbox.teams.server import TeamsServer
from sandbox.teams.tenant import Tenant


@dataclass(frozen=True, slots=True)
class TeamsDemo:
    """Everything that runs."""

    server: TeamsServer
    tenant: Tenant
    story: Story
    clock: StoryClock
    administration: Administration


@contextmanager
def teams_demo(*, database_url: str = "", later: Later | None = None) -> Iterator[TeamsDemo]:
    """Before any team was set up, and after Homeroom was installed in both of the organization's.

    Without a `database_url` everything is forgotten afterwards. What no click can wait for is done on threads of its
    own, as in earnest, or as `later` does it.
    """
    clock = StoryClock(SET_UP)
    tenant = Tenant(tenant_seed(), clock=clock)

    def connecting(settings: Settings, deps: Deps) -> Teams:
        hosts = (urlsplit(tenant.origin).netloc,)
        return Teams.connect(
            settings,
            deps,
            later=later,
            tokens=lambda: BOT.token,
            openid_url=tenant.openid_url,
            file_hosts=hosts,
        )

    # Everything is on this machine, a school's website too if somebody tries one.
    more = {"TEAMS_ADMINS": admins(), "CALENDAR_HOSTS": "127.0.0.1"}
    with (
        TeamsServer(tenant) as server,
        teams_bot(
            connecting, clock=clock, setting=IN_TEAMS, by_hand=BY_HAND, database_url=database_url, more=more
        ) as bot,
    ):
        administration = Administration(tenant, tenant.seed.people[0])
        tenant.courier.bot_url = bot.url
        administration.install(CABINET, room_id=IN_TEAMS.channel_id)
        administration.install(EVERYBODY, room_id=OTHER_CHANNEL)
        yield TeamsDemo(server, tenant, bot.story, clock, administration)
