"""When the calendar or the cadence is replaced, dates count on from the next one; old breaks move nothing to come."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.cadence import days_later
from rubric.school_calendar import NO_BREAKS, Break, SchoolCalendar
from rubric.team import Rhythm
from rubric.timetable import DateChange
from tests.builders import MONDAY, OPENING, a_cadence, a_rhythm

WEEK, DAY = timedelta(weeks=1), timedelta(days=1)
FALL = SchoolCalendar.of([Break(date(2026, 9, 28), date(2026, 10, 2), "Fall break")])
# With the fall break, check-ins are on the third, fifth, seventh... Monday, and digests too.
SHIFTED = replace(a_rhythm(), calendar=FALL)


def weeks(rhythm: Rhythm, most: int = 3, *, after: int = 4) -> list[float]:
    """When check-ins come, in weeks from the first Monday, looked at some weeks after it."""
    moment = OPENING + after * WEEK
    return [(one.planned - MONDAY) / WEEK for one in islice(rhythm.check_ins.after(moment), most)]


def digest_weeks(rhythm: Rhythm, most: int = 3, *, after: int = 4) -> list[float]:
    moment = OPENING + after * WEEK
    return [(one.planned - MONDAY) / WEEK for one in islice(rhythm.digests.after(moment), most)]


def test_counted_from_the_next_date_nothing_that_is_to_come_moves() -> None:
    again = SHIFTED.anchored_at_next(after=OPENING + 4 * WEEK)
    assert again.cadence.anchor == MONDAY + 5 * WEEK
    assert again.digest.anchor == MONDAY + 5 * WEEK
    assert weeks(again) == weeks(SHIFTED) == [5, 7, 9]
    assert digest_weeks(again) == digest_weeks(SHIFTED) == [5, 7, 9]


def test_changes_of_past_dates_are_forgotten_and_those_to_come_are_kept() -> None:
    changed = replace(
        SHIFTED,
        changes=(
            DateChange(MONDAY, None),
            DateChange(MONDAY + 3 * WEEK, OPENING + 3 * WEEK + DAY),
            DateChange(MONDAY + 5 * WEEK, None),
            DateChange(MONDAY + 7 * WEEK, OPENING + 7 * WEEK + DAY),
        ),
    )
    assert changed.anchored_at_next(after=OPENING + 4 * WEEK).changes == changed.changes[2:]
    just_moved = changed.anchored_at_next(after=OPENING + 3 * WEEK + timedelta(hours=1))
    assert just_moved.changes == changed.changes[1:]


def test_a_break_goes_on_moving_the_next_date() -> None:
    again = SHIFTED.anchored_at_next(after=OPENING + WEEK)
    assert again.cadence.anchor == MONDAY + 2 * WEEK
    assert next(again.check_ins.after(OPENING + WEEK)).after_break == FALL.breaks[0]
    within_the_break = SHIFTED.anchored_at_next(after=OPENING + 2 * WEEK + DAY)
    assert within_the_break.cadence.anchor == MONDAY + 3 * WEEK


def test_a_rhythm_whose_dates_stay_is_kept_as_it_is() -> None:
    more = replace(SHIFTED, indicators_per_check_in=5, changes=(DateChange(MONDAY, None),))
    assert more.following(SHIFTED, after=OPENING + 4 * WEEK) == more


def test_old_breaks_do_not_move_what_comes_once_the_calendar_is_replaced() -> None:
    naive = replace(SHIFTED, calendar=NO_BREAKS)
    assert weeks(naive) == [6, 8, 10]
    assert weeks(naive.following(SHIFTED, after=OPENING + 4 * WEEK)) == [5, 7, 9]
    assert digest_weeks(naive.following(SHIFTED, after=OPENING + 4 * WEEK)) == [5, 7, 9]


def test_a_new_calendar_moves_what_comes() -> None:
    winter = SchoolCalendar.of([Break(MONDAY + 5 * WEEK, MONDAY + 6 * WEEK, "Winter break")])
    assert weeks(replace(SHIFTED, calendar=winter).following(SHIFTED, after=OPENING + 4 * WEEK)) == [7, 9, 11]


def test_a_break_that_is_taken_back_gives_the_next_date_back_while_it_can() -> None:
    without = replace(SHIFTED, calendar=NO_BREAKS)
    assert weeks(without.following(SHIFTED, after=OPENING + WEEK), after=1) == [2, 4, 6]
    # That Monday is past; the date is not lost for it.
    assert weeks(without.following(SHIFTED, after=OPENING + 2 * WEEK + DAY), after=2) == [3, 5, 7]


def test_what_was_left_out_stays_so_where_a_break_moves_it_and_what_was_moved_by_hand_is_moved_by_the_break() -> None:
    before = replace(
        SHIFTED,
        changes=(
            DateChange(MONDAY + 5 * WEEK, None),
            DateChange(MONDAY + 7 * WEEK, OPENING + 7 * WEEK + 2 * DAY),
            DateChange(MONDAY + 9 * WEEK, None),
            DateChange(MONDAY + 11 * WEEK, OPENING + 11 * WEEK + 2 * DAY),
        ),
    )
    winter = SchoolCalendar.of([Break(MONDAY + 9 * WEEK, MONDAY + 9 * WEEK, "Winter break")])
    after = replace(before, calendar=winter).following(before, after=OPENING + 4 * WEEK)
    assert after.changes == (*before.changes[:2], DateChange(MONDAY + 10 * WEEK, None))
    assert weeks(after) == [7, 12, 14]


def test_another_cadence_drops_changes_that_mean_no_date_any_more() -> None:
    before = replace(SHIFTED, changes=(DateChange(MONDAY + 5 * WEEK, None), DateChange(MONDAY + 7 * WEEK, None)))
    slower = replace(before, cadence=replace(before.cadence, every_weeks=3))
    assert slower.following(before, after=OPENING + 4 * WEEK).changes == before.changes[:1]


def test_what_was_left_out_before_one_that_was_moved_ahead_and_has_been_is_past() -> None:
    rhythm = a_rhythm(every_weeks=1).left_out(MONDAY + WEEK).left_out(MONDAY + 2 * WEEK).left_out(MONDAY + 4 * WEEK)
    ahead = OPENING + 3 * DAY
    moved = rhythm.shifted(MONDAY + 3 * WEEK, to=ahead, not_before=OPENING)
    assert moved.check_ins.next_day(ahead - timedelta(hours=1)).planned == MONDAY + WEEK
    assert moved.check_ins.next_day(ahead).planned == MONDAY + 4 * WEEK
    assert moved.anchored_at_next(after=ahead).changes == (DateChange(MONDAY + 4 * WEEK, None),)


def test_another_number_of_weeks_counts_from_the_next_date() -> None:
    slower = replace(SHIFTED, cadence=replace(SHIFTED.cadence, every_weeks=3))
    assert weeks(slower.following(SHIFTED, after=OPENING + 4 * WEEK)) == [5, 8, 11]
    assert digest_weeks(slower.following(SHIFTED, after=OPENING + 4 * WEEK)) == [5, 7, 9]


def test_a_first_date_of_its_own_is_what_a_new_cadence_counts_from() -> None:
    wednesdays = replace(SHIFTED, cadence=a_cadence(MONDAY + 6 * WEEK + 2 * DAY, every_weeks=1, zone="America/Denver"))
    after = wednesdays.following(SHIFTED, after=OPENING + 4 * WEEK)
    assert after.cadence == wednesdays.cadence
    assert (after.digest.anchor, after.digest.zone) == (MONDAY + 5 * WEEK + 2 * DAY, "America/Denver")


def test_digests_keep_a_weekday_or_a_first_date_of_their_own() -> None:
    fridays = replace(SHIFTED, digest=a_cadence(MONDAY + 2 * WEEK + 4 * DAY))
    wednesday = a_cadence(MONDAY + 6 * WEEK + 2 * DAY)
    kept = replace(fridays, cadence=wednesday).following(fridays, after=OPENING + 4 * WEEK)
    assert kept.digest.anchor == MONDAY + 5 * WEEK + 4 * DAY
    chosen = replace(SHIFTED, cadence=wednesday, digest=a_cadence(MONDAY + 8 * WEEK))
    assert chosen.following(SHIFTED, after=OPENING + 4 * WEEK).digest.anchor == MONDAY + 8 * WEEK


def test_single_dates_are_moved_left_out_and_put_back() -> None:
    tuesday = OPENING + 2 * WEEK + DAY
    moved = a_rhythm().shifted(MONDAY + 2 * WEEK, to=tuesday, not_before=OPENING)
    assert moved.changes == (DateChange(MONDAY + 2 * WEEK, tuesday),)
    assert moved.left_out(MONDAY + 2 * WEEK).changes == (DateChange(MONDAY + 2 * WEEK, None),)
    assert moved.put_back(MONDAY + 2 * WEEK, not_before=OPENING) == a_rhythm()


@pytest.mark.parametrize("second", [None, OPENING + 3 * WEEK], ids=["was left out", "was moved further"])
def test_a_date_that_was_moved_to_where_another_made_room_stays_there(second: datetime | None) -> None:
    room_made = replace(a_rhythm(), changes=(DateChange(MONDAY + 2 * WEEK, second),))
    moved = room_made.shifted(MONDAY, to=OPENING + 2 * WEEK + DAY, not_before=OPENING)
    assert len(moved.changes) == 2
    far_away = Break(MONDAY + 40 * WEEK, MONDAY + 41 * WEEK)
    after = replace(moved, calendar=SchoolCalendar.of([far_away])).following(moved, after=OPENING - DAY)
    assert after.changes == moved.changes


BREAKS = st.lists(
    st.builds(
        lambda at, days: Break(MONDAY + at * DAY, MONDAY + (at + days) * DAY), st.integers(0, 300), st.integers(0, 20)
    ),
    max_size=6,
).map(SchoolCalendar.of)


@given(BREAKS, st.integers(0, 300), st.sets(st.integers(0, 12), max_size=3))
def test_whenever_it_is_counted_anew_the_same_dates_come(
    calendar: SchoolCalendar, days: int, skipped: set[int]
) -> None:
    rhythm = replace(a_rhythm(), calendar=calendar)
    planned = [one.planned for one in islice(rhythm.check_ins.occurrences(), 13)]
    rhythm = replace(rhythm, changes=tuple(DateChange(planned[at], None) for at in sorted(skipped)))
    now = days_later(OPENING, days, "America/New_York")
    again = rhythm.anchored_at_next(after=now)
    assert [one.at for one in islice(again.check_ins.after(now), 20)] == [
        one.at for one in islice(rhythm.check_ins.after(now), 20)
    ]
    assert again.digests.coming(now, 5)[0].at == rhythm.digests.coming(now, 5)[0].at


@given(BREAKS, BREAKS, st.integers(0, 300))
def test_a_calendar_replaced_drops_no_date_that_was_to_come(
    old: SchoolCalendar, new: SchoolCalendar, days: int
) -> None:
    before = replace(a_rhythm(), calendar=old)
    now = days_later(OPENING, days, "America/New_York")
    after = replace(before, calendar=new).following(before, after=now)
    wanted = before.check_ins.next_day(now)
    first = next(after.check_ins.after(now))
    assert first.wanted in (wanted.wanted, wanted.planned)
    assert all(new.break_on(first.wanted + WEEK * at) for at in range((first.planned - first.wanted) // WEEK))
