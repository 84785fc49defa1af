"""Puts the demo together in Teams: a sandbox tenant, the bot in it, a cabinet, and one clock."""

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.demo.clock import StoryClock
from bot.demo.host import BY_HAND, SET_UP
from bot.demo.speaking import IN_TEAMS
from bot.demo.story import Story
from bot.demo.teams_town import BOT, CABINET, EVERYBODY, OTHER_CHANNEL, admins, tenant_seed
from bot.doors import Door
from bot.platforms import on_teams
from bot.service import listening, work_of
from bot.settings import Settings
from bot.soon import Later
from bot.teams.connection import Teams
from bot.use_cases.who import Deps
from sandbox.teams.administration import Administration
from sandbox.teams.server import TeamsServer
from sandbox.teams.tenant import Tenant
from storage.schema import migrate
from storage.store import Store


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
    with (
        tempfile.TemporaryDirectory(prefix="homeroom-demo-") as temporary,
        TeamsServer(tenant) as server,
    ):
        settings = _settings(database_url or f"sqlite:///{temporary}/demo.sqlite3")
        store = Store.connect(settings.DATABASE_URL)
        migrate(store)
        deps = Deps(store, clock)
        teams = Teams.connect(
            settings,
            deps,
            later=later,
            tokens=lambda: BOT.token,
            openid_url=tenant.openid_url,
            file_hosts=(urlsplit(tenant.origin).netloc,),
        )
        door = Door(on_teams(teams))
        door.knock()
        story = Story(deps, clock, work_of(deps, teams), by_hand=frozenset({BY_HAND}), setting=IN_TEAMS)
        administration = Administration(tenant, tenant.seed.people[0])
        with closing(teams), listening(settings, [door], store) as where:
            tenant.courier.bot_url = where
            administration.install(CABINET, room_id=IN_TEAMS.channel_id)
            administration.install(EVERYBODY, room_id=OTHER_CHANNEL)
            yield TeamsDemo(server, tenant, story, clock, administration)
        store.close()


def _settings(database_url: str) -> Settings:
    return Settings.from_environ(
        {
            "TEAMS_CLIENT_ID": BOT.app_id,
            "TEAMS_CLIENT_SECRET": "demo",
            "TEAMS_TENANT_ID": IN_TEAMS.workspace,
            "TEAMS_ADMINS": admins(),
            "DATABASE_URL": database_url,
            "PORT": "0",
            # Everything is on this machine, a school's website too if somebody tries one.
            "CALENDAR_HOSTS": "127.0.0.1",
        }
    )
