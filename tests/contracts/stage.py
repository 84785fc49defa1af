"""What a story acts on and looks at, whatever the platform: people with a form before them, a channel, a clock.

Each platform has one implementation: in_slack.py, in_teams.py, on_fake.py. A story knows only what stands here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from bot.demo.speaking import Setting
from bot.demo.story import Story
from rubric.check_in import CheckIn
from rubric.people import Member
from storage import teams

A_MINUTE = timedelta(minutes=1)
# What stands in a field or is put into it: a text or one choice by its value, several, or nothing.
Held = str | Sequence[str] | None


@dataclass(frozen=True)
class Said:
    """A message as it stands: `text` is everything it says, `acts` what its buttons and menus do."""

    id: str
    text: str
    acts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shown:
    """What only one person sees: a form, a notice, their home page. `words` is everything it says.

    `form` is a form's id ("" for anything else), `fields` what stands in them by name, `acts` what its buttons do;
    `chosen` is how what is chosen in lists reads, by field.
    """

    words: str
    form: str = ""
    fields: Mapping[str, Held] = field(default_factory=dict)
    acts: tuple[str, ...] = ()
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Actor(Protocol):
    """One person at one device. What the platform itself refuses, or shows as a fault, fails the test."""

    def types(self, words: str, *, channel: str = "") -> str:
        """A command in the team's channel, or in another one; what only they are told, "" when a form opened.

        What was open stays open below.
        """
        ...

    @property
    def shown(self) -> Shown | None:
        """The form or notice on top; None when nothing is open."""
        ...

    def fills_in(self, values: Mapping[str, Held]) -> None:
        """Fields of the form on top, by name."""
        ...

    def attaches(self, field: str, name: str, data: bytes) -> None:
        """A file for the form on top, as the platform takes files."""
        ...

    def submits(self) -> Mapping[str, str]:
        """The form on top; the errors beside its fields, by name, {} when it was taken."""
        ...

    def presses(self, act: str, value: str | None = None) -> None:
        """A button of what is on top: the first that does this, or the one with that value."""
        ...

    def picks(self, act: str, value: str) -> None:
        """An entry of a menu of what is on top, which acts at once."""
        ...

    def closes(self) -> None:
        """Whatever is open, if anything is."""
        ...

    def opens_rating(self, seen: Said | None = None) -> None:
        """From the card as it stands, or as this device still shows it."""
        ...

    def chooses(self, indicator: str, level: str) -> None:
        """In the rating form."""
        ...

    def notes(self, indicator: str, text: str) -> None:
        """What they write beside an indicator in the rating form."""
        ...

    def rated(self, indicator: str) -> tuple[str | None, str]:
        """The level and the note that stand in the rating form."""
        ...

    def saves(self) -> Mapping[str, str]:
        """The rating form, all of it; the errors by indicator, {} when it was taken."""
        ...

    def channel(self, channel: str = "") -> list[Said]:
        """What Homeroom says in the team's channel, or another one, oldest first; replies are in their threads."""
        ...

    def thread(self, said: Said) -> list[Said]:
        """Homeroom's replies to it, oldest first."""
        ...

    def told(self) -> list[Said]:
        """What was written to them alone, oldest first, but for answers to what they typed."""
        ...

    def presses_in(self, said: Said, act: str, value: str | None = None) -> None:
        """A button or a menu's entry in a message as `said` has it, which may have been changed meanwhile."""
        ...

    def home(self) -> Shown:
        """Their home page, made anew."""
        ...

    def presses_at_home(self, act: str, value: str | None = None) -> None:
        """A button or a menu's entry on it."""
        ...

    def receives_file(self) -> tuple[str, bytes]:
        """The file that was sent to them last: its name and what is in it."""
        ...


