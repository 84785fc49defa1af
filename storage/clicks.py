"""What every click on a check-in has to know, in one look: the check-in, its team, who is acting there, and what they
have rated so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, bindparam, select
from sqlalchemy.sql.selectable import Select

from rubric.check_in import CheckIn
from rubric.model import IndicatorId
from rubric.people import CheckInId, Member
from rubric.rating import Rating
from rubric.team import Team
from storage.records import check_in_from, member_from, rating_from, team_from
from storage.store import Transaction
from storage.tables import asked_indicators, check_ins, members, ratings, teams, workspaces

_TABLES = (check_ins, teams, members)
_IS_MEMBER: ColumnElement[bool] = (
    (members.c.team_id == teams.c.id) & (members.c.address == bindparam("address")) & members.c.left_at.is_(None)
)
_LOOK: Select[Any] = (
    select(*check_ins.c, *teams.c, *members.c, workspaces.c.platform, workspaces.c.external_id)
    .join(teams, teams.c.id == check_ins.c.team_id)
    .join(workspaces, workspaces.c.id == teams.c.workspace_id)
    .outerjoin(members, _IS_MEMBER)
    .where(check_ins.c.id == bindparam("check_in"))
)
_LOOK_AND_HOLD = _LOOK.with_for_update(read=True, of=check_ins)
_IS_RATED = (
    (ratings.c.check_in_id == asked_indicators.c.check_in_id)
    & (ratings.c.indicator_id == asked_indicators.c.indicator_id)
    & (ratings.c.member_id == bindparam("member"))
)
_RATED_COLUMNS = [column for column in ratings.c if column.name not in asked_indicators.c]
_ASKED: Select[Any] = (
    select(*asked_indicators.c, *_RATED_COLUMNS)
    .outerjoin(ratings, _IS_RATED)
    .where(asked_indicators.c.check_in_id == bindparam("check_in"))
    .order_by(asked_indicators.c.position)
)


@dataclass(frozen=True, slots=True)
class Click:
    """`member` is None for somebody who is not on the team; `is_at_home` is False for one from another workspace.

    `is_reachable` is False for a member whom direct messages could not reach. `current` are the member's ratings.
    """

    check_in: CheckIn
    team: Team
    member: Member | None
    is_at_home: bool
    is_reachable: bool
    current: Mapping[IndicatorId, Rating]


def look(
    transaction: Transaction, check_in_id: CheckInId, *, platform: str, workspace: str, address: str, hold: bool
) -> Click | None:
    """None when there is no such check-in; `hold` keeps it from closing until the transaction ends."""
    row = transaction.execute(
        _LOOK_AND_HOLD if hold else _LOOK, {"check_in": check_in_id, "address": address}
    ).one_or_none()
    if row is None:
        return None
    check_in, team, member = _parts(row)
    asked = transaction.execute(_ASKED, {"check_in": check_in_id, "member": member["id"]}).mappings().all()
    rated = (rating_from(one) for one in asked if one["member_id"] is not None)
    return Click(
        check_in=check_in_from(check_in, asked),
        team=team_from(team),
        member=None if member["id"] is None else member_from(member),
        is_at_home=(row[-2], row[-1]) == (platform, workspace),
        is_reachable=member["unreachable_since"] is None,
        current={rating.indicator_id: rating for rating in rated},
    )


def _parts(row: Sequence[Any]) -> list[dict[str, Any]]:
    """One mapping for each of the tables; their columns bear the same names, so the whole row can't be one."""
    found, start = [], 0
    for table in _TABLES:
        names = _names(table)
        found.append(dict(zip(names, row[start : start + len(names)], strict=True)))
        start += len(names)
    return found


def _names(table: Table) -> list[str]:
    return table.c.keys()
