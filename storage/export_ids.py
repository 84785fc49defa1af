"""Which stored things an export wants, table by table; reading them is exporting.py's part."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.sql.selectable import Select

from rubric.export import About, Table
from rubric.people import TeamId
from storage.tables import asked_indicators, check_ins, digests, evidence, next_steps, second_ratings, team_ratings

Condition = ColumnElement[bool]
Wanted = Callable[[TeamId, About], Select[tuple[Any]]]


def on_wanted_days(moment: ColumnElement[datetime], about: About) -> Iterator[Condition]:
    """That a moment is on one of the days that are wanted, and not after the one that the export is of."""
    since, over = about.scope.moments(about.zone)
    yield moment <= about.made_at
    if since is not None:
        yield moment >= since
    if over is not None:
        yield moment < over


def _check_ins(team_id: TeamId, about: About) -> Select[tuple[Any]]:
    """By the day they closed."""
    closed = select(check_ins.c.id).where(
        check_ins.c.team_id == team_id, *on_wanted_days(_column(check_ins, "closed_at"), about)
    )
    return closed.where(*_asking(check_ins.c.id, about)).order_by(check_ins.c.number)


def _team_ratings(team_id: TeamId, about: About) -> Select[tuple[Any]]:
    """By the day they were agreed on, in the order they were recorded."""
    known = select(team_ratings.c.id).join(asked_indicators, _is_asked(team_ratings))
    known = known.where(team_ratings.c.team_id == team_id, team_ratings.c.recorded_at <= about.made_at)
    wanted = (*_is_about(asked_indicators, about), *_of_days(_column(team_ratings, "agreed_on"), about))
    return known.where(*wanted).order_by(team_ratings.c.id)


def _second_ratings(team_id: TeamId, about: About) -> Select[tuple[Any]]:
    """The check-ins that have any, by the day a digest counted them."""
    counted = (
        select(second_ratings.c.check_in_id)
        .join(digests, digests.c.id == second_ratings.c.released_in)
        .join(asked_indicators, _is_asked(second_ratings))
        .where(second_ratings.c.check_in_id == check_ins.c.id, *on_wanted_days(_column(digests, "period_end"), about))
        .where(*_is_about(asked_indicators, about))
    )
    return select(check_ins.c.id).where(check_ins.c.team_id == team_id, counted.exists()).order_by(check_ins.c.number)


def _next_steps(team_id: TeamId, about: About) -> Select[tuple[Any]]:
    """By the day they were made."""
    known = select(next_steps.c.id).where(next_steps.c.team_id == team_id, *_is_about(next_steps, about))
    made = known.where(*on_wanted_days(_column(next_steps, "made_at"), about))
    return made.order_by(next_steps.c.made_at, next_steps.c.id)


def _evidence(team_id: TeamId, about: About) -> Select[tuple[Any]]:
    """By the day that it is from."""
    known = select(evidence.c.id).where(evidence.c.team_id == team_id, evidence.c.added_at <= about.made_at)
    wanted = (*_is_about(evidence, about), *_of_days(_column(evidence, "dated_on"), about))
    return known.where(*wanted).order_by(evidence.c.dated_on, evidence.c.added_at, evidence.c.id)


# The ids that each table is read by: check-ins' own, or its rows'.
WANTED: Mapping[Table, Wanted] = {
    Table.CHECK_INS: _check_ins,
    Table.SUMMARY: _check_ins,
    Table.TALLIES: _check_ins,
    Table.NOTES: _check_ins,
    Table.TEAM_RATINGS: _team_ratings,
    Table.SECOND_RATINGS: _second_ratings,
    Table.NEXT_STEPS: _next_steps,
    Table.EVIDENCE: _evidence,
}


def _column(table: Any, name: str) -> ColumnElement[Any]:
    found: ColumnElement[Any] = table.c[name]
    return found


def _of_days(day: ColumnElement[Any], about: About) -> Iterator[Condition]:
    if about.scope.since is not None:
        yield day >= about.scope.since
    if about.scope.until is not None:
        yield day <= about.scope.until


def _is_about(table: Any, about: About) -> Iterator[Condition]:
    """That a row with an indicator and a domain is about what is wanted."""
    if about.scope.indicator_id is not None:
        yield table.c.indicator_id == about.scope.indicator_id
    if about.scope.domain_id is not None:
        yield table.c.domain_id == about.scope.domain_id


def _asking(check_in_id: ColumnElement[Any], about: About) -> Iterator[Condition]:
    """That a check-in asked something that is wanted."""
    wanted = [*_is_about(asked_indicators, about)]
    if wanted:
        asked = select(asked_indicators.c.check_in_id).where(asked_indicators.c.check_in_id == check_in_id, *wanted)
        yield asked.exists()


def _is_asked(table: Any) -> Condition:
    found: Condition = (asked_indicators.c.check_in_id == table.c.check_in_id) & (
        asked_indicators.c.indicator_id == table.c.indicator_id
    )
    return found
