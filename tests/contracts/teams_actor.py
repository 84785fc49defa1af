"""One person in Teams: what they do there for what a story says, and what they see of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot import wording
from bot.sections.parts import Act
from bot.teams.blocks.rating_form import level_field, note_field
from bot.teams.ids import Own, input_id
from bot.teams.kept_forms import kept_form, kept_page
from bot.use_cases.who import Speaker
from rubric.model import IndicatorId
from rubric.refusals import FormDoesNotMatch
from sandbox.reply import Reply
from sandbox.teams.clients import Seen
from sandbox.teams.people import Person
from sandbox.teams.reading import actions, inputs, lines
from tests.contracts.stage import Held, Said, Shown
from tests.contracts.stage import words as words_of
from tests.contracts.teams_fields import FieldsInCard
from tests.contracts.teams_screen import Press, acts_in, aloud, errors_in, pressable, shown_in, token_in

if TYPE_CHECKING:
    from tests.contracts.in_teams import TeamsStage

_RATING = "rating"


@dataclass(frozen=True)
class SaidInTeams(Said):
    """With the message as this person's device shows it."""

    seen: Seen | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class TeamsActor:
    """One person at one device."""

    stage: "TeamsStage"
    name: str
    account: Person

    def types(self, words: str, *, channel: str = "") -> str:
        where = channel or self.stage.setting.channel_id
        before = {one.id for one in self.account.chat()}
        root = self.account.say(where, words)
        self._settled()
        told = [one for one in self.account.chat() if one.id not in before]
        self.stage.answers.setdefault(self.name, set()).update(one.id for one in told)
        for opener in self.account.thread(where, root.id):
            if any(Own.COMMAND in str(action.get("data")) for action in actions(opener.card)):
                self._press(pressable(opener.card, Own.COMMAND), opener)
                return "" if self._is_what(opener) else words_of(self)
        return "\n".join(_words(one) for one in told)

    def _is_what(self, opener: Seen) -> bool:
        """Whether what opened is the form that was announced, and not a notice in its place."""
        card = self._top.card
        return bool(actions(card)) or lines(opener.card)[0].startswith(f"{self._top.title}:")

    @property
    def shown(self) -> Shown | None:
        top = self._on_top
        return None if top is None else self._shown(top)

    def fills_in(self, values: Mapping[str, Held]) -> None:
        for name, value in values.items():
            fields = self._fields(self._top)
            self.account.put(fields.input_of(name)["id"], fields.put(name, value), self._top.seen)

    def attaches(self, field: str, name: str, data: bytes) -> None:
        """In the chat with the bot, where things go on from there."""
        del field
        self.closes()
        self.account.attach_file(name, data)
        self._settled()
        answer = self.account.chat()[-1]
        self.stage.answers.setdefault(self.name, set()).add(answer.id)
        self.stage.open_in_chat[self.name, self.account.device] = answer.id

    def submits(self) -> Mapping[str, str]:
        return self._handed_in(pressable(self._top.card, Own.SUBMIT))

    def presses(self, act: str, value: str | None = None) -> None:
        self._press(pressable(self._top.card, act, value), self._top.seen)

    def picks(self, act: str, value: str) -> None:
        self.presses(act, value)

    def closes(self) -> None:
        self.stage.open_in_chat.pop((self.name, self.account.device), None)
        if self.account.dialog is not None:
            self.account.close_dialog()

    def opens_rating(self, seen: Said | None = None) -> None:
        card = seen or next(said for said in reversed(self.channel()) if Act.RATE_FROM_CARD in said.acts)
        self.presses_in(card, Act.RATE_FROM_CARD)

    def chooses(self, indicator: str, level: str) -> None:
        self._turns_to(indicator)
        self.account.put(input_id(level_field(IndicatorId(indicator))), level, self._top.seen)

    def notes(self, indicator: str, text: str) -> None:
        self._turns_to(indicator)
        self.account.put(input_id(note_field(IndicatorId(indicator))), text, self._top.seen)

    def rated(self, indicator: str) -> tuple[str | None, str]:
        self._turns_to(indicator)
        standing = self.account.standing(self._top.seen)
        level, note = (standing[input_id(name(IndicatorId(indicator)))] for name in (level_field, note_field))
        return level or None, note

    def saves(self) -> Mapping[str, str]:
        """Page by page, from the one that is open."""
        while (page := self._page_button(+1)) is not None:
            if errors := self._handed_in(page):
                return _by_indicator(errors)
        return _by_indicator(self._handed_in(pressable(self._top.card, Own.SAVE)))

    def channel(self, channel: str = "") -> list[Said]:
        return self._said(self.account.messages(channel or self.stage.setting.channel_id))

    def thread(self, said: Said) -> list[Said]:
        seen = _in_teams(said)
        return self._said(self.account.thread(seen.conversation, seen.root or seen.id))

    def told(self) -> list[Said]:
        not_meant = self.stage.answers.get(self.name, set()) | {self.stage.homes.get(self.name, "")}
        return self._said(self.account.chat(), but=not_meant)

    def presses_in(self, said: Said, act: str, value: str | None = None) -> None:
        seen = _in_teams(said)
        self._press(pressable(seen.card, act, value), seen)

    def home(self) -> Shown:
        self.account.say(None, "home")
        self._settled()
        page = self.account.chat()[-1]
        self.stage.answers.setdefault(self.name, set()).add(page.id)
        self.stage.homes[self.name] = page.id
        assert page.card is not None
        return self._shown(Top("", page.card, page))

    def presses_at_home(self, act: str, value: str | None = None) -> None:
        self.closes()
        page = next(one for one in self.account.chat() if one.id == self.stage.homes.get(self.name))
        self._press(pressable(page.card, act, value), page)

    def receives_file(self) -> tuple[str, bytes]:
        asked = self.account.chat()[-1]
        self._done(self.account.accept_file(asked))
        return self.account.download(next(one for one in self.account.chat() if one.id >= asked.id and _is_file(one)))

    def _press(self, press: Press, seen: Seen | None = None) -> None:
        """In a message, or in what is open."""
        if press.first is not None:
            self._done(self._pressed(press.first, seen))
            seen = None if seen is None else self._again(seen)
        if press.puts is not None:
            self.account.put(*press.puts, seen)
        self._done(self._pressed(press.action, seen))

    def _pressed(self, action: dict[str, Any], seen: Seen | None) -> Reply:
        return self.account.press_in_dialog(action) if seen is None else self.account.press(seen, action)

    def _again(self, seen: Seen) -> Seen:
        """The same message, after something in it was shown."""
        places = self.account.chat() if seen.conversation.startswith("a:") else self._standing_in(seen)
        return next(one for one in places if one.id == seen.id)

    def _standing_in(self, seen: Seen) -> list[Seen]:
        if seen.root:
            return self.account.thread(seen.conversation, seen.root)
        return self.account.messages(seen.conversation)

    def _handed_in(self, press: Press) -> Mapping[str, str]:
        self._press(press, self._top.seen)
        top = self._on_top
        return {} if top is None or not inputs(top.card) else errors_in(self._fields(top))

    def _turns_to(self, indicator: str) -> None:
        """To the page on which it stands; each turn saves the page before."""
        name = input_id(level_field(IndicatorId(indicator)))
        for step in (+1, -1):
            while name not in self.account.standing(self._top.seen) and (page := self._page_button(step)) is not None:
                assert self._handed_in(page) == {}

    def _page_button(self, step: int) -> Press | None:
        buttons = [one for one in actions(self._top.card) if Own.SAVE_PAGE in str(one.get("data"))]
        token = next((str(one["data"]["homeroom"]["form"]) for one in buttons), "")
        if not token:
            return None
        page = kept_page(self.stage.story.deps, self._speaker, token).page + step
        return next((Press(one) for one in buttons if one["data"]["homeroom"].get("value") == str(page)), None)

    def _done(self, reply: Reply) -> None:
        self._settled()
        assert reply.error is None, self.account.troubles
        assert reply.errors == {}, reply.errors

    def _settled(self) -> None:
        self.stage.threads.wait()
        assert self.account.troubles == []
        broken = wording.unexpected("").title
        assert self.account.dialog is None or self.account.dialog.title != broken, "a fault of ours"
        assert not any(broken in _words(one) for one in self.account.chat()[-1:]), "a fault of ours"

    def _shown(self, top: "Top") -> Shown:
        fields = self._fields(top)
        form = _RATING if fields.form is None and token_in(top.card) else fields.form.id if fields.form else ""
        return shown_in(top.title, fields, self.account.standing(top.seen), form)

    def _fields(self, top: "Top") -> FieldsInCard:
        token = token_in(top.card)
        try:
            form = kept_form(self.stage.story.deps, self._speaker, token).form if token else None
        except FormDoesNotMatch:
            form = None
        return FieldsInCard(top.card, form)

    @property
    def _speaker(self) -> Speaker:
        setting = self.stage.setting
        return Speaker(setting.platform, setting.workspace, self.account.id, self.account.account.name)

    def _said(self, seen: list[Seen], *, but: Collection[str] = ()) -> list[Said]:
        """By Homeroom, and not by people, whose commands elsewhere are no messages."""
        homeroom = self.stage.running.tenant.seed.bot.id
        return [
            SaidInTeams(one.id, _words(one), acts_in(one.card), one)
            for one in seen
            if one.sender == homeroom and one.id not in but
        ]

    @property
    def _top(self) -> "Top":
        assert self._on_top is not None, "nothing is open"
        return self._on_top

    @property
    def _on_top(self) -> "Top | None":
        dialog = self.account.dialog
        if dialog is not None:
            return Top(dialog.title, dialog.card)
        open_in_chat = self.stage.open_in_chat.get((self.name, self.account.device))
        found = [one for one in self.account.chat() if one.id == open_in_chat]
        return Top("", found[0].card or {}, found[0]) if found else None


@dataclass(frozen=True)
class Top:
    """What somebody has before them: a dialog, or a card in their chat, which is `seen`."""

    title: str
    card: dict[str, Any]
    seen: Seen | None = None


def _words(seen: Seen) -> str:
    """What a message says, or the file that it is about."""
    files = [str(one.get("name")) for one in seen.attachments if one.get("name")]
    return aloud([*([seen.text] if seen.text else []), *lines(seen.card or {}), *files])


def _is_file(seen: Seen) -> bool:
    return any(str(one.get("contentType")).endswith("file.info") for one in seen.attachments)


def _by_indicator(errors: Mapping[str, str]) -> Mapping[str, str]:
    return {name.partition("/")[2]: sentence for name, sentence in errors.items()}


def _in_teams(said: Said) -> Seen:
    assert isinstance(said, SaidInTeams)
    assert said.seen is not None
    return said.seen
