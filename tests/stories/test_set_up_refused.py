"""Setting a team up where Slack has it not: twice the same payload, tampered with, channels of other kinds, limits."""

from collections.abc import Callable

import pytest

from bot.demo.cast import CHANNEL_ID
from bot.sections.set_up import PEOPLE_FORM, RHYTHM_FORM
from bot.sections.set_up_preview import PREVIEW_FORM
from bot.slack import ids
from tests.stories.in_slack import InSlack, Json, slack, words
from tests.stories.setting_up import drafts_kept, is_at, next_step, types_setup
from tests.stories.test_commands import GENERAL
from tests.stories.test_never_happens import settings_of_all_teams, submits

__all__ = ["slack"]


def test_the_last_press_twice_is_done_once_and_answered_the_same(slack: InSlack) -> None:
    ruth = slack.person("ruth")
    types_setup(ruth)
    next_step(ruth, RHYTHM_FORM)
    next_step(ruth, PREVIEW_FORM)
    payload = ruth.submit_payload()
    for _ in range(2):
        assert ruth.send_submission(payload).error is None
        assert "Your team is set up" in words(ruth.view)
    assert len(settings_of_all_teams(slack)) == 2


def of_the_cabinets_channel(payload: Json) -> None:
    payload["view"]["private_metadata"] = CHANNEL_ID


def of_a_channel_nobody_looked_into(payload: Json) -> None:
    payload["view"]["private_metadata"] = "C0NOWHERE"


def without_its_fields(payload: Json) -> None:
    payload["view"]["state"]["values"] = {}


@pytest.mark.parametrize(
    ("tamper", "answer"),
    [
        (of_the_cabinets_channel, "has a team already"),
        (of_a_channel_nobody_looked_into, "Please start again"),
        (without_its_fields, "doesn't match"),
    ],
)
def test_a_form_that_was_tampered_with_sets_nothing_up_and_says_so(
    slack: InSlack, tamper: Callable[[Json], None], answer: str
) -> None:
    before = settings_of_all_teams(slack)
    lee = slack.person("lee")
    types_setup(lee)
    reply = submits(slack, lee, tamper)
    assert (reply.error, reply.status) == (None, 200)
    assert answer in words(lee.view)
    assert settings_of_all_teams(slack) == before


def test_in_a_direct_message_no_team_is_set_up_and_it_says_where(slack: InSlack) -> None:
    ruth = slack.person("ruth")
    assert ruth.command(ids.COMMAND, "setup").error is None
    assert "A team needs a channel" in words(ruth.view)
    assert drafts_kept(slack) == 0


@pytest.mark.parametrize(
    ("about", "answer"),
    [
        ({"is_ext_shared": True}, "People from another organization are in this channel"),
        ({"is_private": True}, "type /invite @Homeroom in the channel"),
    ],
    ids=["shared", "hidden"],
)
def test_a_channel_where_nothing_may_be_set_up_says_why_and_what_to_do(
    slack: InSlack, about: dict[str, bool], answer: str
) -> None:
    conversation = slack.running.workspace.conversations.find(GENERAL)
    conversation.is_ext_shared = about.get("is_ext_shared", False)
    conversation.kind = "private_channel" if "is_private" in about else "public_channel"
    ruth = slack.person("ruth")
    types_setup(ruth)
    assert answer in words(ruth.view)
    assert drafts_kept(slack) == 0


def test_a_limit_of_slacks_is_told_with_how_long_to_wait(slack: InSlack) -> None:
    slack.running.workspace.faults.plan(rate_limit_next=1, retry_after=23, methods=["users.info"])
    ruth = slack.person("ruth")
    types_setup(ruth)
    assert "wait 23 seconds" in words(ruth.view)
    types_setup(ruth)
    assert is_at(ruth, PEOPLE_FORM)
