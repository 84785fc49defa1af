"""What a coordinator may do to single dates by hand: move one between its neighbours, leave one out, put it back."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import takewhile

from rubric.cadence import days_later
from rubric.refusals import FormDoesNotMatch, OutOfOrder
from rubric.timetable import DateChange, Occurrence, Timetable

# One that opens less than a day before the next is not worth opening.
DAYS_APART = 1


@dataclass(frozen=True, slots=True)
class Between:
    """Where a date may be moved to: from `earliest` (None: any time) to `latest`, both included, in UTC."""

    earliest: datetime | None
    latest: datetime

    def holds(self, moment: datetime) -> bool:
        return (self.earliest is None or self.earliest <= moment) and moment <= self.latest


def neighbours(timetable: Timetable, planned: date) -> Between:
    """Where the date of `planned` may be moved to: at least a day from those before and after it.

    Raises FormDoesNotMatch when the timetable has no such date.
    """
    zone = timetable.cadence.zone
    before, after = _around(_without(timetable, planned), planned)
    return Between(
        earliest=None if before is None else days_later(before.at, DAYS_APART, zone),
        latest=days_later(after.at, -DAYS_APART, zone),
    )


def shift(timetable: Timetable, planned: date, *, to: datetime, not_before: datetime) -> tuple[DateChange, ...]:
    """The timetable's changes with the date of `planned` moved to `to`.

    `not_before` is now, or when the open check-in closes. Raises OutOfOrder, and FormDoesNotMatch when the timetable
    has no such date.
    """
    room = neighbours(timetable, planned)
    earliest = not_before if room.earliest is None else max(room.earliest, not_before)
    if not earliest <= to <= room.latest:
        raise OutOfOrder(earliest, room.latest)
    back = put_back(timetable, planned)
    if to == timetable.own_time(planned):
        return back
    return _sorted(*back, DateChange(planned, to))


def leave_out(timetable: Timetable, planned: date) -> tuple[DateChange, ...]:
    """The timetable's changes with the date of `planned` left out. Raises FormDoesNotMatch where there is none."""
    neighbours(timetable, planned)
    return _sorted(*put_back(timetable, planned), DateChange(planned, None))


def put_back(timetable: Timetable, planned: date) -> tuple[DateChange, ...]:
    """The timetable's changes without what was done to the date of `planned`."""
    return _without(timetable, planned).changes


def still_fitting(timetable: Timetable) -> tuple[DateChange, ...]:
    """Those of its changes that still mean one of its dates, and leave it between its neighbours."""
    kept = replace(timetable, changes=())
    # One may fit only where another makes room for it, so nothing is dropped before all others were tried.
    waiting = sorted(timetable.changes, key=lambda change: change.at is not None)
    while (found := next((change for change in waiting if _fits(kept, change)), None)) is not None:
        kept = replace(kept, changes=_sorted(*kept.changes, found))
        waiting.remove(found)
    return kept.changes


def carried_over(before: Timetable, after: Timetable) -> tuple[DateChange, ...]:
    """The changes of `before` for `after`, which has the same dates over another calendar.

    One that was left out stays so wherever a break now moves it; one that was moved by hand and that a break moves too
    is moved by the break alone.
    """
    last = max((change.planned for change in before.changes), default=date.min)
    pairs = takewhile(lambda pair: pair[0].planned <= last, zip(before.days(), after.days(), strict=False))
    now_on = {old.planned: new.planned for old, new in pairs}
    kept = tuple(
        DateChange(now_on[change.planned], change.at)
        for change in before.changes
        if change.planned in now_on and (change.at is None or now_on[change.planned] == change.planned)
    )
    return still_fitting(replace(after, changes=kept))


def _fits(timetable: Timetable, change: DateChange) -> bool:
    try:
        room = neighbours(timetable, change.planned)
    except FormDoesNotMatch:
        return False
    return change.at is None or room.holds(change.at)


def _without(timetable: Timetable, planned: date) -> Timetable:
    return replace(timetable, changes=tuple(one for one in timetable.changes if one.planned != planned))


def _sorted(*changes: DateChange) -> tuple[DateChange, ...]:
    return tuple(sorted(changes, key=lambda change: change.planned))


def _around(timetable: Timetable, planned: date) -> tuple[Occurrence | None, Occurrence]:
    """The dates before and after the one of `planned`."""
    before = None
    coming = timetable.occurrences()
    for one in takewhile(lambda one: one.planned <= planned, coming):
        if one.planned == planned:
            return before, next(coming)
        before = one
    raise FormDoesNotMatch
