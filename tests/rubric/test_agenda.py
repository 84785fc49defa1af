"""What time brings for a team: openings, closings, digests; each at its time, once, however late anybody looks."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from rubric.agenda import (
    CloseCheckIn,
    Moment,
    MomentKind,
    OpenCheckIn,
    PostDigest,
    SkipCheckIn,
    agenda,
    upcoming,
)
from rubric.digest.period import Period
from rubric.people import CheckInId
from rubric.team import TeamState
from tests.builders import OPENING, a_check_in, a_rhythm, a_standing, a_team, members

A_MOMENT = timedelta(microseconds=1)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
FORTNIGHT = 2 * WEEK
LAST_WEEK = OPENING - WEEK
CHECK_IN = CheckInId("check-in-1")
WEEKLY = a_rhythm(every_weeks=1)


def test_before_the_first_check_in_there_is_nothing_to_do() -> None:
    assert agenda(a_standing(), OPENING - A_MOMENT) == ()


def test_a_check_in_opens_when_it_is_due() -> None:
    assert agenda(a_standing(), OPENING) == (
        OpenCheckIn(due_at=OPENING, closes_at=OPENING + WEEK, next_check_in_at=OPENING + FORTNIGHT),
    )


@pytest.mark.parametrize("late", [timedelta(minutes=59), timedelta(hours=1), timedelta(hours=2) - A_MOMENT])
def test_an_hour_or_so_late_it_still_closes_when_people_were_told(late: timedelta) -> None:
    [opening] = agenda(a_standing(), OPENING + late)
    assert opening == OpenCheckIn(OPENING, closes_at=OPENING + WEEK, next_check_in_at=OPENING + FORTNIGHT)


@pytest.mark.parametrize(
    ("late", "closes"),
    [
        (timedelta(hours=2), WEEK + DAY),
        (timedelta(hours=23, minutes=30), WEEK + DAY),
        (DAY, WEEK + DAY),
        (4 * DAY, WEEK + 4 * DAY),
        (4 * DAY + A_MOMENT, FORTNIGHT),
        (6 * DAY, FORTNIGHT),
    ],
    ids=["on Monday", "before Tuesday's hour", "on Tuesday", "at Friday's hour", "after it", "on Sunday"],
)
def test_later_than_that_its_days_count_from_the_teams_hour_on_the_next_working_day(
    late: timedelta, closes: timedelta
) -> None:
    [opening] = agenda(a_standing(), OPENING + late)
    assert opening == OpenCheckIn(OPENING, closes_at=OPENING + closes, next_check_in_at=OPENING + FORTNIGHT)


def test_one_that_was_asked_by_hand_after_it_fell_due_makes_it_needless() -> None:
    ten_past = OPENING + timedelta(minutes=10)
    by_hand = a_check_in(opened_at=ten_past)
    assert agenda(a_standing(open_check_in=by_hand), ten_past) == (SkipCheckIn(OPENING + FORTNIGHT),)
    at_the_moment = a_check_in(opened_at=OPENING)
    assert agenda(a_standing(open_check_in=at_the_moment), OPENING) == (SkipCheckIn(OPENING + FORTNIGHT),)
    before = a_check_in(opened_at=OPENING - A_MOMENT)
    assert [type(action) for action in agenda(a_standing(open_check_in=before), OPENING)] == [CloseCheckIn, OpenCheckIn]


def test_days_late_it_closes_before_the_next_is_due() -> None:
    [opening] = agenda(a_standing(), OPENING + timedelta(days=10))
    assert opening == OpenCheckIn(OPENING, closes_at=OPENING + FORTNIGHT, next_check_in_at=OPENING + FORTNIGHT)


def test_with_less_than_a_working_day_left_it_is_skipped() -> None:
    friday = OPENING + FORTNIGHT - 3 * DAY
    evening = friday + timedelta(hours=8)
    for now in (friday, evening):
        assert agenda(a_standing(), now) == (
            OpenCheckIn(OPENING, closes_at=OPENING + FORTNIGHT, next_check_in_at=OPENING + FORTNIGHT),
        )
    for now in (evening + A_MOMENT, OPENING + FORTNIGHT - DAY, OPENING + FORTNIGHT - A_MOMENT):
        assert agenda(a_standing(), now) == (SkipCheckIn(OPENING + FORTNIGHT),)


def test_one_that_was_moved_to_the_last_day_before_the_next_is_skipped() -> None:
    sunday = OPENING + WEEK - DAY
    moved = a_standing(a_team(WEEKLY, next_check_in_at=sunday + A_MOMENT))
    assert agenda(moved, sunday + A_MOMENT) == (SkipCheckIn(OPENING + WEEK),)
    in_time = a_standing(a_team(WEEKLY, next_check_in_at=sunday))
    assert [type(action) for action in agenda(in_time, sunday)] == [OpenCheckIn]


def test_a_day_is_long_enough_even_when_the_clocks_make_it_short() -> None:
    saturday = datetime(2027, 3, 13, 14, tzinfo=UTC)
    team = a_team(a_rhythm(saturday.date(), days_open=1, reminder_days=()))
    [opening] = agenda(a_standing(team), saturday)
    assert opening == OpenCheckIn(
        saturday, closes_at=saturday + timedelta(hours=23), next_check_in_at=saturday + FORTNIGHT - timedelta(hours=1)
    )


def test_after_weeks_away_only_the_latest_opens() -> None:
    team = a_team(WEEKLY, next_digest_at=OPENING + 20 * WEEK)
    assert agenda(a_standing(team), OPENING + 5 * WEEK + timedelta(minutes=3)) == (
        OpenCheckIn(due_at=OPENING + 5 * WEEK, closes_at=OPENING + 6 * WEEK, next_check_in_at=OPENING + 6 * WEEK),
    )


def test_a_check_in_that_was_moved_off_the_cadence_opens_when_it_was_moved_to() -> None:
    wednesday = OPENING + 2 * DAY
    team = a_team(WEEKLY, next_check_in_at=wednesday)
    assert agenda(a_standing(team), OPENING) == ()
    assert agenda(a_standing(team), wednesday) == (
        OpenCheckIn(wednesday, closes_at=OPENING + WEEK, next_check_in_at=OPENING + WEEK),
    )


def test_a_check_in_brought_forward_before_the_anchor_opens_too() -> None:
    friday = OPENING - 3 * DAY
    [opening] = agenda(a_standing(a_team(next_check_in_at=friday)), friday)
    assert opening == OpenCheckIn(friday, closes_at=OPENING, next_check_in_at=OPENING)


def test_a_check_in_closes_at_its_time_and_at_that_time_however_late() -> None:
    team = a_team(next_check_in_at=OPENING + FORTNIGHT)
    standing = a_standing(team, open_check_in=a_check_in())
    assert agenda(standing, OPENING + WEEK - A_MOMENT) == ()
    assert agenda(standing, OPENING + WEEK) == (CloseCheckIn(CHECK_IN, closed_at=OPENING + WEEK),)
    assert agenda(standing, OPENING + WEEK + 3 * DAY) == (CloseCheckIn(CHECK_IN, closed_at=OPENING + WEEK),)


def test_one_closes_before_the_next_opens() -> None:
    standing = a_standing(a_team(WEEKLY, next_check_in_at=OPENING + WEEK), open_check_in=a_check_in())
    assert agenda(standing, OPENING + WEEK) == (
        CloseCheckIn(CHECK_IN, closed_at=OPENING + WEEK),
        OpenCheckIn(OPENING + WEEK, closes_at=OPENING + 2 * WEEK, next_check_in_at=OPENING + 2 * WEEK),
    )


def test_one_still_open_when_a_changed_rhythm_brings_the_next_closes_there_and_then() -> None:
    now = OPENING + WEEK + timedelta(minutes=1)
    standing = a_standing(a_team(WEEKLY, next_check_in_at=OPENING + WEEK), open_check_in=a_check_in(days_open=10))
    assert agenda(standing, now)[0] == CloseCheckIn(CHECK_IN, closed_at=now)
    assert isinstance(agenda(standing, now)[1], OpenCheckIn)


def test_one_still_open_stays_so_when_the_next_is_skipped() -> None:
    now = OPENING + 2 * WEEK - timedelta(hours=2)
    standing = a_standing(a_team(WEEKLY, next_check_in_at=OPENING), open_check_in=a_check_in(days_open=20))
    assert agenda(standing, now) == (SkipCheckIn(OPENING + 2 * WEEK),)


def test_a_digest_comes_two_weeks_after_the_first_check_in() -> None:
    standing = a_standing(a_team(next_check_in_at=OPENING + 2 * FORTNIGHT))
    assert agenda(standing, OPENING + FORTNIGHT - A_MOMENT) == ()
    assert agenda(standing, OPENING + FORTNIGHT) == (
        PostDigest(Period(LAST_WEEK, OPENING + FORTNIGHT), next_digest_at=OPENING + 2 * FORTNIGHT),
    )


def test_missed_digests_become_one() -> None:
    standing = a_standing(a_team(next_check_in_at=OPENING + 9 * FORTNIGHT))
    # The clocks have changed by the end of the third fortnight, and not before.
    assert agenda(standing, OPENING + 3 * FORTNIGHT + 5 * DAY) == (
        PostDigest(
            Period(LAST_WEEK, OPENING + 3 * FORTNIGHT), next_digest_at=OPENING + 4 * FORTNIGHT + timedelta(hours=1)
        ),
    )


def test_a_digest_that_was_moved_ends_where_it_was_moved_to() -> None:
    tuesday = OPENING + DAY
    team = a_team(next_check_in_at=OPENING + FORTNIGHT, next_digest_at=tuesday)
    assert agenda(a_standing(team), tuesday + timedelta(hours=3)) == (
        PostDigest(Period(LAST_WEEK, tuesday), next_digest_at=OPENING + FORTNIGHT),
    )


def test_a_digest_follows_an_early_one_where_that_ended() -> None:
    wednesday = OPENING + 9 * DAY
    team = a_team(next_check_in_at=OPENING + 2 * FORTNIGHT, digested_until=wednesday)
    assert agenda(a_standing(team), OPENING + FORTNIGHT) == (
        PostDigest(Period(wednesday, OPENING + FORTNIGHT), next_digest_at=OPENING + 2 * FORTNIGHT),
    )


@pytest.mark.parametrize("late", [timedelta(0), timedelta(hours=1)], ids=["at the moment it was due", "after it"])
def test_an_early_digest_that_covers_what_was_due_makes_it_needless(late: timedelta) -> None:
    digested_until = OPENING + FORTNIGHT + late
    team = a_team(next_check_in_at=OPENING + 3 * FORTNIGHT, digested_until=digested_until)
    assert agenda(a_standing(team), digested_until + DAY) == ()
    assert upcoming(a_standing(team), digested_until)[0] == Moment(MomentKind.DIGEST, OPENING + 2 * FORTNIGHT)
    [digest] = agenda(a_standing(team), OPENING + 2 * FORTNIGHT)
    assert isinstance(digest, PostDigest)
    assert digest.period == Period(digested_until, OPENING + 2 * FORTNIGHT)


def test_close_digest_and_opening_that_fall_together_come_in_that_order() -> None:
    now = OPENING + FORTNIGHT
    standing = a_standing(a_team(next_check_in_at=now), open_check_in=a_check_in(days_open=14), members=members("Ann"))
    assert [type(action) for action in agenda(standing, now)] == [CloseCheckIn, PostDigest, OpenCheckIn]


def test_a_paused_team_only_closes_what_is_open() -> None:
    team = replace(a_team(), state=TeamState.PAUSED)
    standing = a_standing(team, open_check_in=a_check_in(), members=members("Ann"))
    assert agenda(standing, OPENING + 5 * DAY) == ()
    assert agenda(standing, OPENING + 9 * WEEK) == (CloseCheckIn(CHECK_IN, closed_at=OPENING + WEEK),)
    assert upcoming(standing, OPENING) == (Moment(MomentKind.CLOSE, OPENING + WEEK),)


def test_what_is_coming_is_told_in_order() -> None:
    team = a_team(WEEKLY, next_check_in_at=OPENING + WEEK)
    standing = a_standing(team, open_check_in=a_check_in(), members=members("Ann", "Bo"))
    assert upcoming(standing, OPENING + timedelta(minutes=1)) == (
        Moment(MomentKind.REMIND, OPENING + 3 * DAY),
        Moment(MomentKind.REMIND, OPENING + 4 * DAY),
        Moment(MomentKind.CLOSE, OPENING + WEEK),
        Moment(MomentKind.OPEN, OPENING + WEEK),
        Moment(MomentKind.DIGEST, OPENING + FORTNIGHT),
    )


def test_what_falls_together_is_told_in_the_order_it_is_done() -> None:
    now = OPENING + FORTNIGHT
    standing = a_standing(a_team(next_check_in_at=now), open_check_in=a_check_in(days_open=14))
    assert [moment.kind for moment in upcoming(standing, OPENING)] == ["close", "digest", "open"]


def test_what_is_overdue_is_told_at_the_moment_it_was_due() -> None:
    assert upcoming(a_standing(), OPENING + 3 * DAY)[0] == Moment(MomentKind.OPEN, OPENING)
