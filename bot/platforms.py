"""The platforms that Homeroom is set up for, each connected and behind the same few words; no other is imported."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol

from bot.by_address import SLACK, TEAMS, ByAddress
from bot.settings import Settings
from bot.use_cases.who import Deps
from bot.web.application import Answer
from jobs.ports import Messenger

if TYPE_CHECKING:
    from bot.teams.connection import Teams

# What the `teams` extra brings, beside what comes with it.
_EXTRA = ("microsoft_teams", "httpx")


class Introduced(Protocol):
    """Who we are there."""

    @property
    def workspace_name(self) -> str: ...


class Line(Protocol):
    """A connection that we keep to a platform which doesn't call us."""

    @property
    def is_connected(self) -> bool: ...


OpensLine = Callable[[], AbstractContextManager[Line]]


class Connection(Protocol):
    """One workspace of one platform."""

    @property
    def messenger(self) -> Messenger: ...

    def introduce(self) -> Introduced:
        """Ask who we are, and remember the workspace. Raises NotLetIn, NotReached, DatabaseError."""
        ...

    def receive(self, body: str, headers: Mapping[str, str]) -> Answer:
        """Verify, handle and answer one raw HTTP request of the platform's."""
        ...


@dataclass(frozen=True, slots=True)
class Platform:
    """`line` opens the connection that we keep; a platform without one calls us over HTTP. `close` ends everything.

    `place` is what a workspace is called there, about its name; `address` where we are let in, `status` where the
    platform says how it is itself.
    """

    id: str
    name: str
    place: str
    connection: Connection
    address: str
    status: str
    line: OpensLine | None = None
    close: Callable[[], None] = lambda: None


class NotInstalled(Exception):
    """The settings name a platform whose library isn't there."""


def connect(settings: Settings, deps: Deps) -> tuple[Platform, ...]:
    """Those in the settings, of which there is at least one; nothing is sent yet. Raises NotInstalled."""
    slack = (_slack(settings, deps),) if settings.has_slack else ()
    teams = (on_teams(connect_teams(settings, deps)),) if settings.has_teams else ()
    return (*slack, *teams)


def messenger_of(platforms: Sequence[Platform]) -> Messenger:
    """Carries each delivery to the platform that it is for."""
    return ByAddress({platform.id: platform.connection.messenger for platform in platforms})


def on_slack(settings: Settings, slack: Connection, line: OpensLine) -> Platform:
    return Platform(
        id=SLACK,
        name="Slack",
        place="{}",
        connection=slack,
        address=settings.SLACK_API_URL,
        status="status.slack.com",
        line=line if settings.SLACK_MODE == "socket" else None,
    )


def on_teams(teams: "Teams") -> Platform:
    return Platform(
        id=TEAMS,
        name="Microsoft Teams",
        place="Microsoft Teams (organization {})",
        connection=teams,
        address="Microsoft's sign-in",
        status="Service health in the Microsoft 365 admin center",
        close=teams.close,
    )


def _slack(settings: Settings, deps: Deps) -> Platform:
    from bot.slack.connection import Slack

    slack = Slack.connect(settings, deps)
    return on_slack(settings, slack, slack.socket)


def connect_teams(settings: Settings, deps: Deps) -> "Teams":
    """Raises NotInstalled."""
    require_teams_library()
    from bot.teams.connection import Teams

    return Teams.connect(settings, deps)


def require_teams_library() -> None:
    """Raises NotInstalled."""
    if not all(find_spec(name) for name in _EXTRA):
        raise NotInstalled(
            "Homeroom is set up for Microsoft Teams, but what it needs for that isn't installed. In Homeroom's folder "
            "run: .venv/bin/pip install '.[teams]'"
        )
