"""The world of the state machine: three teams in two workspaces, a platform, and a clock that is moved by hand."""

from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update

from jobs.lost_places import regain_place
from jobs.refresh_card import refresh_card
from jobs.remind_members import remind_members
from jobs.tick import tick
from rubric.check_in import CheckIn
from rubric.people import WorkspaceId
from rubric.team import Team
from storage import check_ins, tables, teams, workspaces
from storage.deliveries import OPEN_STATES, Kind
from storage.store import Store
from tests.cabinet import MONDAY, Cabinet, local
from tests.fakes import HandClock
from tests.jobs.platform import Platform
from tests.jobs.stepping import SteppingStore, Task

CHANNELS = ("C1", "C2", "C3")
PEOPLE = ("Ana", "Dev")


class World:
    """Ana and Dev are on all three teams. `wishes`: after which step each check-in's card was last to be changed."""

    def __init__(self, store: Store) -> None:
        with store.begin() as transaction:
            for table in reversed(tables.metadata.sorted_tables):
                transaction.execute(table.delete())
        self.store = SteppingStore(**{field.name: getattr(store, field.name) for field in fields(store)})
        self.clock = HandClock(local(MONDAY))
        self.platform = Platform(self.clock, self.holds)
        self.wishes: dict[str, int] = {}
        cabinet = Cabinet(self.store, clock=self.clock, names=PEOPLE)
        self.teams = {channel: cabinet.set_up(channel=channel).id for channel in CHANNELS}
        with self.store.begin() as transaction:
            elsewhere = workspaces.remember(transaction, platform="slack", external_id="T2", name="Cedar Falls")
            last = tables.teams.c.id == self.teams[CHANNELS[-1]]
            transaction.execute(update(tables.teams).where(last).values(workspace_id=elsewhere))

    def open(self, channel: str) -> None:
        self.make_due(channel, next_check_in_at=self.clock.now())

    def close(self, channel: str, check_in: CheckIn) -> None:
        with self.store.begin() as transaction:
            this = tables.check_ins.c.id == check_in.id
            transaction.execute(update(tables.check_ins).where(this).values(closes_at=self.clock.now()))
        self.wish(check_in)
        self.make_due(channel)

    def remind(self, channel: str, check_in: CheckIn, which: int) -> None:
        team, now = self.team(channel), self.clock.now()
        with self.store.begin() as transaction:
            whom = [one.member.id for one in teams.roster(transaction, team.id)]
            remind_members(transaction, team, check_in.id, which=which, member_ids=whom, now=now)

    def wish_for_a_refresh(self, channel: str, check_in: CheckIn) -> None:
        team = self.team(channel)
        with self.store.begin() as transaction:
            refresh_card(transaction, team, check_in, at=self.clock.now())
        self.wish(check_in)

    def wish(self, check_in: CheckIn) -> None:
        self.platform.steps += 1
        self.wishes[check_in.id] = self.platform.steps

    def digest(self, channel: str) -> None:
        self.clock.pass_by(timedelta(seconds=1))
        self.make_due(channel, next_digest_at=self.clock.now())

    def let_into(self, channel: str) -> None:
        self.platform.closed.discard(channel)
        team = self.team(channel)
        with self.store.begin() as transaction:
            regain_place(transaction, team.workspace_id, channel, now=self.clock.now())

    def install(self) -> None:
        self.platform.shut_out.clear()
        with self.store.begin() as transaction:
            workspaces.remember(transaction, platform="slack", external_id="T2", name="Cedar Falls")

    def holds(self, task: Task) -> bool:
        lease = task.lease
        [row] = self.rows(select(tables.lanes).where(tables.lanes.c.name == lease.lane))
        return (row["owner"], row["epoch"]) == (lease.owner, lease.epoch)

    def everything(self) -> list[list[dict[str, Any]]]:
        """What a fenced-out worker may not touch; it may ask for what it did to be taken back, or done again."""
        its_own = tables.deliveries.c.kind.in_((Kind.TAKE_BACK, Kind.SWEEP, Kind.CARD_REFRESH))
        others = select(tables.deliveries).where(~its_own).order_by("id")
        lane_columns = [column for column in tables.lanes.c if column.name != "ready_at"]
        lanes_but_for_their_turn = select(*lane_columns).order_by("name")
        both = (select(table).order_by("id") for table in (tables.teams, tables.workspaces))
        return [self.rows(query) for query in (others, lanes_but_for_their_turn, *both)]

    def first_due(self) -> dict[str, int]:
        table = tables.deliveries
        is_due = table.c.state.in_(OPEN_STATES) & (table.c.run_at <= self.clock.now())
        query = select(table.c.lane, func.min(table.c.id).label("first")).where(is_due).group_by(table.c.lane)
        return {row["lane"]: row["first"] for row in self.rows(query)}

    def closed_workspaces(self) -> set[WorkspaceId]:
        now = self.clock.now()
        return {
            row["id"]
            for row in self.rows(select(tables.workspaces))
            if row["uninstalled_at"] is not None or (row["blocked_until"] or now) > now
        }

    def make_due(self, channel: str, **what: datetime) -> None:
        with self.store.begin() as transaction:
            this = tables.teams.c.id == self.teams[channel]
            transaction.execute(update(tables.teams).where(this).values(wake_at=self.clock.now(), **what))
        tick(self.store, self.clock.now())

    def open_check_in(self, channel: str) -> CheckIn | None:
        with self.store.read() as transaction:
            return check_ins.open_one(transaction, self.teams[channel])

    def team(self, channel: str) -> Team:
        with self.store.read() as transaction:
            return teams.get(transaction, self.teams[channel])

    def rows(self, query: Any) -> list[dict[str, Any]]:
        with self.store.read() as transaction:
            return [dict(row) for row in transaction.execute(query).mappings()]
