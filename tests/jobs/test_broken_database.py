"""The database fails or keeps us waiting at the worst moment: nothing is posted twice, and nothing is called saved."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from bot.use_cases.rate_indicators import rate_indicators
from jobs.announcements import Card, DigestPost, Reminder, RevealPost, TalkPrompt
from jobs.deliver import deliver_all
from jobs.tick import SET_ASIDE, tick
from rubric.model import LevelId
from rubric.rating import Choice
from storage import lanes, ratings
from storage.deliveries import Kind
from storage.store import DatabaseError, Store
from tests.cabinet import MONDAY, NAMES, Cabinet, local, speaker
from tests.jobs.diary import assert_all_is_said, stored_check_ins

A_MINUTE, A_DAY = timedelta(minutes=1), timedelta(days=1)
OPENS = local(MONDAY)
REMINDS, CLOSES, DIGESTS = OPENS + 3 * A_DAY, OPENS + 7 * A_DAY, OPENS + 14 * A_DAY
FIVE_MINUTES = timedelta(minutes=5)
SLACKS_PATIENCE_SECONDS = 3


@pytest.fixture
def cabinet(own_store: Store) -> Cabinet:
    cabinet = Cabinet(own_store)
    cabinet.set_up()
    return cabinet


@contextmanager
def failing(store: Store, *, doing: str, table: str, when: str) -> Iterator[None]:
    """While the block lasts, `doing` (UPDATE or INSERT) a row of `table` fails `when` its new values say so."""
    if store.is_sqlite:
        break_it = [
            f"CREATE TRIGGER broken BEFORE {doing} ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, 'broken'); END"
        ]
        mend_it = ["DROP TRIGGER broken"]
    else:
        break_it = [
            "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$",
            f"CREATE TRIGGER broken BEFORE {doing} ON {table} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION fail()",
        ]
        mend_it = [f"DROP TRIGGER broken ON {table}", "DROP FUNCTION fail()"]
    with store.begin() as transaction:
        for statement in break_it:
            transaction.execute(text(statement))
    yield
    with store.begin() as transaction:
        for statement in mend_it:
            transaction.execute(text(statement))


def look(cabinet: Cabinet) -> None:
    """What the scheduler does every few seconds; it only logs what goes wrong."""
    with suppress(DatabaseError):
        tick(cabinet.store, cabinet.clock.now())
    # One thing that fails must not be all that is tried.
    for _ in range(10):
        with suppress(DatabaseError):
            deliver_all(cabinet.store, cabinet.messenger, cabinet.clock, owner=cabinet.owner)
        cabinet.clock.pass_by(timedelta(seconds=2))


SAID = {
    Kind.CARD: (Card, OPENS, 1),
    Kind.REMINDER: (Reminder, REMINDS, 4),
    Kind.REVEAL: (RevealPost, CLOSES, 1),
    Kind.TALK: (TalkPrompt, CLOSES, 1),
    Kind.DIGEST: (DigestPost, DIGESTS, 1),
}


@pytest.mark.parametrize("kind", SAID)
def test_what_was_posted_but_could_not_be_marked_so_is_not_posted_again(cabinet: Cabinet, kind: Kind) -> None:
    announcement, due_at, times = SAID[kind]
    if kind is Kind.TALK:
        cabinet.travel(OPENS + A_MINUTE)
        for name, letter in zip(NAMES, "SSUU", strict=True):
            cabinet.rate(name, letter)
    cabinet.travel(due_at - A_MINUTE)
    cabinet.clock.at = due_at
    marking = f"NEW.state = 'sent' AND NEW.kind = '{kind.value}'"
    with failing(cabinet.store, doing="UPDATE", table="deliveries", when=marking):
        for _ in range(4):
            look(cabinet)
            cabinet.clock.pass_by(FIVE_MINUTES)
        assert len(cabinet.messenger.said(announcement)) == times
    for _ in range(4):
        cabinet.clock.pass_by(FIVE_MINUTES)
        look(cabinet)
    assert len(cabinet.messenger.said(announcement)) == times
    assert_all_is_said(cabinet.store)


@pytest.mark.parametrize(
    ("kind", "due_at", "doing", "table", "when"),
    [
        (Card, OPENS, "INSERT", "check_ins", "NEW.number = 1"),
        (Card, OPENS, "INSERT", "deliveries", "NEW.kind = 'card'"),
        (RevealPost, CLOSES, "UPDATE", "check_ins", "NEW.closed_at IS NOT NULL"),
        (RevealPost, CLOSES, "INSERT", "deliveries", "NEW.kind = 'reveal'"),
        (DigestPost, DIGESTS, "INSERT", "digests", "NEW.period_end IS NOT NULL"),
        (DigestPost, DIGESTS, "UPDATE", "teams", "NEW.digested_until <> OLD.digested_until"),
    ],
    ids=["an opening", "its card", "a close", "its reveal", "a digest", "its period"],
)
def test_what_could_not_be_stored_is_not_posted_and_comes_once_when_it_can(
    cabinet: Cabinet, *, kind: type, due_at: datetime, doing: str, table: str, when: str
) -> None:
    cabinet.travel(due_at - A_MINUTE)
    cabinet.clock.at = due_at
    with failing(cabinet.store, doing=doing, table=table, when=when):
        for _ in range(3):
            look(cabinet)
            cabinet.clock.pass_by(SET_ASIDE)
        assert cabinet.messenger.said(kind) == []
    for _ in range(3):
        look(cabinet)
        cabinet.clock.pass_by(SET_ASIDE)
    assert len(cabinet.messenger.said(kind)) == 1
    assert_all_is_said(cabinet.store)
    first = stored_check_ins(cabinet.store)[0]
    assert (first.due_at, first.closes_at) == (OPENS, CLOSES)
    assert first.closed_at == (None if kind is Card else CLOSES)


def test_a_lane_whose_result_could_not_be_stored_is_free_again_when_its_lease_ends(cabinet: Cabinet) -> None:
    cabinet.travel(OPENS - A_MINUTE)
    cabinet.clock.at = OPENS
    with failing(cabinet.store, doing="UPDATE", table="deliveries", when="NEW.state = 'sent'"):
        look(cabinet)
    cabinet.clock.pass_by(lanes.LEASE)
    look(cabinet)
    assert len(cabinet.messenger.said(Card)) == 1
    assert_all_is_said(cabinet.store)


@contextmanager
def held(store: Store, table: str) -> Iterator[None]:
    """Somebody else holds `table`, or on SQLite everything, for as long as the block lasts."""
    with store.begin() as transaction:
        if not store.is_sqlite:
            transaction.execute(text(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE"))
        yield


@pytest.mark.parametrize("table", ["ratings", "check_ins", "deliveries"])
def test_a_database_that_is_held_by_somebody_else_says_so_while_slack_still_waits(cabinet: Cabinet, table: str) -> None:
    cabinet.travel(OPENS + A_MINUTE)
    check_in = cabinet.open_check_in()
    everything = [Choice(asked.id, LevelId("strength"), "Typed with care") for asked in check_in.asked]
    ends: list[object] = []

    def rate() -> None:
        try:
            ends.append(rate_indicators(cabinet.deps, speaker("Dana"), check_in.id, everything))
        except DatabaseError as error:
            ends.append(error)

    member = threading.Thread(target=rate)
    began = time.monotonic()
    with held(cabinet.store, table):
        member.start()
        member.join()
        took = time.monotonic() - began
    assert [isinstance(end, DatabaseError) for end in ends] == [True]
    assert took < SLACKS_PATIENCE_SECONDS
    with cabinet.store.read() as transaction:
        assert ratings.of_check_in(transaction, check_in.id) == ()
    assert cabinet.rate("Dana", "S S S").waiting == 0
