"""Places that a messenger posts to, one a platform: what an administrator can do to them, and what people see there."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.demo.cast import CAST
from bot.demo.speaking import IN_SLACK, IN_TEAMS, Setting
from bot.demo.town import BOT_TOKEN, BOT_USER, seed
from bot.slack.messenger import SlackMessenger, posting_client
from jobs.announcements import WhyClosed
from jobs.ports import Destination, Messenger, PlaceClosed
from sandbox.clock import ManualClock
from sandbox.people import Person
from sandbox.server import SandboxServer
from sandbox.workspace import Workspace
from storage.store import Store
from tests.bot.teams.town import TEAM, a_connected_town
from tests.fakes import FakeMessenger

NOW = datetime(2026, 11, 2, 14, tzinfo=UTC)
ARCHIVED = PlaceClosed(WhyClosed.ARCHIVED, "is_archived")


@dataclass(frozen=True)
class Place:
    """A messenger, what an administrator can do to its channel, and what people see there and in a chat.

    `looks` whether the bot can read what stands there.
    """

    messenger: Messenger
    setting: Setting
    archive: Callable[[], None]
    # What stands in the channel with its threads, and in the chat with Ana, each as everything it says.
    channel: Callable[[], list[str]]
    chat: Callable[[], list[str]]
    looks: bool = True

    @property
    def there(self) -> Destination:
        return Destination(self.setting.channel_id)

    @property
    def her(self) -> Destination:
        return Destination(self.setting.address(CAST[0]))


def on_fake() -> Place:
    fake = FakeMessenger()

    def at(address: str) -> list[str]:
        return [str(sent.announcement) for sent in fake.posted.values() if sent.address == address]

    return Place(
        fake,
        IN_SLACK,
        archive=lambda: fake.closed.update({IN_SLACK.channel_id: ARCHIVED}),
        channel=lambda: at(IN_SLACK.channel_id),
        chat=lambda: at(IN_SLACK.address(CAST[0])),
    )


@contextmanager
def in_slack() -> Iterator[Place]:
    workspace = Workspace(seed(), clock=ManualClock(NOW))
    workspace.limits.message_interval = 0
    with SandboxServer(workspace) as server:
        ana = Person(server, CAST[0].address)

        def archive() -> None:
            # Slack shows apps out of a channel that is archived.
            workspace.leave(BOT_USER, IN_SLACK.channel_id)
            workspace.archive(IN_SLACK.channel_id)

        def channel() -> list[str]:
            threads = (ana.thread(IN_SLACK.channel_id, one["ts"]) for one in ana.messages(IN_SLACK.channel_id))
            return [_all_of(one) for thread in threads for one in thread]

        def chat() -> list[str]:
            return [_all_of(one) for one in ana.direct_messages()]

        yield Place(SlackMessenger(posting_client(BOT_TOKEN, server.api_url)), IN_SLACK, archive, channel, chat)


@contextmanager
def in_teams(store: Store) -> Iterator[Place]:
    with a_connected_town(store) as town:
        tenant = town.tenant

        def archive() -> None:
            tenant.places.teams[TEAM].has_bot = False

        def at(conversation: str) -> list[str]:
            return [
                _all_of(one.activity)
                for one in tenant.messages.all.values()
                if one.conversation == conversation and not one.deleted
            ]

        yield Place(
            town.messenger,
            IN_TEAMS,
            archive,
            channel=lambda: at(IN_TEAMS.channel_id),
            chat=lambda: at(tenant.places.chat_with(IN_TEAMS.address(CAST[0])).id),
            looks=False,
        )


def _all_of(message: object) -> str:
    return json.dumps(message, ensure_ascii=False)
