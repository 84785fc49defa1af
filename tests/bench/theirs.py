"""What the submission is compared with: the floor that nobody gets under, and the code that people write today."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, create_engine, event, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship

from tests.bench.payloads import SECRET
from tests.bench.seeding import Asked

TOKEN = "xoxb-bench"
FORM = "rating_form"


@contextmanager
def floor(file: Path, api_url: str) -> Iterator[App]:
    """Bolt answering in the caller's thread, and the driver writing seven rows in one transaction; nothing else."""
    connection = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(
        "CREATE TABLE ratings (check_in_id TEXT, indicator_id TEXT, member_id TEXT, level_id TEXT, evidence TEXT,"
        " rated_at TEXT, PRIMARY KEY (check_in_id, indicator_id, member_id))"
    )
    app = App(
        client=WebClient(token=TOKEN, base_url=api_url),
        signing_secret=SECRET,
        token_verification_enabled=False,
        process_before_response=True,
    )
    turn = iter(range(1_000_000_000))

    @app.view(FORM)
    def save(ack: Ack) -> None:
        number = next(turn)
        rows = [
            (f"{number:032}", f"capacity-building.{at}", f"{number:032}", "strength", "", "2026-11-02 14:00:00")
            for at in range(7)
        ]
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO ratings VALUES (?, ?, ?, ?, ?, ?)", rows)
        connection.execute("COMMIT")
        ack()

    try:
        yield app
    finally:
        connection.close()


class Base(DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "teams"
    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(32), unique=True)
    members: Mapped[list["Member"]] = relationship(back_populates="team")


class Member(Base):
    __tablename__ = "members"
    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"), index=True)
    slack_id: Mapped[str] = mapped_column(String(64), index=True)
    team: Mapped[Team] = relationship(back_populates="members")


class CheckIn(Base):
    __tablename__ = "check_ins"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"), index=True)
    team: Mapped[Team] = relationship()


class Rating(Base):
    __tablename__ = "ratings"
    __table_args__ = (UniqueConstraint("check_in_id", "member_id", "indicator"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    check_in_id: Mapped[str] = mapped_column(ForeignKey("check_ins.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    indicator: Mapped[str] = mapped_column(String(128))
    level: Mapped[str | None] = mapped_column(String(64))
    evidence: Mapped[str] = mapped_column(Text, default="")


@contextmanager
def today(file: Path, api_url: str, asked: tuple[Asked, ...]) -> Iterator[App]:
    """Bolt as it comes, and a session for each request; durable like ours, all else as it comes too."""
    engine = create_engine(f"sqlite:///{file}")

    @event.listens_for(engine, "connect")
    def durable(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")

    Base.metadata.create_all(engine)
    with Session(engine) as session:
        for number, one in enumerate(asked):
            team = Team(channel=f"C{number}", members=[Member(slack_id=address) for address in one.addresses])
            session.add(CheckIn(id=one.check_in.id, team=team))
        session.commit()
    app = App(client=WebClient(token=TOKEN, base_url=api_url), signing_secret=SECRET)

    @app.view(FORM)
    def save(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        with Session(engine) as session:
            check_in = session.get_one(CheckIn, view["private_metadata"])
            member = session.scalars(
                select(Member).where(Member.team_id == check_in.team_id, Member.slack_id == body["user"]["id"])
            ).one()
            for indicator, (level, evidence) in answers(view).items():
                rating = session.scalars(
                    select(Rating).where(
                        Rating.check_in_id == check_in.id, Rating.member_id == member.id, Rating.indicator == indicator
                    )
                ).one_or_none()
                if rating is None:
                    rating = Rating(check_in_id=check_in.id, member_id=member.id, indicator=indicator)
                    session.add(rating)
                rating.level = level
                rating.evidence = evidence
            session.commit()
        ack()

    try:
        yield app
    finally:
        engine.dispose()


def answers(view: dict[str, Any]) -> dict[str, tuple[str | None, str]]:
    """Level and note by indicator."""
    given: dict[str, dict[str, str | None]] = {}
    for block_id, state in view["state"]["values"].items():
        _, indicator, part = block_id.split("/")
        (element,) = state.values()
        chosen = element.get("selected_option") or {}
        given.setdefault(indicator, {})[part] = chosen.get("value") if part == "level" else element.get("value")
    return {indicator: (parts.get("level"), parts.get("evidence") or "") for indicator, parts in given.items()}
