"""A team's history read for export, a check-in or a page at a time, so that a long one takes no more memory.

Everything is as of one moment: what closes or is recorded while an export is being read is in none of its tables.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import func, select

from rubric.export import About, Export, Row, Scope, Table, WhyEmpty
from rubric.library import load
from rubric.model import DomainId, IndicatorId, LevelId, Scale
from rubric.people import CheckInId, TeamId
from rubric.team import Team
from rubric.tidy import (
    CountedBatch,
    PastCheckIn,
    check_in_row,
    evidence_row,
    next_step_row,
    note_rows,
    second_rating_rows,
    summary_rows,
    tally_rows,
    team_rating_row,
)
from storage import check_ins as asked_in
from storage import evidence as ledger
from storage import next_steps as steps
from storage import team_ratings
from storage.export_ids import WANTED, on_wanted_days
from storage.records import scale_from
from storage.store import Transaction
from storage.tables import asked_indicators, check_ins, digests, second_ratings
from storage.tables import team_ratings as agreed

# Of what is small; a check-in with its ratings is read alone.
A_PAGE = 100
# Tables that are read one check-in after another.
_BY_CHECK_IN = (Table.CHECK_INS, Table.SUMMARY, Table.TALLIES, Table.NOTES, Table.SECOND_RATINGS)


@dataclass(frozen=True, slots=True)
class Stored:
    """A team's history as it lies in the database; `step` is called once for each check-in or page that was read."""

    transaction: Transaction
    team_id: TeamId
    about: About
    step: Callable[[], None] = lambda: None

    def rows(self, table: Table) -> Iterator[Row]:
        """A table's rows; check-ins by number, and the rest in the order it came about."""
        match table:
            case Table.CHECK_INS:
                return (check_in_row(past, self.about) for past in self._check_ins())
            case Table.SUMMARY:
                return (row for past in self._check_ins() for row in summary_rows(past, self.about))
            case Table.TALLIES:
                return (row for past in self._check_ins() for row in tally_rows(past, self.about))
            case Table.NOTES:
                return (row for past in self._check_ins() for row in note_rows(past, self.about))
            case Table.TEAM_RATINGS:
                return self._team_ratings()
            case Table.SECOND_RATINGS:
                return (row for batch in self._batches() for row in second_rating_rows(batch, self.about))
            case Table.NEXT_STEPS:
                return self._next_steps()
            case Table.EVIDENCE:
                return self._evidence()

    def step_count(self, tables: Sequence[Table]) -> int:
        """How often `step` will be called when these tables are read to their ends."""
        ids = {table: len(self._ids(table)) for table in tables}
        return sum(number if table in _BY_CHECK_IN else len(range(0, number, A_PAGE)) for table, number in ids.items())

    def check_in_count(self) -> int:
        return len(self._ids(Table.CHECK_INS))

    def stepping(self, step: Callable[[], None]) -> "Stored":
        """The same, with another `step`."""
        return replace(self, step=step)

    def why_empty(self, tables: Sequence[Table] = tuple(Table)) -> WhyEmpty | None:
        """Why none of these tables has a row; None when one has."""
        if self._has_any(tables, self.about.scope):
            return None
        if not self._has_any(tables, Scope()):
            return WhyEmpty.NOTHING_YET
        if self.about.scope.has_days and self._has_any(tables, self.about.scope.of_any_day()):
            return WhyEmpty.NOT_IN_THOSE_DAYS
        return WhyEmpty.NEVER_ASKED

    def _has_any(self, tables: Sequence[Table], scope: Scope) -> bool:
        other = replace(self, about=replace(self.about, scope=scope), step=lambda: None)
        return any(next(other.rows(table), None) is not None for table in tables)

    def _ids(self, table: Table) -> Sequence[Any]:
        return self.transaction.execute(WANTED[table](self.team_id, self.about)).scalars().all()

    def _pages(self, table: Table) -> Iterator[Sequence[Any]]:
        ids = self._ids(table)
        for start in range(0, len(ids), A_PAGE):
            yield ids[start : start + A_PAGE]
            self.step()

    def _check_ins(self) -> Iterator[PastCheckIn]:
        for id in self._ids(Table.CHECK_INS):
            yield past_check_in(self.transaction, CheckInId(id))
            self.step()

    def _team_ratings(self) -> Iterator[Row]:
        latest = select(func.max(agreed.c.id)).where(
            agreed.c.team_id == self.team_id, agreed.c.recorded_at <= self.about.made_at
        )
        of_each = latest.group_by(agreed.c.check_in_id, agreed.c.indicator_id)
        last = set(self.transaction.execute(of_each).scalars())
        for page in self._pages(Table.TEAM_RATINGS):
            found = team_ratings.some(self.transaction, self.team_id, page)
            scales = _scales(self.transaction, {one.check_in_id for one in found})
            for one in found:
                yield team_rating_row(one, scales[one.check_in_id], self.about, superseded=one.id not in last)

    def _next_steps(self) -> Iterator[Row]:
        for page in self._pages(Table.NEXT_STEPS):
            found = {one.id: one for one in steps.some(self.transaction, page)}
            numbers = _numbers(self.transaction, {one.check_in_id for one in found.values() if one.check_in_id})
            for id in page:
                one = found[id]
                yield next_step_row(one, numbers.get(one.check_in_id) if one.check_in_id else None, self.about)

    def _evidence(self) -> Iterator[Row]:
        for page in self._pages(Table.EVIDENCE):
            found = {one.id: one for one in ledger.some(self.transaction, page)}
            for id in page:
                yield evidence_row(found[id], self.about)

    def _batches(self) -> Iterator[CountedBatch]:
        for id in self._ids(Table.SECOND_RATINGS):
            yield from _batches_of(self.transaction, CheckInId(id), self.about)
            self.step()


