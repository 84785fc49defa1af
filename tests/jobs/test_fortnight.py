"""A fortnight of the jobs, from what is stored to what is said, on each database."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from jobs.announcements import Card, DigestPost, Reminder, RevealPost, TalkPrompt
from jobs.deliver import deliver_all
from jobs.tick import tick
from storage.store import Store
from storage.tables import teams
from tests.cabinet import CHANNEL, MONDAY, Cabinet, address, local

THURSDAY = local(MONDAY + timedelta(days=3))
FRIDAY = local(MONDAY + timedelta(days=4))
CLOSE = local(MONDAY + timedelta(days=7))
DIGEST = local(MONDAY + timedelta(days=14))
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    cabinet = Cabinet(any_store)
    cabinet.set_up()
    cabinet.travel(local(MONDAY) + A_MINUTE)
    return cabinet


def card(cabinet: Cabinet) -> Card:
    shown = cabinet.messenger.said(Card)[0].announcement
    assert isinstance(shown, Card)
    return shown


def test_the_card_is_posted_when_the_first_check_in_falls_due(cabinet: Cabinet) -> None:
    posted = cabinet.messenger.said(Card)
    assert [(sent.address, sent.thread) for sent in posted] == [(CHANNEL, None)]
    shown = card(cabinet)
    assert (shown.check_in.number, len(shown.check_in.asked), shown.finished, shown.of) == (1, 3, 0, 4)
    assert (shown.check_in.opened_at, shown.check_in.closes_at) == (local(MONDAY), CLOSE)


def test_the_card_counts_those_who_have_finished_and_changes_once_for_several(cabinet: Cabinet) -> None:
    cabinet.rate("Ana", "S O B")
    cabinet.rate("Dev", "S O B")
    cabinet.rate("Lee", "S . B")
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    (sent,) = cabinet.messenger.said(Card)
    assert (card(cabinet).finished, sent.changed) == (2, 1)


def test_reminders_reach_only_those_who_have_not_finished_and_at_most_two_each(cabinet: Cabinet) -> None:
    cabinet.rate("Ana", "S O B")
    cabinet.rate("Dana", "S . .")
    cabinet.travel(THURSDAY + A_MINUTE)
    assert {sent.address for sent in cabinet.messenger.said(Reminder)} == {
        address("Dev"),
        address("Dana"),
        address("Lee"),
    }
    (to_dana,) = (sent.announcement for sent in cabinet.messenger.said(Reminder, to=address("Dana")))
    assert isinstance(to_dana, Reminder)
    assert to_dana.waiting == 2
    cabinet.rate("Dana", ". U ?")
    cabinet.travel(CLOSE - A_MINUTE)
    counts = [len(cabinet.messenger.said(Reminder, to=address(name))) for name in ("Ana", "Dev", "Dana", "Lee")]
    assert counts == [0, 2, 1, 2]


def test_a_reminder_is_dropped_when_its_reader_finishes_before_it_is_sent(cabinet: Cabinet) -> None:
    cabinet.clock.at = THURSDAY + A_MINUTE
    tick(cabinet.store, cabinet.clock.now())
    for name in ("Ana", "Dev", "Dana", "Lee"):
        cabinet.rate(name, "S O B")
    cabinet.travel(THURSDAY + timedelta(minutes=5))
    assert cabinet.messenger.said(Reminder) == []


def test_at_the_close_the_card_says_so_and_the_reveal_stands_in_its_thread(cabinet: Cabinet) -> None:
    for name, letters in (("Ana", "S S ?"), ("Dev", "S U ?"), ("Dana", "O U S"), ("Lee", "S . .")):
        cabinet.rate(name, letters)
    cabinet.travel(CLOSE + A_MINUTE)
    assert (card(cabinet).check_in.closed_at, card(cabinet).finished, card(cabinet).of) == (CLOSE, 3, 4)
    (sent,) = cabinet.messenger.said(RevealPost)
    assert cabinet.messenger.posted[sent.thread or ""].announcement == card(cabinet)
    assert isinstance(sent.announcement, RevealPost)
    shown = sent.announcement.reveal
    first, second, third = card(cabinet).check_in.asked
    tallies = {one.indicator.id: one.tally and (one.tally.counts, one.tally.dont_know) for one in shown.results}
    assert tallies == {first.id: ((3, 1, 0, 0), 0), second.id: ((1, 0, 0, 2), 0), third.id: ((1, 0, 0, 0), 2)}
    assert shown.results[0].indicator.id == second.id


def test_the_digest_comes_two_weeks_in_and_before_the_next_card(cabinet: Cabinet) -> None:
    for name in ("Ana", "Dev", "Dana"):
        cabinet.rate(name, "S U S" if name == "Ana" else "S S ?")
    cabinet.travel(DIGEST + A_MINUTE)
    order = [type(sent.announcement) for sent in cabinet.messenger.posted.values() if sent.address == CHANNEL]
    assert order == [Card, RevealPost, TalkPrompt, DigestPost, Card]
    (sent,) = cabinet.messenger.said(DigestPost)
    assert isinstance(sent.announcement, DigestPost)
    digest = sent.announcement.digest
    assert [(one.number, one.finished, one.of) for one in digest.participation] == [(1, 3, 4)]
    assert (digest.period.end, digest.where_we_are.coverage.asked) == (DIGEST, 3)
    assert list(digest.coming_next.labels) == [asked.label for asked in cabinet.open_check_in().asked]


def test_a_second_tick_at_the_same_moment_plans_nothing_more(cabinet: Cabinet) -> None:
    before = dict(cabinet.messenger.posted)
    for _ in range(3):
        tick(cabinet.store, cabinet.clock.now())
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    assert cabinet.messenger.posted == before


def test_after_three_weeks_of_silence_there_is_one_check_in_and_one_digest(any_store: Store) -> None:
    cabinet = Cabinet(any_store)
    cabinet.set_up()
    cabinet.travel(local(MONDAY) + A_MINUTE)
    cabinet.clock.at = local(MONDAY + timedelta(days=22))
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    assert len(cabinet.messenger.said(Card)) == 2
    assert len(cabinet.messenger.said(RevealPost)) == 1
    assert len(cabinet.messenger.said(DigestPost)) == 1
    assert cabinet.messenger.said(Reminder) == []
    assert card(cabinet).check_in.closed_at == CLOSE


def test_a_team_whose_plan_fails_does_not_hold_up_the_others_and_is_tried_again(
    any_store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    cabinet = Cabinet(any_store)
    broken = cabinet.set_up()
    cabinet.set_up(channel="C2")
    with any_store.begin() as transaction:
        transaction.execute(update(teams).where(teams.c.id == broken.id).values(rubric_id="gone"))
    cabinet.travel(local(MONDAY) + A_MINUTE)
    assert [sent.address for sent in cabinet.messenger.said(Card)] == ["C2"]
    assert f"planning failed for team {broken.id} (UnknownRubric at " in caplog.text
    tick(any_store, cabinet.clock.now())
    assert caplog.text.count("planning failed") == 1
    with any_store.begin() as transaction:
        transaction.execute(update(teams).where(teams.c.id == broken.id).values(rubric_id=broken.rubric_id))
    cabinet.travel(local(MONDAY) + timedelta(minutes=10))
    assert {sent.address for sent in cabinet.messenger.said(Card)} == {CHANNEL, "C2"}


def test_a_reminder_is_dropped_when_the_check_in_closes_before_it_is_sent(cabinet: Cabinet) -> None:
    cabinet.clock.at = THURSDAY + A_MINUTE
    tick(cabinet.store, cabinet.clock.now())
    cabinet.clock.at = CLOSE + A_MINUTE
    deliver_all(cabinet.store, cabinet.messenger, cabinet.clock, owner="worker-1")
    assert cabinet.messenger.said(Reminder) == []


def test_the_reveal_is_shown_in_the_channel_as_well_as_in_its_thread(cabinet: Cabinet) -> None:
    cabinet.travel(CLOSE + A_MINUTE)
    (sent,) = cabinet.messenger.said(RevealPost)
    assert sent.broadcast


def test_taps_that_go_on_do_not_put_the_card_off_for_ever(cabinet: Cabinet) -> None:
    for name in ("Ana", "Dev", "Dana", "Lee"):
        cabinet.rate(name, "S O B")
        cabinet.clock.pass_by(timedelta(seconds=3))
        deliver_all(cabinet.store, cabinet.messenger, cabinet.clock, owner="worker-1")
    assert card(cabinet).finished >= 2


def test_a_card_waits_a_few_seconds_for_others_who_finish(cabinet: Cabinet) -> None:
    cabinet.rate("Ana", "S O B")
    changes = []
    for _ in range(3):
        cabinet.clock.pass_by(timedelta(seconds=2))
        deliver_all(cabinet.store, cabinet.messenger, cabinet.clock, owner="worker-1")
        changes.append(cabinet.messenger.said(Card)[0].changed)
    assert changes == [0, 0, 1]


def test_a_reminder_that_was_held_up_is_dropped_when_it_leaves_no_time_to_act_on_it(cabinet: Cabinet) -> None:
    cabinet.clock.at = THURSDAY + A_MINUTE
    tick(cabinet.store, cabinet.clock.now())
    cabinet.clock.at = CLOSE - timedelta(minutes=59)
    deliver_all(cabinet.store, cabinet.messenger, cabinet.clock, owner="worker-1")
    assert cabinet.messenger.said(Reminder) == []
