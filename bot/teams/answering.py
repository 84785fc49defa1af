"""Shows a person what a use case answered: a form, a notice, errors beside fields, their home page made anew.

In Teams every answer takes the place of what was pressed, so whatever stood there is kept for the way back.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, assert_never

from bot.lookups import Lookups
from bot.sections.forms import Form, Values
from bot.soon import Later, look_up_quietly
from bot.stopped import notice_of
from bot.teams.arrived import Arrived, How
from bot.teams.blocks.form import form_card, form_title
from bot.teams.blocks.home import home_card
from bot.teams.blocks.notice import notice_card, notice_title
from bot.teams.blocks.opener import opener_card, sentences_card, with_way_back
from bot.teams.envelopes import card_message, closing, dialog, in_place, saying
from bot.teams.form_state import filled
from bot.teams.home_page import known_home, remember_home
from bot.teams.ids import COMMAND, Surface
from bot.teams.kept_forms import KeptForm, keep_form, keep_typed
from bot.teams.latest import Latest
from bot.teams.outcomes import TROUBLE
from bot.teams.saying import CannotSay, Said, Saying
from bot.use_cases.results import (
    Answer,
    Done,
    Fetch,
    FormErrors,
    LookUp,
    Notice,
    OpenForm,
    Result,
    ShowHome,
)
from bot.use_cases.show_home import show_home
from bot.use_cases.who import Deps, Speaker
from bot.wording.answers import these_problems
from bot.wording.in_forms import cannot_answer_here, done
from jobs.blame import blame
from storage.patience import patient_again
from storage.store import DatabaseError

log = logging.getLogger(__name__)

Json = dict[str, Any]
# What is carried of a command; no use case takes more after its words.
LONGEST_COMMAND = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """A card that takes a press's place, and what it is called where it is a dialog."""

    title: str
    card: Json


@dataclass(frozen=True, slots=True)
class Filled:
    """The kept form that a press or a submission came out of, and what stands in it."""

    kept: KeptForm
    values: Values