def history_of(
    transaction: Transaction, team: Team, scope: Scope, *, now: datetime, step: Callable[[], None] = lambda: None
) -> Stored:
    """A team's history, or the part of it within `scope`, as it is now."""
    about = About(team.name, team.rhythm.cadence.zone, load(team.rubric_id), scope, now)
    return Stored(transaction, team.id, about, step)


def held(stored: Stored) -> Export:
    """All of it at once, for a file that is sent."""
    return Export(stored.about, {table: tuple(stored.rows(table)) for table in Table})


def ever_asked(transaction: Transaction, team_id: TeamId) -> Sequence[tuple[IndicatorId, DomainId, str]]:
    """Each indicator that any check-in asked, with its domain and what it was called."""
    asked = (
        select(asked_indicators.c.indicator_id, asked_indicators.c.domain_id, func.max(asked_indicators.c.label))
        .join(check_ins, check_ins.c.id == asked_indicators.c.check_in_id)
        .where(check_ins.c.team_id == team_id)
        .group_by(asked_indicators.c.indicator_id, asked_indicators.c.domain_id)
        .order_by(asked_indicators.c.indicator_id)
    )
    return [(IndicatorId(one), DomainId(domain), label) for one, domain, label in transaction.execute(asked)]


def past_check_in(transaction: Transaction, check_in_id: CheckInId) -> PastCheckIn:
    """One closed check-in with all that was rated in it. Raises LookupError when there is none."""
    check_in = asked_in.get(transaction, check_in_id)
    if check_in is None:
        raise LookupError("no such check-in")
    more = select(check_ins.c.pass_number, check_ins.c.away_at_close).where(check_ins.c.id == check_in_id)
    pass_number, away = transaction.execute(more).one()
    return PastCheckIn(asked_in.with_ratings(transaction, check_in), pass_number, away or 0)


def _batches_of(transaction: Transaction, check_in_id: CheckInId, about: About) -> Iterator[CountedBatch]:
    check_in = asked_in.get(transaction, check_in_id)
    if check_in is None:
        return
    ratings_of = second_ratings.c
    by = (ratings_of.indicator_id, digests.c.period_end, ratings_of.level_id)
    counted = (
        select(*by, func.count())
        .join(digests, digests.c.id == ratings_of.released_in)
        .where(ratings_of.check_in_id == check_in_id, *on_wanted_days(digests.c.period_end, about))
        .group_by(*by)
        .order_by(ratings_of.indicator_id, digests.c.period_end)
    )
    asked = {one.id: one for one in check_in.asked}
    for (indicator, at), rows in groupby(transaction.execute(counted), key=lambda row: (row[0], row[1])):
        one = asked[IndicatorId(indicator)]
        if about.scope.takes(one.id, one.domain_id):
            yield CountedBatch(check_in, one, at, {LevelId(row[2]): row[3] for row in rows})


def _scales(transaction: Transaction, check_in_ids: Collection[str]) -> dict[CheckInId, Scale]:
    found = transaction.execute(select(check_ins.c.id, check_ins.c.scale).where(check_ins.c.id.in_(check_in_ids)))
    return {CheckInId(id): scale_from(scale) for id, scale in found}


def _numbers(transaction: Transaction, check_in_ids: Collection[str]) -> dict[CheckInId, int]:
    found = transaction.execute(select(check_ins.c.id, check_ins.c.number).where(check_ins.c.id.in_(check_in_ids)))
    return {CheckInId(id): number for id, number in found}
