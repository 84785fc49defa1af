"""Who is reminded, when, and how seldom."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from rubric.agenda import Action, Moment, MomentKind, RemindMembers, Standing, agenda, upcoming
from rubric.people import CheckInId, Member, MemberId, Role
from rubric.team import Team, TeamState
from tests.builders import OPENING, a_check_in, a_member, a_rhythm, a_standing, a_team, members

A_MOMENT = timedelta(microseconds=1)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
# Monday's opening, and five days later is a Saturday: so Friday.
THURSDAY, FRIDAY = OPENING + 3 * DAY, OPENING + 4 * DAY
ANN, BO, CY = MemberId("ann"), MemberId("bo"), MemberId("cy")


def standing(
    *who: Member,
    finished: tuple[MemberId, ...] = (),
    reminded: tuple[tuple[MemberId, int], ...] = (),
    days_open: int = 7,
    team: Team | None = None,
) -> Standing:
    return a_standing(
        team or replace(a_team(), next_check_in_at=OPENING + 2 * WEEK),
        members=who or members("Ann", "Bo"),
        open_check_in=a_check_in(days_open=days_open),
        finished=finished,
        reminded=reminded,
    )


def remind(which: int, *who: MemberId) -> RemindMembers:
    return RemindMembers(CheckInId("check-in-1"), which=which, member_ids=who)


def reminders(standing: Standing, now: datetime) -> list[Action]:
    return [action for action in agenda(standing, now) if isinstance(action, RemindMembers)]


def test_those_who_have_not_finished_are_reminded_when_it_is_time() -> None:
    assert reminders(standing(), THURSDAY - A_MOMENT) == []
    assert reminders(standing(), THURSDAY) == [remind(0, ANN, BO)]


def test_those_who_have_finished_are_left_alone() -> None:
    assert reminders(standing(finished=(ANN,)), THURSDAY) == [remind(0, BO)]
    assert reminders(standing(finished=(ANN, BO)), FRIDAY) == []


def test_nobody_is_reminded_twice_of_the_same() -> None:
    assert reminders(standing(reminded=((ANN, 0),)), THURSDAY) == [remind(0, BO)]
    assert reminders(standing(reminded=((ANN, 0), (BO, 0))), FRIDAY) == [remind(1, ANN, BO)]
    everybody = tuple((who, which) for who in (ANN, BO) for which in (0, 1))
    assert reminders(standing(reminded=everybody), FRIDAY + DAY) == []


def test_when_both_are_due_only_the_later_is_sent_and_the_earlier_never() -> None:
    noon = FRIDAY + timedelta(hours=3)
    assert reminders(standing(), noon) == [remind(1, ANN, BO)]
    assert reminders(standing(reminded=((ANN, 1), (BO, 1))), noon) == []


@pytest.mark.parametrize("back", [timedelta(hours=1), DAY], ids=["an hour", "a day"])
def test_a_clock_that_is_set_back_after_the_later_one_does_not_bring_the_earlier_one_up(back: timedelta) -> None:
    later_sent = standing(reminded=((ANN, 1), (BO, 1)))
    assert reminders(later_sent, FRIDAY - back) == []
    assert MomentKind.REMIND not in {moment.kind for moment in upcoming(later_sent, FRIDAY - back)}


def test_one_that_was_missed_gives_way_to_the_other_on_the_same_day() -> None:
    night = THURSDAY + timedelta(hours=11)
    assert upcoming(standing(), night)[0] == Moment(MomentKind.REMIND, FRIDAY)
    assert reminders(standing(), FRIDAY - timedelta(hours=1)) == []
    assert reminders(standing(), FRIDAY) == [remind(1, ANN, BO)]
    afternoon = THURSDAY + timedelta(hours=8)
    assert reminders(standing(), afternoon) == [remind(0, ANN, BO)]


def test_one_that_was_missed_still_comes_when_the_other_would_be_too_late() -> None:
    short = replace(standing(), open_check_in=a_check_in(closes_at=FRIDAY + timedelta(minutes=30)))
    eight = FRIDAY - timedelta(hours=1)
    assert reminders(short, eight) == [remind(0, ANN, BO)]


def test_after_an_opening_an_hour_late_the_reminders_keep_the_teams_hour() -> None:
    late = replace(standing(), open_check_in=replace(a_check_in(), opened_at=OPENING + timedelta(hours=1, minutes=59)))
    assert [moment.at for moment in upcoming(late, OPENING + timedelta(hours=2))][:2] == [THURSDAY, FRIDAY]
    two = timedelta(hours=2)
    later = replace(standing(), open_check_in=replace(a_check_in(), opened_at=OPENING + two))
    assert [moment.at for moment in upcoming(later, OPENING + two)][:2] == [THURSDAY + two, FRIDAY + two]


def test_observers_are_not_reminded() -> None:
    assert reminders(standing(a_member("Ann"), a_member("Bo", role=Role.OBSERVER)), THURSDAY) == [remind(0, ANN)]


def test_a_paused_team_is_not_reminded() -> None:
    paused = replace(a_team(), state=TeamState.PAUSED)
    assert agenda(standing(team=paused), THURSDAY) == ()
    assert [moment.kind for moment in upcoming(standing(team=paused), OPENING)] == [MomentKind.CLOSE]


def test_each_is_reminded_in_their_own_morning() -> None:
    # Nine in New York is six in Los Angeles, where the day begins at eight: two hours later.
    two_coasts = standing(a_member("Ann"), a_member("Bo", zone="America/Los_Angeles"))
    assert reminders(two_coasts, THURSDAY) == [remind(0, ANN)]
    assert reminders(two_coasts, THURSDAY + timedelta(hours=2)) == [remind(0, ANN, BO)]
    already = replace(two_coasts, reminded=frozenset({(ANN, 0)}))
    assert reminders(already, THURSDAY + timedelta(hours=2)) == [remind(0, BO)]


def test_a_reminder_missed_in_one_zone_waits_while_another_zone_is_at_work() -> None:
    # Friday nine in New York: Cy in Los Angeles is asleep, and gets the second one two hours later.
    two_coasts = standing(a_member("Ann"), a_member("Cy", zone="America/Los_Angeles"))
    assert reminders(two_coasts, FRIDAY) == [remind(1, ANN)]
    after = replace(two_coasts, reminded=frozenset({(ANN, 1)}))
    assert reminders(after, FRIDAY + timedelta(hours=2)) == [remind(1, CY)]


def test_in_the_last_hour_nobody_is_reminded() -> None:
    afternoon = THURSDAY + timedelta(hours=6)
    late = replace(standing(), open_check_in=a_check_in(closes_at=afternoon))
    last_hour = afternoon - timedelta(hours=1)
    assert reminders(late, last_hour - A_MOMENT) == [remind(0, ANN, BO)]
    assert reminders(late, last_hour) == []
    assert MomentKind.REMIND not in {moment.kind for moment in upcoming(late, last_hour)}


def test_a_reminder_that_would_come_in_the_last_hour_or_later_never_does() -> None:
    # Berlin's working day is over when it is noon in New York, so the next morning there comes too late.
    noon = OPENING + timedelta(hours=3)
    one_reminder = a_team(a_rhythm(days_open=2, reminder_days=(1,)), next_check_in_at=OPENING + 2 * WEEK)
    until = noon + timedelta(hours=37, minutes=30)
    check_in = a_check_in(opened_at=noon, closes_at=noon + timedelta(hours=38))
    quick = a_standing(one_reminder, members=[a_member("Ann", zone="Europe/Berlin")], open_check_in=check_in)
    assert MomentKind.REMIND not in {moment.kind for moment in upcoming(quick, noon)}
    assert reminders(quick, until) == []


def test_a_reminder_that_would_come_an_hour_before_the_close_is_not_coming() -> None:
    check_in = a_check_in(closes_at=THURSDAY + timedelta(hours=1))
    quick = a_standing(a_team(next_check_in_at=OPENING + 2 * WEEK), members=members("Ann"), open_check_in=check_in)
    assert MomentKind.REMIND not in {moment.kind for moment in upcoming(quick, OPENING)}
    longer = replace(quick, open_check_in=a_check_in(closes_at=THURSDAY + timedelta(hours=1) + A_MOMENT))
    assert Moment(MomentKind.REMIND, THURSDAY) in upcoming(longer, OPENING)


def test_a_reminder_missed_in_the_day_waits_for_the_next_working_day() -> None:
    one = a_team(a_rhythm(reminder_days=(3,)), next_check_in_at=OPENING + 2 * WEEK)
    night = THURSDAY + timedelta(hours=14)
    assert reminders(standing(team=one), night) == []
    assert upcoming(standing(team=one), night)[0] == Moment(MomentKind.REMIND, FRIDAY - timedelta(hours=1))
    assert reminders(standing(team=one), FRIDAY - timedelta(hours=1)) == [remind(0, ANN, BO)]
    # Monday's eight o'clock is an hour before the close, and too late.
    assert reminders(standing(team=one), FRIDAY + DAY) == []
    assert MomentKind.REMIND not in {moment.kind for moment in upcoming(standing(team=one), FRIDAY + DAY)}


def test_a_member_in_no_known_zone_is_reminded_in_the_teams_working_time() -> None:
    nowhere = standing(a_member("Ann", zone="Mars/Olympus"))
    assert reminders(nowhere, THURSDAY + timedelta(hours=14)) == []
    assert reminders(nowhere, THURSDAY + timedelta(hours=2)) == [remind(0, ANN)]


def test_a_reminder_just_due_is_too_late_when_the_last_hour_begins() -> None:
    soon = replace(standing(), open_check_in=a_check_in(closes_at=THURSDAY + timedelta(hours=1, minutes=30)))
    last_hour = THURSDAY + timedelta(minutes=30)
    assert reminders(soon, last_hour - A_MOMENT) == [remind(0, ANN, BO)]
    assert reminders(soon, last_hour) == []


def test_a_reminder_due_as_the_day_ends_may_be_a_little_late() -> None:
    five = OPENING + timedelta(hours=8)
    team = a_team(a_rhythm(reminder_days=(3,)), next_check_in_at=OPENING + 2 * WEEK)
    late = a_standing(team, members=members("Ann"), open_check_in=a_check_in(opened_at=five))
    assert reminders(late, five + 3 * DAY + timedelta(minutes=59)) == [remind(0, ANN)]
    assert reminders(late, five + 3 * DAY + timedelta(hours=1)) == []


def test_nobody_is_reminded_together_with_the_close() -> None:
    assert reminders(standing(), OPENING + WEEK) == []
    changed = replace(a_team(a_rhythm(every_weeks=1)), next_check_in_at=OPENING + WEEK)
    assert reminders(standing(team=changed, days_open=14), OPENING + WEEK) == []


def test_each_moment_of_reminding_is_told_once() -> None:
    two_coasts = standing(a_member("Ann"), a_member("Bo"), a_member("Cy", zone="America/Los_Angeles"))
    found = [moment for moment in upcoming(two_coasts, OPENING) if moment.kind is MomentKind.REMIND]
    two_hours = timedelta(hours=2)
    assert found == [
        Moment(MomentKind.REMIND, at) for at in (THURSDAY, THURSDAY + two_hours, FRIDAY, FRIDAY + two_hours)
    ]


def test_what_was_sent_or_is_not_needed_is_not_coming() -> None:
    sent = standing(reminded=((ANN, 0), (BO, 0)), finished=(BO,))
    found = [moment for moment in upcoming(sent, THURSDAY) if moment.kind is MomentKind.REMIND]
    assert found == [Moment(MomentKind.REMIND, FRIDAY)]


def test_when_the_clocks_bring_the_later_one_first_the_earlier_never_comes() -> None:
    # Half past midnight in Auckland, whose clocks go forward on the Sunday: New York's Friday sees the second reminder
    # at eight and would see the first at half past.
    opened_at = datetime(2026, 9, 24, 12, 30, tzinfo=UTC)
    eight = datetime(2026, 9, 25, 12, tzinfo=UTC)
    team = a_team(a_rhythm(zone="Pacific/Auckland", days_open=4, reminder_days=(1, 3)), next_check_in_at=eight + WEEK)
    check_in = a_check_in(opened_at=opened_at, days_open=4)
    two_due = a_standing(team, members=members("Ann"), open_check_in=check_in)
    assert [moment.at for moment in upcoming(two_due, opened_at) if moment.kind is MomentKind.REMIND] == [eight]
    assert reminders(two_due, eight) == [remind(1, ANN)]
    assert reminders(replace(two_due, reminded=frozenset({(ANN, 1)})), eight + timedelta(hours=1)) == []
