"""The stage in Slack: the whole bot in a sandbox workspace, and people who act through Slack's own payloads."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from html import unescape
from zoneinfo import ZoneInfo

from bot import wording
from bot.demo.cast import CAST, ZONE
from bot.demo.host import AT, FIRST_CHECK_IN, Demo, demo, set_up
from bot.demo.speaking import Setting
from bot.demo.story import Story
from bot.demo.town import BOT_USER, seed
from bot.sections.parts import Act
from bot.slack import ids, routed_ids
from sandbox.people import Person
from sandbox.reply import Reply
from sandbox.seed import Seed, SeedUser
from tests.contracts.slack_screen import Json, acts_in, pressable, shown_in
from tests.contracts.stage import A_MINUTE, Held, Said, Shown
from tests.contracts.threads import Threads

OTHER_CHANNEL = "C0GENERAL"
OPENS_AT = datetime.combine(FIRST_CHECK_IN, AT, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)
MALLORY = SeedUser("U0MALLORY", "mallory", "Mallory Quinn")


@dataclass(frozen=True)
class SaidInSlack(Said):
    """With the message as this person's device shows it."""

    channel: str = field(default="", compare=False)
    message: Json = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class SlackActor:
    """One person at one device."""

    stage: "SlackStage"
    account: Person

    def types(self, words: str, *, channel: str = "") -> str:
        where = channel or self.stage.setting.channel_id
        heard, opened = len(self._whispers(where)), [view["id"] for view in self.account.views]
        self._done(self.account.command(ids.COMMAND, words, where))
        said = self._whispers(where)[heard:]
        shown = self.shown
        if not said and shown is not None and not shown.form and self._top["id"] not in opened:
            return shown.words
        return "\n".join(said)

    @property
    def shown(self) -> Shown | None:
        view = self.account.view
        return None if view is None else shown_in(view, self._channel_name)

    def fills_in(self, values: Mapping[str, Held]) -> None:
        for name, value in values.items():
            picked = value if value is None or isinstance(value, str) else list(value)
            self._done(self.account.choose(routed_ids.field_block(name), picked))

    def attaches(self, field: str, name: str, data: bytes) -> None:
        self._done(self.account.attach(routed_ids.field_block(field), name=name, data=data))

    def submits(self) -> Mapping[str, str]:
        errors = self._done(self.account.submit()).errors
        return {routed_ids.field_of_block(block): sentence for block, sentence in errors.items()}

    def presses(self, act: str, value: str | None = None) -> None:
        block, element = pressable(self._top, act, value)
        self._done(self.account.click_in_view(element["action_id"], block.get("block_id"), value=element.get("value")))

    def picks(self, act: str, value: str) -> None:
        block, element = pressable(self._top, act, value)
        self._done(self.account.choose(block.get("block_id"), value, action_id=element["action_id"]))

    def closes(self) -> None:
        if self.account.view is not None:
            self._done(self.account.close_all())

    def opens_rating(self, seen: Said | None = None) -> None:
        card = seen or next(said for said in reversed(self.channel()) if Act.RATE_FROM_CARD in said.acts)
        self.presses_in(card, Act.RATE_FROM_CARD)

    def chooses(self, indicator: str, level: str) -> None:
        self._done(self.account.choose(ids.level_block(self._rated, indicator), level))

    def notes(self, indicator: str, text: str) -> None:
        self._done(self.account.type(ids.evidence_block(self._rated, indicator), text))

    def rated(self, indicator: str) -> tuple[str | None, str]:
        values = self._top["state"]["values"]
        (level,) = values[ids.level_block(self._rated, indicator)].values()
        (note,) = values[ids.evidence_block(self._rated, indicator)].values()
        return (level["selected_option"] or {}).get("value"), note["value"] or ""

    def saves(self) -> Mapping[str, str]:
        errors = self._done(self.account.submit()).errors
        return {block.split("/")[1]: sentence for block, sentence in errors.items()}

    def channel(self, channel: str = "") -> list[Said]:
        where = channel or self.stage.setting.channel_id
        return [_said(one, where) for one in self.account.messages(where) if not one.get("ephemeral")]

    def thread(self, said: Said) -> list[Said]:
        where = _in_slack(said).channel
        return [_said(one, where) for one in self.account.thread(where, said.id)[1:] if not one.get("ephemeral")]

    def told(self) -> list[Said]:
        where = self.account.direct_channel or ""
        return [_said(one, where) for one in self.account.direct_messages() if not one.get("ephemeral")]

    def presses_in(self, said: Said, act: str, value: str | None = None) -> None:
        seen = _in_slack(said)
        block, element = pressable(seen.message, act, value)
        chosen = element.get("value") if element["type"] == "button" else value
        reply = self.account.click(
            seen.channel,
            seen.id,
            element["action_id"],
            chosen,
            block_id=block.get("block_id"),
            seen=seen.message,
        )
        self._done(reply)

    def home(self) -> Shown:
        self._done(self.account.open_home())
        assert self.account.home is not None
        return shown_in(self.account.home, self._channel_name)

    def presses_at_home(self, act: str, value: str | None = None) -> None:
        self.closes()
        page = self.account.home
        assert page is not None, "their home page was never opened"
        block, element = pressable(page, act, value)
        if element["type"] == "button":
            reply = self.account.click_in_view(element["action_id"], block["block_id"], value=element.get("value"))
        else:
            reply = self.account.choose(block["block_id"], value, action_id=element["action_id"])
        self._done(reply)

    def receives_file(self) -> tuple[str, bytes]:
        (file,) = next(one["files"] for one in reversed(self.account.direct_messages()) if one.get("files"))
        return str(file["name"]), self.account.download(file["id"])

    def _done(self, reply: Reply) -> Reply:
        self.stage.threads.wait()
        assert reply.error is None, reply.error
        broken = wording.unexpected("").title
        assert not any(view["title"]["text"] == broken for view in self.account.views), "a fault of ours"
        return reply

    def _whispers(self, channel: str) -> list[str]:
        return [unescape(str(one["text"])) for one in self.account.messages(channel) if one.get("ephemeral")]

    def _channel_name(self, channel_id: str) -> str:
        names = {one.id: one.name for one in self.stage.running.workspace.conversations.all()}
        return names.get(channel_id) or channel_id

    @property
    def _top(self) -> Json:
        view = self.account.view
        assert view is not None, "nothing is open"
        return view

    @property
    def _rated(self) -> str:
        return ids.check_in_of_view(self._top)


