"""A workspace that has no charts yet: the home page comes without, and the numbers stay in its words."""

import json

import pytest
from slack_sdk.errors import SlackApiError

from bot.slack.app import clicks_client
from bot.slack.home_page import publish_home
from bot.use_cases.home.facts import Home
from tests.bot.home_facts import a_coordinators_page, a_home
from tests.bot.slack.canned import Answer, Asked, refusal, slack_that_answers

COORDINATORS = a_home(a_coordinators_page(), 3)


@pytest.mark.parametrize("code", ["invalid_blocks", "invalid_arguments"])
def test_a_refused_chart_is_left_out_and_the_home_page_is_still_published(code: str) -> None:
    def answer(asked: Asked) -> Answer:
        return refusal(code) if "data_visualization" in asked.body else Answer({"ok": True})

    with slack_that_answers(answer) as (url, asked):
        publish_home(clicks_client(url, token="xoxb-1"), "U1", COORDINATORS)
    assert ["data_visualization" in one.body for one in asked] == [True, False]
    assert all("Resources 5 of 8" in json.dumps(one.body).replace("+", " ") for one in asked)


def test_a_page_that_is_taken_is_published_once() -> None:
    with slack_that_answers(lambda _: Answer({"ok": True})) as (url, asked):
        publish_home(clicks_client(url, token="xoxb-1"), "U1", COORDINATORS)
    assert [one.method for one in asked] == ["views.publish"]


@pytest.mark.parametrize(
    ("home", "code"), [(COORDINATORS, "ratelimited"), (a_home(), "invalid_blocks")], ids=["other reasons", "no chart"]
)
def test_what_no_chart_is_to_blame_for_is_not_tried_again(home: Home, code: str) -> None:
    with slack_that_answers(lambda _: refusal(code)) as (url, asked), pytest.raises(SlackApiError):
        publish_home(clicks_client(url, token="xoxb-1"), "U1", home)
    assert len(asked) == 1
