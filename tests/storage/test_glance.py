"""A glance says no only when there is nothing, on both databases and whatever becomes of its connection."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from storage import lanes, teams
from storage.store import Store
from storage.tables import teams as teams_table
from tests.cabinet import MONDAY, Cabinet, local
from tests.postgresql import Server, own_server

__all__ = ["own_server"]

A_MOMENT = timedelta(microseconds=1)


def test_what_is_due_is_seen_to_the_microsecond(any_store: Store) -> None:
    team = Cabinet(any_store).set_up()
    for due in (local(MONDAY), local(MONDAY) + timedelta(microseconds=1234)):
        with any_store.begin() as transaction:
            transaction.execute(update(teams_table).where(teams_table.c.id == team.id).values(wake_at=due))
        seen = [any_store.sees(teams.IS_ANY_DUE, due + wait) for wait in (-A_MOMENT, timedelta(0), A_MOMENT)]
        assert seen == [False, True, True]


def test_every_question_that_is_asked_has_an_answer(any_store: Store) -> None:
    assert not any_store.sees(teams.IS_ANY_DUE, datetime(2026, 1, 1, tzinfo=UTC))
    assert not any_store.sees(lanes.IS_ANY_READY, datetime(2026, 1, 1, tzinfo=UTC))


def test_in_doubt_it_says_yes(any_store: Store) -> None:
    assert any_store.sees("SELECT 1 FROM nowhere WHERE wake_at <= ?", datetime(2026, 1, 1, tzinfo=UTC))
    assert not any_store.sees(teams.IS_ANY_DUE, datetime(2026, 1, 1, tzinfo=UTC))


def test_a_database_that_went_away_is_looked_at_again_when_it_is_back(own_server: Server) -> None:
    store = Store.connect(own_server.url)
    try:
        question, now = "SELECT 1 WHERE ?::timestamptz < '2000-01-01'", datetime(2026, 1, 1, tzinfo=UTC)
        assert not store.sees(question, now)
        own_server.stop()
        assert store.sees(question, now)
        own_server.start()
        assert not store.sees(question, now)
    finally:
        store.close()
