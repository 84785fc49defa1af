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
from tests.stories.in_slack import InSlack, Json, slack, words

__all__ = ["slack"]

A_MINUTE = timedelta(minutes=1)
SLACKS_PATIENCE_SECONDS = 3
Tamper = Callable[[Json], None]


def kept_levels(slack: InSlack) -> int:
    with slack.running.story.deps.store.read() as transaction:
        return int(transaction.execute(text("SELECT count(*) FROM ratings WHERE level_id IS NOT NULL")).scalar_one())


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
    assert "press the button again" in whisper["text"]
    slack.opens_form("dana")
    assert "level_choice" in words(dana.view)


def test_a_command_that_slack_opens_no_form_for_is_answered_all_the_same(slack: InSlack) -> None:
    slack.running.workspace.faults.plan(rate_limit_next=1, retry_after=30, methods=["views.open"])
    ruth = slack.person("ruth")
    assert ruth.command(ids.COMMAND, "setup", "C0GENERAL").error is None
    assert "press the button again" in ruth.messages("C0GENERAL")[-1]["text"]


def test_a_slack_that_hangs_up_on_us_is_answered_beside_the_click(slack: InSlack) -> None:
    slack.running.workspace.faults.plan(drop_before_next=1, methods=["views.open"])
    dana = slack.person("dana")
    assert dana.click(CHANNEL_ID, slack.card()["ts"], ids.RATE_FROM_CARD).error is None
    assert "press the button again" in dana.messages(CHANNEL_ID)[-1]["text"]