@dataclass(frozen=True, slots=True)
class Answering:
    """What each answers is the body of the response, None where Teams waits for none."""

    deps: Deps
    lookups: Lookups
    saying: Saying
    later: Later
    latest: Latest = field(default_factory=Latest)

    def press(self, arrived: Arrived, result: Result, *, out_of: Filled | None = None) -> Json | None:
        """A notice that takes a form's place has a way back to it, for a submission's notice is the end of one."""
        answer = self._looked_up(result)
        if out_of is not None and isinstance(answer, Notice):
            self._keep_typed(arrived, out_of)
        if not isinstance(answer, OpenForm | FormErrors):
            self.refresh_home(arrived, shows=isinstance(answer, ShowHome))
        return self.give(arrived, self._shown(arrived, answer, out_of=out_of, goes_back=True))

    def submission(self, arrived: Arrived, result: Result, *, out_of: Filled) -> Json | None:
        answer = self._looked_up(result)
        if not isinstance(answer, FormErrors):
            self.refresh_home(arrived)
        return self.give(arrived, self._shown(arrived, answer, out_of=out_of))

    def show(self, arrived: Arrived, answer: Answer) -> Json | None:
        """What has no form behind it."""
        return self.give(arrived, self._shown(arrived, answer))

    def tell(self, arrived: Arrived, notice: Notice) -> Json | None:
        """Said to one person."""
        return self.give(arrived, self._notice(arrived, notice))

    def command(self, arrived: Arrived, result: Result, *, words: str) -> None:
        """In a channel a command is answered where nobody else sees it; `words` are what was typed."""
        if arrived.is_alone:
            self.press(arrived, result)
            return
        match result:
            case OpenForm(form=Form(title=title)):
                self.offer(arrived, title, words)
            case Fetch():
                self.offer(arrived, f"{COMMAND} {words}", words)
            case _:
                self.press(arrived, result)

    def offer(self, arrived: Arrived, title: str, words: str) -> None:
        """In the thread: a button that does the command in `words` for whoever presses it."""
        self.saying.reply(arrived, opener_card(title, words[:LONGEST_COMMAND]))

    def give(self, arrived: Arrived, shown: Shown | None) -> Json | None:
        """None closes what was open."""
        match arrived.how:
            case How.OPENED:
                return saying(done().title) if shown is None else dialog(shown.title, shown.card)
            case How.SUBMITTED:
                return closing() if shown is None else dialog(shown.title, shown.card)
            case How.EXECUTED:
                return self._in_place(arrived, shown or self._notice(arrived, done()))
            case How.WRITTEN:
                self._alone(arrived, (shown or self._notice(arrived, done())).card)
                return None
            case How.HAPPENED:
                return None
            case _:
                assert_never(arrived.how)

    def soon(self, arrived: Arrived, do: Callable[[Arrived], object]) -> None:
        """What takes longer than Teams waits; whoever asked is told when it fails."""
        self.later(partial(self._soon, arrived, do))

    def notice_message(self, notice: Notice) -> Json:
        """As a message in the chat with one person."""
        return card_message(notice_card(notice, surface=Surface.CHAT))

    def event(self, wish: LookUp | None) -> None:
        """Nobody waits for an answer to an event; what has to be looked up for it is looked up soon."""
        if wish is not None:
            self.later(partial(look_up_quietly, self.lookups, wish))

    def home(self, arrived: Arrived) -> None:
        """A new home page in the person's own chat. Raises what the connector raises."""
        said = self._alone(arrived, home_card(show_home(self.deps, arrived.who)))
        if said is not None:
            remember_home(self.deps, arrived.who, said)

    def refresh_home(self, arrived: Arrived, *, shows: bool = False) -> None:
        """Soon; whoever acted is not kept waiting for it, nor told when it fails. `shows`: it is what was pressed."""
        said = None
        if shows and arrived.is_alone and arrived.pressed_message:
            said = Said(arrived.service, arrived.conversation, arrived.pressed_message)
        self.later(partial(self._refresh_home, arrived.who, said))

    def _alone(self, arrived: Arrived, card: Json) -> Said | None:
        """In the person's own chat; None where it can't be opened: then the thread is told how to, and nothing else."""
        if arrived.is_alone:
            return self.saying.reply(arrived, card)
        try:
            return self.saying.say(arrived.who.address, card)
        except CannotSay:
            self.saying.reply(arrived, sentences_card(cannot_answer_here()))
            return None

    def _keep_typed(self, arrived: Arrived, out_of: Filled) -> None:
        try:
            keep_typed(self.deps, arrived.who, out_of.kept, out_of.values)
        except DatabaseError as error:
            # What was asked for is done, and that is what has to be said.
            log.info("what stood in a form was not kept (%s)", type(error).__name__)

    def _refresh_home(self, who: Speaker, pressed: Said | None) -> None:
        try:
            if pressed is not None:
                remember_home(self.deps, who, pressed)
            said = pressed or known_home(self.deps, who)
            if said is not None:
                self.saying.change_quietly(said, home_card(show_home(self.deps, who)))
        except DatabaseError as error:
            log.info("a home page was not refreshed (%s)", type(error).__name__)

    def _soon(self, arrived: Arrived, do: Callable[[Arrived], object]) -> None:
        try:
            do(arrived)
        except Exception as error:  # noqa: BLE001 - whatever it was, somebody waits for it
            try:
                self._alone(arrived, notice_card(notice_of(error), surface=Surface.CHAT))
            except TROUBLE as trouble:
                log.warning("nobody could be told what went wrong (%s)", blame(trouble))

    def _looked_up(self, result: Result) -> Answer:
        """Teams waits longer than a look takes, so it is taken at once."""
        if not isinstance(result, Fetch):
            return result
        # To look something up and to read it may take all the time there is.
        patient_again()
        return result.then(self.lookups.look_up(result.wanted))

    def _in_place(self, arrived: Arrived, shown: Shown) -> Json:
        """The answer alone would be gone with the client's next look at the message."""
        said = Said(arrived.service, arrived.conversation, arrived.pressed_message)
        if said.message_id and arrived.is_alone:
            self.later(self.latest.of(said, partial(self.saying.change_quietly, said, shown.card)))
        return in_place(shown.card)

    def _shown(
        self, arrived: Arrived, answer: Answer, *, out_of: Filled | None = None, goes_back: bool = False
    ) -> Shown | None:
        match answer:
            case OpenForm(form=Form() as form):
                return self.form(arrived, form)
            case OpenForm():
                raise TypeError("a rating form is shown page by page")
            case FormErrors(errors=errors) if out_of is not None:
                return self._again(arrived, out_of, errors)
            case FormErrors(errors=errors):
                return self._notice(arrived, these_problems(tuple(errors.values())))
            case Notice():
                shown = self._notice(arrived, answer)
                if out_of is None or not goes_back:
                    return shown
                return Shown(shown.title, with_way_back(shown.card, out_of.kept.token, surface=arrived.surface))
            case Done() | ShowHome():
                return None
            case _:
                assert_never(answer)

    def form(self, arrived: Arrived, form: Form) -> Shown:
        token = keep_form(self.deps, arrived.who, form)
        return Shown(form_title(form), form_card(form, kept=token, surface=arrived.surface))

    def form_again(self, arrived: Arrived, kept: KeptForm) -> Json | None:
        """As it was left."""
        return self.give(arrived, self._again(arrived, Filled(kept, kept.typed), {}))

    def _again(self, arrived: Arrived, out_of: Filled, errors: Mapping[str, str]) -> Shown:
        form = filled(out_of.kept.form, out_of.values)
        card = form_card(form, kept=out_of.kept.token, surface=arrived.surface, errors=errors)
        return Shown(form_title(form), card)

    def _notice(self, arrived: Arrived, notice: Notice) -> Shown:
        return Shown(notice_title(notice), notice_card(notice, surface=arrived.surface))
