"""Whenever Homeroom was away and for how long: it says little on its return, loses nothing, and is in step again."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from bot.use_cases.ask_now import ask_now
from jobs.deliver import deliver_all
from jobs.tick import tick
from storage.store import Store
from storage.tables import check_ins
from tests.cabinet import MONDAY, local, speaker
from tests.jobs.diary import (
    a_team,
    assert_a_life_without_gaps,
    at,
    kinds_between,
    stored_check_ins,
    stored_digests,
)

HALF_A_MINUTE = timedelta(seconds=30)
A_MINUTE, AN_HOUR, A_DAY, A_WEEK = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)

LENGTHS = {
    "an hour": AN_HOUR,
    "a day": A_DAY,
    "a weekend": timedelta(days=2, hours=15),
    "three weeks": 3 * A_WEEK,
    "ten weeks": 10 * A_WEEK,
}
# The second check-in of a weekly rhythm opens and closes at these, the first digest comes between.
STARTS = {
    "before the clocks go back": at("11-01", "01:30"),
    "just after it opened": at("11-09", "09:01"),
    "just before it opens": at("11-09", "08:59"),
    "just before its reminder": at("11-12", "08:59"),
    "in its last hour": at("11-16", "08:01"),
    "at night": at("11-11", "03:12"),
    "on a Saturday": at("11-14", "10:00"),
}


@pytest.mark.parametrize("every_weeks", [1, 2, 4], ids=["weekly", "two-weekly", "four-weekly"])
@pytest.mark.parametrize("start", STARTS.values(), ids=STARTS.keys())
@pytest.mark.parametrize("length", LENGTHS.values(), ids=LENGTHS.keys())
def test_whenever_it_was_down_the_return_says_little_and_loses_nothing(
    store: Store, *, every_weeks: int, start: datetime, length: timedelta
) -> None:
    cabinet, messenger = a_team(store, every_weeks=every_weeks, names=("Ana", "Dev"))
    cadence, began_at = cabinet.team().rhythm.cadence, cabinet.clock.now()
    cabinet.travel(start)
    before, back = len(stored_check_ins(store)), start + length
    cabinet.clock.at = back
    cabinet.travel(back + HALF_A_MINUTE)
    said = kinds_between(messenger.diary, back, back + HALF_A_MINUTE)
    assert max(said[kind] for kind in ("Card", "RevealPost", "DigestPost")) <= 1
    assert not (said["RevealPost"] and said["Reminder"])
    overdue = stored_check_ins(store)[before:]
    assert [one.due_at for one in overdue] in ([], [cadence.latest_at(back)])
    cabinet.travel(back + 5 * A_WEEK + A_DAY)
    assert_a_life_without_gaps(store, cadence=cadence, began_at=began_at)
    # Back in step: everything due since the return was done at its own minute.
    due_since = set(cadence.between(back, cabinet.clock.now()))
    opened_since = {one.due_at: one.opened_at for one in stored_check_ins(store) if one.due_at >= back}
    assert set(opened_since) == due_since
    assert all(opened_at - due_at < A_MINUTE for due_at, opened_at in opened_since.items())


def test_a_card_that_could_not_leave_before_its_check_in_closed_is_not_posted_after_it(any_store: Store) -> None:
    cabinet, messenger = a_team(any_store, every_weeks=2)
    cabinet.clock.at = at("11-02")
    tick(any_store, cabinet.clock.now())
    cabinet.clock.at = back = at("11-12")
    cabinet.travel(back + A_MINUTE)
    assert messenger.lines(since=back) == ["Thu Nov 12 09:00 reveal 1, closed Mon Nov 9 09:00"]


def test_reminders_that_could_not_leave_before_the_close_are_not_sent_after_it(any_store: Store) -> None:
    cabinet, messenger = a_team(any_store, every_weeks=2)
    cabinet.travel(at("11-05", "08:00"))
    for when in (at("11-05"), at("11-06")):
        cabinet.clock.at = when
        tick(any_store, when)
    cabinet.clock.at = back = at("11-09", "09:30")
    deliver_all(any_store, messenger, cabinet.clock, owner="worker-1")
    cabinet.travel(back + A_MINUTE)
    assert messenger.lines(since=back) == ["Mon Nov 9 09:30 reveal 1, closed Mon Nov 9 09:00"]


@pytest.mark.parametrize("minutes", [59, 61, 30, 0, -1], ids=lambda minutes: f"{minutes} minutes before it")
def test_a_close_that_was_moved_to_about_now_never_brings_a_reminder_with_it(any_store: Store, minutes: int) -> None:
    cabinet, messenger = a_team(any_store, every_weeks=2)
    # The first reminder was missed, so it would be due at any time.
    cabinet.travel(at("11-05", "08:00"))
    now = at("11-05", "14:00")
    cabinet.clock.at = now
    closes_at = now + timedelta(minutes=minutes)
    with any_store.begin() as transaction:
        transaction.execute(update(check_ins).values(closes_at=closes_at))
    cabinet.travel(at("11-10"))
    reminders = [line for line in messenger.lines(since=now) if "reminder" in line]
    assert reminders == (["Thu Nov 5 14:00 reminder of 1, to 4"] if minutes > 60 else [])
    assert [one.closed_at for one in stored_check_ins(any_store)] == [closes_at]


def test_back_after_weeks_and_asked_again_at_once_it_has_nothing_more_to_say(any_store: Store) -> None:
    cabinet, messenger = a_team(any_store, every_weeks=1)
    cabinet.travel(at("11-03"))
    cabinet.clock.at = at("11-24")
    cabinet.travel(at("11-24", "09:01"))
    seen, digests = list(messenger.diary), stored_digests(any_store)
    for _ in range(20):
        tick(any_store, cabinet.clock.now())
        deliver_all(any_store, messenger, cabinet.clock, owner="worker-1")
        cabinet.clock.pass_by(A_MINUTE)
    assert (messenger.diary, stored_digests(any_store)) == (seen, digests)
    assert cabinet.team().next_check_in_at == local(MONDAY + timedelta(days=28))


def test_asked_by_hand_before_anybody_has_noticed_what_was_missed_it_is_asked_once(any_store: Store) -> None:
    cabinet, messenger = a_team(any_store, every_weeks=2)
    cabinet.clock.at = back = at("11-04", "10:00")
    ask_now(cabinet.deps, speaker("Ana"), cabinet.team().id)
    cabinet.travel(at("11-05"))
    assert messenger.lines(since=back) == ["Wed Nov 4 10:00 card 1, until Wed Nov 11 10:00"]
    assert cabinet.team().next_check_in_at == local(MONDAY + timedelta(days=14))
