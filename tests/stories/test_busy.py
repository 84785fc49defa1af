"""More clicks at once than there are threads, while somebody else holds the database: each is answered in words."""

import logging
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from bot.demo.cast import CAST
from bot.web.application import LISTENER_THREADS
from tests.stores import held
from tests.stories.in_slack import InSlack, on_every_pair, slack, words

__all__ = ["slack"]

CLICKS = LISTENER_THREADS + 4
# Slack's three seconds and a little for a slow machine; who waited for a thread and then for the database as long as
# the first would be later still.
NOT_LATER_THAN_SECONDS = 3.4


@on_every_pair
def test_a_crowd_before_a_busy_database_is_told_that_nothing_was_saved_and_the_log_says_it_once(
    slack: InSlack, caplog: pytest.LogCaptureFixture
) -> None:
    slack.running.workspace.courier.acknowledge_within = NOT_LATER_THAN_SECONDS
    store, block = slack.running.story.deps.store, slack.level_block(slack.check_in.asked[0].id)
    names = [person.handle for person in CAST]
    people = [slack.opens_form(names[number % len(names)], device=f"device {number}") for number in range(CLICKS)]
    with held(store), ThreadPoolExecutor(CLICKS) as crowd:
        replies = list(crowd.map(lambda person: person.choose(block, "strength"), people))
    assert [reply.error for reply in replies] == [None] * CLICKS
    assert ["Not saved yet" in words(person.view) for person in people] == [True] * CLICKS
    with store.read() as transaction:
        assert transaction.execute(text("SELECT count(*) FROM ratings")).scalar_one() == 0
    errors = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(errors) == 1, [record.getMessage() for record in errors]
    assert "busy" in errors[0].getMessage()
    dana = slack.opens_form("dana")
    assert dana.choose(block, "strength").ok
    with store.read() as transaction:
        assert transaction.execute(text("SELECT count(*) FROM ratings")).scalar_one() == 1
