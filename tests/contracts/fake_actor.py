"""One person without a platform: what they do goes straight to `bot.routes`, and what they see stays neutral."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot import wording
from bot.demo.cast import ZONE
from bot.demo.host import AT, FIRST_CHECK_IN
from bot.files import made_file
from bot.routes import ROUTES, Pressed
from bot.sections import Message, home_sections
from bot.sections.forms import Attach, Form
from bot.sections.parts import Act
from bot.use_cases.open_rating_form import open_rating_form
from bot.use_cases.rate_indicators import rate_indicators
from bot.use_cases.results import Answer, Done, Fetch, FormErrors, Notice, OpenForm, RatingForm, Result, ShowHome
from bot.use_cases.settle_delivery import settle_delivery
from bot.use_cases.show_home import show_home
from bot.use_cases.who import Refused, Speaker
from bot.wording.answers import these_problems
from jobs.announcements import SentAsFile
from rubric import rating
from rubric.model import IndicatorId, LevelId
from rubric.people import CheckInId
from rubric.refusals import Refusal
from storage.store import DatabaseError
from storage.trouble import Kind
from tests.contracts.fake_screen import FillingIn, OpenNotice, Rating, Screen, acts_of, pressable, words_of
from tests.contracts.stage import Held, Said, Shown

OPENS_AT = datetime.combine(FIRST_CHECK_IN, AT, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)
if TYPE_CHECKING:
    from tests.contracts.on_fake import FakeStage

LANDED = {Act.IT_LANDED: True, Act.POST_AGAIN: False}


@dataclass(frozen=True)
class SaidHere(Said):
    """With the message as this person's device shows it."""

    message: Message = field(default_factory=lambda: Message("", ()), compare=False, repr=False)


