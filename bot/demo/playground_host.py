"""The demo in Microsoft's Agents Playground: the bot over HTTP, a smaller cabinet, one clock, and nobody's signature.

The Playground signs nothing, so anybody on this machine is let in; it is the one place where that is so.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.demo.clock import StoryClock
from bot.demo.host import SET_UP
from bot.demo.playground import IN_PLAYGROUND, service_url
from bot.demo.story import Story
from bot.demo.teams_bot import teams_bot
from bot.demo.teams_town import BOT, CABINET
from bot.settings import Settings
from bot.soon import Later
from bot.teams.authority import Anybody
from bot.teams.connection import Teams
from bot.use_cases.who import Deps
from rubric.people import WorkspaceId
from storage import references, workspaces
from storage.references import Reference
from storage.store import Transaction


@dataclass(frozen=True, slots=True)
class PlaygroundDemo:
    """The bot; `url` is where it is told what happens."""

    url: str
    story: Story
    clock: StoryClock

    @property
    def was_looked_at(self) -> bool:
        """Whether somebody opened the Playground's page, which tells us so; it shows nothing from before that."""
        with self.story.deps.store.read() as transaction:
            return references.latest_service(transaction, self._workspace(transaction)) is not None

    def meets(self, port: int) -> None:
        """The Playground is at `port`: from now on Homeroom knows where to write to the cabinet's channel."""
        setting = self.story.setting
        channel = Reference(setting.channel_id, service_url(port), setting.channel_id, grouped_under=CABINET)
        with self.story.deps.store.begin() as transaction:
            references.remember(transaction, self._workspace(transaction), channel, now=self.clock.now())

    def _workspace(self, transaction: Transaction) -> WorkspaceId:
        setting = self.story.setting
        found = workspaces.find(transaction, platform=setting.platform, external_id=setting.workspace)
        if found is None:
            raise LookupError("the demo's organization is not there")
        return found


@contextmanager
def playground_demo(*, port: int = 0, later: Later | None = None) -> Iterator[PlaygroundDemo]:
    """Before anything was set up. Raises OSError when the port is taken."""
    clock, setting = StoryClock(SET_UP), IN_PLAYGROUND

    def connecting(settings: Settings, deps: Deps) -> Teams:
        authority = Anybody(tenant=setting.workspace)
        return Teams.connect(settings, deps, later=later, tokens=lambda: BOT.token, authority=authority)

    # Ana is the one who looks, so she does nothing by herself.
    with teams_bot(connecting, clock=clock, setting=setting, by_hand=setting.cast[0].address, port=port) as bot:
        yield PlaygroundDemo(bot.url, bot.story, clock)
