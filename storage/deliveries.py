"""The outbox: what is to be posted or changed in chat, written in the transaction that made it necessary.

Enqueueing and looking things up are here; who may send next, and what became of it, are in `lanes`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache

from sqlalchemy import Insert, RowMapping, bindparam, case, func, select, update

from rubric.people import CheckInId, MemberId, TeamId, WorkspaceId
from rubric.team import Team
from storage.store import Transaction, insert_into
from storage.tables import deliveries, lanes
from storage.teams import Addressed


class Kind(StrEnum):
    """What a delivery is about; `about` holds the id it speaks of: a check-in's, a digest's, a team's.

    CHANGE is about an entry of the audit log, PROPOSAL about a proposal for the roster, PROPOSAL_SETTLED changes such a
    message once it is settled, TEST and AUDIT_FILE are about a team. CATCH_UP and NUDGE are reminders of their own.

    TALK is about a check-in's indicator, its position after a slash; RE_ASK and STEP_DUE about a next step, OWN_DIGEST
    about a digest, DIGEST_TEST about a team, REPORT about a team's pass, after a slash; EXPORT about a draft.

    QUESTION, TAKE_BACK and SWEEP are about another delivery: whether it landed, a message that it landed as too, and
    whether there is such a one that nobody has heard of.
    """

    WELCOME = "welcome"
    CARD = "card"
    CARD_REFRESH = "card_refresh"
    REMINDER = "reminder"
    REVEAL = "reveal"
    DIGEST = "digest"
    PLACE_LOST = "place_lost"
    QUESTION = "question"
    PROBE = "probe"
    TAKE_BACK = "take_back"
    SWEEP = "sweep"
    CHANGE = "change"
    PROPOSAL = "proposal"
    PROPOSAL_SETTLED = "proposal_settled"
    CATCH_UP = "catch_up"
    NUDGE = "nudge"
    TEST = "test"
    AUDIT_FILE = "audit_file"
    TALK = "talk"
    RE_ASK = "re_ask"
    STEP_DUE = "step_due"
    OWN_DIGEST = "own_digest"
    CORRECTION = "correction"
    DIGEST_TEST = "digest_test"
    REPORT = "report"
    EXPORT = "export"


class State(StrEnum):
    """The life of a delivery. `sending` outlives a crash, and then means: ask before repeating."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    DROPPED = "dropped"
    DEAD = "dead"


OPEN_STATES = (State.QUEUED.value, State.SENDING.value)


@dataclass(frozen=True, slots=True)
class Order:
    """A wish for a delivery. The same `key` twice is one delivery."""

    key: str
    kind: Kind
    about: str
    team_id: TeamId
    workspace_id: WorkspaceId
    address: str
    run_at: datetime
    member_id: MemberId | None = None
    # A message that stands already, and that this is about.
    message_address: str | None = None
    message_id: str | None = None

    @classmethod
    def to_channel(cls, team: Team, kind: Kind, *, about: str, run_at: datetime, once: str = "") -> "Order":
        """Something that is said once in the team's channel about one thing; `once` tells one saying from another."""
        return cls(
            key=f"{kind}:{about}:{once}" if once else f"{kind}:{about}",
            kind=kind,
            about=about,
            team_id=team.id,
            workspace_id=team.workspace_id,
            address=team.channel_id,
            run_at=run_at,
        )

    @classmethod
    def to_member(
        cls, team: Team, to: Addressed, kind: Kind, *, about: str, once: str | int, run_at: datetime
    ) -> "Order":
        """Something that is said to one member; `once` tells one saying of it from another."""
        return cls(
            key=f"{kind}:{about}:{to.member.id}:{once}",
            kind=kind,
            about=about,
            team_id=team.id,
            workspace_id=team.workspace_id,
            address=to.address,
            run_at=run_at,
            member_id=to.member.id,
        )


@dataclass(frozen=True, slots=True)
class Delivery:
    """One row of the outbox."""

    id: int
    key: str
    lane: str
    team_id: TeamId
    kind: Kind
    about: str
    member_id: MemberId | None
    state: State
    wanted: int
    attempts: int
    attempted_at: datetime | None
    message_address: str | None
    message_id: str | None


def lane_name(workspace_id: WorkspaceId, address: str) -> str:
    return f"{workspace_id}:{address}"


_WANT_MORE = (
    update(deliveries)
    .where(deliveries.c.key == bindparam("wish"), deliveries.c.state == State.QUEUED.value)
    .values(wanted=deliveries.c.wanted + 1)
)
_BY_ID = select(deliveries).where(deliveries.c.id == bindparam("id"))
_REMINDED = select(deliveries.c.key, deliveries.c.member_id).where(
    deliveries.c.about == bindparam("about"), deliveries.c.kind == Kind.REMINDER.value
)
_CAUGHT_UP = select(deliveries.c.key, deliveries.c.member_id).where(
    deliveries.c.about == bindparam("about"),
    deliveries.c.kind == Kind.CATCH_UP.value,
    deliveries.c.key.contains("@", autoescape=True),
)
_BY_KEY = select(deliveries).where(deliveries.c.key == bindparam("key"))


@cache
def _ready(dialect: str) -> Insert:
    lane = insert_into(dialect, lanes)
    wanted = lane.excluded.ready_at
    earlier = (lanes.c.ready_at <= wanted) & lanes.c.ready_at.is_not(None)
    return lane.on_conflict_do_update(
        index_elements=["name"], set_={"ready_at": case((earlier, lanes.c.ready_at), else_=wanted)}
    )


