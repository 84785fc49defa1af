"""What becomes of a delivery for each answer that a platform can give, on each database."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.use_cases.take_up_channel import take_up_channel
from bot.use_cases.who import Speaker
from jobs.announcements import Card, RevealPost
from jobs.ports import CannotTell, HoldOff, MessageReference, Outcome, Posted, Rejected, TryLater, Uncertain
from jobs.record import MOST_FAULTS, NO_LONGER_NEWS, record
from jobs.tick import tick
from rubric.people import TeamId
from storage import deliveries, lanes
from storage.deliveries import Kind, Order, State
from storage.store import Store
from storage.tables import check_ins as check_ins_table
from tests.cabinet import CHANNEL, MONDAY, WORKSPACE, Cabinet, local
from tests.jobs.outbox import A_SECOND, AN_HOUR, deliver, state_of, with_a_card_waiting


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    return with_a_card_waiting(any_store)


def test_a_delivery_that_lands_is_sent_once(cabinet: Cabinet) -> None:
    assert deliver(cabinet) == 1
    cabinet.clock.pass_by(AN_HOUR)
    assert deliver(cabinet) == 0
    assert state_of(cabinet, Kind.CARD) == (State.SENT, 1)


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [(HoldOff(30), 30), (TryLater("service_unavailable"), 2), (Uncertain("RemoteDisconnected"), 2)],
    ids=["hold off", "try later", "uncertain"],
)
def test_a_delivery_that_did_not_land_is_tried_again_in_time(cabinet: Cabinet, answer: Outcome, seconds: int) -> None:
    cabinet.messenger.next_outcomes.append(answer)
    deliver(cabinet)
    cabinet.clock.pass_by(timedelta(seconds=seconds) - A_SECOND)
    assert deliver(cabinet) == 0
    cabinet.clock.pass_by(A_SECOND)
    assert deliver(cabinet) == 1
    assert len(cabinet.messenger.said(Card)) == 1
    assert state_of(cabinet, Kind.CARD) == (State.SENT, 2)


def test_a_post_that_landed_without_an_answer_is_found_and_not_repeated(cabinet: Cabinet) -> None:
    cabinet.messenger.next_outcomes.append(Uncertain("RemoteDisconnected"))
    cabinet.messenger.lands_anyway = True
    deliver(cabinet)
    cabinet.clock.pass_by(AN_HOUR)
    deliver(cabinet)
    assert len(cabinet.messenger.said(Card)) == 1
    assert cabinet.messenger.attempts == 1
    assert state_of(cabinet, Kind.CARD)[0] is State.SENT


def test_where_history_cannot_be_read_an_uncertain_post_is_left_alone(cabinet: Cabinet) -> None:
    cabinet.messenger.next_outcomes.append(Uncertain("RemoteDisconnected"))
    cabinet.messenger.findings.append(CannotTell("missing_scope"))
    deliver(cabinet)
    cabinet.clock.pass_by(AN_HOUR)
    deliver(cabinet)
    cabinet.clock.pass_by(AN_HOUR)
    assert deliver(cabinet) == 0
    assert cabinet.messenger.said(Card) == []
    assert state_of(cabinet, Kind.CARD)[0] is State.UNKNOWN


def test_a_search_that_fails_is_made_again_before_anything_is_posted(cabinet: Cabinet) -> None:
    cabinet.messenger.next_outcomes.append(Uncertain("RemoteDisconnected"))
    cabinet.messenger.lands_anyway = True
    cabinet.messenger.findings.append(Uncertain("ratelimited"))
    for _ in range(3):
        deliver(cabinet)
        cabinet.clock.pass_by(AN_HOUR)
    assert len(cabinet.messenger.said(Card)) == 1
    assert state_of(cabinet, Kind.CARD) == (State.SENT, 3)


def test_what_the_platform_refuses_is_given_up_at_once_and_once(
    cabinet: Cabinet, caplog: pytest.LogCaptureFixture
) -> None:
    cabinet.messenger.next_outcomes.append(Rejected("is_archived"))
    deliver(cabinet)
    cabinet.clock.pass_by(AN_HOUR)
    assert deliver(cabinet) == 0
    assert state_of(cabinet, Kind.CARD)[0] is State.DEAD
    assert [record.message for record in caplog.records if "is_archived" in record.message] != []


def test_what_a_platform_missed_while_it_was_down_is_posted_when_it_is_back(cabinet: Cabinet) -> None:
    cabinet.messenger.next_outcomes.extend([TryLater("service_unavailable")] * 20)
    for _ in range(21):
        deliver(cabinet)
        cabinet.clock.pass_by(AN_HOUR)
    assert len(cabinet.messenger.said(Card)) == 1
    assert state_of(cabinet, Kind.CARD) == (State.SENT, 21)


def test_what_is_nobodys_news_any_more_is_given_up(cabinet: Cabinet) -> None:
    cabinet.messenger.next_outcomes.extend([TryLater("service_unavailable")] * 50)
    deliver(cabinet)
    cabinet.clock.pass_by(NO_LONGER_NEWS + AN_HOUR)
    deliver(cabinet)
    assert state_of(cabinet, Kind.CARD) == (State.DEAD, 2)


def test_what_is_given_up_but_may_have_landed_is_never_posted_again(cabinet: Cabinet) -> None:
    cabinet.messenger.next_outcomes.extend([Uncertain("RemoteDisconnected")] * 3)
    cabinet.messenger.findings.extend([Uncertain("ratelimited")] * 9)
    deliver(cabinet)
    cabinet.clock.pass_by(NO_LONGER_NEWS + AN_HOUR)
    deliver(cabinet)
    assert state_of(cabinet, Kind.CARD)[0] is State.UNKNOWN
    assert take_up_channel(cabinet.deps, Speaker("slack", WORKSPACE, "U-homeroom"), CHANNEL) == 0


def test_a_fault_of_ours_is_given_up_after_some_tries_and_logs_no_words(
    cabinet: Cabinet, caplog: pytest.LogCaptureFixture
) -> None:
    with cabinet.store.begin() as transaction:
        transaction.execute(update(check_ins_table).values(scale={"levels": "Only for the team"}))
    for _ in range(MOST_FAULTS + 3):
        deliver(cabinet)
        cabinet.clock.pass_by(AN_HOUR)
    assert state_of(cabinet, Kind.CARD) == (State.DEAD, MOST_FAULTS)
    assert "Only for the team" not in caplog.text


def test_a_whole_workspace_holds_off_when_the_platform_asks_it(cabinet: Cabinet) -> None:
    order_welcome(cabinet)
    cabinet.messenger.next_outcomes.append(HoldOff(60, everywhere=True))
    assert deliver(cabinet) == 1
    cabinet.clock.pass_by(timedelta(seconds=59))
    assert deliver(cabinet) == 0
    cabinet.clock.pass_by(A_SECOND)
    assert deliver(cabinet) == 2


def order_welcome(cabinet: Cabinet, channel: str = "C2") -> None:
    team = cabinet.team()
    with cabinet.store.begin() as transaction:
        deliveries.enqueue(
            transaction,
            Order(
                key=f"welcome:{channel}",
                kind=Kind.WELCOME,
                about=team.id,
                team_id=TeamId(team.id),
                workspace_id=team.workspace_id,
                address=channel,
                run_at=cabinet.clock.now(),
            ),
        )


def test_a_channel_gets_one_message_a_second(cabinet: Cabinet) -> None:
    order_welcome(cabinet, CHANNEL)
    assert deliver(cabinet) == 1
    cabinet.clock.pass_by(A_SECOND)
    assert deliver(cabinet) == 0
    cabinet.clock.pass_by(A_SECOND)
    assert deliver(cabinet) == 1


def test_a_lane_that_is_leased_is_left_alone_until_the_lease_ends(cabinet: Cabinet) -> None:
    with cabinet.store.begin() as transaction:
        [held] = lanes.lease(transaction, owner="worker-2", now=cabinet.clock.now())
    assert deliver(cabinet) == 0
    cabinet.clock.pass_by(lanes.LEASE)
    assert deliver(cabinet) == 1
    with pytest.raises(lanes.LeaseLost), cabinet.store.begin() as transaction:
        lanes.give_back(transaction, held, not_before=cabinet.clock.now())
    assert state_of(cabinet, Kind.CARD)[0] is State.SENT


def test_a_worker_that_died_before_posting_is_followed_by_one_that_looks_and_posts(cabinet: Cabinet) -> None:
    with cabinet.store.begin() as transaction:
        lanes.lease(transaction, owner="worker-2", now=cabinet.clock.now())
    cabinet.clock.pass_by(lanes.LEASE)
    assert deliver(cabinet) == 1
    assert len(cabinet.messenger.said(Card)) == 1


def test_a_wish_for_a_refresh_that_comes_while_one_is_under_way_is_not_lost(cabinet: Cabinet) -> None:
    deliver(cabinet)
    cabinet.rate("Ana", "S S S")
    cabinet.clock.pass_by(AN_HOUR)
    with cabinet.store.begin() as transaction:
        [held] = lanes.lease(transaction, owner="worker-2", now=cabinet.clock.now())
    assert held.delivery.kind is Kind.CARD_REFRESH
    cabinet.rate("Dev", "S S S")
    with cabinet.store.begin() as transaction:
        record(transaction, held, Posted(MessageReference(CHANNEL, "m1")), may_stand=False, now=cabinet.clock.now())
    assert state_of(cabinet, Kind.CARD_REFRESH)[0] is State.QUEUED
    cabinet.clock.pass_by(AN_HOUR)
    deliver(cabinet)
    (sent,) = cabinet.messenger.said(Card)
    assert isinstance(sent.announcement, Card)
    assert sent.announcement.finished == 2


@pytest.mark.parametrize("days", [1, 6])
def test_a_refresh_that_fails_once_is_made_again_also_days_after_the_first_one(cabinet: Cabinet, days: int) -> None:
    deliver(cabinet)
    cabinet.clock.pass_by(AN_HOUR)
    cabinet.rate("Ana", "S S S")
    cabinet.clock.pass_by(AN_HOUR)
    deliver(cabinet)
    cabinet.clock.pass_by(timedelta(days=days))
    cabinet.rate("Dev", "S S S")
    cabinet.clock.pass_by(AN_HOUR)
    cabinet.messenger.next_outcomes.append(TryLater("bad gateway"))
    deliver(cabinet)
    cabinet.clock.pass_by(AN_HOUR)
    deliver(cabinet)
    (sent,) = cabinet.messenger.said(Card)
    assert isinstance(sent.announcement, Card)
    assert sent.announcement.finished == 2


def test_a_refresh_wished_for_during_another_has_as_long_as_any(cabinet: Cabinet) -> None:
    deliver(cabinet)
    cabinet.rate("Ana", "S S S")
    cabinet.clock.pass_by(AN_HOUR)
    with cabinet.store.begin() as transaction:
        [held] = lanes.lease(transaction, owner="worker-2", now=cabinet.clock.now())
    cabinet.rate("Dev", "S S S")
    with cabinet.store.begin() as transaction:
        record(transaction, held, Posted(MessageReference(CHANNEL, "m1")), may_stand=False, now=cabinet.clock.now())
    cabinet.clock.pass_by(NO_LONGER_NEWS + AN_HOUR)
    cabinet.messenger.next_outcomes.append(TryLater("bad gateway"))
    deliver(cabinet)
    assert state_of(cabinet, Kind.CARD_REFRESH)[0] is State.QUEUED


def test_what_waited_for_its_channel_for_days_survives_a_failure(cabinet: Cabinet) -> None:
    cabinet.messenger.next_outcomes.append(Rejected("not_in_channel"))
    deliver(cabinet)
    cabinet.clock.pass_by(NO_LONGER_NEWS + AN_HOUR)
    take_up_channel(cabinet.deps, Speaker("slack", WORKSPACE, "U-homeroom"), CHANNEL)
    cabinet.messenger.next_outcomes.append(TryLater("bad gateway"))
    deliver(cabinet)
    cabinet.clock.pass_by(AN_HOUR)
    deliver(cabinet)
    assert len(cabinet.messenger.said(Card)) == 1


def test_a_reveal_is_never_posted_twice_however_often_the_close_is_noticed(cabinet: Cabinet) -> None:
    cabinet.travel(local(MONDAY + timedelta(days=7)) + AN_HOUR)
    for _ in range(3):
        tick(cabinet.store, cabinet.clock.now())
        deliver(cabinet)
        cabinet.clock.pass_by(AN_HOUR)
    assert len(cabinet.messenger.said(RevealPost)) == 1


def test_what_a_channel_refused_is_posted_once_homeroom_is_let_in(cabinet: Cabinet) -> None:
    cabinet.messenger.next_outcomes.append(Rejected("not_in_channel"))
    deliver(cabinet)
    cabinet.clock.pass_by(AN_HOUR)
    who = Speaker("slack", WORKSPACE, "U-homeroom")
    assert take_up_channel(cabinet.deps, who, "C-elsewhere") == 0
    assert take_up_channel(cabinet.deps, who, CHANNEL) == 1
    deliver(cabinet)
    assert len(cabinet.messenger.said(Card)) == 1


def test_a_card_that_could_not_be_posted_before_the_close_is_not_posted_after_it(cabinet: Cabinet) -> None:
    cabinet.messenger.next_outcomes.append(Rejected("not_in_channel"))
    cabinet.travel(local(MONDAY + timedelta(days=8)))
    take_up_channel(cabinet.deps, Speaker("slack", WORKSPACE, "U-homeroom"), CHANNEL)
    cabinet.travel(local(MONDAY + timedelta(days=9)))
    assert cabinet.messenger.said(Card) == []
    (sent,) = cabinet.messenger.said(RevealPost)
    assert sent.thread is None
