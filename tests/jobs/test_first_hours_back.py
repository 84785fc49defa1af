"""The first hours after an outage, on each database: what is said of times to come, and what is asked before a tick."""

from datetime import timedelta

import pytest

from bot.use_cases.ask_now import ask_now
from bot.use_cases.digest_now import digest_now
from jobs.announcements import Card, DigestPost, RevealPost
from jobs.deliver import deliver_all
from jobs.ports import TryLater
from jobs.tick import tick
from storage.store import Store
from tests.cabinet import speaker
from tests.jobs.diary import a_team, assert_a_life_without_gaps, at, stored_digests

A_MINUTE, AN_HOUR, A_DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize("back", ["01-13", "01-23"], ids=["one opens late", "one is skipped"])
def test_a_late_digest_never_says_that_the_next_check_in_opens_in_the_past(any_store: Store, back: str) -> None:
    cabinet, _ = a_team(any_store, every_weeks=2)
    cabinet.travel(at("11-04"))
    cabinet.clock.at = at(back)
    cabinet.travel(at(back) + A_MINUTE)
    (digest,) = stored_digests(any_store)
    assert digest.coming_next.opens_at is not None
    assert digest.coming_next.opens_at >= at(back)
    assert digest.where_we_are.complete_at is not None
    # Of 45 indicators three were asked: fourteen check-ins to go, the first now or at the next due time.
    assert digest.where_we_are.complete_at >= at("01-25") + timedelta(weeks=24) - A_DAY


def test_a_digest_asked_for_before_an_overdue_close_was_noticed_loses_no_check_in(any_store: Store) -> None:
    cabinet, _ = a_team(any_store, every_weeks=1)
    began_at = cabinet.clock.now()
    cabinet.travel(at("11-16", "12:00"))
    # The second has closed since the last digest; the third closed yesterday, and nobody has looked.
    cabinet.clock.at = at("11-24", "10:00")
    digest_now(cabinet.deps, speaker("Ana"), cabinet.team().id)
    cabinet.travel(at("12-15"))
    assert_a_life_without_gaps(any_store, cadence=cabinet.team().rhythm.cadence, began_at=began_at)


def test_a_check_in_that_is_over_does_not_keep_a_coordinator_from_asking(any_store: Store) -> None:
    cabinet, messenger = a_team(any_store, every_weeks=4)
    cabinet.travel(at("11-04"))
    cabinet.clock.at = back = at("11-12", "10:00")
    ask_now(cabinet.deps, speaker("Ana"), cabinet.team().id)
    cabinet.travel(at("11-12", "11:00"))
    assert messenger.lines(since=back) == [
        "Thu Nov 12 10:00 reveal 1, closed Mon Nov 9 09:00",
        "Thu Nov 12 10:00 card 2, until Thu Nov 19 10:00",
    ]


@pytest.mark.parametrize("length", [AN_HOUR, A_DAY], ids=["an hour", "a day"])
@pytest.mark.parametrize("kind", [Card, RevealPost, DigestPost])
def test_what_falls_due_while_the_platform_cannot_be_reached_is_posted_once_it_can(
    any_store: Store, length: timedelta, kind: type
) -> None:
    due_at = {Card: at("11-02"), RevealPost: at("11-09"), DigestPost: at("11-16")}[kind]
    cabinet, messenger = a_team(any_store, every_weeks=4)
    cabinet.travel(due_at - A_MINUTE)
    cabinet.clock.at = due_at
    while cabinet.clock.now() < due_at + length:
        messenger.next_outcomes.clear()
        messenger.next_outcomes.extend([TryLater("ConnectionRefusedError")] * 50)
        tick(any_store, cabinet.clock.now())
        deliver_all(any_store, messenger, cabinet.clock, owner=cabinet.owner)
        cabinet.clock.pass_by(A_MINUTE)
    messenger.next_outcomes.clear()
    cabinet.travel(due_at + length + AN_HOUR)
    assert len(messenger.said(kind)) == 1
