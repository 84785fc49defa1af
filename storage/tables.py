"""The tables, as the code sees them; `migrations/` makes them, and a test holds the two together."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    Time,
    TypeDecorator,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware instant. SQLite keeps no zone, so everything is UTC there and gets its zone back when read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError("a moment needs a time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _id(*args: Any, **kwargs: Any) -> Column[str]:
    return Column("id", String(32), *args, primary_key=True, **kwargs)


def _ref(name: str, target: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, String(32), ForeignKey(target), nullable=nullable)


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


workspaces = Table(
    "workspaces",
    metadata,
    _id(),
    Column("platform", String(16), nullable=False),
    Column("external_id", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("blocked_until", Moment, comment="a Retry-After for the whole workspace"),
    Column("uninstalled_at", Moment, comment="since when its platform no longer lets us in; null while it does"),
    UniqueConstraint("platform", "external_id"),
)

teams = Table(
    "teams",
    metadata,
    _id(),
    _ref("workspace_id", "workspaces.id"),
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
    _id(),
    _ref("team_id", "teams.id"),
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
    UniqueConstraint("team_id", "address"),
    Index(None, "address"),
)

check_ins = Table(
    "check_ins",
    metadata,
    _id(),
    _ref("team_id", "teams.id"),
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
    _ref("member_id", "members.id"),
    Column("level_id", String(64)),
    Column("evidence", Text, nullable=False),
    Column("rated_at", Moment, nullable=False),
    *_acts(),
    Column("replaced_at", Moment, nullable=False),
    Index(None, "check_in_id", "member_id"),
)

digests = Table(
    "digests",
    metadata,
    _id(),
    _ref("team_id", "teams.id"),
    Column("period_start", Moment, nullable=False),
    Column("period_end", Moment, nullable=False),
    Column("facts", JSON, nullable=False, comment="the digest as it was compiled"),
    UniqueConstraint("team_id", "period_end"),
)

lanes = Table(
    "lanes",
    metadata,
    Column("name", String(320), primary_key=True, comment="workspace:address, one post in flight each"),
    _ref("workspace_id", "workspaces.id"),
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
    _ref("team_id", "teams.id"),
    Column("kind", String(16), nullable=False),
    Column("about", String(64), nullable=False, comment="the id of the check-in, digest or team it speaks of"),
    _ref("member_id", "members.id", nullable=True),
    Column("state", String(16), nullable=False),
    Column(
        "wanted", Integer, nullable=False, comment="grows with each request, so one arriving mid-flight is not lost"
    ),
    Column("run_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("attempted_at", Moment),
    Column("sent_at", Moment),
    Column("message_address", String(255)),
    Column("message_id", String(64)),
    Column("error", Text),
    Index(None, "lane", "state", "run_at"),
    Index(None, "about", "kind"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    _ref("team_id", "teams.id"),
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
    _id(),
    _ref("workspace_id", "workspaces.id"),
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
    _id(),
    _ref("team_id", "teams.id"),
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
