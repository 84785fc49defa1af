"""What a platform tells anew of somebody, and of a channel, reaches every team that it is about."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.lookups import NotFound, Problem, Profile, WhyLeftOut
from bot.use_cases.doubt_channel import doubt_channel
from bot.use_cases.people.renew_person import notice_news, renew_person
from bot.use_cases.take_up_channel import take_up_channel
from bot.use_cases.who import Speaker
from jobs.announcements import PlaceLost, Reminder, RosterQuestion, WhyClosed
from jobs.ports import Person, PlaceClosed
from storage import deliveries, teams
from storage.deliveries import Kind, Order
from storage.proposals import Settled
from storage.store import Store
from tests.bot.use_cases.people.moving import answer, joins, leaves, open_ones
from tests.bot.use_cases.people.roster import A_MINUTE, asked, make_unreachable, roster
from tests.cabinet import CHANNEL, MONDAY, WORKSPACE, ZONE, Cabinet, address, local
from tests.waiting import eventually

A_DAY = timedelta(days=1)
HOMEROOM = Speaker("slack", WORKSPACE, "U-homeroom")


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    """At the first check-in; Ana coordinates."""
    cabinet = Cabinet(any_store)
    cabinet.set_up()
    cabinet.travel(local(MONDAY) + A_MINUTE)
    return cabinet


def told(
    cabinet: Cabinet,
    name: str,
    *,
    now_called: str | None = None,
    zone: str = ZONE,
    why: WhyLeftOut | None = None,
    at: datetime | None = None,
    workspace: str = WORKSPACE,
) -> None:
    profile = Profile(Person(address(name), now_called or name, zone), is_admin=False, left_out=why)
    who = replace(HOMEROOM, workspace=workspace)
    renew_person(cabinet.deps, who, profile, happened_at=at or cabinet.clock.now())


def is_reachable(cabinet: Cabinet, name: str) -> bool:
    with cabinet.store.read() as transaction:
        found = teams.roster(transaction, cabinet.team().id)
    return next(one.is_reachable for one in found if one.member.name == name)


def test_a_new_name_and_zone_are_taken_and_reminders_follow_the_zone(cabinet: Cabinet) -> None:
    told(cabinet, "Dana", now_called="Dana Okonkwo", zone="Pacific/Honolulu")
    assert roster(cabinet)["Dana Okonkwo"].zone == "Pacific/Honolulu"
    cabinet.travel(local(MONDAY) + 3 * A_DAY + timedelta(hours=2))
    assert cabinet.messenger.said(Reminder, to=address("Dana")) == []
    assert len(cabinet.messenger.said(Reminder, to=address("Lee"))) == 1
    cabinet.travel(local(MONDAY) + 3 * A_DAY + timedelta(hours=4, minutes=1))
    assert len(cabinet.messenger.said(Reminder, to=address("Dana"))) == 1


def test_a_zone_that_does_not_exist_is_not_taken(cabinet: Cabinet) -> None:
    told(cabinet, "Dana", zone="Mars/Olympus")
    assert roster(cabinet)["Dana"].zone == ZONE


def test_it_is_taken_on_every_team_that_they_are_on_and_on_no_other(cabinet: Cabinet) -> None:
    other = cabinet.set_up(channel="C2")
    told(cabinet, "Dana", now_called="Dana Okonkwo")
    told(cabinet, "Mallory", now_called="Mallory Quinn")
    told(cabinet, "Lee", now_called="Lee Elsewhere", workspace="T-other")
    with cabinet.store.read() as transaction:
        names = [one.member.name for one in teams.roster(transaction, other.id)]
    assert sorted(names) == sorted(roster(cabinet)) == ["Ana", "Dana Okonkwo", "Dev", "Lee"]


def test_a_closed_account_is_not_written_to_and_coordinators_are_asked_once(cabinet: Cabinet) -> None:
    for days in range(3):
        told(cabinet, "Dana", why=WhyLeftOut.CLOSED, at=cabinet.clock.now() + days * A_DAY)
    cabinet.travel(local(MONDAY) + 6 * A_DAY)
    assert not is_reachable(cabinet, "Dana")
    assert cabinet.messenger.said(Reminder, to=address("Dana")) == []
    assert asked(cabinet, of="Ana") == ["Dana"]
    [question] = cabinet.messenger.said(RosterQuestion)
    assert isinstance(question.announcement, RosterQuestion)
    assert question.announcement.closed
    assert "Dana" in roster(cabinet)


def test_a_closed_account_that_a_message_met_first_is_asked_about_all_the_same(cabinet: Cabinet) -> None:
    make_unreachable(cabinet, "Dana")
    told(cabinet, "Dana", why=WhyLeftOut.CLOSED)
    cabinet.travel(cabinet.clock.now() + 2 * A_MINUTE)
    assert asked(cabinet) == ["Dana"]


def test_a_closed_account_that_was_decided_on_is_not_asked_about_again(cabinet: Cabinet) -> None:
    told(cabinet, "Dana", why=WhyLeftOut.CLOSED)
    answer(cabinet, "Ana", Settled.KEPT)
    told(cabinet, "Dana", why=WhyLeftOut.CLOSED, at=cabinet.clock.now() + A_DAY)
    assert open_ones(cabinet) == []


def test_an_account_that_is_closed_after_its_owner_was_kept_on_the_team_is_asked_about(cabinet: Cabinet) -> None:
    leaves(cabinet, "Dana")
    answer(cabinet, "Ana", Settled.KEPT)
    told(cabinet, "Dana", why=WhyLeftOut.CLOSED, at=cabinet.clock.now() + A_DAY)
    assert len(open_ones(cabinet)) == 1


def test_who_came_back_before_their_account_was_closed_is_asked_about(cabinet: Cabinet) -> None:
    leaves(cabinet, "Dana")
    joins(cabinet, "Dana", cabinet.clock.now() + A_MINUTE)
    told(cabinet, "Dana", why=WhyLeftOut.CLOSED, at=cabinet.clock.now() + 2 * A_MINUTE)
    assert len(open_ones(cabinet)) == 1


def test_an_account_that_is_open_again_is_reminded_again(cabinet: Cabinet) -> None:
    told(cabinet, "Dana", why=WhyLeftOut.CLOSED)
    told(cabinet, "Dana")
    assert is_reachable(cabinet, "Dana")


@pytest.mark.parametrize("why", [WhyClosed.ARCHIVED, WhyClosed.GONE, WhyClosed.REMOVED])
def test_a_channel_that_was_closed_is_asked_and_said_once_and_taken_up_again(cabinet: Cabinet, why: WhyClosed) -> None:
    cabinet.messenger.closed[CHANNEL] = PlaceClosed(why, "as it is")
    for _ in range(2):
        doubt_channel(cabinet.deps, HOMEROOM, CHANNEL)
        cabinet.travel(cabinet.clock.now() + A_MINUTE)
    doubt_channel(cabinet.deps, HOMEROOM, "C-nobody")
    [said] = cabinet.messenger.said(PlaceLost)
    assert said.announcement == PlaceLost("Cabinet", CHANNEL, why)
    assert not cabinet.team().reachable
    del cabinet.messenger.closed[CHANNEL]
    take_up_channel(cabinet.deps, HOMEROOM, CHANNEL)
    assert cabinet.team().reachable


def test_news_that_a_channel_was_closed_changes_nothing_when_it_is_open_by_now(cabinet: Cabinet) -> None:
    doubt_channel(cabinet.deps, HOMEROOM, CHANNEL)
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    assert cabinet.messenger.said(PlaceLost) == []
    assert cabinet.team().reachable


def test_of_somebody_on_no_team_nothing_is_looked_up(cabinet: Cabinet) -> None:
    now = cabinet.clock.now()
    assert notice_news(cabinet.deps, replace(HOMEROOM, address=address("Mallory")), happened_at=now) is None
    wish = notice_news(cabinet.deps, replace(HOMEROOM, address=address("Dana")), happened_at=now)
    assert wish is not None
    wish.then(NotFound(Problem.NO_ANSWER))
    assert roster(cabinet)["Dana"].zone == ZONE
    wish.then(Profile(Person(address("Dana"), "Dana", "America/Denver"), is_admin=False))
    assert roster(cabinet)["Dana"].zone == "America/Denver"


def test_an_account_on_two_teams_is_closed_while_another_worker_writes_to_a_coordinator_of_both(
    cabinet: Cabinet,
) -> None:
    cabinet.set_up(channel="C2")
    with cabinet.store.read() as transaction:
        last = max(teams.everyone(transaction), key=lambda team: team.id)
    with ThreadPoolExecutor(max_workers=1) as other:
        with cabinet.store.begin() as transaction:
            teams.wait_for(transaction, last.id)
            closing = other.submit(told, cabinet, "Dana", why=WhyLeftOut.CLOSED)
            assert cabinet.store.is_sqlite or eventually(lambda: is_waited_for(cabinet.store))
            (ana,) = teams.coordinators(transaction, last.id)
            order = Order.to_member(last, ana, Kind.TEST, about=last.id, once="now", run_at=cabinet.clock.now())
            deliveries.enqueue(transaction, order)
        closing.result()
    cabinet.travel(cabinet.clock.now() + 2 * A_MINUTE)
    assert asked(cabinet, of="Ana") == ["Dana", "Dana"]


def is_waited_for(store: Store) -> bool:
    with store.read() as transaction:
        waiting = transaction.exec_driver_sql(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        )
        return int(waiting.scalar_one()) > 0
