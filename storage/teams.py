"""Teams and their members: settings, roster, and the moment each team next needs attention."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update

from rubric.people import Member, MemberId, TeamId, WorkspaceId
from rubric.team import Team
from storage.records import member_from, member_values, team_from, team_values
from storage.store import Transaction, insert_or
from storage.tables import members, teams


@dataclass(frozen=True, slots=True)
class Addressed:
    """A member, and where the platform writes to them."""

    member: Member
    address: str


def add(transaction: Transaction, team: Team, *, now: datetime) -> bool:
    """Keep a new team; False when its channel has one already."""
    added = transaction.execute(
        insert_or(transaction, teams)
        .values(**team_values(team), wake_at=now, created_at=now)
        .on_conflict_do_nothing(index_elements=["workspace_id", "channel_id"])
        .returning(teams.c.id)
    )
    return added.scalar_one_or_none() is not None


def save(transaction: Transaction, team: Team) -> None:
    transaction.execute(update(teams).where(teams.c.id == team.id).values(**team_values(team)))


def get(transaction: Transaction, team_id: TeamId) -> Team:
    """Raises LookupError when there is no such team."""
    row = transaction.execute(select(teams).where(teams.c.id == team_id)).mappings().one_or_none()
    if row is None:
        raise LookupError("no such team")
    return team_from(row)


def lock(transaction: Transaction, team_id: TeamId) -> Team | None:
    """The team, held until the transaction ends; None when another worker holds it already."""
    row = (
        transaction.execute(select(teams).where(teams.c.id == team_id).with_for_update(skip_locked=True))
        .mappings()
        .one_or_none()
    )
    return None if row is None else team_from(row)


def wait_for(transaction: Transaction, team_id: TeamId) -> Team:
    """The team, held until the transaction ends, after waiting for whoever holds it."""
    row = transaction.execute(select(teams).where(teams.c.id == team_id).with_for_update()).mappings().one()
    return team_from(row)


def in_channel(transaction: Transaction, workspace_id: WorkspaceId, channel_id: str) -> Team | None:
    row = (
        transaction.execute(select(teams).where(teams.c.workspace_id == workspace_id, teams.c.channel_id == channel_id))
        .mappings()
        .one_or_none()
    )
    return None if row is None else team_from(row)


def of_person(transaction: Transaction, workspace_id: WorkspaceId, address: str) -> tuple[Team, ...]:
    """The teams somebody is on, oldest first."""
    rows = transaction.execute(
        select(teams)
        .join(members, members.c.team_id == teams.c.id)
        .where(teams.c.workspace_id == workspace_id, members.c.address == address, members.c.left_at.is_(None))
        .order_by(teams.c.created_at, teams.c.id)
    ).mappings()
    return tuple(team_from(row) for row in rows)


def to_wake(transaction: Transaction, *, now: datetime, limit: int) -> tuple[TeamId, ...]:
    """Teams for which something falls due, the longest waiting first."""
    rows = transaction.execute(
        select(teams.c.id).where(teams.c.wake_at <= now).order_by(teams.c.wake_at).limit(limit)
    ).scalars()
    return tuple(TeamId(row) for row in rows)


def wake_at(transaction: Transaction, team_id: TeamId, moment: datetime | None) -> None:
    transaction.execute(update(teams).where(teams.c.id == team_id).values(wake_at=moment))


def everyone(transaction: Transaction) -> tuple[Team, ...]:
    """All teams of all workspaces, oldest first."""
    rows = transaction.execute(select(teams).order_by(teams.c.created_at, teams.c.id)).mappings()
    return tuple(team_from(row) for row in rows)


def next_wake_at(transaction: Transaction) -> datetime | None:
    """When the first team needs attention; None when none does."""
    earliest: datetime | None = transaction.execute(select(func.min(teams.c.wake_at))).scalar_one()
    return earliest


def add_member(transaction: Transaction, team_id: TeamId, member: Member, *, address: str, now: datetime) -> None:
    """Put somebody on the team; of somebody already on it only the name, department and zone are renewed."""
    statement = insert_or(transaction, members).values(
        **member_values(member), team_id=team_id, address=address, joined_at=now
    )
    transaction.execute(
        statement.on_conflict_do_update(
            index_elements=["team_id", "address"],
            set_={name: statement.excluded[name] for name in ("name", "department", "zone")},
        )
    )


def roster(transaction: Transaction, team_id: TeamId) -> tuple[Addressed, ...]:
    """Everyone on the team now, in the order they joined."""
    rows = transaction.execute(
        select(members)
        .where(members.c.team_id == team_id, members.c.left_at.is_(None))
        .order_by(members.c.joined_at, members.c.name, members.c.id)
    ).mappings()
    return tuple(Addressed(member_from(row), row["address"]) for row in rows)


def member_at(transaction: Transaction, team_id: TeamId, address: str) -> Member | None:
    row = (
        transaction.execute(
            select(members).where(
                members.c.team_id == team_id, members.c.address == address, members.c.left_at.is_(None)
            )
        )
        .mappings()
        .one_or_none()
    )
    return None if row is None else member_from(row)


def address_of(transaction: Transaction, member_id: MemberId) -> str | None:
    """Where a member is written to; None once they left the team."""
    return transaction.execute(
        select(members.c.address).where(members.c.id == member_id, members.c.left_at.is_(None))
    ).scalar_one_or_none()
