"""Looking for a message of ours: through pages and in threads; what was not read is never taken for not there."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.slack.messenger import EVENT_TYPE, MESSAGES_IN_A_PAGE, MOST_PAGES, SlackMessenger, posting_client
from jobs.ports import CannotTell, Destination, Finding, MessageReference, NotThere, Uncertain
from tests.bot.slack.canned import Answer, Asked, refusal, slack_that_answers

NOW = datetime(2026, 11, 2, 14, tzinfo=UTC)
THERE = Destination("C1")
OURS = {"ts": "1.0", "metadata": {"event_type": EVENT_TYPE, "event_payload": {"delivery_key": "card:1"}}}
CHATTER = {"ts": "2.0", "text": "Morning!"}


def page(*messages: object, cursor: str = "", has_more: bool | None = None) -> Answer:
    more = cursor != "" if has_more is None else has_more
    return Answer(
        {"ok": True, "messages": list(messages), "has_more": more, "response_metadata": {"next_cursor": cursor}}
    )


def search(answer: Callable[[Asked], Answer], to: Destination = THERE) -> tuple[Finding, list[Asked]]:
    with slack_that_answers(answer) as (url, asked):
        return SlackMessenger(posting_client("xoxb-1", url)).find("card:1", to=to, since=NOW), asked


def in_turn(*answers: Answer) -> Callable[[Asked], Answer]:
    left = iter(answers)
    return lambda _asked: next(left)


@pytest.mark.parametrize("to", [THERE, Destination("C1", thread="0.5")], ids=["a channel", "a thread"])
def test_a_busy_place_is_read_page_by_page_until_it_is_found(to: Destination) -> None:
    found, asked = search(in_turn(page(CHATTER, cursor="two"), page(CHATTER, cursor="three"), page(OURS)), to)
    assert found == MessageReference("C1", "1.0")
    assert ["cursor=" in one.body for one in asked] == [False, True, True]
    assert f"limit={MESSAGES_IN_A_PAGE}" in asked[0].body


def test_it_is_missing_only_when_everything_was_read() -> None:
    found, asked = search(in_turn(page(CHATTER, cursor="two"), page(CHATTER)))
    assert found == NotThere()
    assert len(asked) == 2


def test_more_than_homeroom_reads_is_nothing_that_anybody_can_tell() -> None:
    found, asked = search(lambda _asked: page(CHATTER, cursor="on"))
    assert isinstance(found, CannotTell)
    assert len(asked) == MOST_PAGES


def test_more_that_slack_does_not_lead_to_is_not_taken_for_the_end() -> None:
    found, _ = search(in_turn(page(CHATTER, has_more=True)))
    assert isinstance(found, CannotTell)


def test_a_limit_on_the_way_means_to_look_again_later() -> None:
    found, _ = search(in_turn(page(CHATTER, cursor="two"), refusal("ratelimited", status=429, retry_after="60")))
    assert found == Uncertain("ratelimited")


@pytest.mark.parametrize("code", ["not_in_channel", "missing_scope", "token_revoked", "thread_not_found"])
def test_a_place_that_cannot_be_read_is_nothing_that_anybody_can_tell(code: str) -> None:
    assert search(in_turn(refusal(code)))[0] == CannotTell(code)


@pytest.mark.parametrize("status", [200, 502])
def test_an_answer_that_is_not_slacks_means_to_look_again_later(status: int) -> None:
    assert search(in_turn(Answer("<html>Sign in</html>", status)))[0] == Uncertain(f"http_{status}")


def test_messages_with_odd_metadata_are_passed_over() -> None:
    odd = [{"ts": "3.0", "metadata": None}, {"ts": "4.0", "metadata": {"event_payload": None}}]
    assert search(in_turn(page(*odd, OURS)))[0] == MessageReference("C1", "1.0")
