"""A break shifts a date and what follows it, drops none, and leaves weekday and hour as they were."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.cadence import Cadence
from rubric.refusals import FormDoesNotMatch, OutOfOrder
from rubric.school_calendar import NO_BREAKS, Break, SchoolCalendar
from rubric.shifting import Between, leave_out, neighbours, put_back, shift, still_fitting
from rubric.timetable import DateChange, NoSchoolDay, Occurrence, Timetable
from tests.builders import MONDAY, OPENING, ZONE, a_cadence

WEEK, DAY = timedelta(weeks=1), timedelta(days=1)
A_MOMENT = timedelta(microseconds=1)
FALL = Break(date(2026, 9, 28), date(2026, 10, 2), "Fall break")


def timetable(*breaks: Break, every_weeks: int = 2, changes: Sequence[DateChange] = ()) -> Timetable:
    return Timetable(a_cadence(every_weeks=every_weeks), SchoolCalendar.of(breaks), tuple(changes))


def days(found: Timetable, most: int) -> list[date]:
    return [one.at.astimezone(ZoneInfo(ZONE)).date() for one in islice(found.occurrences(), most)]


def test_without_breaks_it_is_the_cadence() -> None:
    assert days(timetable(), 3) == [MONDAY, MONDAY + 2 * WEEK, MONDAY + 4 * WEEK]


def test_a_break_shifts_a_date_by_weeks_and_the_rest_counts_on_from_there() -> None:
    found = timetable(FALL)
    assert days(found, 4) == [MONDAY, MONDAY + 3 * WEEK, MONDAY + 5 * WEEK, MONDAY + 7 * WEEK]
    [_, moved, after] = islice(found.occurrences(), 3)
    assert (moved.wanted, moved.planned, moved.moved_by) == (MONDAY + 2 * WEEK, MONDAY + 3 * WEEK, FALL)
    assert (moved.after_break, after.after_break) == (FALL, None)


def test_a_date_is_moved_past_one_break_after_another_and_the_first_is_named() -> None:
    found = timetable(FALL, Break(date(2026, 10, 5), date(2026, 10, 12), "Harvest"))
    [_, moved] = islice(found.occurrences(), 2)
    assert (moved.planned, moved.moved_by) == (MONDAY + 5 * WEEK, FALL)


def test_a_break_between_dates_or_on_another_weekday_moves_nothing() -> None:
    free_friday = Break(date(2026, 10, 2), date(2026, 10, 2))
    between = Break(date(2026, 9, 15), date(2026, 9, 27))
    assert days(timetable(free_friday, between), 3) == days(timetable(), 3)


def test_the_wall_time_stays_through_daylight_saving() -> None:
    around = Break(date(2026, 10, 26), date(2026, 10, 31))
    found = list(islice(timetable(around).occurrences(), 5))
    assert {one.at.astimezone(ZoneInfo(ZONE)).time() for one in found} == {time(9)}
    assert found[3].planned == date(2026, 11, 2)
    assert found[3].at == datetime(2026, 11, 2, 14, tzinfo=UTC)


def test_a_date_moved_by_hand_falls_due_then_and_no_other_moves() -> None:
    tuesday = OPENING + 2 * WEEK + DAY
    found = timetable(changes=[DateChange(MONDAY + 2 * WEEK, tuesday)])
    [first, moved, third] = islice(found.occurrences(), 3)
    assert (first.at, moved.at, third.at) == (OPENING, tuesday, OPENING + 4 * WEEK)
    assert [one.moved_by_hand for one in (first, moved, third)] == [False, True, False]
    assert moved.planned == MONDAY + 2 * WEEK


def test_a_date_left_out_by_hand_does_not_fall_due_and_no_other_moves() -> None:
    found = timetable(changes=[DateChange(MONDAY + 2 * WEEK, None)])
    assert days(found, 3) == [MONDAY, MONDAY + 4 * WEEK, MONDAY + 6 * WEEK]


def test_one_moved_by_hand_no_longer_comes_because_of_a_break() -> None:
    found = timetable(FALL, changes=[DateChange(MONDAY + 3 * WEEK, OPENING + 3 * WEEK + DAY)])
    [_, moved] = islice(found.occurrences(), 2)
    assert (moved.moved_by, moved.after_break) == (FALL, None)


def test_the_next_the_latest_and_those_between_are_found() -> None:
    found = timetable(FALL)
    second = OPENING + 3 * WEEK
    assert found.next_after(OPENING - A_MOMENT) == OPENING
    assert found.next_after(OPENING) == second
    assert found.latest_at(OPENING - A_MOMENT) is None
    assert found.latest_at(second - A_MOMENT) == OPENING
    assert found.latest_at(second) == second
    assert found.between(OPENING, second) == (OPENING,)
    assert found.between(OPENING + A_MOMENT, second + A_MOMENT) == (second,)
    assert found.coming(OPENING, 1) == (Occurrence(second.date(), second, MONDAY + 2 * WEEK, FALL),)


def test_what_was_left_out_is_never_the_latest() -> None:
    found = timetable(changes=[DateChange(MONDAY + 2 * WEEK, None)])
    assert found.latest_at(OPENING + 2 * WEEK + DAY) == OPENING
    assert found.latest_at(OPENING + 20 * WEEK + 3 * DAY) == OPENING + 20 * WEEK + timedelta(hours=1)
    nothing_yet = timetable(changes=[DateChange(MONDAY, None)])
    assert nothing_yet.latest_at(OPENING + DAY) is None
    assert nothing_yet.latest_at(OPENING + 10 * DAY) is None


def test_one_moved_by_hand_long_after_its_day_is_still_to_come() -> None:
    late = OPENING + 2 * WEEK - DAY
    found = timetable(changes=[DateChange(MONDAY, late)])
    assert found.next_after(OPENING + 9 * DAY) == late
    assert found.latest_at(OPENING + 9 * DAY) is None
    assert found.latest_at(late) == late


def test_a_calendar_without_a_free_day_for_half_a_year_is_a_mistake() -> None:
    for_ever = Break(date(2026, 9, 21), date(2027, 9, 21))
    with pytest.raises(NoSchoolDay) as caught:
        timetable(for_ever).next_after(OPENING)
    assert caught.value.day == MONDAY + 2 * WEEK
    half_a_year = Break(date(2026, 9, 21), date(2026, 9, 28) + 25 * WEEK + 6 * DAY)
    assert timetable(half_a_year).next_after(OPENING).date() == MONDAY + 28 * WEEK


def test_the_whole_calendar_can_be_tried() -> None:
    timetable().ensure_free_days()
    timetable(FALL).ensure_free_days()
    far_away = Break(date(2029, 9, 21), date(2030, 9, 21))
    assert timetable(far_away).next_after(OPENING) == OPENING + 2 * WEEK
    with pytest.raises(NoSchoolDay):
        timetable(far_away).ensure_free_days()


def test_years_of_a_weekly_team_with_many_breaks_are_looked_through_quickly() -> None:
    asked = 0

    class Counting(SchoolCalendar):
        """Counts how often it is looked into, which no busy machine changes."""

        def break_on(self, day: date) -> Break | None:
            nonlocal asked
            asked += 1
            return super().break_on(day)

    free = [Break(MONDAY + 9 * DAY * at, MONDAY + 9 * DAY * at) for at in range(1, 200)]
    found = Timetable(a_cadence(every_weeks=1), Counting(tuple(free)))
    found.next_after(OPENING + 260 * WEEK)
    assert asked < 2 * 265


NEIGHBOURS = Between(earliest=OPENING + DAY, latest=OPENING + 4 * WEEK - DAY)
SECOND = MONDAY + 2 * WEEK


def test_a_date_can_be_moved_between_its_neighbours_a_day_apart() -> None:
    assert neighbours(timetable(), SECOND) == NEIGHBOURS
    assert neighbours(timetable(), MONDAY) == Between(None, OPENING + 2 * WEEK - DAY)
    for to in (NEIGHBOURS.earliest, NEIGHBOURS.latest):
        assert to is not None
        assert shift(timetable(), SECOND, to=to, not_before=OPENING) == (DateChange(SECOND, to),)


@pytest.mark.parametrize(
    "to", [OPENING + DAY - A_MOMENT, OPENING + 4 * WEEK - DAY + A_MOMENT], ids=["too early", "too late"]
)
def test_a_date_can_not_be_moved_past_its_neighbours(to: datetime) -> None:
    with pytest.raises(OutOfOrder) as caught:
        shift(timetable(), SECOND, to=to, not_before=OPENING)
    assert (caught.value.earliest, caught.value.latest) == (NEIGHBOURS.earliest, NEIGHBOURS.latest)


def test_a_date_can_not_be_moved_into_the_past_or_before_the_open_one_closes() -> None:
    closes_at = OPENING + WEEK
    with pytest.raises(OutOfOrder) as caught:
        shift(timetable(), SECOND, to=closes_at - A_MOMENT, not_before=closes_at)
    assert caught.value.earliest == closes_at
    assert shift(timetable(), SECOND, to=closes_at, not_before=closes_at) == (DateChange(SECOND, closes_at),)
    with pytest.raises(OutOfOrder):
        shift(timetable(), MONDAY, to=OPENING - 2 * DAY, not_before=OPENING - DAY)


def test_neighbours_are_where_they_were_moved_to_and_those_left_out_are_none() -> None:
    moved = timetable(changes=[DateChange(MONDAY, OPENING + 3 * DAY), DateChange(MONDAY + 4 * WEEK, None)])
    assert neighbours(moved, SECOND) == Between(OPENING + 4 * DAY, OPENING + 6 * WEEK - DAY)


def test_a_date_can_be_moved_again_left_out_and_put_back() -> None:
    tuesday, wednesday = OPENING + 2 * WEEK + DAY, OPENING + 2 * WEEK + 2 * DAY
    once = timetable(changes=shift(timetable(), SECOND, to=tuesday, not_before=OPENING))
    twice = shift(once, SECOND, to=wednesday, not_before=OPENING)
    assert twice == (DateChange(SECOND, wednesday),)
    assert leave_out(once, SECOND) == (DateChange(SECOND, None),)
    assert put_back(once, SECOND) == ()
    assert shift(once, SECOND, to=OPENING + 2 * WEEK, not_before=OPENING) == ()


def test_changes_are_kept_in_order() -> None:
    later = DateChange(MONDAY + 4 * WEEK, None)
    assert leave_out(timetable(changes=[later]), SECOND) == (DateChange(SECOND, None), later)


def test_a_day_that_is_no_date_can_not_be_moved_or_left_out() -> None:
    for day in (MONDAY - DAY, MONDAY + WEEK):
        with pytest.raises(FormDoesNotMatch):
            neighbours(timetable(), day)
        with pytest.raises(FormDoesNotMatch):
            leave_out(timetable(), day)


def test_only_changes_that_still_mean_a_date_and_keep_the_order_fit() -> None:
    fits = DateChange(MONDAY + 5 * WEEK, OPENING + 5 * WEEK + DAY)
    means_none = DateChange(MONDAY + 2 * WEEK, OPENING + 2 * WEEK + DAY)
    too_early = DateChange(MONDAY + 7 * WEEK, OPENING + 5 * WEEK + DAY)
    left_out = DateChange(MONDAY + 9 * WEEK, None)
    assert still_fitting(timetable(FALL, changes=[means_none, fits, too_early, left_out])) == (fits, left_out)


BREAKS = st.builds(
    lambda first, length: Break(first, first + length * DAY), st.dates(MONDAY, MONDAY + 60 * WEEK), st.integers(0, 60)
)
TIMETABLES = st.builds(
    Timetable,
    st.builds(
        Cadence,
        st.dates(MONDAY, MONDAY + 52 * WEEK),
        st.integers(1, 8),
        st.sampled_from([time(0, 30), time(2, 30), time(9), time(23, 59)]),
        st.sampled_from([ZONE, "Europe/Berlin", "Pacific/Auckland"]),
    ),
    st.one_of(st.just(NO_BREAKS), st.lists(BREAKS, max_size=6).map(SchoolCalendar.of)),
)
# Six breaks of two months can leave no day free for longer than is allowed, and that is tried elsewhere.
REACH = 30


@given(TIMETABLES)
def test_no_date_is_on_a_break_day_and_weekday_hour_and_distance_are_kept(found: Timetable) -> None:
    try:
        dates = list(islice(found.occurrences(), REACH))
    except NoSchoolDay:
        return
    cadence, zone = found.cadence, ZoneInfo(found.cadence.zone)
    assert {one.planned.weekday() for one in dates} == {cadence.anchor.weekday()}
    assert all(found.calendar.break_on(one.planned) is None for one in dates)
    for one in dates:
        # Where clocks skip the hour it is the hour after.
        assert one.at.astimezone(zone) - datetime.combine(one.planned, cadence.at, zone) <= timedelta(hours=1)
    for one, other in pairwise(dates):
        assert other.wanted - one.planned == cadence.every_weeks * WEEK
        assert other.planned >= other.wanted
        assert (other.moved_by is None) == (other.planned == other.wanted)
        # Nothing is put off for longer than breaks last.
        assert all(found.calendar.break_on(day) is not None for day in mondays(other.wanted, other.planned))


def mondays(first: date, until: date) -> list[date]:
    """The same weekday, week after week."""
    return [first + WEEK * at for at in range((until - first) // WEEK)]


@given(st.data(), TIMETABLES)
def test_whatever_is_moved_and_left_out_by_hand_the_rest_stays_in_order(data: st.DataObject, found: Timetable) -> None:
    try:
        planned = [one.planned for one in islice(found.occurrences(), REACH)]
    except NoSchoolDay:
        return
    left_out: set[date] = set()
    bare = list(islice(found.occurrences(), REACH))
    for _ in range(data.draw(st.integers(0, 5))):
        day = data.draw(st.sampled_from(planned[:10]))
        if data.draw(st.booleans()):
            changes, left_out = leave_out(found, day), left_out | {day}
        else:
            room = neighbours(found, day)
            earliest = room.earliest or room.latest - 5 * DAY
            if earliest > room.latest:
                continue
            to = earliest + data.draw(st.floats(0, 1)) * (room.latest - earliest)
            changes, left_out = shift(found, day, to=to, not_before=earliest), left_out - {day}
        found = Timetable(found.cadence, found.calendar, changes)
    dates = list(islice(found.occurrences(), REACH - len(left_out)))
    assert [one.planned for one in dates] == [day for day in planned if day not in left_out]
    assert all(one.at < other.at for one, other in pairwise(dates))
    moved = {change.planned for change in found.changes}
    assert [one for one in dates if one.planned not in moved] == [one for one in bare if one.planned not in moved]
    check_looking(found, dates, data.draw(st.timedeltas(-9 * DAY, 90 * WEEK)))


def check_looking(found: Timetable, dates: list[Occurrence], distance: timedelta) -> None:
    """Looking from any moment sees the same as going through all dates."""
    moment = min(dates[0].at + distance, dates[-1].at - A_MOMENT)
    for probe in (moment, *(one.at for one in dates[:5])):
        past = [one.at for one in dates if one.at <= probe]
        assert found.latest_at(probe) == (past[-1] if past else None)
        assert found.next_after(probe) == next(one.at for one in dates if one.at > probe)
    assert found.between(dates[1].at, moment) == tuple(one.at for one in dates[1:] if one.at < moment)
