"""What coordinators steer and who is away, from what is stored to what is said: pins, exclusions, breaks, returns."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

import pytest

from jobs.announcements import Announcement, Card, DigestPost, Invitation, Reminder, WhyWritten
from jobs.open_check_in import open_check_in
from jobs.plan_ahead import plan_ahead, replan, settled
from jobs.refresh_card import refresh_open_card
from jobs.tick import set_alarm, tick
from rubric.history import History, PastCheckIn
from rubric.library import load
from rubric.model import IndicatorId
from rubric.people import TeamId
from rubric.preferences import Preferences, Reasoned
from rubric.school_calendar import Break, SchoolCalendar
from rubric.team import Team, TeamState, after_break
from rubric.timetable import NoSchoolDay
from storage import check_ins, teams
from storage.store import Store
from tests.cabinet import MONDAY, Cabinet, address, local

Said = TypeVar("Said", bound=Announcement)

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
A_MINUTE = timedelta(minutes=1)
TUESDAY, WEDNESDAY, THURSDAY = (local(MONDAY + at * DAY) for at in (1, 2, 3))
CLOSE = local(MONDAY + WEEK)
SECOND = Break(MONDAY + 2 * WEEK, MONDAY + 2 * WEEK + 4 * DAY, "Thanksgiving")


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    cabinet = Cabinet(any_store)
    cabinet.set_up()
    return cabinet


def steer(cabinet: Cabinet, team: Team) -> Team:
    with cabinet.store.begin() as transaction:
        return replan(transaction, team, now=cabinet.clock.now())


def prefer(cabinet: Cabinet, preferences: Preferences) -> None:
    steer(cabinet, replace(cabinet.team(), preferences=preferences))


def reasoned(indicators: Iterable[str]) -> tuple[Reasoned, ...]:
    return tuple(Reasoned(IndicatorId(one), "because") for one in indicators)


def go_away(cabinet: Cabinet, name: str, until: datetime | None) -> None:
    """As whoever tells the bot that somebody is away has to do it."""
    now, team = cabinet.clock.now(), cabinet.team()
    with cabinet.store.begin() as transaction:
        member = teams.member_at(transaction, team.id, address(name))
        assert member is not None
        teams.change_member(transaction, replace(member, away_until=until))
        refresh_open_card(transaction, team, now=now)
        set_alarm(transaction, team, now=now)


def said(cabinet: Cabinet, kind: type[Said], to: str | None = None) -> list[Said]:
    where = None if to is None else address(to)
    found = [sent.announcement for sent in cabinet.messenger.said(kind, to=where)]
    return [one for one in found if isinstance(one, kind)]


def test_what_is_pinned_is_asked_first_and_its_pin_is_taken_off(cabinet: Cabinet) -> None:
    last = tuple(load(cabinet.team().rubric_id).indicators)[-4:]
    pins = reasoned(one.id for one in last)
    prefer(cabinet, Preferences(pinned=pins))
    cabinet.travel(local(MONDAY) + A_MINUTE)
    assert {one.id for one in cabinet.open_check_in().asked} == {one.indicator_id for one in pins[:3]}
    assert cabinet.team().preferences.pinned == pins[3:]
    assert cabinet.team().next_check_in_at == local(MONDAY + 2 * WEEK)


def test_one_that_is_opened_by_hand_takes_its_pins_off_too(cabinet: Cabinet) -> None:
    last = tuple(load(cabinet.team().rubric_id).indicators)[-1]
    prefer(cabinet, Preferences(pinned=reasoned([last.id])))
    now = cabinet.clock.now()
    with cabinet.store.begin() as transaction:
        team = cabinet.team()
        opened = open_check_in(transaction, team, due_at=now, closes_at=now + 2 * DAY, now=now)
    assert opened is not None
    assert opened.asks(last.id)
    assert cabinet.team().preferences.pinned == ()


def test_what_is_left_out_is_not_asked_and_the_digest_says_how_many(cabinet: Cabinet) -> None:
    rubric = load(cabinet.team().rubric_id)
    kept = [one.id for one in rubric.indicators][:5]
    prefer(cabinet, Preferences(excluded=reasoned(one.id for one in rubric.indicators if one.id not in kept)))
    cabinet.travel(local(MONDAY + 4 * WEEK) + A_MINUTE)
    with cabinet.store.read() as transaction:
        history = check_ins.asked_lately(transaction, cabinet.team().id)
    asked = [one for each in history.check_ins if each.pass_number == 1 for one in each.asked]
    assert sorted(asked) == sorted(kept)
    assert [one.pass_number for one in history.check_ins] == [1, 1, 2]
    coverage = said(cabinet, DigestPost)[0].digest.where_we_are.coverage
    assert (coverage.asked, coverage.total, coverage.left_out) == (3, 5, len(rubric) - 5)


def test_when_everything_is_left_out_nothing_opens_and_nothing_breaks(cabinet: Cabinet) -> None:
    everything = reasoned(one.id for one in load(cabinet.team().rubric_id).indicators)
    prefer(cabinet, Preferences(excluded=everything))
    cabinet.travel(local(MONDAY + 2 * WEEK) + A_MINUTE)
    assert said(cabinet, Card) == []
    assert cabinet.team().next_check_in_at == local(MONDAY + 4 * WEEK)
    assert said(cabinet, DigestPost)[0].digest.coming_next.opens_at is None
    prefer(cabinet, Preferences(excluded=everything[1:]))
    cabinet.travel(local(MONDAY + 4 * WEEK) + A_MINUTE)
    assert [one.id for one in cabinet.open_check_in().asked] == [everything[0].indicator_id]


def test_history_keeps_the_pass_of_each_check_in(cabinet: Cabinet) -> None:
    cabinet.travel(local(MONDAY) + A_MINUTE)
    asked = tuple(one.id for one in cabinet.open_check_in().asked)
    with cabinet.store.read() as transaction:
        assert check_ins.asked_lately(transaction, cabinet.team().id) == History((PastCheckIn(asked, 1),))


def over(cabinet: Cabinet, *breaks: Break) -> Team:
    team = cabinet.team()
    return replace(team, rhythm=replace(team.rhythm, calendar=SchoolCalendar.of(breaks)))


def test_a_break_moves_what_opens_and_the_digest_and_both_say_so(cabinet: Cabinet) -> None:
    cabinet.travel(local(MONDAY) + A_MINUTE)
    steered = steer(cabinet, over(cabinet, SECOND))
    assert steered.next_check_in_at == local(MONDAY + 3 * WEEK)
    assert steered.next_digest_at == local(MONDAY + 3 * WEEK)
    assert after_break(cabinet.team()) == "Thanksgiving"
    cabinet.travel(local(MONDAY + 3 * WEEK) + A_MINUTE)
    assert cabinet.open_check_in().due_at == local(MONDAY + 3 * WEEK)
    assert len(said(cabinet, DigestPost)) == 1
    assert after_break(cabinet.team()) is None


def test_a_digest_before_a_break_says_that_the_next_check_in_comes_after_it(cabinet: Cabinet) -> None:
    fourth = Break(MONDAY + 4 * WEEK, MONDAY + 4 * WEEK, "Winter break")
    steer(cabinet, over(cabinet, fourth))
    cabinet.travel(local(MONDAY + 2 * WEEK) + A_MINUTE)
    cabinet.travel(local(MONDAY + 5 * WEEK) + A_MINUTE)
    before, after = (one.digest.coming_next for one in said(cabinet, DigestPost))
    assert (before.then_opens_at, before.then_after_break) == (local(MONDAY + 5 * WEEK), "Winter break")
    assert (after.opens_at, after.after_break) == (local(MONDAY + 5 * WEEK), "Winter break")


def test_a_new_calendar_counts_on_from_the_next_date_and_the_plan_sees_the_same(cabinet: Cabinet) -> None:
    steer(cabinet, over(cabinet, SECOND))
    cabinet.travel(local(MONDAY + 4 * WEEK))
    changed = over(cabinet)
    with cabinet.store.read() as transaction:
        plan = plan_ahead(transaction, changed, now=cabinet.clock.now())
        assert settled(transaction, changed, now=cabinet.clock.now()).rhythm.cadence.anchor == MONDAY + 5 * WEEK
    steered = steer(cabinet, changed)
    assert plan.check_ins[0].opens_at == steered.next_check_in_at == local(MONDAY + 5 * WEEK)
    assert cabinet.team() == steered


def test_a_calendar_without_a_free_day_saves_nothing(cabinet: Cabinet) -> None:
    before = cabinet.team()
    in_two_years = Break(MONDAY + 100 * WEEK, MONDAY + 160 * WEEK)
    with pytest.raises(NoSchoolDay):
        steer(cabinet, replace(over(cabinet, in_two_years), name="Half saved"))
    assert cabinet.team() == before


def test_a_paused_team_that_resumes_goes_on_with_its_next_date(cabinet: Cabinet) -> None:
    steer(cabinet, replace(cabinet.team(), state=TeamState.PAUSED))
    cabinet.travel(local(MONDAY + 3 * WEEK))
    resumed = steer(cabinet, replace(cabinet.team(), state=TeamState.ACTIVE))
    assert resumed.next_check_in_at == local(MONDAY + 4 * WEEK)


def test_what_is_overdue_stays_so_after_a_change(cabinet: Cabinet) -> None:
    cabinet.clock.at = local(MONDAY) + A_MINUTE
    team = cabinet.team()
    changed = replace(team, rhythm=replace(team.rhythm, indicators_per_check_in=2))
    assert steer(cabinet, changed).next_check_in_at == local(MONDAY)
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    assert len(cabinet.open_check_in().asked) == 2


def test_a_plan_of_a_team_that_is_not_set_up_yet(cabinet: Cabinet) -> None:
    unknown = replace(cabinet.team(), id=TeamId("nobody"))
    with cabinet.store.read() as transaction:
        assert plan_ahead(transaction, unknown, now=cabinet.clock.now()).check_ins[0].opens_at == local(MONDAY)


def test_who_is_away_is_not_counted_on_the_card_until_they_are_back(cabinet: Cabinet) -> None:
    cabinet.travel(local(MONDAY) + A_MINUTE)
    go_away(cabinet, "Lee", local(MONDAY + 2 * DAY))
    cabinet.travel(local(MONDAY) + 2 * A_MINUTE)
    assert [(one.finished, one.of, one.away) for one in said(cabinet, Card)] == [(0, 3, 1)]
    cabinet.travel(WEDNESDAY + A_MINUTE)
    assert [(one.finished, one.of, one.away) for one in said(cabinet, Card)] == [(0, 4, 0)]


def test_who_finished_while_away_counts_all_the_same(cabinet: Cabinet) -> None:
    cabinet.travel(local(MONDAY) + A_MINUTE)
    go_away(cabinet, "Lee", CLOSE + DAY)
    go_away(cabinet, "Dev", CLOSE + DAY)
    cabinet.rate("Lee", "S S S")
    cabinet.travel(CLOSE + A_MINUTE)
    (card,) = said(cabinet, Card)
    assert (card.check_in.closed_at, card.finished, card.of, card.away) == (CLOSE, 1, 3, 1)


def test_the_closed_card_keeps_saying_how_many_were_away_after_they_are_back(cabinet: Cabinet) -> None:
    cabinet.travel(local(MONDAY) + A_MINUTE)
    go_away(cabinet, "Dev", CLOSE + DAY)
    cabinet.travel(CLOSE + A_MINUTE)
    with cabinet.store.read() as transaction:
        closed = check_ins.latest_closed(transaction, cabinet.team().id, before=CLOSE + DAY, most=1)[0]
        assert check_ins.away_at_close(transaction, closed.check_in.id) == 1
        assert check_ins.raters_at_close(transaction, closed.check_in.id) == closed.of == 3


def test_who_comes_back_is_told_once_and_not_reminded_of_what_they_missed(cabinet: Cabinet) -> None:
    cabinet.travel(local(MONDAY) + A_MINUTE)
    go_away(cabinet, "Lee", THURSDAY + timedelta(hours=3))
    cabinet.travel(THURSDAY + timedelta(hours=3) - A_MINUTE)
    assert (said(cabinet, Reminder, "Lee"), len(said(cabinet, Reminder, "Dev"))) == ([], 1)
    cabinet.travel(THURSDAY + timedelta(hours=6))
    (told,) = said(cabinet, Invitation, "Lee")
    assert (told.why, told.waiting) == (WhyWritten.BACK, 3)
    assert said(cabinet, Invitation, "Dev") == []
    cabinet.travel(CLOSE + A_MINUTE)
    assert (len(said(cabinet, Invitation, "Lee")), len(said(cabinet, Reminder, "Lee"))) == (1, 1)


def test_a_second_absence_in_one_check_in_is_a_second_return(cabinet: Cabinet) -> None:
    cabinet.travel(local(MONDAY) + A_MINUTE)
    go_away(cabinet, "Lee", TUESDAY)
    cabinet.travel(TUESDAY + A_MINUTE)
    go_away(cabinet, "Lee", THURSDAY)
    cabinet.travel(THURSDAY + A_MINUTE)
    assert len(said(cabinet, Invitation, "Lee")) == 2


def test_an_absence_made_longer_is_one_return(cabinet: Cabinet) -> None:
    cabinet.travel(local(MONDAY) + A_MINUTE)
    go_away(cabinet, "Lee", TUESDAY)
    go_away(cabinet, "Lee", WEDNESDAY)
    cabinet.travel(WEDNESDAY - A_MINUTE)
    assert said(cabinet, Invitation, "Lee") == []
    cabinet.travel(WEDNESDAY + A_MINUTE)
    assert len(said(cabinet, Invitation, "Lee")) == 1


def test_a_reminder_on_its_way_is_dropped_when_its_reader_goes_away(cabinet: Cabinet) -> None:
    cabinet.travel(THURSDAY - A_MINUTE)
    cabinet.clock.at = THURSDAY + A_MINUTE
    tick(cabinet.store, cabinet.clock.now())
    go_away(cabinet, "Lee", CLOSE + DAY)
    cabinet.travel(THURSDAY + 5 * A_MINUTE)
    assert (said(cabinet, Reminder, "Lee"), len(said(cabinet, Reminder, "Dev"))) == ([], 1)


def test_the_card_has_nothing_to_change_while_nothing_is_open(cabinet: Cabinet) -> None:
    go_away(cabinet, "Lee", CLOSE)
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    assert said(cabinet, Card) == []