class Stage(Protocol):
    """The whole bot on one platform, at the first open check-in of the demo's cabinet; nobody acts by themselves."""

    @property
    def platform(self) -> str: ...

    @property
    def story(self) -> Story: ...

    @property
    def setting(self) -> Setting: ...

    @property
    def saves_taps(self) -> bool:
        """Whether the platform tells of each choice in a form, so that it is kept at once; or only of its button."""
        ...

    @property
    def reads_what_is_attached(self) -> bool:
        """Whether a file that somebody gives is read at once; or once they press the button of its form."""
        ...

    @property
    def knows_titles(self) -> bool:
        """Whether the platform tells what people's titles are, from which their departments are suggested."""
        ...

    @property
    def command(self) -> str:
        """What is typed before a command, as help and hints show it: "/homeroom"."""
        ...

    def person(self, name: str, *, device: str = "desktop") -> Actor:
        """One of the cast by handle, or "mallory", who is in the workspace and in no team."""
        ...

    def address(self, name: str) -> str:
        """Where one of them is written to, and what stands in fields for them."""
        ...

    def comes_in(self, name: str, *, channel: str = "") -> None:
        """Into the team's channel, or into another one; and the bot hears of it."""
        ...

    def goes_out(self, name: str, *, channel: str = "") -> None:
        """Out of it."""
        ...

    def becomes_a_guest(self, name: str) -> None:
        """An administrator of the platform makes them one; the bot is not told."""
        ...

    def shuts_out(self) -> None:
        """The bot is taken out of the team's channel, and hears of it."""
        ...

    def lets_in(self) -> None:
        """It is back in it."""
        ...

    @property
    def other_channel(self) -> str:
        """A channel with the cast and Homeroom in it, where no team is set up."""
        ...


def words(actor: Actor) -> str:
    """Everything that the form or notice on top of somebody's says; "" when nothing is open."""
    return "" if actor.shown is None else actor.shown.words


@dataclass(frozen=True)
class Scene:
    """A stage with what every story does on it."""

    stage: Stage

    @property
    def check_in(self) -> CheckIn:
        found = self.stage.story.open_check_in()
        assert found is not None, "no check-in is open"
        return found

    def person(self, name: str, *, device: str = "desktop") -> Actor:
        return self.stage.person(name, device=device)

    def opens(self, name: str, *, device: str = "desktop", seen: Said | None = None) -> Actor:
        """Somebody with what the card's button opens before them: the card as it stands, or as they still see it."""
        actor = self.person(name, device=device)
        actor.opens_rating(seen)
        return actor

    def leaves(self, actor: Actor) -> None:
        """The rating form without being done with it: what stands in it is kept, if need be by its button."""
        if not self.stage.saves_taps:
            assert actor.saves() == {}
        if actor.shown is not None:
            actor.closes()

    def told(self, name: str, *, about: str) -> list[Said]:
        """The messages to somebody alone that speak of something, oldest first."""
        return [said for said in self.person(name).told() if about in said.text]

    def address(self, name: str) -> str:
        return self.stage.address(name)

    def pass_by(self, span: timedelta) -> None:
        self.stage.story.travel(self.stage.story.clock.now() + span)

    def until(self, moment: datetime) -> None:
        self.stage.story.travel(moment)

    def everything_happens(self) -> None:
        """What was queued is posted: questions to coordinators wait a minute, and lanes take turns."""
        self.pass_by(3 * A_MINUTE)

    def closes(self) -> None:
        """The open check-in, by time."""
        self.until(self.check_in.closes_at + A_MINUTE)

    def channel(self) -> list[Said]:
        return self.person("dana").channel()

    def card(self, number: int = 1) -> Said:
        return next(said for said in self.channel() if said.text.startswith(f"Check-in {number}:"))

    def reveal(self, number: int = 1) -> Said:
        return next(said for said in self.person("dana").thread(self.card(number)) if "how we see" in said.text)

    def roster(self) -> dict[str, Member]:
        """The team's, by first name in small letters."""
        with self.stage.story.deps.store.read() as transaction:
            found = teams.roster(transaction, self.stage.story.team(transaction).id)
        return {one.member.name.partition(" ")[0].lower(): one.member for one in found}

    def rates(self, name: str, levels: Sequence[str], *, evidence: str = "") -> None:
        """One level for each asked indicator in turn, the evidence to the first; no word on anything more."""
        actor = self.person(name)
        actor.opens_rating()
        for asked, level in zip(self.check_in.asked, levels, strict=True):
            actor.chooses(asked.id, level)
        if evidence:
            actor.notes(self.check_in.asked[0].id, evidence)
        assert actor.saves() == {}
        if actor.shown is not None:
            actor.closes()
