"""The stage in Teams: the whole bot in a sandbox tenant, and people who act through Teams' own activities."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.demo.cast import CAST, ZONE
from bot.demo.host import AT, FIRST_CHECK_IN, set_up
from bot.demo.speaking import IN_TEAMS, Setting
from bot.demo.story import Story
from bot.demo.teams_host import TeamsDemo, teams_demo
from bot.demo.teams_town import CABINET, OTHER_CHANNEL
from bot.teams.ids import COMMAND
from sandbox.teams.people import Person
from tests.contracts.stage import A_MINUTE
from tests.contracts.teams_actor import TeamsActor
from tests.contracts.threads import Threads

OPENS_AT = datetime.combine(FIRST_CHECK_IN, AT, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


@dataclass(frozen=True)
class TeamsStage:
    """The whole bot in a sandbox tenant."""

    running: TeamsDemo
    threads: Threads
    platform: str = IN_TEAMS.platform
    # What was written to somebody alone in answer to what they typed, and their home pages.
    answers: dict[str, set[str]] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    # What they go on with in their chat, by name and device.
    open_in_chat: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def story(self) -> Story:
        return self.running.story

    @property
    def setting(self) -> Setting:
        return self.story.setting

    @property
    def saves_taps(self) -> bool:
        return False

    @property
    def reads_what_is_attached(self) -> bool:
        return True

    @property
    def knows_titles(self) -> bool:
        return False

    @property
    def command(self) -> str:
        return COMMAND

    @property
    def other_channel(self) -> str:
        return OTHER_CHANNEL

    def address(self, name: str) -> str:
        return f"{self.setting.before}U0{name.upper()}"

    def person(self, name: str, *, device: str = "desktop") -> TeamsActor:
        return TeamsActor(self, name, Person(self.running.tenant, self.address(name), device=device))

    def comes_in(self, name: str, *, channel: str = "") -> None:
        self.running.administration.add_member(self._team_of(channel), self.address(name))
        self.threads.wait()

    def goes_out(self, name: str, *, channel: str = "") -> None:
        self.running.administration.remove_member(self._team_of(channel), self.address(name))
        self.threads.wait()

    def becomes_a_guest(self, name: str) -> None:
        people = self.running.tenant.places.people
        people[self.address(name)] = replace(people[self.address(name)], role="guest")

    def shuts_out(self) -> None:
        self.running.administration.uninstall(CABINET)
        self.threads.wait()

    def lets_in(self) -> None:
        self.running.administration.install(CABINET, room_id=self.setting.channel_id)
        self.threads.wait()

    def _team_of(self, channel: str) -> str:
        return self.running.tenant.places.room(channel or self.setting.channel_id).team.id


@contextmanager
def in_teams(database_url: str = "") -> Iterator[TeamsStage]:
    """Without a `database_url`, a file of SQLite's that is gone afterwards."""
    threads = Threads()
    with teams_demo(database_url=database_url, later=threads.begin) as running:
        running.story.by_hand = frozenset(person.address for person in CAST)
        threads.wait()
        set_up(running.story)
        running.story.travel(OPENS_AT + A_MINUTE)
        yield TeamsStage(running, threads)
        threads.end()