@dataclass(slots=True)
class FakeActor:
    """One person; `screen` is what is before them, `page` their home page as it was made last."""

    stage: "FakeStage"
    who: Speaker
    screen: Screen | None = None
    page: Message | None = None

    def types(self, words: str, *, channel: str = "") -> str:
        where = channel or self.stage.setting.channel_id
        assert self.who.address in self.stage.town.channels[where], "nobody types where they are not"
        result = self._answered(lambda: self._command(words.split(), where))
        if isinstance(result, Notice):
            return OpenNotice(result).shown().words
        self._show(self._fetched(result))
        return self.screen.shown().words if isinstance(self.screen, OpenNotice) else ""

    @property
    def shown(self) -> Shown | None:
        return None if self.screen is None else self.screen.shown()

    def fills_in(self, values: Mapping[str, Held]) -> None:
        for name, value in values.items():
            self._form.put(name, value)

    def attaches(self, field: str, name: str, data: bytes) -> None:
        form = self._form
        (wanted,) = (one for one in form.form.fields() if one.name == field and isinstance(one, Attach))
        assert name.rpartition(".")[2] in wanted.types
        form.values[field] = (self.stage.town.keep(name, data),)

    def submits(self) -> Mapping[str, str]:
        filled = self._form
        form = filled.form
        assert form.submit is not None, "nothing to submit"
        filled.errors = filled.missing()
        if filled.errors:
            return filled.errors
        submission = ROUTES.submissions[form.id]
        values = dict(filled.values)
        result = self._answered(lambda: submission(self.stage.deps, self.who, form.about, values))
        match result:
            case FormErrors(errors=errors):
                filled.errors = filled.beside_fields(errors)
                return filled.errors
            case Fetch():
                raise AssertionError("a submission can't wait for what has to be looked up")
            case Done() | ShowHome():
                self.screen = None
            case _:
                self._show(result)
        return {}

    def presses(self, act: str, value: str | None = None) -> None:
        filled = self._form
        pressed = Pressed(pressable(filled.form.parts, act, value), filled.form.about, dict(filled.values))
        self._press(act, pressed)

    def picks(self, act: str, value: str) -> None:
        self._form.values[act] = pressable(self._form.form.parts, act, value)
        self.presses(act, value)

    def closes(self) -> None:
        self.screen = None

    def opens_rating(self, seen: Said | None = None) -> None:
        card = seen or next(said for said in reversed(self.channel()) if Act.RATE_FROM_CARD in said.acts)
        self.presses_in(card, Act.RATE_FROM_CARD)

    def chooses(self, indicator: str, level: str) -> None:
        self._rating.levels[IndicatorId(indicator)] = self._rating.form.check_in.scale.level(LevelId(level)).id
        self._save(tapped=indicator)

    def notes(self, indicator: str, text: str) -> None:
        assert IndicatorId(indicator) in self._rating.notes
        self._rating.notes[IndicatorId(indicator)] = text

    def rated(self, indicator: str) -> tuple[str | None, str]:
        asked = IndicatorId(indicator)
        return self._rating.levels[asked], self._rating.notes[asked]

    def saves(self) -> Mapping[str, str]:
        return self._save()

    def channel(self, channel: str = "") -> list[Said]:
        where = channel or self.stage.setting.channel_id
        return self.stage.said(lambda one: one.address == where and (one.thread is None or one.broadcast))

    def thread(self, said: Said) -> list[Said]:
        return self.stage.said(lambda one: one.thread == said.id)

    def told(self) -> list[Said]:
        return self.stage.said(lambda one: one.address == self.who.address)

    def presses_in(self, said: Said, act: str, value: str | None = None) -> None:
        assert isinstance(said, SaidHere)
        self._press(act, Pressed(pressable(said.message.sections, act, value)))

    def home(self) -> Shown:
        self.page = home_sections(show_home(self.stage.deps, self.who))
        return Shown(words_of(self.page.sections), acts=acts_of(self.page.sections))

    def presses_at_home(self, act: str, value: str | None = None) -> None:
        assert self.page is not None, "their home page was never opened"
        self.screen = None
        self._press(act, Pressed(pressable(self.page.sections, act, value)))

    def receives_file(self) -> tuple[str, bytes]:
        sent = [one for one in self.stage.messenger.posted.values() if one.address == self.who.address]
        facts = next(one.announcement for one in reversed(sent) if isinstance(one.announcement, SentAsFile))
        made = made_file(facts)
        return f"{made.stem}.{made.ending}", made.data

    def _command(self, words: list[str], channel: str) -> Result:
        for length in range(len(words), min(len(words), 1) - 1, -1):
            command = ROUTES.commands.get(" ".join(words[:length]).lower())
            if command is not None:
                return command(self.stage.deps, self.who, channel, " ".join(words[length:]))
        return wording.unknown_command(" ".join(words))

    def _press(self, act: str, pressed: Pressed) -> None:
        result = self._fetched(self._answered(lambda: self._pressed(act, pressed)))
        match result:
            case Done() | ShowHome():
                pass
            case FormErrors(errors=errors):
                self._show(these_problems(tuple(errors.values())))
            case _:
                self._show(result)

    def _pressed(self, act: str, pressed: Pressed) -> Result:
        deps = self.stage.deps
        if act in LANDED:
            return settle_delivery(deps, self.who, int(pressed.value), landed=LANDED[Act(act)])
        if act in list(Act):
            return open_rating_form(deps, self.who, CheckInId(pressed.value))
        return ROUTES.presses[act](deps, self.who, pressed)

    def _save(self, tapped: str = "") -> Mapping[str, str]:
        """What stands in the rating form: after a tap, or all of it for good; the errors by indicator."""
        form, saved = self._rating, None
        act = rating.Act(self.stage.moment(), form.id, final=not tapped)
        try:
            saved = rate_indicators(self.stage.deps, self.who, form.form.check_in.id, form.choices(tapped), act=act)
        except (Refused, Refusal, DatabaseError) as refusal:
            self.screen = OpenNotice(self._refused(refusal))
        if saved is None or tapped:
            return {}
        errors = {**dict.fromkeys(saved.notes_without_level, wording.note_without_level()), **saved.questioned}
        if not errors:
            self.screen = None
            if saved.follow_up is not None:
                self._show(saved.follow_up)
        return {str(indicator): sentence for indicator, sentence in errors.items()}

    def _answered(self, act: Callable[[], Result]) -> Result:
        try:
            return act()
        except (Refused, Refusal, DatabaseError) as refusal:
            return self._refused(refusal)

    def _refused(self, refusal: Refused | Refusal | DatabaseError) -> Notice:
        """What was typed is given back."""
        if isinstance(refusal, Refused):
            notice = replace(wording.refusal(refusal.refusal, zone=refusal.zone), kept=refusal.kept)
        elif isinstance(refusal, DatabaseError):
            if refusal.kind is Kind.FAULT:
                raise refusal
            notice = wording.not_saved()
        else:
            notice = wording.refusal(refusal, zone="UTC")
        if notice.kept or not isinstance(self.screen, FillingIn | Rating):
            return notice
        return replace(notice, kept=self.screen.typed())

    def _fetched(self, result: Result) -> Answer:
        if not isinstance(result, Fetch):
            return result
        found = self.stage.lookups.look_up(result.wanted)
        return self._answered(lambda: result.then(found))  # type: ignore[return-value]

    def _show(self, answer: Answer) -> None:
        match answer:
            case OpenForm(form=RatingForm() as form):
                self.screen = Rating.of(form, f"form{self.stage.number()}")
            case OpenForm(form=Form() as form):
                self.screen = FillingIn.of(form)
            case Notice():
                self.screen = OpenNotice(answer)
            case _:
                raise AssertionError(f"{answer} is nothing to show")

    @property
    def _form(self) -> FillingIn:
        assert isinstance(self.screen, FillingIn), f"no form is open: {self.shown}"
        return self.screen

    @property
    def _rating(self) -> Rating:
        assert isinstance(self.screen, Rating), f"no rating form is open: {self.shown}"
        return self.screen
