"""What a team was asked, and what one member rated, back to the first day, a page at a time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, RowMapping, bindparam, func, select
from sqlalchemy.sql.selectable import Select

from rubric.check_in import CheckIn
from rubric.model import DomainId, IndicatorId, Level, LevelId, Scale
from rubric.people import CheckInId, MemberId, TeamId
from storage import check_ins as asked_in
from storage.records import scale_from
from storage.store import Transaction
from storage.tables import asked_indicators, check_ins, ratings


@dataclass(frozen=True, slots=True)
class OwnRating:
    """What one member chose for one indicator in one check-in, as it was asked then; level None is a note alone."""

    number: int
    opened_at: datetime
    indicator_id: IndicatorId
    label: str
    text: str
    level: Level | None
    evidence: str


# More than a check-in can ask.
_POSITIONS = 1_000
_LATEST = func.max(check_ins.c.number * _POSITIONS - asked_indicators.c.position).over(
    partition_by=ratings.c.indicator_id
)
_IS_ASKED = (asked_indicators.c.check_in_id == ratings.c.check_in_id) & (
    asked_indicators.c.indicator_id == ratings.c.indicator_id
)
_OWN = (
    select(
        check_ins.c.number,
        check_ins.c.opened_at,
        check_ins.c.scale,
        asked_indicators.c.indicator_id,
        asked_indicators.c.label,
        asked_indicators.c.text,
        ratings.c.level_id,
        ratings.c.evidence,
    )
    .join(asked_indicators, asked_indicators.c.check_in_id == check_ins.c.id)
    .join(ratings, _IS_ASKED)
    .where(check_ins.c.team_id == bindparam("team"), ratings.c.member_id == bindparam("member"))
    # The indicators rated last come first, in the order asked, and each with all that was said of it, the newest first.
    .order_by(_LATEST.desc(), check_ins.c.number.desc())
    .limit(bindparam("most", type_=Integer()))
    .offset(bindparam("skip", type_=Integer()))
)
_OWN_OF_DOMAIN = _OWN.where(asked_indicators.c.domain_id == bindparam("domain"))
_CLOSED_ABOUT = (
    select(check_ins.c.id, check_ins.c.closed_at)
    .join(asked_indicators, asked_indicators.c.check_in_id == check_ins.c.id)
    .where(check_ins.c.team_id == bindparam("team"), asked_indicators.c.indicator_id == bindparam("indicator"))
    .where(check_ins.c.closed_at.is_not(None))
    .order_by(check_ins.c.number.desc())
)
_LATEST_CLOSED = (
    select(asked_indicators.c.indicator_id, asked_indicators.c.domain_id, func.max(check_ins.c.number))
    .join(check_ins, check_ins.c.id == asked_indicators.c.check_in_id)
    .where(check_ins.c.team_id == bindparam("team"), check_ins.c.closed_at.is_not(None))
    .group_by(asked_indicators.c.indicator_id, asked_indicators.c.domain_id)
)
_ASKED_WHEN = (
    select(check_ins.c.id)
    .where(check_ins.c.team_id == bindparam("team"))
    .order_by(check_ins.c.number.desc())
    .limit(bindparam("most", type_=Integer()))
    .offset(bindparam("skip", type_=Integer()))
)


def own_ratings(
    transaction: Transaction,
    team_id: TeamId,
    member_id: MemberId,
    *,
    domain_id: DomainId | None = None,
    most: int,
    skip: int = 0,
) -> tuple[OwnRating, ...]:
    """At most `most` after the first `skip`; all of one indicator stand together, the newest first."""
    statement: Select[tuple[object, ...]] = _OWN if domain_id is None else _OWN_OF_DOMAIN
    given = {"team": team_id, "member": member_id, "most": most, "skip": skip}
    rows = transaction.execute(statement, given if domain_id is None else {**given, "domain": domain_id}).mappings()
    return tuple(map(_own_rating, rows))


def asked_when(transaction: Transaction, team_id: TeamId, *, most: int, skip: int = 0) -> tuple[CheckIn, ...]:
    """At most `most` of a team's check-ins after the first `skip`, the newest first."""
    ids = transaction.execute(_ASKED_WHEN, {"team": team_id, "most": most, "skip": skip}).scalars().all()
    return tuple(sorted(asked_in.some(transaction, ids), key=lambda one: -one.number))


@dataclass(frozen=True, slots=True)
class AskedLast:
    """An indicator that a closed check-in asked; `number` is the last one that did."""

    indicator_id: IndicatorId
    domain_id: DomainId
    number: int


def closed_about(
    transaction: Transaction, team_id: TeamId, indicator_id: IndicatorId
) -> tuple[tuple[CheckInId, datetime], ...]:
    """The closed check-ins that asked an indicator, and when each closed; the newest first."""
    rows = transaction.execute(_CLOSED_ABOUT, {"team": team_id, "indicator": indicator_id})
    return tuple((CheckInId(id), closed_at) for id, closed_at in rows)


def asked_last(transaction: Transaction, team_id: TeamId) -> tuple[AskedLast, ...]:
    """Every indicator that a closed check-in asked, in no particular order."""
    rows = transaction.execute(_LATEST_CLOSED, {"team": team_id})
    return tuple(AskedLast(IndicatorId(one), DomainId(domain), number) for one, domain, number in rows)


def with_number(transaction: Transaction, team_id: TeamId, numbers: Collection[int]) -> dict[int, CheckInId]:
    """The ids of a team's check-ins by their numbers."""
    found = select(check_ins.c.number, check_ins.c.id).where(check_ins.c.team_id == team_id)
    rows = transaction.execute(found.where(check_ins.c.number.in_(numbers)))
    return {number: CheckInId(id) for number, id in rows}


def _own_rating(row: RowMapping) -> OwnRating:
    scale: Scale = scale_from(row["scale"])
    return OwnRating(
        number=row["number"],
        opened_at=row["opened_at"],
        indicator_id=IndicatorId(row["indicator_id"]),
        label=row["label"],
        text=row["text"],
        level=None if row["level_id"] is None else scale.level(LevelId(row["level_id"])),
        evidence=row["evidence"],
    )
