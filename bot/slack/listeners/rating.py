"""Rating in private: the button that opens the form, every tap in it, and Done."""

from typing import Any

from slack_bolt import Ack, App, BoltRequest
from slack_sdk import WebClient

from bot import wording
from bot.slack import ids
from bot.slack.answering import Answering, view_of
from bot.slack.blocks.rating_form import rating_errors, rating_view
from bot.slack.sent_at import sent_at
from bot.slack.speaker import speaker_from
from bot.use_cases.open_rating_form import open_rating_form
from bot.use_cases.rate_indicators import rate_indicators
from bot.use_cases.results import RatingForm, Saved
from bot.use_cases.who import Deps

Body = dict[str, Any]


def register(app: App, deps: Deps, answering: Answering) -> None:
    # The most frequent first: Bolt asks one after another whether it is meant.
    @app.action(ids.LEVEL_CHOICE)
    def save_tap(ack: Ack, body: Body, request: BoltRequest) -> None:
        _save(deps, body, request)
        ack()

    @app.view(ids.RATING_FORM)
    def save_form(ack: Ack, body: Body, client: WebClient, request: BoltRequest) -> None:
        saved, view = _save(deps, body, request), body["view"]
        errors = {**dict.fromkeys(saved.notes_without_level, wording.note_without_level()), **saved.questioned}
        if errors:
            ack(response_action="errors", errors=rating_errors(ids.check_in_of_view(view), errors))
            return
        if saved.follow_up is None:
            ack()
        else:
            ack(response_action="update", view=view_of(saved.follow_up))
        if ids.is_from_home(view):
            answering.refresh_home(body, client)

    @app.action(ids.RATE_BUTTON)
    def open_form(ack: Ack, body: Body, client: WebClient) -> None:
        opened = open_rating_form(deps, speaker_from(body), ids.check_in_of_button(body))
        if isinstance(opened.form, RatingForm):
            client.views_open(
                trigger_id=body["trigger_id"], view=rating_view(opened.form, from_home=ids.opens_from_home(body))
            )
        ack()


def _save(deps: Deps, body: Body, request: BoltRequest) -> Saved:
    view = body["view"]
    choices = ids.form_choices(view, tapped=ids.tapped_block(body))
    act = ids.act(body, sent_at=sent_at(request.headers, received_at=deps.clock.now()))
    return rate_indicators(deps, speaker_from(body), ids.check_in_of_view(view), choices, act=act)
