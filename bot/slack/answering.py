"""Shows a person what a use case answered: a form, a notice, errors beside fields, their home page made anew.

What has to be looked up takes longer than Slack waits for: that is done after the click was answered, and shown in
place of the words that bridged the time.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.lookups import Lookups
from bot.sections.forms import Form
from bot.slack.blocks.form import form_errors, form_view, without_files
from bot.slack.blocks.notice import notice_text, notice_view
from bot.slack.blocks.rating_form import rating_view
from bot.slack.home_page import publish_home
from bot.slack.outcomes import code_of
from bot.slack.speaker import speaker_from
from bot.soon import Later, look_up_quietly
from bot.stopped import notice_of
from bot.use_cases.results import (
    Answer,
    Done,
    Fetch,
    FormErrors,
    LookUp,
    Notice,
    OpenForm,
    RatingForm,
    Result,
    ShowHome,
)
from bot.use_cases.show_home import show_home
from bot.use_cases.who import Deps
from bot.wording.answers import these_problems

log = logging.getLogger(__name__)

Body = dict[str, Any]
View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answering:
    """Each of the three ends with one call of `ack`."""

    deps: Deps
    lookups: Lookups
    later: Later

    def command(self, ack: Ack, body: Body, client: WebClient, result: Result) -> None:
        """A command is answered where it was typed, seen by nobody else."""
        if isinstance(result, Notice):
            ack(response_type="ephemeral", text=notice_text(result))
            return
        self._open(body, client, result)
        ack()

    def submission(self, ack: Ack, body: Body, client: WebClient, result: Result) -> None:
        match result:
            case FormErrors(errors=errors):
                ack(response_action="errors", errors=form_errors(body["view"], errors))
                return
            case Notice() | OpenForm():
                ack(response_action="update", view=view_of(result))
            case Done() | ShowHome():
                ack(response_action="clear")
            case Fetch():
                raise TypeError("a submission can't wait for what has to be looked up")
        self.refresh_home(body, client)

    def press(self, ack: Ack, body: Body, client: WebClient, result: Result) -> None:
        """In a form, another form takes its place, and a notice lies on top; anywhere else either opens."""
        view = body.get("view") or {}
        if view.get("type") == "modal":
            self._within(view, body, client, result)
        else:
            self._open(body, client, result)
        ack()
        if not isinstance(result, OpenForm | Fetch):
            self.refresh_home(body, client)

    def event(self, wish: LookUp | None) -> None:
        """Nobody waits for an answer to an event; what has to be looked up for it is looked up soon."""
        if wish is not None:
            self.later(partial(look_up_quietly, self.lookups, wish))

    def home(self, body: Body, client: WebClient) -> None:
        """Only for the person who acted, and only because they did."""
        who = speaker_from(body)
        publish_home(client, who.address, show_home(self.deps, who))

    def _open(self, body: Body, client: WebClient, result: Result) -> None:
        match result:
            case Fetch(meanwhile=meanwhile):
                opened = client.views_open(trigger_id=body["trigger_id"], view=notice_view(meanwhile))
                self._fetch(opened["view"]["id"], client, result)
            case Notice() | OpenForm() | FormErrors():
                shown(view_of(result), lambda view: client.views_open(trigger_id=body["trigger_id"], view=view))
            case Done() | ShowHome():
                pass

    def _within(self, view: View, body: Body, client: WebClient, result: Result) -> None:
        match result:
            case Fetch(meanwhile=meanwhile):
                client.views_update(view_id=view["id"], view=notice_view(meanwhile))
                self._fetch(view["id"], client, result)
            case OpenForm(on_top=False):
                shown(view_of(result), lambda made: client.views_update(view_id=view["id"], view=made))
            case Notice() | OpenForm() | FormErrors():
                client.views_push(trigger_id=body["trigger_id"], view=view_of(result))
            case Done() | ShowHome():
                pass

    def _fetch(self, view_id: str, client: WebClient, fetch: Fetch) -> None:
        def show() -> None:
            try:
                view = view_of(fetch.then(self.lookups.look_up(fetch.wanted)))
            except Exception as error:  # noqa: BLE001 - whatever it was, somebody waits for an answer
                view = notice_view(notice_of(error))
            try:
                client.views_update(view_id=view_id, view=view)
            except (SlackApiError, OSError) as error:
                # Closed meanwhile, most likely.
                log.info("what was looked up could not be shown (%s)", type(error).__name__)

        self.later(show)

    def refresh_home(self, body: Body, client: WebClient) -> None:
        """Soon; whoever acted is not kept waiting for it, nor told when it fails."""

        def refresh() -> None:
            try:
                self.home(body, client)
            except (SlackApiError, OSError) as error:
                log.info("a home page was not refreshed (%s)", type(error).__name__)

        self.later(refresh)


def shown(view: View, show: Callable[[View], object]) -> None:
    """Show it; where the app was not allowed to read files, without the fields for them. Raises SlackApiError."""
    try:
        show(view)
    except SlackApiError as error:
        plainer = without_files(view)
        if code_of(error) != "missing_scope" or plainer == view:
            raise
        log.warning("Slack took no field for a file: the app may not read files; homeroom doctor says more")
        show(plainer)


def view_of(answer: Answer) -> View:
    """The modal that shows it."""
    match answer:
        case OpenForm(form=RatingForm() as form):
            return rating_view(form)
        case OpenForm(form=Form() as form):
            return form_view(form)
        case Notice():
            return notice_view(answer)
        case FormErrors(errors=errors):
            return notice_view(these_problems(tuple(errors.values())))
        case _:
            raise TypeError(f"{type(answer).__name__} is nothing to show")
