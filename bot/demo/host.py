"""Puts the demo together: a sandbox workspace, the bot in it, a cabinet with three months behind it, and one clock.

The story so far is not painted on: the real bot lives through it at full speed, and the cast rates through the
real use cases.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot import wording
from bot.demo.cast import CAST, ZONE
from bot.demo.clock import StoryClock
from bot.demo.filling_in import fill_in_set_up
from bot.demo.story import Story
from bot.demo.town import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, people_found, seed
from bot.doors import Door
from bot.platforms import on_slack
from bot.service import listening, work_of
from bot.settings import Settings
from bot.slack.connection import Slack
from bot.soon import Later
from bot.use_cases.who import Deps
from sandbox.seed import Seed
from sandbox.server import SandboxServer
from sandbox.workspace import Moment as NamedMoment
from sandbox.workspace import Workspace
from storage.schema import migrate
from storage.store import Store

FIRST_CHECK_IN = date(2026, 8, 31)
AT = time(9, 0)
SET_UP = datetime(2026, 8, 27, 14, 30, tzinfo=UTC)
CHECK_INS_BEHIND = 7
# Tuesday morning of the eighth check-in: three have rated, the rest of the fortnight lies ahead.
OPENS_AFTER = timedelta(days=1, hours=1, minutes=12)
BY_HAND = "U0DANA"


@dataclass(frozen=True, slots=True)
class Demo:
    """Everything that runs."""

    server: SandboxServer
    workspace: Workspace
    story: Story
    clock: StoryClock


@contextmanager
def demo(
    *,
    port: int = 0,
    transport: str = "socket",
    town: Seed | None = None,
    database_url: str = "",
    later: Later | None = None,
) -> Iterator[Demo]:
    """The demo before anything was set up; `transport` is socket or http, port 0 any free one.

    Without a `database_url` everything is forgotten afterwards. What no click can wait for is done on threads of its
    own, as in earnest, or as `later` does it.
    """
    clock = StoryClock(SET_UP)
    workspace = Workspace(town or seed(), clock=clock)
    with (
        tempfile.TemporaryDirectory(prefix="homeroom-demo-") as temporary,
        SandboxServer(workspace, port=port) as server,
    ):
        settings = _settings(server, transport, database_url or f"sqlite:///{temporary}/demo.sqlite3")
        store = Store.connect(settings.DATABASE_URL)
        migrate(store)
        deps = Deps(store, clock)
        slack = Slack.connect(settings, deps, later=later)
        door = Door(on_slack(settings, slack, slack.socket))
        door.knock()
        story = Story(deps, clock, work_of(deps, slack), by_hand=frozenset({BY_HAND}))
        with listening(settings, [door], store) as where:
            if transport == "http":
                workspace.deliver_over_http(where)
            yield Demo(server, workspace, story, clock)
        store.close()


def _settings(server: SandboxServer, transport: str, database_url: str) -> Settings:
    return Settings.from_environ(
        {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
            "SLACK_MODE": transport,
            "SLACK_API_URL": server.api_url,
            "DATABASE_URL": database_url,
            "PORT": "0",
            # Everything is on this machine, a school's website too if somebody tries one.
            "CALENDAR_HOSTS": "127.0.0.1",
        }
    )


def live_through(story: Story, *, check_ins: int = CHECK_INS_BEHIND) -> datetime:
    """Set the team up and let it live through `check_ins` whole fortnights; the moment the next one opens."""
    set_up(story)
    by_hand, story.by_hand = story.by_hand, frozenset()
    next_opening = datetime.combine(
        FIRST_CHECK_IN + timedelta(weeks=2 * check_ins), AT, tzinfo=ZoneInfo(ZONE)
    ).astimezone(UTC)
    story.travel(next_opening - timedelta(minutes=1))
    story.by_hand = by_hand
    return next_opening


def set_up(story: Story) -> None:
    """What Ana does on the first day, through the form's own use cases: she takes nearly everything as it stands."""
    ana = next(person for person in CAST if person.coordinates)
    changes = {"start_on": FIRST_CHECK_IN.isoformat(), "at": AT.isoformat(timespec="minutes")}
    setting = story.setting
    fill_in_set_up(story.deps, setting.speaker(ana), setting.channel_id, people_found(setting), changes)
    story.settle()


def offer_moments(demo: Demo) -> None:
    """Let the page's clock control jump to what falls due next, and let everything on the way happen."""

    def moments() -> list[NamedMoment]:
        first_of_kind = {moment.kind: moment for moment in reversed(demo.story.coming())}
        named = (NamedMoment(wording.moment(moment.kind), moment.at) for moment in first_of_kind.values())
        return sorted(named, key=lambda moment: moment.at)

    demo.workspace.moments = moments
    demo.workspace.on_move = demo.story.travel
