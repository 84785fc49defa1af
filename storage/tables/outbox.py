"""Digests as they were compiled, and everything that is to be posted."""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from storage.tables.columns import Moment, id_column, metadata, reference

digests = Table(
    "digests",
    metadata,
    id_column(),
    reference("team_id", "teams.id"),
    Column("period_start", Moment, nullable=False),
    Column("period_end", Moment, nullable=False),
    Column("facts", JSON, nullable=False, comment="the digest as it was compiled"),
    UniqueConstraint("team_id", "period_end"),
)

lanes = Table(
    "lanes",
    metadata,
    Column("name", String(320), primary_key=True, comment="workspace:address, one post in flight each"),
    reference("workspace_id", "workspaces.id"),
    Column("address", String(255), nullable=False),
    Column("ready_at", Moment, comment="when something in it may be tried; null when it is empty"),
    Column("not_before", Moment, comment="pacing; apart from ready_at, or a new delivery would undo it"),
    Column("owner", String(64)),
    Column("lease_until", Moment),
    Column("epoch", Integer, nullable=False, default=0),
    Index(None, "ready_at"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("key", String(255), nullable=False, unique=True),
    Column("lane", String(320), ForeignKey("lanes.name"), nullable=False),
    reference("team_id", "teams.id"),
    Column("kind", String(16), nullable=False),
    Column("about", String(64), nullable=False, comment="the id of the check-in, digest or team it speaks of"),
    reference("member_id", "members.id", nullable=True),
    Column("state", String(16), nullable=False),
    Column(
        "wanted", Integer, nullable=False, comment="grows with each request, so one arriving mid-flight is not lost"
    ),
    Column("run_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("attempted_at", Moment),
    Column("sent_at", Moment),
    Column("message_address", String(255)),
    Column("message_id", String(255), comment="several, with + between, where one message takes several"),
    Column("error", Text),
    Index(None, "lane", "state", "run_at"),
    Index(None, "about", "kind"),
)
