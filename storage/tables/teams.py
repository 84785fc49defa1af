"""Workspaces, how to reach what is in them, teams and their members."""

from sqlalchemy import JSON, Boolean, Column, Date, Index, Integer, String, Table, Text, Time, UniqueConstraint, true

from storage.tables.columns import Moment, id_column, metadata, reference

workspaces = Table(
    "workspaces",
    metadata,
    id_column(),
    Column("platform", String(16), nullable=False),
    Column("external_id", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("blocked_until", Moment, comment="a Retry-After for the whole workspace"),
    Column("uninstalled_at", Moment, comment="since when its platform no longer lets us in; null while it does"),
    UniqueConstraint("platform", "external_id"),
)

conversation_references = Table(
    "conversation_references",
    metadata,
    id_column(),
    reference("workspace_id", "workspaces.id"),
    Column("address", String(255), nullable=False, comment="a channel's or a person's"),
    Column("conversation", String(255), nullable=False, comment="where it is written to; empty while nobody knows"),
    Column("service_url", Text, nullable=False, comment="the platform's own address for it"),
    Column("grouped_under", String(255), nullable=False, comment="what a channel is part of; empty for a person"),
    Column("name", Text, nullable=False, comment="what the platform called it last"),
    Column("zone", String(64), nullable=False, comment="a person's, as their device said it; empty while unknown"),
    Column("updated_at", Moment, nullable=False),
    UniqueConstraint("workspace_id", "address"),
    Index(None, "workspace_id", "grouped_under"),
)

teams = Table(
    "teams",
    metadata,
    id_column(),
    reference("workspace_id", "workspaces.id"),
    Column("channel_id", String(255), nullable=False),
    Column("name", Text, nullable=False),
    Column("rubric_id", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("at", Time, nullable=False),
    Column("anchor", Date, nullable=False),
    Column("every_weeks", Integer, nullable=False),
    Column("digest_anchor", Date, nullable=False),
    Column("digest_every_weeks", Integer, nullable=False),
    Column("indicators_per_check_in", Integer, nullable=False),
    Column("days_open", Integer, nullable=False),
    Column("reminder_days", JSON, nullable=False),
    Column("next_check_in_at", Moment, nullable=False),
    Column("next_digest_at", Moment, nullable=False),
    Column("digested_until", Moment, nullable=False),
    Column("wake_at", Moment, comment="the next moment anything falls due; null when nothing does"),
    Column("created_at", Moment, nullable=False),
    Column("unreachable_since", Moment, comment="since when its channel takes no posts; null while it does"),
    Column("unreachable_because", String(32), comment="why its channel takes no posts"),
    Column("calendar", Text, nullable=False, server_default="[]", comment="the school calendar's breaks, as JSON"),
    Column("changes", Text, nullable=False, server_default="[]", comment="single check-ins moved by hand, as JSON"),
    Column("preferences", Text, nullable=False, server_default="{}", comment="pins, exclusions and focus, as JSON"),
    UniqueConstraint("workspace_id", "channel_id"),
    Index(None, "wake_at"),
)

members = Table(
    "members",
    metadata,
    id_column(),
    reference("team_id", "teams.id"),
    Column("address", String(255), nullable=False, comment="where the person is written to on the platform"),
    Column("name", Text, nullable=False),
    # What they stand for in the cabinet, one a line.
    Column("department", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("coordinates", Boolean, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("joined_at", Moment, nullable=False),
    Column("left_at", Moment),
    Column("unreachable_since", Moment, comment="since when direct messages can't reach them; null while they can"),
    Column("away_until", Moment, comment="until when they are away; null or past while they are not"),
    Column(
        "wants_digest",
        Boolean,
        nullable=False,
        server_default=true(),
        comment="whether a digest of their own comes to them",
    ),
    UniqueConstraint("team_id", "address"),
    Index(None, "address"),
)
