"""Openings and digests follow the timetable: over breaks, moved and left out by hand, skipped when nothing is asked."""

from dataclasses import replace
from datetime import timedelta

from rubric.agenda import Moment, MomentKind, OpenCheckIn, PostDigest, SkipCheckIn, agenda, coming_openings, upcoming
from rubric.digest.period import Period
from rubric.school_calendar import Break, SchoolCalendar
from rubric.timetable import DateChange, Occurrence
from tests.builders import MONDAY, OPENING, a_check_in, a_rhythm, a_standing, a_team

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
FORTNIGHT = 2 * WEEK
LAST_WEEK = OPENING - WEEK
WEEKLY = a_rhythm(every_weeks=1)
FALL = Break(MONDAY + FORTNIGHT, MONDAY + FORTNIGHT + 4 * DAY, "Fall break")
OVER_A_BREAK = replace(a_rhythm(), calendar=SchoolCalendar.of([FALL]))


def test_a_break_moves_the_next_opening_and_the_digest() -> None:
    assert agenda(a_standing(a_team(OVER_A_BREAK)), OPENING) == (
        OpenCheckIn(due_at=OPENING, closes_at=OPENING + WEEK, next_check_in_at=OPENING + 3 * WEEK),
    )
    team = a_team(OVER_A_BREAK, next_check_in_at=OPENING + 3 * WEEK, next_digest_at=OPENING + 3 * WEEK)
    [digest, opening] = agenda(a_standing(team), OPENING + 3 * WEEK)
    assert digest == PostDigest(Period(LAST_WEEK, OPENING + 3 * WEEK), next_digest_at=OPENING + 5 * WEEK)
    assert isinstance(opening, OpenCheckIn)
    assert opening.next_check_in_at == OPENING + 5 * WEEK


def test_a_check_in_closes_no_later_than_the_next_opens_wherever_that_was_moved() -> None:
    moved = DateChange(MONDAY + FORTNIGHT, OPENING + 5 * DAY)
    [opening] = agenda(a_standing(a_team(replace(a_rhythm(), changes=(moved,)))), OPENING)
    assert opening == OpenCheckIn(OPENING, closes_at=OPENING + 5 * DAY, next_check_in_at=OPENING + 5 * DAY)


def test_one_that_was_left_out_does_not_open() -> None:
    left_out = replace(a_rhythm(), changes=(DateChange(MONDAY + FORTNIGHT, None),))
    [opening] = agenda(a_standing(a_team(left_out)), OPENING)
    assert isinstance(opening, OpenCheckIn)
    assert opening.next_check_in_at == OPENING + 2 * FORTNIGHT


def test_missed_ones_are_looked_for_in_the_timetable() -> None:
    late = OPENING + 3 * WEEK + timedelta(minutes=3)
    team = a_team(OVER_A_BREAK, next_digest_at=OPENING + 9 * WEEK)
    [opening] = agenda(a_standing(team), late)
    assert isinstance(opening, OpenCheckIn)
    assert opening.due_at == OPENING + 3 * WEEK
    digests = a_team(OVER_A_BREAK, next_check_in_at=OPENING + 9 * WEEK, next_digest_at=OPENING + 3 * WEEK)
    assert agenda(a_standing(digests), OPENING + 5 * WEEK) == (
        PostDigest(Period(LAST_WEEK, OPENING + 5 * WEEK), next_digest_at=OPENING + 7 * WEEK + timedelta(hours=1)),
    )


def test_a_digest_after_an_early_one_is_looked_for_in_the_timetable() -> None:
    team = a_team(OVER_A_BREAK, next_check_in_at=OPENING + 9 * WEEK, digested_until=OPENING + 2 * WEEK + DAY)
    assert upcoming(a_standing(team), OPENING + 2 * WEEK + DAY)[0] == Moment(MomentKind.DIGEST, OPENING + 3 * WEEK)


def test_when_every_indicator_is_left_out_check_ins_are_skipped() -> None:
    nothing = replace(a_standing(), nothing_to_ask=True)
    assert agenda(nothing, OPENING) == (SkipCheckIn(OPENING + FORTNIGHT),)
    still_open = replace(nothing, open_check_in=a_check_in(opened_at=OPENING - DAY))
    assert agenda(still_open, OPENING) == (SkipCheckIn(OPENING + FORTNIGHT),)


def test_the_coming_openings_are_those_of_the_timetable() -> None:
    found = coming_openings(a_standing(a_team(OVER_A_BREAK)), OPENING - DAY, most=3)
    assert [one.at for one in found] == [OPENING, OPENING + 3 * WEEK, OPENING + 5 * WEEK]
    assert [one.after_break for one in found] == [None, FALL, None]


def test_one_that_is_overdue_opens_now_unless_it_is_skipped() -> None:
    overdue = a_standing(a_team(OVER_A_BREAK))
    late = OPENING + 3 * DAY
    assert coming_openings(overdue, late, most=1) == (Occurrence(MONDAY, late, MONDAY),)
    put_in = a_standing(a_team(next_check_in_at=OPENING - 3 * DAY))
    before = (OPENING - 3 * DAY).date()
    assert coming_openings(put_in, OPENING - 3 * DAY, most=1) == (Occurrence(before, OPENING - 3 * DAY, before),)
    back = a_standing(a_team(OVER_A_BREAK, next_check_in_at=OPENING + 3 * WEEK))
    assert coming_openings(back, OPENING + 3 * WEEK, most=1)[0].after_break == FALL
    assert [one.at for one in coming_openings(overdue, late, most=2)] == [late, OPENING + 3 * WEEK]
    nothing = replace(overdue, nothing_to_ask=True)
    assert [one.at for one in coming_openings(nothing, late, most=2)] == [OPENING + 3 * WEEK, OPENING + 5 * WEEK]


def test_one_that_was_put_off_stays_so_among_the_coming_openings() -> None:
    put_off = a_standing(a_team(WEEKLY, next_check_in_at=OPENING + 3 * WEEK))
    assert [one.at for one in coming_openings(put_off, OPENING, most=1)] == [OPENING + 3 * WEEK]


def test_what_was_missed_before_a_break_does_not_open_in_it() -> None:
    first, last = (OPENING + 2 * DAY).date(), (OPENING + 9 * DAY).date()
    calendar = SchoolCalendar.of([Break(first, last, "Fall break")])
    team = a_team(replace(a_rhythm(), calendar=calendar))
    assert agenda(a_standing(team), OPENING + 3 * DAY) == (SkipCheckIn(OPENING + FORTNIGHT),)
    assert [type(action) for action in agenda(a_standing(team), OPENING + DAY)] == [OpenCheckIn]
    assert [type(action) for action in agenda(a_standing(team), OPENING + 10 * DAY)] == [OpenCheckIn]
