"""The stage without any platform: what people do goes straight to `bot.routes`, and what they see stays neutral."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from zoneinfo import ZoneInfo

from bot.calendars.lookups import WithPages
from bot.demo.cast import CAST, ZONE
from bot.demo.clock import StoryClock
from bot.demo.host import AT, FIRST_CHECK_IN, SET_UP, set_up
from bot.demo.speaking import Setting
from bot.demo.story import Story
from bot.lookups import Lookups, WhyLeftOut
from bot.sections import announce
from bot.service import Work
from bot.use_cases.doubt_channel import doubt_channel
from bot.use_cases.people.notice_move import notice_join, notice_leave
from bot.use_cases.take_up_channel import take_up_channel
from bot.use_cases.who import Deps, Speaker
from jobs.announcements import WhyClosed
from jobs.deliver import deliver_all
from jobs.ports import PlaceClosed
from jobs.tick import tick
from storage import workspaces
from storage.store import Store
from storage.tables import metadata
from tests.contracts.fake_actor import FakeActor, SaidHere
from tests.contracts.fake_dialect import NOWHERE
from tests.contracts.fake_screen import acts_of, said
from tests.contracts.fake_town import IN_NO_PLATFORM, OTHER_CHANNEL, FakeTown, fake_town
from tests.contracts.stage import A_MINUTE, Said
from tests.fakes import FakeMessenger, Sent

OPENS_AT = datetime.combine(FIRST_CHECK_IN, AT, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


@dataclass(frozen=True)
class FakeStage:
    """The use cases, a store, and a messenger that keeps what was posted."""

    story: Story
    messenger: FakeMessenger
    town: FakeTown
    lookups: Lookups
    platform: str = IN_NO_PLATFORM.platform
    saves_taps: bool = True
    reads_what_is_attached: bool = False
    knows_titles: bool = True
    command: str = NOWHERE.command
    _actors: dict[tuple[str, str], FakeActor] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)

    @property
    def deps(self) -> Deps:
        return self.story.deps

    @property
    def setting(self) -> Setting:
        return self.story.setting

    @property
    def other_channel(self) -> str:
        return OTHER_CHANNEL

    def address(self, name: str) -> str:
        return f"{self.setting.before}U0{name.upper()}"

    def person(self, name: str, *, device: str = "desktop") -> FakeActor:
        return self._actors.setdefault((name, device), FakeActor(self, self._speaker(name)))

    def comes_in(self, name: str, *, channel: str = "") -> None:
        where, who = channel or self.setting.channel_id, self._speaker(name)
        self.town.channels[where].append(who.address)
        wish = notice_join(self.deps, who, where, happened_at=self.moment())
        if wish is not None:
            wish.then(self.lookups.look_up(wish.wanted))

    def goes_out(self, name: str, *, channel: str = "") -> None:
        where, who = channel or self.setting.channel_id, self._speaker(name)
        self.town.channels[where].remove(who.address)
        notice_leave(self.deps, who, where, happened_at=self.moment())

    def becomes_a_guest(self, name: str) -> None:
        self.town.change(self.address(name), left_out=WhyLeftOut.GUEST)

    def shuts_out(self) -> None:
        channel = self.setting.channel_id
        self.messenger.closed[channel] = PlaceClosed(WhyClosed.REMOVED, "gone from the channel")
        doubt_channel(self.deps, self._speaker("ana"), channel)

    def lets_in(self) -> None:
        channel = self.setting.channel_id
        del self.messenger.closed[channel]
        take_up_channel(self.deps, self._speaker("ana"), channel)

    def said(self, is_meant: Callable[[Sent], bool]) -> list[Said]:
        found = ((key, announce(one.announcement)) for key, one in self.messenger.posted.items() if is_meant(one))
        return [SaidHere(key, said(made.fallback), acts_of(made.sections), made) for key, made in found]

    def number(self) -> int:
        return next(self._numbers)

    def moment(self) -> datetime:
        """Now, and after everything before it, though the clock stands still."""
        return self.story.clock.now() + timedelta(microseconds=self.number())

    def _speaker(self, name: str) -> Speaker:
        address = self.address(name)
        return Speaker(self.setting.platform, self.setting.workspace, address, self.town.profiles[address].person.name)


@contextmanager
def on_fake(database_url: str = "") -> Iterator[FakeStage]:
    """Without a `database_url`, a database in memory, for one thread."""
    store = Store.connect(database_url or "sqlite://")
    if not database_url:
        metadata.create_all(store.engine)
    setting, clock, messenger, town = IN_NO_PLATFORM, StoryClock(SET_UP), FakeMessenger(), fake_town()
    with store.begin() as transaction:
        workspaces.remember(
            transaction, platform=setting.platform, external_id=setting.workspace, name="Maple Valley Schools"
        )
    work = Work(
        tick=lambda: tick(store, clock.now()),
        deliver=partial(deliver_all, store, messenger, clock, owner="host"),
    )
    everybody = frozenset(person.address for person in CAST)
    story = Story(Deps(store, clock), clock, work, by_hand=everybody, setting=setting)
    set_up(story)
    story.travel(OPENS_AT + A_MINUTE)
    yield FakeStage(story, messenger, town, WithPages(town, frozenset({"127.0.0.1"})))
    store.close()
