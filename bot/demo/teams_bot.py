"""The bot's side of a demo in Teams: a store that is forgotten afterwards, the connection, the story, and the clock."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass

from bot.demo.clock import StoryClock
from bot.demo.speaking import Setting
from bot.demo.story import Story
from bot.demo.teams_town import BOT
from bot.doors import Door
from bot.platforms import on_teams
from bot.service import listening, work_of
from bot.settings import Settings
from bot.teams.connection import Teams
from bot.use_cases.who import Deps
from storage.schema import migrate
from storage.store import Store

# How the bot is connected, out of the settings.
Connecting = Callable[[Settings, Deps], Teams]


@dataclass(frozen=True, slots=True)
class TeamsBot:
    """`url` is where it is told what happens."""

    url: str
    story: Story


@contextmanager
def teams_bot(
    connecting: Connecting,
    *,
    clock: StoryClock,
    setting: Setting,
    by_hand: str,
    database_url: str = "",
    port: int = 0,
    more: Mapping[str, str] | None = None,
) -> Iterator[TeamsBot]:
    """Before anything was set up; `more` are settings besides. Raises OSError when the port is taken.

    Without a `database_url` everything is forgotten afterwards.
    """
    with tempfile.TemporaryDirectory(prefix="homeroom-demo-") as temporary:
        settings = Settings.from_environ(
            {
                "TEAMS_CLIENT_ID": BOT.app_id,
                "TEAMS_CLIENT_SECRET": "demo",
                "TEAMS_TENANT_ID": setting.workspace,
                "DATABASE_URL": database_url or f"sqlite:///{temporary}/demo.sqlite3",
                "PORT": str(port),
                **(more or {}),
            }
        )
        store = Store.connect(settings.DATABASE_URL)
        migrate(store)
        deps = Deps(store, clock)
        teams = connecting(settings, deps)
        door = Door(on_teams(teams))
        door.knock()
        story = Story(deps, clock, work_of(deps, teams), by_hand=frozenset({by_hand}), setting=setting)
        with closing(teams), listening(settings, [door], store) as where:
            yield TeamsBot(where, story)
        store.close()
