"""Rating in private: the button that opens the form, every tap in it, and Done."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import wording
from bot.slack import ids
from bot.slack.blocks.rating_form import rating_errors, rating_view
from bot.slack.speaker import speaker_from
from bot.use_cases.open_rating_form import open_rating_form
from bot.use_cases.rate_indicators import rate_indicators
from bot.use_cases.results import RatingForm
from bot.use_cases.who import Deps

Body = dict[str, Any]


def register(app: App, deps: Deps) -> None:
    @app.action(ids.RATE_BUTTON)
    def open_form(ack: Ack, body: Body, client: WebClient) -> None:
        opened = open_rating_form(deps, speaker_from(body), ids.check_in_of_button(body))
        if isinstance(opened.form, RatingForm):
            client.views_open(trigger_id=body["trigger_id"], view=rating_view(opened.form))
        ack()

    @app.action(ids.LEVEL_CHOICE)
    def save_tap(ack: Ack, body: Body) -> None:
        rate_indicators(deps, speaker_from(body), ids.check_in_of_view(body["view"]), ids.typed_choices(body["view"]))
        ack()

    @app.view(ids.RATING_FORM)
    def save_form(ack: Ack, body: Body) -> None:
        check_in_id = ids.check_in_of_view(body["view"])
        saved = rate_indicators(deps, speaker_from(body), check_in_id, ids.typed_choices(body["view"]))
        if saved.notes_without_level:
            sentences = dict.fromkeys(saved.notes_without_level, wording.note_without_level())
            ack(response_action="errors", errors=rating_errors(check_in_id, sentences))
        else:
            ack()
