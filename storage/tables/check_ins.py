"""Check-ins, what they asked, and what was rated in them."""

from typing import Any

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from storage.tables.columns import Moment, id_column, metadata, reference


def _acts() -> tuple[Column[Any], ...]:
    """What tells a tap that was overtaken on its way from a later one; null in rows from before this was kept."""
    return (
        Column("level_acted_at", Moment, comment="when the level was chosen, by the platform's clock"),
        Column("level_form_id", String(64), comment="the opened form that the level came from"),
        Column("level_final", Boolean, comment="whether it came with the form's submission"),
        Column("evidence_acted_at", Moment, comment="when the note was sent, by the platform's clock"),
        Column("evidence_form_id", String(64), comment="the opened form that the note came from"),
        Column("evidence_final", Boolean, comment="whether it came with the form's submission"),
    )


check_ins = Table(
    "check_ins",
    metadata,
    id_column(),
    reference("team_id", "teams.id"),
    Column("number", Integer, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("closes_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("raters_at_close", Integer, comment="how many could rate when it closed"),
    Column("away_at_close", Integer, comment="how many more were away when it closed, and had not finished"),
    Column(
        "pass_number",
        Integer,
        nullable=False,
        server_default="1",
        comment="which pass through the rubric it belongs to, from 1",
    ),
    Column("scale", JSON, nullable=False, comment="the levels as they were when asked"),
    Column("evidence_prompt", Text, nullable=False),
    UniqueConstraint("team_id", "due_at"),
    UniqueConstraint("team_id", "number"),
    # However long a team's history, what is open, what closed lately and what a pass asked is found at once.
    Index(None, "team_id", "closed_at"),
    Index(None, "team_id", "pass_number"),
)

asked_indicators = Table(
    "asked_indicators",
    metadata,
    Column("check_in_id", String(32), ForeignKey("check_ins.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("indicator_id", String(128), nullable=False),
    Column("domain_id", String(128), nullable=False),
    Column("label", Text, nullable=False),
    Column("text", Text, nullable=False),
    UniqueConstraint("check_in_id", "indicator_id"),
)

ratings = Table(
    "ratings",
    metadata,
    Column("check_in_id", String(32), ForeignKey("check_ins.id"), primary_key=True),
    Column("indicator_id", String(128), primary_key=True),
    Column("member_id", String(32), ForeignKey("members.id"), primary_key=True),
    Column("level_id", String(64), comment="null: a note kept before a level was chosen"),
    Column("evidence", Text, nullable=False),
    Column("rated_at", Moment, nullable=False),
    *_acts(),
)

earlier_ratings = Table(
    "earlier_ratings",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("check_in_id", String(32), ForeignKey("check_ins.id"), nullable=False),
    Column("indicator_id", String(128), nullable=False),
    reference("member_id", "members.id"),
    Column("level_id", String(64)),
    Column("evidence", Text, nullable=False),
    Column("rated_at", Moment, nullable=False),
    *_acts(),
    Column("replaced_at", Moment, nullable=False),
    Index(None, "check_in_id", "member_id"),
)
