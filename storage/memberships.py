"""Everything that one person is part of: their teams, what is open in them, and what of it waits for them.

A fixed number of statements, on however many teams somebody is.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, select

from rubric.check_in import CheckIn
from rubric.people import Member, MemberId, TeamId, WorkspaceId
from rubric.team import Team
from storage import check_ins
from storage.records import member_from, team_from
from storage.store import Transaction
from storage.tables import members, proposals, ratings, teams


@dataclass(frozen=True, slots=True)
class Membership:
    """One of somebody's teams, and they as its member. `lost_because` says why its channel takes no posts, if so."""

    team: Team
    member: Member
    lost_because: str | None


@dataclass(frozen=True, slots=True)
class OpenForMember:
    """A check-in that has not been closed, and how many of its indicators the member has no level for."""

    check_in: CheckIn
    left: int


_OF_PERSON = (
    select(*teams.c, *members.c)
    .join(members, members.c.team_id == teams.c.id)
    .where(
        teams.c.workspace_id == bindparam("workspace"),
        members.c.address == bindparam("address"),
        members.c.left_at.is_(None),
    )
    .order_by(teams.c.created_at, teams.c.id)
)
_LEVELS = select(ratings.c.check_in_id, ratings.c.indicator_id).where(
    ratings.c.check_in_id.in_(bindparam("check_ins", expanding=True)),
    ratings.c.member_id.in_(bindparam("members", expanding=True)),
    ratings.c.level_id.is_not(None),
)
_PROPOSALS = (
    select(proposals.c.team_id, func.count())
    .where(proposals.c.team_id.in_(bindparam("teams", expanding=True)), proposals.c.settled_at.is_(None))
    .group_by(proposals.c.team_id)
)


def of_person(transaction: Transaction, workspace_id: WorkspaceId, address: str) -> tuple[Membership, ...]:
    """The teams somebody is on, oldest first."""
    rows = transaction.execute(_OF_PERSON, {"workspace": workspace_id, "address": address})
    return tuple(map(_membership, rows))


def open_check_ins(transaction: Transaction, own: Iterable[Membership]) -> Mapping[TeamId, OpenForMember]:
    """What is open in each of those teams, and what of it waits for the member."""
    member_of: dict[TeamId, MemberId] = {one.team.id: one.member.id for one in own}
    found = check_ins.open_in(transaction, list(member_of))
    if not found:
        return {}
    rated: dict[str, set[str]] = defaultdict(set)
    wanted = {"check_ins": [one.id for one in found], "members": [member_of[one.team_id] for one in found]}
    for check_in_id, indicator_id in transaction.execute(_LEVELS, wanted):
        rated[check_in_id].add(indicator_id)
    return {one.team_id: OpenForMember(one, sum(asked.id not in rated[one.id] for asked in one.asked)) for one in found}


def proposals_waiting(transaction: Transaction, team_ids: Sequence[TeamId]) -> Mapping[TeamId, int]:
    """How many changes to each roster a coordinator has to decide on; teams without one are left out."""
    if not team_ids:
        return {}
    rows = transaction.execute(_PROPOSALS, {"teams": list(team_ids)})
    return {TeamId(team_id): number for team_id, number in rows}


def _membership(row: Sequence[Any]) -> Membership:
    # Columns of the two tables bear the same names, so the whole row can't be one mapping.
    names = teams.c.keys()
    team = dict(zip(names, row, strict=False))
    member = dict(zip(members.c.keys(), row[len(names) :], strict=True))
    return Membership(team_from(team), member_from(member), team["unreachable_because"])
