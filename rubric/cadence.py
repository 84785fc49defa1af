"""When something recurs: an anchor date, every so many weeks, at a local wall time in an IANA zone.

Counting weeks from an anchor, rather than by ISO week number or by adding seconds, keeps the rhythm through ISO week 53
and the wall time through daylight saving. The school calendar is left to others, who may drop or move what is due.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# Longer than this and it is a date, not a rhythm.
MOST_WEEKS = 52


class BadCadence(ValueError):
    """The cadence can't be as asked; its text is a sentence to show beside a form's field."""


@dataclass(frozen=True, slots=True)
class Cadence:
    """Every `every_weeks` weeks from `anchor` on, at local time `at` in `zone`. Raises BadCadence."""

    anchor: date
    every_weeks: int
    at: time
    zone: str

    def __post_init__(self) -> None:
        if not 1 <= self.every_weeks <= MOST_WEEKS:
            raise BadCadence(f"Choose a rhythm of 1 to {MOST_WEEKS} weeks.")
        if self.at.tzinfo is not None:
            raise BadCadence("The time of day must be local, without a zone of its own.")
        if find_zone(self.zone) is None:
            raise BadCadence(f'There is no time zone called "{self.zone}".')

    def instant(self, k: int) -> datetime:
        """The k-th occurrence in UTC, counted from 0 at the anchor.

        A wall time that the clocks skip becomes the same distance after the skip; one that comes twice is the first.
        Raises ValueError when k is negative.
        """
        if k < 0:
            raise ValueError("occurrences are counted from 0")
        day = self.anchor + timedelta(weeks=self.every_weeks * k)
        return at_wall_time(day, self.at, ZoneInfo(self.zone))

    def next_after(self, moment: datetime) -> datetime:
        """The first occurrence after `moment`, in UTC."""
        k = self._first_from(moment)
        return self.instant(k + 1) if self.instant(k) == moment else self.instant(k)

    def latest_at(self, moment: datetime) -> datetime | None:
        """The last occurrence at or before `moment`, in UTC; None before the anchor."""
        k = self._first_from(moment)
        if self.instant(k) == moment:
            return self.instant(k)
        return self.instant(k - 1) if k else None

    def between(self, start: datetime, end: datetime) -> tuple[datetime, ...]:
        """All occurrences from `start` on and before `end`, in UTC."""
        found = []
        k = self._first_from(start)
        while (instant := self.instant(k)) < end:
            found.append(instant)
            k += 1
        return tuple(found)

    def _first_from(self, moment: datetime) -> int:
        """The number of the first occurrence at or after `moment`."""
        days = (moment.astimezone(ZoneInfo(self.zone)).date() - self.anchor).days
        # Whole rhythms since the anchor can only be too few, never too many, so look onwards from there.
        k = max(0, days // (7 * self.every_weeks))
        while self.instant(k) < moment:
            k += 1
        return k


def days_later(moment: datetime, days: int, zone: str) -> datetime:
    """The same wall time in `zone`, `days` days later, in UTC."""
    where = ZoneInfo(zone)
    local = moment.astimezone(where)
    return at_wall_time(local.date() + timedelta(days=days), local.time(), where)


def at_wall_time(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The moment, in UTC, when clocks in `zone` show `at` on `day`; Cadence.instant tells of skipped times."""
    return datetime.combine(day, at.replace(fold=0), tzinfo=zone).astimezone(UTC)


def find_zone(name: str) -> ZoneInfo | None:
    """The IANA zone of that name; None when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # A path out of the database is a ValueError, and the name of one of its folders an OSError.
        return None
