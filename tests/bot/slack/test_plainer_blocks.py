"""A workspace that has no charts yet: the message comes without, and the numbers stay in its words."""

from bot.slack.messenger import SlackMessenger, posting_client
from jobs.ports import Destination, Posted, TooLate
from tests.bot.facts import a_full_digest
from tests.bot.slack.canned import Answer, Asked, refusal, slack_that_answers
from tests.fakes import always

THERE = Destination("C1")


def without_charts(asked: Asked) -> Answer:
    """As Slack answers where charts have not been rolled out."""
    if "data_visualization" in asked.body:
        return refusal("invalid_blocks")
    return Answer({"ok": True, "channel": "C1", "ts": "1.0"})


def test_a_refused_chart_is_left_out_and_the_digest_still_lands() -> None:
    with slack_that_answers(without_charts) as (url, asked):
        messenger = SlackMessenger(posting_client("xoxb-1", url))
        outcome = messenger.post(a_full_digest(), to=THERE, key="digest:1", still=always)
    assert isinstance(outcome, Posted)
    assert ["data_visualization" in one.body for one in asked] == [True, False]


def test_the_second_attempt_needs_the_right_to_send_as_well() -> None:
    rights = iter((True, False))
    with slack_that_answers(without_charts) as (url, asked):
        messenger = SlackMessenger(posting_client("xoxb-1", url))
        outcome = messenger.post(a_full_digest(), to=THERE, key="digest:1", still=lambda: next(rights))
    assert outcome == TooLate()
    assert len(asked) == 1
