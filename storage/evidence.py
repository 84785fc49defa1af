"""The evidence ledger: what was put there openly, by name. Notes beside ratings stay with the ratings."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import RowMapping, bindparam, func, insert, select

from rubric.evidence import Evidence, Written
from rubric.model import DomainId, IndicatorId
from rubric.people import CheckInId, EvidenceId, TeamId
from storage.store import Transaction
from storage.tables import asked_indicators, check_ins, ratings
from storage.tables import evidence as table

_OF_TEAM = (
    select(table)
    .where(table.c.team_id == bindparam("team"))
    .order_by(table.c.dated_on.desc(), table.c.added_at.desc(), table.c.id)
)

_IS_ASKED = (asked_indicators.c.check_in_id == ratings.c.check_in_id) & (
    asked_indicators.c.indicator_id == ratings.c.indicator_id
)
# Without a level it counts nowhere, so it is shown nowhere.
_COUNTS = ratings.c.level_id.is_not(None)
_WRITTEN = (
    select(
        ratings.c.check_in_id,
        check_ins.c.number,
        check_ins.c.closed_at,
        ratings.c.indicator_id,
        asked_indicators.c.label,
        ratings.c.evidence,
    )
    .join(check_ins, check_ins.c.id == ratings.c.check_in_id)
    .join(asked_indicators, _IS_ASKED)
    .where(
        check_ins.c.team_id == bindparam("team"),
        check_ins.c.closed_at.is_not(None),
        _COUNTS,
        ratings.c.evidence != "",
    )
    # By the text: nothing of who wrote it may show in the order.
    .order_by(check_ins.c.number, ratings.c.indicator_id, ratings.c.evidence)
)
_ANSWERS = (
    select(ratings.c.check_in_id, ratings.c.indicator_id, func.count())
    .where(ratings.c.check_in_id.in_(bindparam("check_ins", expanding=True)), _COUNTS)
    .group_by(ratings.c.check_in_id, ratings.c.indicator_id)
)


def add(transaction: Transaction, entry: Evidence) -> None:
    values = {
        "id": entry.id,
        "team_id": entry.team_id,
        "indicator_id": entry.indicator_id,
        "domain_id": entry.domain_id,
        "label": entry.label,
        "text": entry.text,
        "link": entry.link,
        "dated_on": entry.dated_on,
        "added_at": entry.added_at,
        "added_by": entry.added_by,
    }
    transaction.execute(insert(table).values(values))


def is_known(transaction: Transaction, entry: Evidence) -> bool:
    """Whether the same person put the very same there already."""
    same = [
        table.c[name] == getattr(entry, name)
        for name in ("team_id", "indicator_id", "text", "link", "dated_on", "added_by")
    ]
    return transaction.execute(select(table.c.id).where(*same).limit(1)).first() is not None


def get(transaction: Transaction, evidence_id: EvidenceId) -> Evidence | None:
    row = transaction.execute(select(table).where(table.c.id == evidence_id)).mappings().one_or_none()
    return None if row is None else _evidence(row)


def of_team(transaction: Transaction, team_id: TeamId) -> Sequence[Evidence]:
    """The whole ledger, the newest evidence first."""
    return [_evidence(row) for row in transaction.execute(_OF_TEAM, {"team": team_id}).mappings()]


def some(transaction: Transaction, evidence_ids: Sequence[str]) -> Sequence[Evidence]:
    """Those entries, in no particular order."""
    return [_evidence(row) for row in transaction.execute(select(table).where(table.c.id.in_(evidence_ids))).mappings()]


def written(transaction: Transaction, team_id: TeamId) -> Sequence[Written]:
    """Every note beside a rating that counts in a closed check-in, the oldest check-in first; what of it may be shown
    is rubric.evidence's part."""
    rows = transaction.execute(_WRITTEN, {"team": team_id}).mappings()
    return [
        Written(
            check_in_id=CheckInId(row["check_in_id"]),
            number=row["number"],
            closed_at=row["closed_at"],
            indicator_id=IndicatorId(row["indicator_id"]),
            label=row["label"],
            text=row["evidence"],
        )
        for row in rows
    ]


def answers(
    transaction: Transaction, check_in_ids: Collection[CheckInId]
) -> Mapping[tuple[CheckInId, IndicatorId], int]:
    """How many answered each indicator of those check-ins, Don't know included."""
    if not check_in_ids:
        return {}
    rows = transaction.execute(_ANSWERS, {"check_ins": list(check_in_ids)})
    return {(CheckInId(check_in_id), IndicatorId(indicator_id)): number for check_in_id, indicator_id, number in rows}


def _evidence(row: RowMapping) -> Evidence:
    return Evidence(
        id=EvidenceId(row["id"]),
        team_id=TeamId(row["team_id"]),
        indicator_id=IndicatorId(row["indicator_id"]),
        domain_id=DomainId(row["domain_id"]),
        label=row["label"],
        text=row["text"],
        link=row["link"],
        dated_on=row["dated_on"],
        added_at=row["added_at"],
        added_by=row["added_by"],
    )
