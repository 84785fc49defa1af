"""Teams and their members: settings, roster, and the moment each team next needs attention."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Integer, bindparam, func, select, update

from rubric.people import Member, MemberId, TeamId, WorkspaceId
from rubric.team import Team
from storage.records import member_from, member_values, team_from, team_values
from storage.store import Transaction, insert_or
from storage.tables import Moment, members, teams


@dataclass(frozen=True, slots=True)
class Addressed:
    """A member, and where the platform writes to them; `is_reachable` is False while it can't."""

    member: Member
    address: str
    is_reachable: bool = True


# For Store.sees. Without the order PostgreSQL would expect a hit at once, and search the table for it from the start.
IS_ANY_DUE = "SELECT 1 FROM teams WHERE wake_at <= ? ORDER BY wake_at LIMIT 1"
_BY_ID = select(teams).where(teams.c.id == bindparam("id"))
_WAITED_FOR = _BY_ID.with_for_update()
_TO_WAKE = (
    select(teams.c.id)
    .where(teams.c.wake_at <= bindparam("now", type_=Moment()))
    .order_by(teams.c.wake_at)
    .limit(bindparam("most", type_=Integer()))
)
_TO_WAKE_AND_HOLD = _TO_WAKE.with_for_update(skip_locked=True)
_ROSTER = (
    select(members)
    .where(members.c.team_id == bindparam("team"), members.c.left_at.is_(None))
    .order_by(members.c.joined_at, members.c.name, members.c.id)
)
_ADDRESS_OF = select(members.c.address).where(
    members.c.id == bindparam("id"), members.c.left_at.is_(None), members.c.unreachable_since.is_(None)
)
_SAVE = update(teams).where(teams.c.id == bindparam("team"))
_WAKE_AT = update(teams).where(teams.c.id == bindparam("team")).values(wake_at=bindparam("moment", type_=Moment()))


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
    transaction.execute(_SAVE, {**team_values(team), "team": team.id})


def get(transaction: Transaction, team_id: TeamId) -> Team:
    """Raises LookupError when there is no such team."""
    row = transaction.execute(_BY_ID, {"id": team_id}).mappings().one_or_none()
    if row is None:
        raise LookupError("no such team")
    return team_from(row)


def wait_for(transaction: Transaction, team_id: TeamId) -> Team:
    """The team, held until the transaction ends, after waiting for whoever holds it."""
    return team_from(transaction.execute(_WAITED_FOR, {"id": team_id}).mappings().one())


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


def to_wake(transaction: Transaction, *, now: datetime, limit: int, hold: bool = False) -> tuple[TeamId, ...]:
    """Teams for which something falls due, the longest waiting first.

    `hold` keeps them until the transaction ends, and passes over those that another worker holds.
    """
    rows = transaction.execute(_TO_WAKE_AND_HOLD if hold else _TO_WAKE, {"now": now, "most": limit}).scalars()
    return tuple(TeamId(row) for row in rows)


def hold_if_due(transaction: Transaction, team_id: TeamId, *, now: datetime) -> bool:
    """Keep the team until the transaction ends; False when nothing falls due for it, or another worker holds it."""
    due = select(teams.c.id).where(teams.c.id == team_id, teams.c.wake_at <= now).with_for_update(skip_locked=True)
    return transaction.execute(due).first() is not None


def lose_channel(transaction: Transaction, team_id: TeamId, *, because: str, now: datetime) -> bool:
    """Its channel takes no posts, so nothing more opens until it does; False when that was known already."""
    lost = transaction.execute(
        update(teams)
        .where(teams.c.id == team_id, teams.c.unreachable_since.is_(None))
        .values(unreachable_since=now, unreachable_because=because)
    )
    return lost.rowcount == 1


def lost_because(transaction: Transaction, team_id: TeamId) -> str | None:
    """Why its channel takes no posts; None while it does."""
    because: str | None = transaction.execute(
        select(teams.c.unreachable_because).where(teams.c.id == team_id)
    ).scalar_one_or_none()
    return because


def regain_channel(transaction: Transaction, team_id: TeamId) -> bool:
    """Its channel takes posts; False when that was known already."""
    regained = transaction.execute(
        update(teams)
        .where(teams.c.id == team_id, teams.c.unreachable_since.is_not(None))
        .values(unreachable_since=None, unreachable_because=None)
    )
    return regained.rowcount == 1


