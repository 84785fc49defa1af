"""What use cases may ask of a platform or of the internet, beside what is stored: it takes seconds, and can fail."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from jobs.ports import Person

# What somebody attached; a school calendar has some tens of kilobytes.
LARGEST_FILE = 2_000_000
# A form lists no more to choose from, and Slack tells of no more than a hundred people a minute.
MOST_PEOPLE = 100
FILE_TIMEOUT_SECONDS = 10


class WhyLeftOut(StrEnum):
    """Why somebody in a channel can't be on its team."""

    BOT = "bot"
    GUEST = "guest"
    STRANGER = "stranger"
    CLOSED = "closed"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody in a channel who can't be on its team. Of those who are hidden nobody knows the name."""

    name: str
    why: WhyLeftOut


@dataclass(frozen=True, slots=True)
class WantedPeople:
    """Who is in a channel."""

    channel_id: str


@dataclass(frozen=True, slots=True)
class WantedPerson:
    """One person."""

    address: str


@dataclass(frozen=True, slots=True)
class WantedFile:
    """What is in a file that somebody gave to the platform."""

    file_id: str


@dataclass(frozen=True, slots=True)
class WantedPage:
    """What stands at an address of the internet."""

    url: str


Wanted = WantedPeople | WantedPerson | WantedFile | WantedPage


@dataclass(frozen=True, slots=True)
class ChannelPeople:
    """A channel and who is in it. `is_shared` with another organization."""

    channel_name: str
    is_shared: bool
    people: tuple[Person, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """One person as the platform has them; `left_out` is None when they can be on a team."""

    person: Person
    is_admin: bool
    left_out: WhyLeftOut | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """A file's or a page's bytes, and what it is called."""

    name: str
    data: bytes


class Problem(StrEnum):
    """Why something could not be looked up."""

    CHANNEL_HIDDEN = "channel_hidden"
    CHANNEL_ARCHIVED = "channel_archived"
    NOT_A_CHANNEL = "not_a_channel"
    MISSING_SCOPE = "missing_scope"
    TOO_LARGE = "too_large"
    NOT_ALLOWED = "not_allowed"
    GONE = "gone"
    BUSY = "busy"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True)
class NotFound:
    """It could not be looked up; `detail` is the platform's code or a number behind it.

    TOO_LARGE: the number of people or bytes there are. BUSY: the number of seconds to wait.
    """

    problem: Problem
    detail: str = ""


Found = ChannelPeople | Profile | Contents | NotFound


class Lookups(Protocol):
    """Each call makes one attempt, within seconds."""

    def look_up(self, wanted: Wanted) -> Found:
        """What was asked for, of the kind that belongs to `wanted`, or NotFound."""
        ...


def sorted_out(channel_name: str, there: Iterable[Profile | None]) -> ChannelPeople:
    """Who can be on a channel's team, and who can't; None is somebody whom the platform hides."""
    people: list[Person] = []
    left_out: list[LeftOut] = []
    for one in there:
        if one is None:
            left_out.append(LeftOut("", WhyLeftOut.HIDDEN))
        elif one.left_out is None:
            people.append(one.person)
        else:
            left_out.append(LeftOut(one.person.name, one.left_out))
    return ChannelPeople(channel_name, is_shared=False, people=tuple(people), left_out=tuple(left_out))
