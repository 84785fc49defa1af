"""What may have landed is looked for first, also where the world went on meanwhile, on each database."""

import pytest
from sqlalchemy import update

from bot.use_cases.take_up_channel import take_up_channel
from bot.use_cases.who import Speaker
from jobs.announcements import Card, RevealPost
from jobs.deliver import deliver as deliver_one
from jobs.ports import Uncertain
from jobs.record import NO_LONGER_NEWS
from jobs.refresh_card import refresh_card
from storage import lanes
from storage.deliveries import Kind, State
from storage.store import Store
from storage.tables import check_ins, teams
from tests.cabinet import CHANNEL, WORKSPACE, Cabinet
from tests.fakes import always
from tests.jobs.outbox import AN_HOUR, deliver, state_of, states_of, with_a_card_waiting

NO_ANSWER = Uncertain("RemoteDisconnected")


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    return with_a_card_waiting(any_store)


def land_without_an_answer(cabinet: Cabinet) -> None:
    cabinet.messenger.next_outcomes.append(NO_ANSWER)
    cabinet.messenger.lands_anyway = True
    deliver(cabinet)
    cabinet.messenger.lands_anyway = False


def test_what_was_given_up_in_doubt_is_not_posted_when_its_channel_is_taken_up(cabinet: Cabinet) -> None:
    land_without_an_answer(cabinet)
    cabinet.clock.pass_by(NO_LONGER_NEWS + AN_HOUR)
    cabinet.messenger.findings.append(NO_ANSWER)
    deliver(cabinet)
    assert states_of(cabinet, Kind.CARD) == [State.UNKNOWN]
    take_up_channel(cabinet.deps, Speaker("slack", WORKSPACE, "U-homeroom"), CHANNEL)
    cabinet.clock.pass_by(AN_HOUR)
    deliver(cabinet)
    assert len(cabinet.messenger.said(Card)) == 1


def test_a_card_that_landed_unheard_of_is_closed_and_revealed_under_all_the_same(cabinet: Cabinet) -> None:
    closes_at = cabinet.clock.now() + AN_HOUR
    with cabinet.store.begin() as transaction:
        transaction.execute(update(check_ins).values(closes_at=closes_at))
        transaction.execute(update(teams).values(wake_at=closes_at))
    cabinet.messenger.findings.extend([NO_ANSWER] * 500)
    land_without_an_answer(cabinet)
    cabinet.travel(closes_at)
    cabinet.messenger.findings.clear()
    cabinet.travel(closes_at + AN_HOUR)
    [card] = cabinet.messenger.said(Card)
    assert isinstance(card.announcement, Card)
    assert card.announcement.check_in.closed_at is not None
    [reveal] = cabinet.messenger.said(RevealPost)
    assert reveal.thread == "m1"


def test_a_refresh_that_outlived_its_lease_is_made_again_because_it_may_have_undone_a_later_one(
    cabinet: Cabinet,
) -> None:
    deliver(cabinet)
    cabinet.clock.pass_by(AN_HOUR)
    with cabinet.store.begin() as transaction:
        refresh_card(transaction, cabinet.team(), cabinet.open_check_in(), at=cabinet.clock.now())
    with cabinet.store.begin() as transaction:
        [late] = lanes.lease(transaction, owner="worker-2", now=cabinet.clock.now())
    cabinet.clock.pass_by(lanes.LEASE)
    deliver(cabinet)
    assert state_of(cabinet, Kind.CARD_REFRESH)[0] is State.SENT
    deliver_one(cabinet.store, cabinet.messenger, cabinet.clock, late, still=always)
    assert state_of(cabinet, Kind.CARD_REFRESH)[0] is State.QUEUED
    cabinet.clock.pass_by(AN_HOUR)
    deliver(cabinet)
    assert state_of(cabinet, Kind.CARD_REFRESH)[0] is State.SENT
