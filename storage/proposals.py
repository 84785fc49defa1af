"""Changes to a roster that somebody's coming or going suggests, until a coordinator has decided."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import RowMapping, insert, select, update

from rubric.people import TeamId
from storage.store import Transaction, new_id
from storage.tables import proposals


class ProposalKind(StrEnum):
    """What happened: somebody came into the channel, left it, or their account was closed."""

    JOIN = "join"
    LEAVE = "leave"
    CLOSED = "closed"


class Settled(StrEnum):
    """How a proposal ended: as a coordinator decided, or because the person went or came back meanwhile."""

    MEMBER = "member"
    OBSERVER = "observer"
    LEFT_OUT = "left_out"
    TAKEN_OFF = "taken_off"
    KEPT = "kept"
    OVERTAKEN = "overtaken"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something happened to somebody at `address`, at `made_at` by the platform's clock.

    `settled_by` is the name of whoever decided; empty where nobody had to.
    """

    id: str
    team_id: TeamId
    kind: ProposalKind
    address: str
    name: str
    zone: str
    made_at: datetime
    settled: bool
    settled_as: Settled | None = None
    settled_by: str = ""


def make(
    transaction: Transaction, team_id: TeamId, kind: ProposalKind, *, address: str, name: str, zone: str, now: datetime
) -> str:
    """A new proposal's id; it settles whatever was still open about the same person. `now` is when it happened."""
    settle_about(transaction, team_id, address, now=now)
    return _keep(transaction, team_id, kind, address=address, name=name, zone=zone, made_at=now)


def note(
    transaction: Transaction, team_id: TeamId, kind: ProposalKind, *, address: str, name: str, zone: str, now: datetime
) -> None:
    """Remember something that asks nothing of anybody, so that an older event that arrives later is known as such."""
    settle_about(transaction, team_id, address, now=now)
    _keep(transaction, team_id, kind, address=address, name=name, zone=zone, made_at=now, settled_at=now)


def happened_again(transaction: Transaction, proposal_id: str, *, now: datetime) -> None:
    """What a proposal is about happened once more, at `now`, unless that was before."""
    older = (proposals.c.id == proposal_id) & (proposals.c.made_at < now)
    transaction.execute(update(proposals).where(older).values(made_at=now))


def latest_about(transaction: Transaction, team_id: TeamId, address: str) -> Proposal | None:
    """The last thing that is known to have happened to somebody, settled or not."""
    known = select(proposals).where(proposals.c.team_id == team_id, proposals.c.address == address)
    newest = known.order_by(proposals.c.made_at.desc(), proposals.c.id).limit(1)
    row = transaction.execute(newest).mappings().one_or_none()
    return None if row is None else _proposal(row)


def get(transaction: Transaction, proposal_id: str) -> Proposal | None:
    row = transaction.execute(select(proposals).where(proposals.c.id == proposal_id)).mappings().one_or_none()
    return None if row is None else _proposal(row)


def still_open(transaction: Transaction, team_id: TeamId) -> tuple[Proposal, ...]:
    """Those nobody has decided on, the oldest first."""
    waiting = select(proposals).where(proposals.c.team_id == team_id, proposals.c.settled_at.is_(None))
    rows = transaction.execute(waiting.order_by(proposals.c.made_at, proposals.c.id)).mappings()
    return tuple(map(_proposal, rows))


def settle(
    transaction: Transaction, proposal_id: str, *, now: datetime, how: Settled = Settled.OVERTAKEN, by: str = ""
) -> bool:
    """False when it was settled already."""
    settled = transaction.execute(
        update(proposals)
        .where(proposals.c.id == proposal_id, proposals.c.settled_at.is_(None))
        .values(settled_at=now, settled_as=how.value, settled_by=by)
    )
    return settled.rowcount == 1


def settle_about(
    transaction: Transaction,
    team_id: TeamId,
    address: str,
    *,
    now: datetime,
    how: Settled = Settled.OVERTAKEN,
    by: str = "",
) -> None:
    """Whatever is open about one person."""
    transaction.execute(
        update(proposals)
        .where(proposals.c.team_id == team_id, proposals.c.address == address, proposals.c.settled_at.is_(None))
        .values(settled_at=now, settled_as=how.value, settled_by=by)
    )


def _keep(
    transaction: Transaction,
    team_id: TeamId,
    kind: ProposalKind,
    *,
    address: str,
    name: str,
    zone: str,
    made_at: datetime,
    settled_at: datetime | None = None,
) -> str:
    proposal_id = new_id()
    how = None if settled_at is None else Settled.OVERTAKEN.value
    known = {"address": address, "name": name, "zone": zone, "made_at": made_at}
    transaction.execute(
        insert(proposals).values(
            id=proposal_id, team_id=team_id, kind=kind.value, settled_at=settled_at, settled_as=how, **known
        )
    )
    return proposal_id


def _proposal(row: RowMapping) -> Proposal:
    return Proposal(
        id=row["id"],
        team_id=TeamId(row["team_id"]),
        kind=ProposalKind(row["kind"]),
        address=row["address"],
        name=row["name"],
        zone=row["zone"],
        made_at=row["made_at"],
        settled=row["settled_at"] is not None,
        settled_as=None if row["settled_as"] is None else Settled(row["settled_as"]),
        settled_by=row["settled_by"],
    )
