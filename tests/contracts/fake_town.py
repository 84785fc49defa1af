"""A small town without a platform: who is in which channel, which files somebody gave, and what can be looked up."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from bot.demo.cast import CAST, CHANNEL_ID, CHANNEL_NAME, ZONE
from bot.demo.speaking import Setting
from bot.lookups import (
    LARGEST_FILE,
    Contents,
    Found,
    NotFound,
    Problem,
    Profile,
    Wanted,
    WantedFile,
    WantedPage,
    WantedPeople,
    WantedPerson,
    WhyLeftOut,
    sorted_out,
)
from jobs.ports import Person

IN_NO_PLATFORM = Setting("none", "W0MAPLE", CHANNEL_ID, before="to:")
OTHER_CHANNEL = "C0GENERAL"
HOMEROOM = Profile(Person("B0HOMEROOM", "Homeroom", ZONE), is_admin=False, left_out=WhyLeftOut.BOT)


@dataclass(slots=True)
class FakeTown:
    """`profiles` are by address, `channels` the addresses in each, `files` by id."""

    profiles: dict[str, Profile]
    channels: dict[str, list[str]]
    files: dict[str, Contents] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)

    def look_up(self, wanted: Wanted) -> Found:
        match wanted:
            case WantedPeople(channel_id=channel_id):
                return self._people(channel_id)
            case WantedPerson(address=address):
                return self.profiles.get(address, NotFound(Problem.GONE))
            case WantedFile(file_id=file_id):
                return self._file(file_id)
            case WantedPage():
                return NotFound(Problem.NOT_ALLOWED)

    def keep(self, name: str, data: bytes) -> str:
        """A file that somebody gave; its id."""
        file_id = f"F{next(self._numbers)}"
        self.files[file_id] = Contents(name, data)
        return file_id

    def change(self, address: str, *, left_out: WhyLeftOut) -> None:
        self.profiles[address] = replace(self.profiles[address], left_out=left_out)

    def _people(self, channel_id: str) -> Found:
        if channel_id not in self.channels:
            return NotFound(Problem.CHANNEL_HIDDEN)
        name = CHANNEL_NAME if channel_id == CHANNEL_ID else "general"
        return sorted_out(name, [*(self.profiles[address] for address in self.channels[channel_id]), HOMEROOM])

    def _file(self, file_id: str) -> Found:
        contents = self.files.get(file_id)
        if contents is None:
            return NotFound(Problem.GONE)
        size = len(contents.data)
        return NotFound(Problem.TOO_LARGE, str(size)) if size > LARGEST_FILE else contents


def fake_town(setting: Setting = IN_NO_PLATFORM) -> FakeTown:
    """The cast in both channels, and Mallory in neither."""
    cast = [
        Profile(Person(setting.address(one), one.name, ZONE, one.department), is_admin=one.coordinates) for one in CAST
    ]
    mallory = Profile(Person(f"{setting.before}U0MALLORY", "Mallory Quinn", ZONE), is_admin=False)
    addresses = [one.person.address for one in cast]
    return FakeTown(
        profiles={one.person.address: one for one in (*cast, mallory)},
        channels={channel: list(addresses) for channel in (CHANNEL_ID, OTHER_CHANNEL)},
    )
