"""What coordinators changed, what is being filled in, and what waits for their decision."""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from storage.tables.columns import Moment, id_column, metadata, reference

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    reference("team_id", "teams.id"),
    Column("at", Moment, nullable=False),
    Column("what", String(32), nullable=False),
    Column("actor", Text, nullable=False, comment="the name at the time"),
    Column("actor_id", String(32), ForeignKey("members.id"), comment="null for somebody who is not on the team"),
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
    Column("reason", Text, nullable=False),
    Index(None, "team_id", "id"),
)

drafts = Table(
    "drafts",
    metadata,
    id_column(),
    reference("workspace_id", "workspaces.id"),
    Column("address", String(255), nullable=False, comment="whose it is"),
    Column("kind", String(32), nullable=False),
    Column("about", String(255), nullable=False, comment="the channel or team that it will change"),
    Column("values", JSON, nullable=False),
    Column("updated_at", Moment, nullable=False),
    UniqueConstraint("workspace_id", "address", "kind", "about"),
)

proposals = Table(
    "proposals",
    metadata,
    id_column(),
    reference("team_id", "teams.id"),
    Column("kind", String(16), nullable=False, comment="join, leave or closed"),
    Column("address", String(255), nullable=False),
    Column("name", Text, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("settled_at", Moment, comment="null while no coordinator has decided"),
    Column("settled_as", String(16), comment="what came of it"),
    Column("settled_by", Text, nullable=False, server_default="", comment="the name of whoever decided"),
    Index(None, "team_id", "settled_at"),
    Index(None, "team_id", "address"),
)
