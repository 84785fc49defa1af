"""The first tables: workspaces, teams, check-ins, ratings, digests and the outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "workspaces",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("external_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "blocked_until",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="a Retry-After for the whole workspace",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspaces")),
        sa.UniqueConstraint("platform", "external_id", name=op.f("uq_workspaces_platform_external_id")),
    )
    op.create_table(
        "lanes",
        sa.Column(
            "name",
            sa.String(length=320),
            nullable=False,
            comment="workspace:address, one post in flight each",
        ),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("address", sa.String(length=255), nullable=False),
        sa.Column(
            "ready_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when something in it may be tried; null when it is empty",
        ),
        sa.Column(
            "not_before",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="pacing; apart from ready_at, or a new delivery would undo it",
        ),
        sa.Column("owner", sa.String(length=64), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_lanes_workspace_id")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lanes")),
    )
    op.create_index(op.f("ix_lanes_ready_at"), "lanes", ["ready_at"], unique=False)
    op.create_table(
        "teams",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("channel_id", sa.String(length=255), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rubric_id", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("anchor", sa.Date(), nullable=False),
        sa.Column("every_weeks", sa.Integer(), nullable=False),
        sa.Column("digest_anchor", sa.Date(), nullable=False),
        sa.Column("digest_every_weeks", sa.Integer(), nullable=False),
        sa.Column("indicators_per_check_in", sa.Integer(), nullable=False),
        sa.Column("days_open", sa.Integer(), nullable=False),
        sa.Column("reminder_days", sa.JSON(), nullable=False),
        sa.Column("next_check_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_digest_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("digested_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "wake_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="the next moment anything falls due; null when nothing does",
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_teams_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teams")),
        sa.UniqueConstraint("workspace_id", "channel_id", name=op.f("uq_teams_workspace_id_channel_id")),
    )
    op.create_index(op.f("ix_teams_wake_at"), "teams", ["wake_at"], unique=False)
    op.create_table(
        "check_ins",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("raters_at_close", sa.Integer(), nullable=True, comment="how many could rate when it closed"),
        sa.Column("scale", sa.JSON(), nullable=False, comment="the levels as they were when asked"),
        sa.Column("evidence_prompt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_check_ins_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_ins")),
        sa.UniqueConstraint("team_id", "due_at", name=op.f("uq_check_ins_team_id_due_at")),
        sa.UniqueConstraint("team_id", "number", name=op.f("uq_check_ins_team_id_number")),
    )
    op.create_table(
        "digests",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("period_start", sa.DateTime(timezone=True), nullable=False),
        sa.Column("period_end", sa.DateTime(timezone=True), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False, comment="the digest as it was compiled"),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_digests_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digests")),
        sa.UniqueConstraint("team_id", "period_end", name=op.f("uq_digests_team_id_period_end")),
    )
    op.create_table(
        "members",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column(
            "address",
            sa.String(length=255),
            nullable=False,
            comment="where the person is written to on the platform",
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("coordinates", sa.Boolean(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_members_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
        sa.UniqueConstraint("team_id", "address", name=op.f("uq_members_team_id_address")),
    )
    op.create_index(op.f("ix_members_address"), "members", ["address"], unique=False)
    op.create_table(
        "asked_indicators",
        sa.Column("check_in_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.String(length=128), nullable=False),
        sa.Column("domain_id", sa.String(length=128), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["check_in_id"], ["check_ins.id"], name=op.f("fk_asked_indicators_check_in_id")),
        sa.PrimaryKeyConstraint("check_in_id", "position", name=op.f("pk_asked_indicators")),
        sa.UniqueConstraint("check_in_id", "indicator_id", name=op.f("uq_asked_indicators_check_in_id_indicator_id")),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("lane", sa.String(length=320), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column(
            "about",
            sa.String(length=64),
            nullable=False,
            comment="the id of the check-in, digest or team it speaks of",
        ),
        sa.Column("member_id", sa.String(length=32), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column(
            "wanted",
            sa.Integer(),
            nullable=False,
            comment="grows with each request, so one arriving mid-flight is not lost",
        ),
        sa.Column("run_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("attempted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message_address", sa.String(length=255), nullable=True),
        sa.Column("message_id", sa.String(length=64), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["lane"], ["lanes.name"], name=op.f("fk_deliveries_lane")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_deliveries_member_id")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_deliveries_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("key", name=op.f("uq_deliveries_key")),
    )
    op.create_index(op.f("ix_deliveries_about_kind"), "deliveries", ["about", "kind"], unique=False)
    op.create_index(op.f("ix_deliveries_lane_state_run_at"), "deliveries", ["lane", "state", "run_at"], unique=False)
    op.create_table(
        "earlier_ratings",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("check_in_id", sa.String(length=32), nullable=False),
        sa.Column("indicator_id", sa.String(length=128), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("level_id", sa.String(length=64), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["check_in_id"], ["check_ins.id"], name=op.f("fk_earlier_ratings_check_in_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_earlier_ratings_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earlier_ratings")),
    )
    op.create_index(
        op.f("ix_earlier_ratings_check_in_id_member_id"),
        "earlier_ratings",
        ["check_in_id", "member_id"],
        unique=False,
    )
    op.create_table(
        "ratings",
        sa.Column("check_in_id", sa.String(length=32), nullable=False),
        sa.Column("indicator_id", sa.String(length=128), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column(
            "level_id",
            sa.String(length=64),
            nullable=True,
            comment="null: a note kept before a level was chosen",
        ),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["check_in_id"], ["check_ins.id"], name=op.f("fk_ratings_check_in_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_ratings_member_id")),
        sa.PrimaryKeyConstraint("check_in_id", "indicator_id", "member_id", name=op.f("pk_ratings")),
    )


def downgrade() -> None:
    op.drop_table("ratings")
    op.drop_index(op.f("ix_earlier_ratings_check_in_id_member_id"), table_name="earlier_ratings")
    op.drop_table("earlier_ratings")
    op.drop_index(op.f("ix_deliveries_lane_state_run_at"), table_name="deliveries")
    op.drop_index(op.f("ix_deliveries_about_kind"), table_name="deliveries")
    op.drop_table("deliveries")
    op.drop_table("asked_indicators")
    op.drop_index(op.f("ix_members_address"), table_name="members")
    op.drop_table("members")
    op.drop_table("digests")
    op.drop_table("check_ins")
    op.drop_index(op.f("ix_teams_wake_at"), table_name="teams")
    op.drop_table("teams")
    op.drop_index(op.f("ix_lanes_ready_at"), table_name="lanes")
    op.drop_table("lanes")
    op.drop_table("workspaces")
