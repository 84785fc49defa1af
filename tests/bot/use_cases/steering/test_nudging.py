"""The one nudge, and the test to oneself: who is written to, and what the coordinator learns of it."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.use_cases.steering.nudge_members import nudge_members
from bot.use_cases.steering.pause_team import pause_team
from bot.use_cases.steering.send_test import send_test
from jobs import announcements
from jobs.announcements import Card, Invitation, WhyWritten
from rubric.audit import What
from rubric.refusals import NothingOpen, NudgedAlready, TeamIsPaused
from storage import teams
from storage.store import Store
from tests.bot.use_cases.steering.ground import (
    A_DAY,
    A_MINUTE,
    A_WEEK,
    CLOSES,
    OPENS,
    cannot_be_reached,
    coordinates_too,
    is_away,
    leaves,
    log,
    refusal,
    said,
    the_member,
)
from tests.cabinet import MONDAY, NAMES, Cabinet, address, local, speaker


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    cabinet = Cabinet(any_store, names=(*NAMES, "Olga"))
    cabinet.set_up()
    cabinet.travel(OPENS + A_DAY)
    return cabinet


def nudge(cabinet: Cabinet) -> str:
    answer = said(nudge_members(cabinet.deps, speaker("Ana"), cabinet.team().id))
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    return answer


def written_to(cabinet: Cabinet) -> set[str]:
    found = cabinet.messenger.said(Invitation)
    assert all(isinstance(one.announcement, Invitation) and one.announcement.why is WhyWritten.NUDGE for one in found)
    return {one.address for one in found}


def test_those_who_have_not_finished_are_written_to_and_the_coordinator_hears_how_many(cabinet: Cabinet) -> None:
    cabinet.rate("Dev", "S O B")
    cabinet.rate("Dana", "S . .")
    answer = nudge(cabinet)
    assert written_to(cabinet) == {address("Ana"), address("Dana"), address("Lee")}
    assert "3 people" in answer
    assert not any(name in answer for name in NAMES)
    (entry,) = log(cabinet)
    assert entry.what is What.NUDGED
    assert not any(name in str(entry.after) for name in NAMES)


def test_who_is_away_or_left_or_observes_or_cannot_be_reached_is_left_alone(cabinet: Cabinet) -> None:
    is_away(cabinet, "Lee")
    leaves(cabinet, "Dev")
    cannot_be_reached(cabinet, "Dana")
    assert "1 person who has not finished" in nudge(cabinet)
    assert written_to(cabinet) == {address("Ana")}


def test_a_second_nudge_is_refused_with_when_the_first_went(cabinet: Cabinet) -> None:
    at = cabinet.clock.now()
    nudge(cabinet)
    found = refusal(lambda: nudge(cabinet))
    assert isinstance(found, NudgedAlready)
    assert (found.number, found.at) == (1, at)
    cabinet.travel(OPENS + 2 * A_WEEK + A_MINUTE)
    nudge(cabinet)
    assert len(log(cabinet)) == 2


def test_with_nobody_to_write_to_the_nudge_is_not_used_up(cabinet: Cabinet) -> None:
    for name in NAMES:
        cabinet.rate(name, "S O B")
    assert "Nobody to nudge" in nudge(cabinet)
    assert log(cabinet) == ()


def test_who_finishes_before_it_is_sent_is_not_written_to(cabinet: Cabinet) -> None:
    nudge_members(cabinet.deps, speaker("Ana"), cabinet.team().id)
    cabinet.rate("Lee", "S O B")
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    assert address("Lee") not in written_to(cabinet)


def test_nobody_is_nudged_when_nothing_is_open_or_the_team_is_paused(cabinet: Cabinet) -> None:
    pause_team(cabinet.deps, speaker("Ana"), cabinet.team().id)
    assert isinstance(refusal(lambda: nudge(cabinet)), TeamIsPaused)


def test_what_is_over_is_not_nudged_about_even_before_anybody_marked_it_closed(cabinet: Cabinet) -> None:
    cabinet.clock.at = CLOSES
    assert isinstance(refusal(lambda: nudge(cabinet)), NothingOpen)


def test_a_test_goes_to_the_coordinator_alone_and_saves_nothing(cabinet: Cabinet) -> None:
    is_away(cabinet, "Lee")
    cabinet.travel(CLOSES + A_DAY)
    before = cabinet.team()
    said(send_test(cabinet.deps, speaker("Ana"), cabinet.team().id))
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    (sent,) = cabinet.messenger.said(announcements.TestCard)
    test = sent.announcement
    assert isinstance(test, announcements.TestCard)
    assert sent.address == address("Ana")
    assert (test.opens_at, test.expected, test.away_names) == (OPENS + 2 * A_WEEK, 3, ("Lee",))
    assert (cabinet.team(), log(cabinet)) == (before, ())
    cabinet.travel(OPENS + 2 * A_WEEK + A_MINUTE)
    opened = cabinet.messenger.said(Card)[-1].announcement
    assert isinstance(opened, Card)
    assert opened.check_in.asked == test.asked


def test_a_test_is_not_sent_to_who_coordinates_no_more(cabinet: Cabinet) -> None:
    coordinates_too(cabinet, "Dev")
    said(send_test(cabinet.deps, speaker("Dev"), cabinet.team().id))
    with cabinet.store.begin() as transaction:
        teams.change_member(transaction, replace(the_member(cabinet, "Dev"), coordinates=False))
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    assert cabinet.messenger.said(announcements.TestCard) == []


def test_there_is_nothing_to_test_while_the_team_is_paused(cabinet: Cabinet) -> None:
    pause_team(cabinet.deps, speaker("Ana"), cabinet.team().id)
    assert isinstance(refusal(lambda: send_test(cabinet.deps, speaker("Ana"), cabinet.team().id)), TeamIsPaused)
    cabinet.travel(cabinet.clock.now() + timedelta(minutes=1))
    assert cabinet.messenger.said(announcements.TestCard) == []


def test_a_nudge_at_night_comes_when_each_members_day_begins(cabinet: Cabinet) -> None:
    night = OPENS + A_DAY + timedelta(hours=13)
    cabinet.travel(night)
    with cabinet.store.begin() as transaction:
        lee = next(one.member for one in teams.roster(transaction, cabinet.team().id) if one.member.name == "Lee")
        teams.change_member(transaction, replace(lee, zone="America/Los_Angeles"))
    nudge(cabinet)
    assert written_to(cabinet) == set()
    cabinet.travel(local(MONDAY + timedelta(days=2), time(8)) + A_MINUTE)
    assert written_to(cabinet) == {address(name) for name in ("Ana", "Dev", "Dana")}
    cabinet.travel(local(MONDAY + timedelta(days=2), time(11)) + A_MINUTE)
    assert written_to(cabinet) == {address(name) for name in NAMES}


def test_a_nudge_that_would_come_too_late_to_act_on_is_not_used_up(cabinet: Cabinet) -> None:
    cabinet.travel(CLOSES - timedelta(hours=12))
    with cabinet.store.begin() as transaction:
        for one in teams.roster(transaction, cabinet.team().id):
            teams.change_member(transaction, replace(one.member, zone="Pacific/Honolulu"))
    assert "in time" in nudge(cabinet)
    assert log(cabinet) == ()
