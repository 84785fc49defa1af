"""Channels, people and workspaces that take no posts: said once, left in peace, taken up again when put right."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.use_cases.take_up_channel import take_up_channel
from bot.use_cases.who import Speaker
from jobs.announcements import Announcement, Card, DigestPost, PlaceLost, Reminder, RevealPost, WhyClosed
from jobs.ports import Destination, Outcome, PlaceClosed, Still, Uninstalled
from jobs.tick import tick
from storage import workspaces
from storage.deliveries import Kind, State
from storage.store import Store
from tests.cabinet import CHANNEL, MONDAY, WORKSPACE, Cabinet, address, local
from tests.fakes import FakeMessenger
from tests.jobs.outbox import A_MINUTE, AN_HOUR, deliver, state_of, states_of, with_a_card_waiting

ARCHIVED = PlaceClosed(WhyClosed.ARCHIVED, "is_archived")
A_DAY = timedelta(days=1)
HOMEROOM = Speaker("slack", WORKSPACE, "U-homeroom")


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    return with_a_card_waiting(any_store)


def live(cabinet: Cabinet, span: timedelta, *, step: timedelta = AN_HOUR) -> None:
    """Look at the clock again and again while `span` passes."""
    until = cabinet.clock.now() + span
    while cabinet.clock.now() < until:
        cabinet.clock.pass_by(step)
        tick(cabinet.store, cabinet.clock.now())
        deliver(cabinet)


@dataclass
class RefusingMessenger(FakeMessenger):
    """Refuses posts in the team's channel, and lets on nothing when it is only asked about it."""

    refusal: PlaceClosed = ARCHIVED

    def post(self, announcement: Announcement, *, to: Destination, key: str, still: Still) -> Outcome:
        if to.address == CHANNEL:
            return self.refusal
        return FakeMessenger.post(self, announcement, to=to, key=key, still=still)


def lose_the_channel(cabinet: Cabinet) -> None:
    cabinet.messenger.closed[CHANNEL] = ARCHIVED
    deliver(cabinet)


def test_a_closed_channel_is_told_to_the_coordinators_once_and_logged_once(
    cabinet: Cabinet, caplog: pytest.LogCaptureFixture
) -> None:
    lose_the_channel(cabinet)
    live(cabinet, timedelta(days=3))
    [told] = cabinet.messenger.said(PlaceLost)
    assert told.address == address("Ana")
    assert told.announcement == PlaceLost("Cabinet", CHANNEL, WhyClosed.ARCHIVED)
    assert caplog.text.count("is_archived") == 1
    assert cabinet.messenger.said(Card) == []


def test_what_can_be_posted_again_does_not_wait_because_the_channel_was_asked_in_vain_just_before(
    cabinet: Cabinet,
) -> None:
    lose_the_channel(cabinet)
    live(cabinet, timedelta(minutes=61), step=A_MINUTE)
    cabinet.messenger.closed.clear()
    take_up_channel(cabinet.deps, HOMEROOM, CHANNEL)
    live(cabinet, timedelta(seconds=5), step=timedelta(seconds=1))
    assert len(cabinet.messenger.said(Card)) == 1


def test_a_team_whose_channel_is_closed_opens_nothing_and_uses_up_no_indicators(cabinet: Cabinet) -> None:
    lose_the_channel(cabinet)
    asked = cabinet.open_check_in().asked
    live(cabinet, timedelta(weeks=5), step=A_DAY)
    assert states_of(cabinet, Kind.CARD) == [State.DEAD]
    assert states_of(cabinet, Kind.REMINDER) == []
    assert states_of(cabinet, Kind.DIGEST) == []
    cabinet.messenger.closed.clear()
    take_up_channel(cabinet.deps, HOMEROOM, CHANNEL)
    live(cabinet, AN_HOUR, step=A_MINUTE)
    assert {one.id for one in cabinet.open_check_in().asked}.isdisjoint(one.id for one in asked)
    assert len(cabinet.messenger.said(Card)) == 1


def test_a_channel_that_is_put_right_while_the_check_in_is_open_gets_its_card(cabinet: Cabinet) -> None:
    lose_the_channel(cabinet)
    live(cabinet, A_DAY)
    cabinet.messenger.closed.clear()
    assert take_up_channel(cabinet.deps, HOMEROOM, CHANNEL) == 1
    live(cabinet, timedelta(days=20))
    kinds = [type(sent.announcement) for sent in cabinet.messenger.posted.values() if sent.address == CHANNEL]
    assert kinds == [Card, RevealPost, DigestPost, Card]
    assert cabinet.messenger.said(Reminder) != []


