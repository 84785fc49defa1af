"""Whether something landed: a coordinator of its team says so, once, and hears what happens next."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.use_cases.results import Notice
from bot.use_cases.settle_delivery import settle_delivery
from jobs.announcements import Card, RevealPost
from jobs.ports import CannotTell, Uncertain
from rubric.refusals import CoordinatorsOnly, FormDoesNotMatch, NotOnTheTeam
from storage.deliveries import Kind, State
from storage.store import Store
from storage.tables import deliveries, members
from tests.cabinet import CHANNEL, MONDAY, NAMES, Cabinet, address, local, speaker

A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def cabinet(store: Store) -> Cabinet:
    """The first card may or may not have landed; Ana coordinates, and so does Dev."""
    cabinet = Cabinet(store, names=(*NAMES, "Olga"))
    cabinet.set_up()
    with store.begin() as transaction:
        transaction.execute(update(members).where(members.c.address == address("Dev")).values(coordinates=True))
    cabinet.messenger.next_outcomes.append(Uncertain("RemoteDisconnected"))
    cabinet.messenger.findings.append(CannotTell("missing_scope"))
    cabinet.travel(local(MONDAY) + A_MINUTE)
    return cabinet


def card(cabinet: Cabinet) -> tuple[int, State]:
    with cabinet.store.read() as transaction:
        row = transaction.execute(
            select(deliveries.c.id, deliveries.c.state).where(deliveries.c.kind == Kind.CARD.value)
        ).one()
    return row.id, State(row.state)


def answer(cabinet: Cabinet, name: str, *, landed: bool, workspace: str = "T1") -> Notice:
    return settle_delivery(cabinet.deps, speaker(name, workspace=workspace), card(cabinet)[0], landed=landed)


def test_what_landed_is_not_posted_again_and_the_check_in_goes_on(cabinet: Cabinet) -> None:
    assert card(cabinet)[1] is State.UNKNOWN
    notice = answer(cabinet, "Ana", landed=True)
    assert "carries on" in " ".join(notice.paragraphs)
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    assert card(cabinet)[1] is State.SENT
    assert cabinet.messenger.said(Card) == []
    cabinet.travel(local(MONDAY + timedelta(days=7)) + A_MINUTE)
    (reveal,) = cabinet.messenger.said(RevealPost)
    assert (reveal.address, reveal.thread) == (CHANNEL, None)


def test_what_did_not_land_is_posted_again_at_once_and_only_once(cabinet: Cabinet) -> None:
    notice = answer(cabinet, "Ana", landed=False)
    assert "in a moment" in " ".join(notice.paragraphs)
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    assert card(cabinet)[1] is State.SENT
    assert len(cabinet.messenger.said(Card)) == 1


@pytest.mark.parametrize(("first", "second"), [(True, False), (False, True), (False, False)])
def test_the_first_answer_counts_and_the_second_hears_so(cabinet: Cabinet, first: bool, second: bool) -> None:
    answer(cabinet, "Ana", landed=first)
    settled = card(cabinet)[1]
    assert answer(cabinet, "Dev", landed=second).title == "Already settled"
    assert card(cabinet)[1] is settled


@pytest.mark.parametrize("name", ["Dana", "Olga"])
def test_only_coordinators_settle_it(cabinet: Cabinet, name: str) -> None:
    with pytest.raises(CoordinatorsOnly):
        answer(cabinet, name, landed=False)
    assert card(cabinet)[1] is State.UNKNOWN


def test_a_coordinator_of_another_team_or_workspace_does_not_settle_it(cabinet: Cabinet) -> None:
    cabinet.names = ("Ruth",)
    other = cabinet.set_up(channel="C9")
    with cabinet.store.begin() as transaction:
        transaction.execute(update(members).where(members.c.team_id == other.id).values(coordinates=True))
    for name, workspace in (("Ruth", "T1"), ("Ana", "T-other"), ("Mallory", "T1")):
        with pytest.raises(NotOnTheTeam):
            answer(cabinet, name, landed=False, workspace=workspace)
    assert card(cabinet)[1] is State.UNKNOWN


def test_a_delivery_that_nobody_is_asked_about_does_not_match(cabinet: Cabinet) -> None:
    number, _ = card(cabinet)
    with pytest.raises(FormDoesNotMatch):
        settle_delivery(cabinet.deps, speaker("Ana"), number + 1000, landed=True)
    with cabinet.store.begin() as transaction:
        transaction.execute(update(deliveries).where(deliveries.c.id == number).values(kind=Kind.REMINDER.value))
    with pytest.raises(FormDoesNotMatch):
        settle_delivery(cabinet.deps, speaker("Ana"), number, landed=True)
