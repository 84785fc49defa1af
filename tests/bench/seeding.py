"""Fills databases fast: one team is made as the product makes it, and its rows are copied under new names."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Table, insert, or_, select, update

from jobs.tick import set_alarm
from rubric.check_in import CheckIn, ask
from rubric.library import load, shipped
from rubric.people import CheckInId, Member, MemberId, TeamId
from rubric.rating import Rating
from rubric.team import Rhythm, Team, TeamState
from storage import check_ins, ratings, teams, workspaces
from storage.store import Store, Transaction, new_id
from storage.tables import metadata

ZONE = "America/New_York"
WORKSPACE = "T0BENCH"
MEMBERS = 8
INDICATORS = 7
WEEKS = 2
# What is said of a team is not copied with it: those rows belong to lanes, not to teams.
NOT_COPIED = frozenset({"deliveries", "lanes"})
ROWS_AT_ONCE = 20_000


def add_team(store: Store, *, due: datetime, now: datetime, channel: str = "C0BENCH") -> Team:
    """A team of eight whose next check-in is at `due`, a whole minute."""
    local = due.astimezone(ZoneInfo(ZONE))
    rhythm = Rhythm.starting(local.date(), WEEKS, local.time(), ZONE, indicators_per_check_in=INDICATORS)
    with store.begin() as transaction:
        team = Team(
            id=TeamId(new_id()),
            workspace_id=workspaces.remember(transaction, platform="slack", external_id=WORKSPACE, name="Bench"),
            channel_id=channel,
            name="Attendance cabinet",
            rubric_id=shipped()[0],
            rhythm=rhythm,
            state=TeamState.ACTIVE,
            next_check_in_at=due,
            next_digest_at=rhythm.digest.next_after(now),
            digested_until=now,
        )
        teams.add(transaction, team, now=now)
        for number in range(MEMBERS):
            member = Member(MemberId(new_id()), f"Member {number}", coordinates=number == 0, zone=ZONE)
            teams.add_member(transaction, team.id, member, address=f"U0{channel}{number}", now=now)
        set_alarm(transaction, team, now=now)
    return team


def copy_team(store: Store, team: Team, *, times: int) -> None:
    """The same team so many more times: the same people by other addresses, the same check-ins, in other channels."""
    with store.begin() as transaction:
        originals = _rows_of(transaction, team.id)
        copied: dict[str, list[dict[str, Any]]] = {table.name: [] for table, _ in originals}
        ids = {row["id"] for _, rows in originals for row in rows if isinstance(row.get("id"), str)}
        for number in range(times):
            names = {id: new_id() for id in ids}
            for table, rows in originals:
                copied[table.name] += [_renamed(row, names, number) for row in rows]
        for table, _ in originals:
            rows = copied[table.name]
            for start in range(0, len(rows), ROWS_AT_ONCE):
                transaction.execute(insert(table), rows[start : start + ROWS_AT_ONCE])


def _rows_of(transaction: Transaction, team_id: TeamId) -> list[tuple[Table, list[dict[str, Any]]]]:
    """Everything that hangs on a team, parents before children."""
    known: set[str] = {team_id}
    found = []
    for table in metadata.sorted_tables:
        if table.name in NOT_COPIED:
            continue
        links = [table.c.id] if table.name == "teams" else [one for one in table.columns if one.foreign_keys]
        belongs = or_(False, *(link.in_(known) for link in links))
        rows = [dict(row) for row in transaction.execute(select(table).where(belongs)).mappings()]
        known |= {row["id"] for row in rows if isinstance(row.get("id"), str)}
        if rows:
            found.append((table, rows))
    return found


def _renamed(row: dict[str, Any], names: dict[str, str], number: int) -> dict[str, Any]:
    renamed = {column: names.get(value, value) if isinstance(value, str) else value for column, value in row.items()}
    for column in ("channel_id", "address"):
        if column in renamed:
            renamed[column] = f"{renamed[column]}X{number}"
    return renamed


def wake_everyone(store: Store, moment: datetime | None) -> None:
    """Let every team fall due at `moment`, in one statement; None lets them all sleep."""
    with store.begin() as transaction:
        transaction.execute(update(metadata.tables["teams"]).values(wake_at=moment))


@dataclass(frozen=True, slots=True)
class Asked:
    """A check-in that is open, and the addresses of those who may rate."""

    check_in: CheckIn
    addresses: tuple[str, ...]


def open_check_ins(store: Store, *, most: int | None = None) -> tuple[Asked, ...]:
    """Every team's open check-in."""
    found = []
    with store.read() as transaction:
        for team in teams.everyone(transaction)[:most]:
            check_in = check_ins.open_one(transaction, team.id)
            if check_in is not None:
                roster = teams.roster(transaction, team.id)
                found.append(Asked(check_in, tuple(one.address for one in roster)))
    return tuple(found)


def add_history(store: Store, team: Team, *, weeks: int, until: datetime) -> None:
    """Check-ins every two weeks up to `until`, closed, each rated by everybody."""
    rubric = load(team.rubric_id)
    indicators = [indicator.id for domain in rubric.domains for indicator in domain.indicators]
    levels = [level.id for level in (*rubric.scale.levels, rubric.scale.dont_know)]
    count = ceil(weeks / WEEKS)
    with store.begin() as transaction:
        members = [one.member for one in teams.roster(transaction, team.id)]
        for number in range(1, count + 1):
            opened = until - timedelta(weeks=WEEKS * (count + 1 - number))
            chosen = [indicators[(number * INDICATORS + at) % len(indicators)] for at in range(INDICATORS)]
            check_in = CheckIn(
                id=CheckInId(new_id()),
                team_id=team.id,
                number=number,
                due_at=opened,
                opened_at=opened,
                closes_at=opened + timedelta(weeks=1),
                closed_at=None,
                scale=rubric.scale,
                evidence_prompt=rubric.evidence_prompt,
                asked=ask(rubric, chosen),
            )
            check_ins.add(transaction, check_in, pass_number=ceil(number * INDICATORS / len(indicators)))
            for order, member in enumerate(members):
                rated = _rated(check_in, member, levels[number % 3 :] if order else levels)
                ratings.save(transaction, check_in.id, rated, current={}, now=opened)
            check_ins.close(transaction, check_in.id, closed_at=check_in.closes_at, raters=len(members))


def _rated(check_in: CheckIn, member: Member, levels: Sequence[Any]) -> tuple[Rating, ...]:
    made = Rating(check_in.asked[0].id, member.id, levels[0], evidence="", rated_at=check_in.opened_at)
    return tuple(
        replace(made, indicator_id=asked.id, level_id=levels[(at + len(member.name)) % len(levels)])
        for at, asked in enumerate(check_in.asked)
    )
