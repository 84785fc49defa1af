"""Next steps, open and settled; none is ever deleted."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import RowMapping, bindparam, insert, select, update

from rubric.model import DomainId, IndicatorId
from rubric.next_step import NextStep, StepKind, StepState
from rubric.people import CheckInId, MemberId, NextStepId, TeamId
from storage.store import Transaction
from storage.tables import next_steps as table

_ORDER = (table.c.due_on, table.c.made_at, table.c.id)
_OF_TEAM = select(table).where(table.c.team_id == bindparam("team")).order_by(*_ORDER)
_OPEN = _OF_TEAM.where(table.c.state == StepState.OPEN.value)
_OPEN_OF_OWNERS = (
    select(table)
    .where(table.c.owner_id.in_(bindparam("owners", expanding=True)), table.c.state == StepState.OPEN.value)
    .order_by(*_ORDER)
)


def add(transaction: Transaction, step: NextStep) -> None:
    transaction.execute(insert(table).values(_values(step)))


def save(transaction: Transaction, step: NextStep) -> None:
    """Write a changed step over the one with its id."""
    transaction.execute(update(table).where(table.c.id == step.id).values(_values(step)))


def get(transaction: Transaction, step_id: NextStepId) -> NextStep | None:
    row = transaction.execute(select(table).where(table.c.id == step_id)).mappings().one_or_none()
    return None if row is None else _next_step(row)


def open_of_team(transaction: Transaction, team_id: TeamId) -> Sequence[NextStep]:
    """What is still to be done, by due date."""
    return [_next_step(row) for row in transaction.execute(_OPEN, {"team": team_id}).mappings()]


def open_of_owners(transaction: Transaction, owner_ids: Sequence[MemberId]) -> Sequence[NextStep]:
    """What is still to be done by any of those, who may be one person on several teams; by due date."""
    rows = transaction.execute(_OPEN_OF_OWNERS, {"owners": list(owner_ids)}).mappings()
    return [_next_step(row) for row in rows]


def of_team(transaction: Transaction, team_id: TeamId) -> Sequence[NextStep]:
    """All there ever were, by due date."""
    return [_next_step(row) for row in transaction.execute(_OF_TEAM, {"team": team_id}).mappings()]


def about(transaction: Transaction, team_id: TeamId, indicator_id: IndicatorId) -> Sequence[NextStep]:
    """All there ever were about one indicator, by due date."""
    rows = transaction.execute(_OF_TEAM.where(table.c.indicator_id == indicator_id), {"team": team_id}).mappings()
    return [_next_step(row) for row in rows]


def some(transaction: Transaction, step_ids: Sequence[str]) -> Sequence[NextStep]:
    """Those steps, in no particular order."""
    return [_next_step(row) for row in transaction.execute(select(table).where(table.c.id.in_(step_ids))).mappings()]


def settled_since(transaction: Transaction, team_id: TeamId, moment: datetime) -> Sequence[NextStep]:
    """What was done or dropped at `moment` or later."""
    rows = transaction.execute(_OF_TEAM.where(table.c.settled_at >= moment), {"team": team_id}).mappings()
    return [_next_step(row) for row in rows]


def _values(step: NextStep) -> dict[str, object]:
    return {
        "id": step.id,
        "team_id": step.team_id,
        "kind": step.kind.value,
        "indicator_id": step.indicator_id,
        "domain_id": step.domain_id,
        "label": step.label,
        "sentence": step.sentence,
        "owner_id": step.owner_id,
        "owner": step.owner,
        "due_on": step.due_on,
        "state": step.state.value,
        "made_at": step.made_at,
        "made_by": step.made_by,
        "check_in_id": step.check_in_id,
        "settled_at": step.settled_at,
        "reminded_before": step.reminded_before,
        "reminded_after": step.reminded_after,
    }


def _next_step(row: RowMapping) -> NextStep:
    return NextStep(
        id=NextStepId(row["id"]),
        team_id=TeamId(row["team_id"]),
        kind=StepKind(row["kind"]),
        indicator_id=IndicatorId(row["indicator_id"]),
        domain_id=DomainId(row["domain_id"]),
        label=row["label"],
        sentence=row["sentence"],
        owner_id=MemberId(row["owner_id"]),
        owner=row["owner"],
        due_on=row["due_on"],
        state=StepState(row["state"]),
        made_at=row["made_at"],
        made_by=row["made_by"],
        check_in_id=None if row["check_in_id"] is None else CheckInId(row["check_in_id"]),
        settled_at=row["settled_at"],
        reminded_before=row["reminded_before"],
        reminded_after=row["reminded_after"],
    )