def test_a_channel_that_is_put_right_without_anybody_telling_is_noticed(cabinet: Cabinet) -> None:
    lose_the_channel(cabinet)
    live(cabinet, timedelta(hours=2))
    assert not cabinet.team().reachable
    cabinet.messenger.closed.clear()
    live(cabinet, timedelta(hours=2))
    assert cabinet.team().reachable
    assert len(cabinet.messenger.said(Card)) == 1
    assert state_of(cabinet, Kind.PROBE)[0] is State.SENT


def test_a_closed_channel_is_asked_ever_more_seldom(cabinet: Cabinet) -> None:
    lose_the_channel(cabinet)
    live(cabinet, timedelta(days=8))
    assert 24 <= state_of(cabinet, Kind.PROBE)[1] <= 24 + 8


def test_a_channel_that_closes_again_is_told_again(cabinet: Cabinet) -> None:
    for _ in range(2):
        lose_the_channel(cabinet)
        cabinet.messenger.closed.clear()
        live(cabinet, AN_HOUR / 2, step=AN_HOUR / 4)
        take_up_channel(cabinet.deps, HOMEROOM, CHANNEL)
    assert len(cabinet.messenger.said(PlaceLost)) == 2


def test_a_forbidden_channel_which_looks_open_is_tried_once_a_day_and_told_once_a_week(
    cabinet: Cabinet, caplog: pytest.LogCaptureFixture
) -> None:
    cabinet.messenger = RefusingMessenger(refusal=PlaceClosed(WhyClosed.FORBIDDEN, "restricted_action"))
    deliver(cabinet)
    live(cabinet, timedelta(days=3), step=timedelta(minutes=15))
    assert state_of(cabinet, Kind.CARD)[0] is State.DEAD
    assert 3 <= caplog.text.count("restricted_action") <= 4
    assert len(cabinet.messenger.said(PlaceLost)) == 1


def test_somebody_who_cannot_be_written_to_is_left_in_peace_until_they_rate(
    cabinet: Cabinet, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("Ana", "Dev", "Lee"):
        cabinet.rate(name, "S S S")
    cabinet.travel(local(MONDAY + timedelta(days=3)) - AN_HOUR)
    cabinet.messenger.next_outcomes.append(PlaceClosed(WhyClosed.PERSON_GONE, "user_disabled"))
    live(cabinet, timedelta(days=4) + AN_HOUR)
    assert states_of(cabinet, Kind.REMINDER)[0] is State.DEAD
    assert cabinet.messenger.said(Reminder) == []
    assert caplog.text.count("user_disabled") == 1
    assert cabinet.team().reachable
    live(cabinet, timedelta(days=7))
    cabinet.rate("Dana", "S . .")
    live(cabinet, timedelta(days=7))
    assert {sent.address for sent in cabinet.messenger.said(Reminder)} >= {address("Dana")}


def test_a_workspace_that_lets_nobody_in_waits_without_a_try_and_goes_on_when_it_does(
    cabinet: Cabinet, caplog: pytest.LogCaptureFixture
) -> None:
    cabinet.messenger.next_outcomes.append(Uninstalled("token_revoked"))
    deliver(cabinet)
    live(cabinet, timedelta(weeks=3), step=A_DAY)
    assert cabinet.messenger.attempts == 1
    assert caplog.text.count("token_revoked") == 1
    assert states_of(cabinet, Kind.CARD) == [State.QUEUED]
    with cabinet.store.begin() as transaction:
        workspaces.remember(transaction, platform="slack", external_id=WORKSPACE, name="Maple Valley")
    live(cabinet, A_DAY)
    assert len(cabinet.messenger.said(Card)) == 1
    assert states_of(cabinet, Kind.CARD) == [State.DROPPED, State.SENT]


def test_a_workspace_that_comes_back_at_once_has_lost_nothing(cabinet: Cabinet) -> None:
    cabinet.messenger.next_outcomes.append(Uninstalled("account_inactive"))
    deliver(cabinet)
    with cabinet.store.begin() as transaction:
        workspaces.remember(transaction, platform="slack", external_id=WORKSPACE, name="Maple Valley")
    live(cabinet, AN_HOUR)
    assert states_of(cabinet, Kind.CARD) == [State.SENT]