def lose_member(transaction: Transaction, member_id: MemberId, *, now: datetime) -> bool:
    """Direct messages can't reach them; False when that was known already."""
    lost = transaction.execute(
        update(members)
        .where(members.c.id == member_id, members.c.unreachable_since.is_(None))
        .values(unreachable_since=now)
    )
    return lost.rowcount == 1


def regain_member(transaction: Transaction, member_id: MemberId) -> None:
    transaction.execute(update(members).where(members.c.id == member_id).values(unreachable_since=None))


def wake_at(transaction: Transaction, team_id: TeamId, moment: datetime | None) -> None:
    transaction.execute(_WAKE_AT, {"team": team_id, "moment": moment})


def everyone(transaction: Transaction) -> tuple[Team, ...]:
    """All teams of all workspaces, oldest first."""
    rows = transaction.execute(select(teams).order_by(teams.c.created_at, teams.c.id)).mappings()
    return tuple(team_from(row) for row in rows)


def next_wake_at(transaction: Transaction) -> datetime | None:
    """When the first team needs attention; None when none does."""
    earliest: datetime | None = transaction.execute(select(func.min(teams.c.wake_at))).scalar_one()
    return earliest


def add_member(transaction: Transaction, team_id: TeamId, member: Member, *, address: str, now: datetime) -> None:
    """Put somebody on the team; of somebody already on it only the name, departments and zone are renewed."""
    statement = insert_or(transaction, members).values(
        **member_values(member), team_id=team_id, address=address, joined_at=now
    )
    transaction.execute(
        statement.on_conflict_do_update(
            index_elements=["team_id", "address"],
            set_={name: statement.excluded[name] for name in ("name", "department", "zone")},
        )
    )


def change_member(transaction: Transaction, member: Member) -> None:
    """Keep what is now known of a member: name, role, coordinating, zone, departments, absence."""
    transaction.execute(update(members).where(members.c.id == member.id).values(**member_values(member)))


def take_off(transaction: Transaction, member_id: MemberId, *, now: datetime) -> None:
    """They are on the team no more; what they rated stays."""
    transaction.execute(update(members).where(members.c.id == member_id).values(left_at=now, coordinates=False))


def take_back(transaction: Transaction, team_id: TeamId, member: Member, *, address: str, now: datetime) -> Member:
    """Put somebody on the team who may have been on it before: then they keep their id, and so their ratings.

    What they stood for is kept too, unless it is said anew.
    """
    row = (
        transaction.execute(select(members).where(members.c.team_id == team_id, members.c.address == address))
        .mappings()
        .one_or_none()
    )
    if row is None:
        add_member(transaction, team_id, member, address=address, now=now)
        return member
    known = member_from(row)
    again = replace(member, id=known.id, departments=member.departments or known.departments)
    values = {**member_values(again), "left_at": None, "joined_at": now, "unreachable_since": None}
    transaction.execute(update(members).where(members.c.id == known.id).values(**values))
    return again


def roster(transaction: Transaction, team_id: TeamId) -> tuple[Addressed, ...]:
    """Everyone on the team now, in the order they joined."""
    rows = transaction.execute(_ROSTER, {"team": team_id}).mappings()
    return tuple(
        Addressed(member_from(row), row["address"], is_reachable=row["unreachable_since"] is None) for row in rows
    )


def coordinators(transaction: Transaction, team_id: TeamId) -> tuple[Addressed, ...]:
    """Those of the roster who coordinate and can be written to."""
    return tuple(one for one in roster(transaction, team_id) if one.member.coordinates and one.is_reachable)


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


def name_of(transaction: Transaction, team_id: TeamId, member_id: MemberId) -> str | None:
    """Of anybody who is on the team or was; None for nobody."""
    named = select(members.c.name).where(members.c.id == member_id, members.c.team_id == team_id)
    return transaction.execute(named).scalar_one_or_none()


def address_of(transaction: Transaction, member_id: MemberId) -> str | None:
    """Where a member is written to; None once they left the team, and while they can't be reached."""
    return transaction.execute(_ADDRESS_OF, {"id": member_id}).scalar_one_or_none()
