"""What of a team's history can be taken along: which part of it, as which tables, with which columns.

Nobody's rating stands under their name anywhere: the smallest thing in any table is a count that the team was shown.
Making the rows is tidy.py's part; files and words are left to others.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from operator import attrgetter
from typing import Protocol
from zoneinfo import ZoneInfo

from rubric.cadence import at_wall_time
from rubric.model import DomainId, IndicatorId, Rubric

_A_DAY = timedelta(days=1)
_MIDNIGHT = time(0)


class ExportFormat(StrEnum):
    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"


class Table(StrEnum):
    """The tables, in the order in which they are written."""

    CHECK_INS = "check_ins"
    SUMMARY = "summary"
    TALLIES = "tallies"
    NOTES = "notes"
    TEAM_RATINGS = "team_ratings"
    SECOND_RATINGS = "second_ratings"
    NEXT_STEPS = "next_steps"
    EVIDENCE = "evidence"


class WhyEmpty(StrEnum):
    """Why there is nothing to export: nothing has closed yet, nothing is of those days, or it was never asked."""

    NOTHING_YET = "nothing_yet"
    NOT_IN_THOSE_DAYS = "not_in_those_days"
    NEVER_ASKED = "never_asked"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which part; without anything, all of it. The days are inclusive, by the calendar in the team's zone."""

    indicator_id: IndicatorId | None = None
    domain_id: DomainId | None = None
    since: date | None = None
    until: date | None = None

    @property
    def has_days(self) -> bool:
        return self.since is not None or self.until is not None

    def takes(self, indicator_id: IndicatorId, domain_id: DomainId) -> bool:
        """Whether it is about that indicator, which belongs to that domain."""
        return self.indicator_id in (None, indicator_id) and self.domain_id in (None, domain_id)

    def of_any_day(self) -> "Scope":
        return replace(self, since=None, until=None)

    def moments(self, zone: str) -> tuple[datetime | None, datetime | None]:
        """When its days begin, and when they are over; None where they are open."""
        where = ZoneInfo(zone)
        since = None if self.since is None else at_wall_time(self.since, _MIDNIGHT, where)
        until = None if self.until in (None, date.max) else at_wall_time(self.until + _A_DAY, _MIDNIGHT, where)
        return since, until


@dataclass(frozen=True, slots=True)
class About:
    """What is exported, of whom, and as of when; `rubric` is the team's, as it is now."""

    team_name: str
    zone: str
    rubric: Rubric
    scope: Scope
    made_at: datetime

    def day(self, at: datetime) -> date:
        """The day of a moment, by the calendar in the team's zone."""
        return at.astimezone(ZoneInfo(self.zone)).date()

    def domain(self, domain_id: DomainId) -> str:
        """A domain's title; nothing when the rubric no longer has it."""
        return next((domain.title for domain in self.rubric.domains if domain.id == domain_id), "")


@dataclass(frozen=True, slots=True)
class CheckInRow:
    """A closed check-in."""

    check_in: int
    opened: date
    closed: date
    pass_number: int
    indicators: int
    finished: int
    members: int
    away: int


@dataclass(frozen=True, slots=True)
class _AskedRow:
    """Something about an indicator as a closed check-in asked it."""

    check_in: int
    opened: date
    closed: date
    pass_number: int
    domain_id: str
    domain: str
    indicator_id: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class SummaryRow(_AskedRow):
    """An indicator in a check-in; everything after `withheld` is empty where too few answered.

    `median_low` differs from `median_high` where an even number of ratings has two middle ones.
    """

    answers: int
    withheld: bool
    rated: int | None
    dont_know: int | None
    median_high_id: str
    median_high: str
    median_low_id: str
    median_low: str
    range_steps: int | None
    agreement: float | None
    talk_about: bool | None
    we_dont_know: bool | None


@dataclass(frozen=True, slots=True)
class TallyRow(_AskedRow):
    """How many chose one level; or, `withheld`, only that too few answered."""

    level_id: str
    level: str
    level_order: int | None
    ratings: int | None
    answers: int
    withheld: bool
    reason: str


@dataclass(frozen=True, slots=True)
class NoteRow:
    """What somebody wrote beside a rating; not whose it is, nor beside which level, nor when."""

    check_in: int
    closed: date
    domain_id: str
    domain: str
    indicator_id: str
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class TeamRatingRow:
    """What the team agreed; `superseded` when another was recorded later for the same check-in and indicator."""

    id: int
    check_in: int
    domain_id: str
    domain: str
    indicator_id: str
    label: str
    level_id: str
    level: str
    level_order: int | None
    rationale: str
    dissent: str
    agreed_on: date
    recorded_on: date
    recorded_by: str
    superseded: bool


@dataclass(frozen=True, slots=True)
class SecondRatingRow:
    """How many chose one level when they rated again, of a batch that a digest has counted."""

    check_in: int
    domain_id: str
    domain: str
    indicator_id: str
    label: str
    counted_on: date
    level_id: str
    level: str
    level_order: int | None
    ratings: int | None
    answers: int
    withheld: bool
    reason: str


@dataclass(frozen=True, slots=True)
class NextStepRow:
    """Something that somebody undertook to do; `check_in` is where it came from, if it came from one."""

    id: str
    kind: str
    check_in: int | None
    domain_id: str
    domain: str
    indicator_id: str
    label: str
    sentence: str
    owner: str
    due_on: date
    state: str
    made_on: date
    made_by: str
    settled_on: date | None


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """An entry of the evidence ledger."""

    id: str
    domain_id: str
    domain: str
    indicator_id: str
    label: str
    text: str
    link: str
    dated_on: date
    added_on: date
    added_by: str


Row = (
    CheckInRow | SummaryRow | TallyRow | NoteRow | TeamRatingRow | SecondRatingRow | NextStepRow | EvidenceRow
)  # fmt: skip
Cell = str | int | float | bool | date | None

ROWS: Mapping[Table, type[Row]] = {
    Table.CHECK_INS: CheckInRow,
    Table.SUMMARY: SummaryRow,
    Table.TALLIES: TallyRow,
    Table.NOTES: NoteRow,
    Table.TEAM_RATINGS: TeamRatingRow,
    Table.SECOND_RATINGS: SecondRatingRow,
    Table.NEXT_STEPS: NextStepRow,
    Table.EVIDENCE: EvidenceRow,
}


def columns(table: Table) -> tuple[str, ...]:
    """The names of a table's columns, in order."""
    return tuple(field.name for field in fields(ROWS[table]))


_CELLS = {made_of: attrgetter(*columns(table)) for table, made_of in ROWS.items()}


def cells(row: Row) -> tuple[Cell, ...]:
    """A row's values, in the order of its table's columns."""
    found: tuple[Cell, ...] = _CELLS[type(row)](row)
    return found


class Tables(Protocol):
    """A team's history, held or read as it goes; each table can be had as often as wanted."""

    @property
    def about(self) -> About: ...

    def rows(self, table: Table) -> Iterator[Row]: ...


@dataclass(frozen=True, slots=True)
class Export:
    """All of it at once."""

    about: About
    held: Mapping[Table, tuple[Row, ...]]

    def rows(self, table: Table) -> Iterator[Row]:
        return iter(self.held.get(table, ()))
