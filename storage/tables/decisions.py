"""What came of the ratings: second looks, reasons, what the team agreed, next steps, evidence, corrected digests."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from storage.tables.columns import Moment, id_column, metadata, reference


def _asked_in_check_in() -> ForeignKeyConstraint:
    """Only what a check-in asked; its wording and label are read from there."""
    return ForeignKeyConstraint(
        ["check_in_id", "indicator_id"], ["asked_indicators.check_in_id", "asked_indicators.indicator_id"]
    )


team_ratings = Table(
    "team_ratings",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    reference("team_id", "teams.id"),
    Column("check_in_id", String(32), nullable=False),
    Column("indicator_id", String(128), nullable=False),
    Column("level_id", String(64), nullable=False),
    Column("rationale", Text, nullable=False),
    Column("dissent", Text, nullable=False),
    Column("agreed_on", Date, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("recorded_by", Text, nullable=False, comment="the name at the time"),
    _asked_in_check_in(),
    Index(None, "team_id", "id"),
)

second_ratings = Table(
    "second_ratings",
    metadata,
    Column("check_in_id", String(32), primary_key=True),
    Column("indicator_id", String(128), primary_key=True),
    Column("member_id", String(32), ForeignKey("members.id"), primary_key=True),
    Column("level_id", String(64), nullable=False),
    Column("rated_at", Moment, nullable=False),
    Column(
        "released_in", String(32), ForeignKey("digests.id"), comment="the digest that counted it; null while it waits"
    ),
    _asked_in_check_in(),
)

dont_know_reasons = Table(
    "dont_know_reasons",
    metadata,
    Column("check_in_id", String(32), primary_key=True),
    Column("indicator_id", String(128), primary_key=True),
    Column("member_id", String(32), ForeignKey("members.id"), primary_key=True),
    Column("reason", String(32), nullable=False),
    Column("given_at", Moment, nullable=False),
    _asked_in_check_in(),
)

next_steps = Table(
    "next_steps",
    metadata,
    id_column(),
    reference("team_id", "teams.id"),
    Column("kind", String(16), nullable=False),
    Column("indicator_id", String(128), nullable=False),
    Column("domain_id", String(128), nullable=False),
    Column("label", Text, nullable=False, comment="what the indicator was called at the time"),
    Column("sentence", Text, nullable=False),
    reference("owner_id", "members.id"),
    Column("owner", Text, nullable=False, comment="the name at the time"),
    Column("due_on", Date, nullable=False),
    Column("state", String(16), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("made_by", Text, nullable=False, comment="the name at the time"),
    reference("check_in_id", "check_ins.id", nullable=True),
    Column("settled_at", Moment, comment="when it was done or dropped; null while it is open"),
    Column("reminded_before", Boolean, nullable=False, comment="of the present due date"),
    Column("reminded_after", Boolean, nullable=False, comment="of the present due date"),
    Index(None, "team_id", "state", "due_on"),
    Index(None, "owner_id", "state"),
)

evidence = Table(
    "evidence",
    metadata,
    id_column(),
    reference("team_id", "teams.id"),
    Column("indicator_id", String(128), nullable=False),
    Column("domain_id", String(128), nullable=False),
    Column("label", Text, nullable=False, comment="what the indicator was called at the time"),
    Column("text", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("dated_on", Date, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("added_by", Text, nullable=False, comment="the name at the time"),
    Index(None, "team_id", "indicator_id"),
)

digest_corrections = Table(
    "digest_corrections",
    metadata,
    id_column(),
    reference("digest_id", "digests.id"),
    Column("facts", JSON, nullable=False, comment="the digest as it was compiled again"),
    Column("made_at", Moment, nullable=False),
    Column("made_by", Text, nullable=False, comment="the name at the time"),
    Index(None, "digest_id", "made_at"),
)