@dataclass(frozen=True)
class SlackStage:
    """The whole bot in a sandbox workspace."""

    running: Demo
    threads: Threads
    platform: str = "slack"
    saves_taps: bool = True
    reads_what_is_attached: bool = False
    knows_titles: bool = True
    command: str = ids.COMMAND

    @property
    def story(self) -> Story:
        return self.running.story

    @property
    def setting(self) -> Setting:
        return self.story.setting

    @property
    def other_channel(self) -> str:
        return OTHER_CHANNEL

    def address(self, name: str) -> str:
        return f"U0{name.upper()}"

    def person(self, name: str, *, device: str = "desktop") -> SlackActor:
        return SlackActor(self, Person(self.running.server, self.address(name), device=device))

    def comes_in(self, name: str, *, channel: str = "") -> None:
        self.running.workspace.join(self.address(name), channel or self.setting.channel_id)
        self._heard()

    def goes_out(self, name: str, *, channel: str = "") -> None:
        self.running.workspace.leave(self.address(name), channel or self.setting.channel_id)
        self._heard()

    def becomes_a_guest(self, name: str) -> None:
        people = self.running.workspace.directory._users
        people[self.address(name)] = replace(people[self.address(name)], is_restricted=True)

    def shuts_out(self) -> None:
        self.running.workspace.leave(BOT_USER, self.setting.channel_id)
        self._heard()

    def lets_in(self) -> None:
        self.running.workspace.join(BOT_USER, self.setting.channel_id)
        self._heard()

    def _heard(self) -> None:
        assert self.running.workspace.courier.everything_told()
        self.threads.wait()


@contextmanager
def in_slack(transport: str, database_url: str = "") -> Iterator[SlackStage]:
    """Without a `database_url`, a file of SQLite's that is gone afterwards."""
    threads = Threads()
    with demo(transport=transport, town=_town(), database_url=database_url, later=threads.begin) as running:
        running.story.by_hand = frozenset(person.address for person in CAST)
        set_up(running.story)
        running.story.travel(OPENS_AT + A_MINUTE)
        yield SlackStage(running, threads)
        threads.end()


def _town() -> Seed:
    town = seed()
    channels = (
        replace(one, members=(*one.members, BOT_USER)) if one.id == OTHER_CHANNEL else one for one in town.channels
    )
    return replace(town, users=(*town.users, MALLORY), channels=tuple(channels))


def _in_slack(said: Said) -> SaidInSlack:
    assert isinstance(said, SaidInSlack)
    return said


def _said(message: Json, channel: str) -> SaidInSlack:
    return SaidInSlack(str(message["ts"]), unescape(str(message.get("text", ""))), acts_in(message), channel, message)
