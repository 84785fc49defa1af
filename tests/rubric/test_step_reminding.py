"""When the owner of a next step is reminded: once before it is due and once after, and never at a bad time."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.agenda import Moment, MomentKind, RemindOwners, agenda, upcoming
from rubric.next_step import NextStep, WhyTold
from rubric.people import Member, NextStepId
from rubric.school_calendar import Break, SchoolCalendar
from rubric.standing import Standing
from rubric.step_reminding import is_too_close_to_remind
from rubric.team import Team, TeamState
from tests.builders import ZONE, a_member, a_standing, a_team
from tests.steps import DUE, a_step

A_MOMENT = timedelta(microseconds=1)
DAY = timedelta(days=1)
STEP = NextStepId("step")
BEFORE, AFTER = WhyTold.BEFORE, WhyTold.AFTER
THANKSGIVING = Break(date(2026, 11, 23), date(2026, 11, 27), "Thanksgiving break")


def at(on: str, clock: str = "09:00", zone: str = ZONE) -> datetime:
    return datetime.fromisoformat(f"2026-{on}T{clock}").replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def a_quiet_team(*breaks: Break, state: TeamState = TeamState.ACTIVE) -> Team:
    """With nothing else to do this year."""
    team = a_team(next_check_in_at=at("12-28"), next_digest_at=at("12-28"), state=state)
    return replace(team, rhythm=replace(team.rhythm, calendar=SchoolCalendar.of(breaks)))


def standing(*steps: NextStep, members: Iterable[Member] = (a_member("Lee"),), team: Team | None = None) -> Standing:
    return replace(a_standing(team or a_quiet_team(), members=members), open_steps=steps or (a_step(),))


def reminders(standing: Standing, now: datetime) -> list[tuple[NextStepId, WhyTold]]:
    found = [action.reminders for action in agenda(standing, now) if isinstance(action, RemindOwners)]
    return [one for reminders in found for one in reminders]


def next_reminder(standing: Standing, now: datetime) -> datetime | None:
    return next((one.at for one in upcoming(standing, now) if one.kind is MomentKind.STEP), None)


def reminded(standing: Standing, now: datetime) -> Standing:
    """As it is once they are sent."""
    why_of = dict(reminders(standing, now))
    steps = (one.reminded(why_of[one.id]) if one.id in why_of else one for one in standing.open_steps)
    return replace(standing, open_steps=tuple(steps))


def test_once_two_working_days_before_and_once_on_the_working_day_after() -> None:
    here = standing()
    assert upcoming(here, at("11-01"))[0] == Moment(MomentKind.STEP, at("11-18"))
    assert reminders(here, at("11-18") - A_MOMENT) == []
    assert reminders(here, at("11-18")) == [(STEP, BEFORE)]
    here = reminded(here, at("11-18"))
    assert reminders(here, at("11-18")) == []
    assert next_reminder(here, at("11-18")) == at("11-23")
    assert reminders(here, at("11-23") - A_MOMENT) == []
    assert reminders(here, at("11-23")) == [(STEP, AFTER)]
    here = reminded(here, at("11-23"))
    assert (reminders(here, at("12-20")), next_reminder(here, at("12-20"))) == ([], None)


@pytest.mark.parametrize(
    ("due_on", "before", "after", "breaks"),
    [
        pytest.param("11-20", "11-18", "11-23", (), id="a Friday"),
        pytest.param("11-16", "11-12", "11-17", (), id="a Monday"),
        pytest.param("11-22", "11-19", "11-23", (), id="a Sunday"),
        pytest.param("11-30", "11-19", "12-01", (THANKSGIVING,), id="the first day after a break"),
        pytest.param("11-25", "11-19", "11-30", (THANKSGIVING,), id="within a break"),
    ],
)
def test_working_days_are_those_without_weekend_or_break(
    due_on: str, before: str, after: str, breaks: tuple[Break, ...]
) -> None:
    here = standing(a_step(due_on=date.fromisoformat(f"2026-{due_on}")), team=a_quiet_team(*breaks))
    assert next_reminder(here, at("11-01")) == at(before)
    assert next_reminder(reminded(here, at(before)), at(before)) == at(after)


@pytest.mark.parametrize(
    ("zone", "before", "after"),
    [
        pytest.param("Pacific/Honolulu", ("11-18", "09:00"), ("11-23", "09:00"), id="far behind the team"),
        # At nine on their Saturday it is still Friday for the team, and then it is their weekend.
        pytest.param("Pacific/Guam", ("11-18", "09:00"), ("11-23", "09:00"), id="far ahead of the team"),
        pytest.param("Nowhere/At_all", None, None, id="unknown: the team's"),
    ],
)
def test_it_is_morning_where_the_owner_is(
    zone: str, before: tuple[str, str] | None, after: tuple[str, str] | None
) -> None:
    here = standing(members=[a_member("Lee", zone=zone)])
    where = zone if before else ZONE
    first = at(*(before or ("11-18", "09:00")), zone=where)
    assert next_reminder(here, at("11-01")) == first
    assert next_reminder(reminded(here, first), first) == at(*(after or ("11-23", "09:00")), zone=where)


def test_nothing_is_overdue_before_the_teams_own_day_is_over() -> None:
    wednesday = a_step(due_on=date(2026, 11, 18), reminded_before=True)
    here = standing(wednesday, members=[a_member("Lee", zone="Pacific/Guam")])
    assert next_reminder(here, at("11-17")) == at("11-19", "00:00")


def test_an_owner_who_is_away_is_reminded_on_their_return() -> None:
    thursday = standing(members=[a_member("Lee", away_until=at("11-19", "00:00"))])
    assert reminders(thursday, at("11-18")) == []
    assert next_reminder(thursday, at("11-18")) == at("11-19", "08:00")
    assert reminders(thursday, at("11-19", "08:00")) == [(STEP, BEFORE)]


def test_an_owner_who_is_away_beyond_the_due_date_gets_one_reminder_and_not_two() -> None:
    here = standing(members=[a_member("Lee", away_until=at("11-25", "00:00"))])
    assert next_reminder(here, at("11-18")) == at("11-25", "08:00")
    assert reminders(here, at("11-25", "08:00")) == [(STEP, AFTER)]
    assert next_reminder(reminded(here, at("11-25", "08:00")), at("11-25", "08:00")) is None


def test_what_was_missed_comes_late_and_in_the_day() -> None:
    assert reminders(standing(), at("11-18", "22:00")) == []
    assert next_reminder(standing(), at("11-18", "22:00")) == at("11-19", "08:00")
    assert reminders(standing(), at("11-19", "15:00")) == [(STEP, BEFORE)]
    saturday = at("11-28", "10:00")
    assert next_reminder(standing(), saturday) == at("11-30", "08:00")


def test_when_both_are_due_only_the_later_is_sent_and_the_earlier_never() -> None:
    monday = at("11-23", "10:00")
    assert reminders(standing(), monday) == [(STEP, AFTER)]
    assert reminders(reminded(standing(), monday), monday) == []


def test_a_late_one_gives_way_where_the_other_follows_on_its_heels() -> None:
    wednesday = standing(a_step(due_on=date(2026, 11, 18)))
    assert reminders(wednesday, at("11-18", "16:00")) == [(STEP, BEFORE)]
    assert reminders(wednesday, at("11-19", "07:30")) == []
    assert next_reminder(wednesday, at("11-19", "07:30")) == at("11-19")


def test_a_paused_team_is_left_alone_and_reminded_once_when_it_goes_on() -> None:
    paused = standing(team=a_quiet_team(state=TeamState.PAUSED))
    assert (reminders(paused, at("11-23")), next_reminder(paused, at("11-23"))) == ([], None)
    resumed = replace(paused, team=a_quiet_team())
    assert reminders(resumed, at("12-02")) == [(STEP, AFTER)]
    assert reminders(reminded(resumed, at("12-02")), at("12-02")) == []


def test_a_step_whose_owner_has_left_is_reminded_of_in_the_teams_own_morning() -> None:
    here = standing(members=[a_member("Ana", zone="Pacific/Guam")])
    assert next_reminder(here, at("11-01")) == at("11-18")


def test_several_owners_are_reminded_in_one_go() -> None:
    here = standing(a_step("one"), a_step("two", owner="Ana"), members=[a_member("Lee"), a_member("Ana")])
    assert reminders(here, at("11-18")) == [(NextStepId("one"), BEFORE), (NextStepId("two"), BEFORE)]


@pytest.mark.parametrize(
    ("made_at", "is_too_close"),
    [
        pytest.param(at("11-16"), False, id="two days before the reminder"),
        pytest.param(at("11-17", "10:00"), True, id="the day before"),
        pytest.param(at("11-19"), True, id="after it would have come"),
    ],
)
def test_who_has_just_been_told_needs_no_reminder(made_at: datetime, is_too_close: bool) -> None:
    assert is_too_close_to_remind(a_quiet_team(), DUE, owner_zone=ZONE, now=made_at) is is_too_close


def test_who_is_told_after_the_weekend_needs_no_reminder_on_the_same_morning() -> None:
    wednesday, friday_night = date(2026, 11, 25), at("11-20", "18:00")
    assert is_too_close_to_remind(a_quiet_team(), wednesday, owner_zone=ZONE, now=friday_night)


days = st.dates(date(2026, 9, 1), date(2026, 12, 31))
breaks = st.builds(lambda first, length: Break(first, first + length * DAY), days, st.integers(0, 20))
zones = st.sampled_from([ZONE, "Pacific/Honolulu", "Pacific/Guam", "Europe/Berlin", ""])
moments = days.map(lambda day: datetime.combine(day, time(0, 17), tzinfo=UTC))


@given(due_on=days, off=st.lists(breaks, max_size=3), zone=zones, away=st.none() | moments, down=st.lists(moments))
def test_nobody_is_ever_reminded_twice_or_at_night_or_in_a_break(
    due_on: date, off: list[Break], zone: str, away: datetime | None, down: list[datetime]
) -> None:
    """Whatever the day, the calendar, the owner's zone and absence, and for however long nobody looked."""
    team = a_quiet_team(*off)
    here = standing(a_step(due_on=due_on), members=[a_member("Lee", zone=zone, away_until=away)], team=team)
    sent: list[tuple[WhyTold, datetime]] = []
    now, outages = at("08-03"), sorted(down)
    while (coming := next_reminder(here, now)) is not None:
        now = max(now, coming)
        if outages and now <= outages[0]:
            now = outages.pop(0)
        sent += [(why, now) for _, why in reminders(here, now)]
        here = reminded(here, now)
        assert reminders(here, now) == []
    assert [why for why, _ in sent] in ([BEFORE, AFTER], [AFTER])
    where = ZoneInfo(zone or ZONE)
    for _, moment in sent:
        local = moment.astimezone(where)
        assert time(8) <= local.time() <= time(17)
        assert local.weekday() < 5
        assert team.rhythm.calendar.break_on(local.date()) is None
        assert away is None or moment >= away
    assert all(later - earlier >= timedelta(hours=12) for (_, earlier), (_, later) in pairwise(sent))
    assert sent[-1][1].astimezone(ZoneInfo(ZONE)).date() > due_on
