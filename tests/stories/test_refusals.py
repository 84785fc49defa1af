"""Clicks too late, from the wrong people, tampered with, or into a broken database: a plain sentence each time."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.demo.cast import CHANNEL_ID
from bot.slack import ids
from sandbox.people import Person
from sandbox.reply import Reply
from tests.stories.in_slack import InSlack, Json, on_every_pair, slack, words

__all__ = ["slack"]

A_MINUTE = timedelta(minutes=1)
SLACKS_PATIENCE_SECONDS = 3
Tamper = Callable[[Json], None]


def kept_levels(slack: InSlack) -> int:
    with slack.running.story.deps.store.read() as transaction:
        return int(transaction.execute(text("SELECT count(*) FROM ratings WHERE level_id IS NOT NULL")).scalar_one())


def test_a_card_that_looks_open_on_somebodys_phone_is_refused_after_the_close(slack: InSlack) -> None:
    seen = slack.card()
    slack.until(slack.check_in.closes_at + A_MINUTE)
    dana = slack.opens_form("dana", seen=seen)
    assert "closed" in words(dana.view)
    assert "Mon, Sep 7, 9:00 AM" in words(dana.view)
    assert "level_choice" not in words(dana.view)


def test_a_form_left_open_past_the_close_gives_back_what_was_typed(slack: InSlack) -> None:
    check_in = slack.check_in
    first = check_in.asked[0]
    dana = slack.opens_form("dana")
    dana.type(slack.evidence_block(first.id), "Three schools asked me for this")
    done = slack.opens_form("lee")
    done.type(slack.evidence_block(first.id), "Lee's own note")
    level_block = slack.level_block(first.id)
    slack.until(check_in.closes_at + A_MINUTE)
    tap = dana.choose(level_block, "strength")
    submitted = done.submit()
    assert (tap.error, submitted.error) == (None, None)
    assert "Three schools asked me for this" in words(dana.view)
    assert "closed" in words(dana.view)
    assert "Lee's own note" in words(done.view)
    assert kept_levels(slack) == 0


def test_somebody_in_the_channel_but_not_on_the_team_is_told_so_and_nothing_else(slack: InSlack) -> None:
    slack.running.workspace.join("U0MALLORY", CHANNEL_ID)
    mallory = slack.opens_form("mallory")
    assert "level_choice" not in words(mallory.view)
    assert "on the team" in words(mallory.view).replace("on this team", "on the team")
    assert not any(asked.text in words(mallory.view) for asked in slack.check_in.asked)


def from_another_workspace(payload: Json) -> None:
    payload["user"]["team_id"] = "T0ELSEWHERE"


def from_another_team_field(payload: Json) -> None:
    payload["user"].pop("team_id", None)
    payload["team"]["id"] = "T0ELSEWHERE"


@pytest.mark.parametrize("tamper", [from_another_workspace, from_another_team_field])
def test_the_same_id_from_another_organization_is_a_stranger(slack: InSlack, tamper: Tamper) -> None:
    dana = slack.person("dana")
    payload = dana.click_payload(CHANNEL_ID, slack.card()["ts"], ids.RATE_FROM_CARD)
    tamper(payload)
    assert dana.send(payload).error is None
    assert "level_choice" not in words(dana.view)
    assert dana.view is not None


@pytest.mark.parametrize(
    "value", ["", "0" * 32, "'; DROP TABLE ratings; --", "x" * 2000], ids=["empty", "unknown", "sql", "long"]
)
def test_a_button_with_a_value_that_was_never_sent_is_refused_in_words(slack: InSlack, value: str) -> None:
    dana = slack.person("dana")
    payload = dana.click_payload(CHANNEL_ID, slack.card()["ts"], ids.RATE_FROM_CARD)
    payload["actions"][0]["value"] = value
    assert dana.send(payload).error is None
    assert dana.view is not None
    assert "level_choice" not in words(dana.view)


def other_check_in(payload: Json) -> None:
    payload["view"]["private_metadata"] = "f" * 32


def no_check_in(payload: Json) -> None:
    payload["view"]["private_metadata"] = ""


def other_level(payload: Json) -> None:
    for fields in payload["view"]["state"]["values"].values():
        for field in fields.values():
            if field.get("selected_option"):
                field["selected_option"]["value"] = "A+"


def other_shape(payload: Json) -> None:
    payload["view"]["state"]["values"] = {"nonsense": {"level_choice": {"type": "radio_buttons", "selected_option": 7}}}


@pytest.mark.parametrize("tamper", [other_check_in, no_check_in, other_level, other_shape])
def test_a_tampered_tap_saves_nothing_and_is_answered_in_words(slack: InSlack, tamper: Tamper) -> None:
    slack.opens_form("dana")
    forger = Forger(slack.running.server, "U0DANA")
    forger.forge = tamper
    reply = forger.choose(slack.level_block(slack.check_in.asked[0].id), "strength")
    assert reply.error is None
    assert "doesn't match" in words(forger.view)
    assert kept_levels(slack) == 0


class Forger(Person):
    """Changes what its device sends, before it is sent."""

    forge: Tamper

    def send(self, payload: Json) -> Reply:
        self.forge(payload)
        return super().send(payload)


@on_every_pair
def test_a_database_that_does_not_answer_is_never_called_saved(slack: InSlack) -> None:
    dana = slack.opens_form("dana")
    with slack.running.story.deps.store.begin() as transaction:
        transaction.execute(text("ALTER TABLE ratings RENAME TO away"))
    reply = dana.choose(slack.level_block(slack.check_in.asked[0].id), "strength")
    assert reply.error is None
    assert "not saved" in words(dana.view).lower()
    assert "OperationalError" not in words(dana.view)


def test_an_error_of_ours_is_owned_up_to_with_a_reference_and_logs_no_rating(
    slack: InSlack, caplog: pytest.LogCaptureFixture
) -> None:
    dana = slack.opens_form("dana")
    dana.type(slack.evidence_block(slack.check_in.asked[0].id), "Only for the team")
    with slack.running.story.deps.store.begin() as transaction:
        transaction.execute(text("UPDATE check_ins SET scale = '{}'"))
    reply = dana.submit()
    assert reply.error is None
    assert "reference" in words(dana.view).lower()
    assert "reference" in caplog.text
    assert "Only for the team" not in caplog.text


def test_a_limit_of_slacks_keeps_nobody_waiting_and_says_to_click_again(slack: InSlack) -> None:
    slack.running.workspace.faults.plan(rate_limit_next=1, retry_after=30, methods=["views.open"])
    dana = slack.person("dana")
    began = time.monotonic()
    reply = dana.click(CHANNEL_ID, slack.card()["ts"], ids.RATE_FROM_CARD)
    assert (reply.error, dana.view) == (None, None)
    assert time.monotonic() - began < SLACKS_PATIENCE_SECONDS
    whisper = dana.messages(CHANNEL_ID)[-1]
    assert whisper["ephemeral"]
    assert "click again" in whisper["text"]
    slack.opens_form("dana")
    assert "level_choice" in words(dana.view)


def test_a_command_that_slack_opens_no_form_for_is_answered_all_the_same(slack: InSlack) -> None:
    slack.running.workspace.faults.plan(rate_limit_next=1, retry_after=30, methods=["views.open"])
    ruth = slack.person("ruth")
    assert ruth.command(ids.COMMAND, "setup", "C0GENERAL").error is None
    assert "click again" in ruth.messages("C0GENERAL")[-1]["text"]


def test_a_slack_that_hangs_up_on_us_is_answered_beside_the_click(slack: InSlack) -> None:
    slack.running.workspace.faults.plan(drop_before_next=1, methods=["views.open"])
    dana = slack.person("dana")
    assert dana.click(CHANNEL_ID, slack.card()["ts"], ids.RATE_FROM_CARD).error is None
    assert "click again" in dana.messages(CHANNEL_ID)[-1]["text"]


@on_every_pair
@pytest.mark.parametrize("by", ["a tap", "Done"])
def test_a_note_that_a_broken_database_did_not_take_is_given_back(slack: InSlack, by: str) -> None:
    first = slack.check_in.asked[0]
    dana = slack.opens_form("dana")
    dana.type(slack.evidence_block(first.id), "Three schools asked me for this")
    with slack.running.story.deps.store.begin() as transaction:
        transaction.execute(text("ALTER TABLE ratings RENAME TO away"))
    reply = dana.choose(slack.level_block(first.id), "strength") if by == "a tap" else dana.submit()
    assert reply.error is None
    assert "Not saved yet" in words(dana.view)
    assert "Three schools asked me for this" in words(dana.view)
    assert first.text in words(dana.view)