@cache
def _once(dialect: str) -> Insert:
    return insert_into(dialect, deliveries).on_conflict_do_nothing(index_elements=["key"])


@cache
def _again(dialect: str) -> Insert:
    waiting = deliveries.c.state == State.QUEUED.value
    under_way = deliveries.c.state == State.SENDING.value
    delivery = insert_into(dialect, deliveries)
    return delivery.on_conflict_do_update(
        index_elements=["key"],
        set_={
            "wanted": deliveries.c.wanted + 1,
            # A wish that waits already keeps its time, or a busy form would put the card off for ever.
            "run_at": case((waiting, deliveries.c.run_at), else_=delivery.excluded.run_at),
            "attempts": case((under_way, deliveries.c.attempts), else_=0),
            # Each wish is tried for as long as the first, and not given up at the first trouble.
            "attempted_at": case((under_way, deliveries.c.attempted_at), else_=None),
            "state": case((under_way, State.SENDING.value), else_=State.QUEUED.value),
        },
    )


def enqueue(transaction: Transaction, order: Order) -> None:
    """Post this once, however often it is asked for."""
    transaction.execute(_ready(transaction.dialect.name), _lane_values(order))
    transaction.execute(_once(transaction.dialect.name), _values(order))


def request(transaction: Transaction, order: Order) -> None:
    """Do this again soon, such as refreshing a card: requests that come before it is done coalesce into one.

    One that arrives while an earlier one is under way raises `wanted`, so that it runs once more afterwards.
    """
    # What waits already needs nothing more, nor does its lane.
    if transaction.execute(_WANT_MORE, {"wish": order.key}).rowcount:
        return
    transaction.execute(_ready(transaction.dialect.name), _lane_values(order))
    transaction.execute(_again(transaction.dialect.name), _values(order))


def revive(transaction: Transaction, workspace_id: WorkspaceId, address: str, *, now: datetime) -> int:
    """Queue again what a place refused, because it can be posted to now; how many."""
    lane = lane_name(workspace_id, address)
    refused = (deliveries.c.lane == lane) & (deliveries.c.state == State.DEAD.value)
    anew = {"state": State.QUEUED.value, "attempts": 0, "attempted_at": None, "run_at": now, "error": None}
    revived = transaction.execute(update(deliveries).where(refused).values(**anew))
    transaction.execute(update(lanes).where(lanes.c.name == lane).values(ready_at=now))
    return revived.rowcount


def get(transaction: Transaction, delivery_id: int) -> Delivery | None:
    row = transaction.execute(_BY_ID, {"id": delivery_id}).mappings().one_or_none()
    return None if row is None else delivery_from(row)


def by_key(transaction: Transaction, key: str) -> Delivery | None:
    row = transaction.execute(_BY_KEY, {"key": key}).mappings().one_or_none()
    return None if row is None else delivery_from(row)


def about(transaction: Transaction, kind: Kind, about: str) -> tuple[Delivery, ...]:
    """All of one kind about one thing, oldest first."""
    wanted = select(deliveries).where(deliveries.c.about == about, deliveries.c.kind == kind.value)
    rows = transaction.execute(wanted.order_by(deliveries.c.id)).mappings()
    return tuple(map(delivery_from, rows))


def reminded(transaction: Transaction, check_in_id: CheckInId) -> frozenset[tuple[MemberId, int]]:
    """Which reminders (member, which of the two) were planned for a check-in, sent or not."""
    rows = transaction.execute(_REMINDED, {"about": check_in_id})
    return frozenset((MemberId(member), int(key.rsplit(":", 1)[1])) for key, member in rows)


def caught_up(transaction: Transaction, check_in_id: CheckInId) -> frozenset[tuple[MemberId, date]]:
    """Who was told of a check-in on coming back from being away or onto the team, and on which day that was."""
    rows = transaction.execute(_CAUGHT_UP, {"about": check_in_id})
    return frozenset((MemberId(member), date.fromisoformat(key.rsplit("@", 1)[1])) for key, member in rows)


def counts(transaction: Transaction) -> dict[State, int]:
    rows = transaction.execute(select(deliveries.c.state, func.count()).group_by(deliveries.c.state))
    return {State(state): count for state, count in rows}


def delivery_from(row: RowMapping) -> Delivery:
    return Delivery(
        id=row["id"],
        key=row["key"],
        lane=row["lane"],
        team_id=TeamId(row["team_id"]),
        kind=Kind(row["kind"]),
        about=row["about"],
        member_id=None if row["member_id"] is None else MemberId(row["member_id"]),
        state=State(row["state"]),
        wanted=row["wanted"],
        attempts=row["attempts"],
        attempted_at=row["attempted_at"],
        message_address=row["message_address"],
        message_id=row["message_id"],
    )


def _values(order: Order) -> dict[str, object]:
    return {
        "key": order.key,
        "lane": lane_name(order.workspace_id, order.address),
        "team_id": order.team_id,
        "kind": order.kind.value,
        "about": order.about,
        "member_id": order.member_id,
        "state": State.QUEUED.value,
        "wanted": 1,
        "run_at": order.run_at,
        "attempts": 0,
        "message_address": order.message_address,
        "message_id": order.message_id,
    }


def _lane_values(order: Order) -> dict[str, object]:
    return {
        "name": lane_name(order.workspace_id, order.address),
        "workspace_id": order.workspace_id,
        "address": order.address,
        "ready_at": order.run_at,
        "epoch": 0,
    }
