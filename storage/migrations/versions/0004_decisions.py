"""Second ratings, reasons for Don't know, team ratings, next steps, the evidence ledger, and corrected digests."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("indicator_id", sa.String(length=128), nullable=False),
        sa.Column("domain_id", sa.String(length=128), nullable=False),
        sa.Column("label", sa.Text(), nullable=False, comment="what the indicator was called at the time"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False, comment="the name at the time"),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_evidence_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_team_id_indicator_id"), "evidence", ["team_id", "indicator_id"], unique=False)
    op.create_table(
        "digest_corrections",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("digest_id", sa.String(length=32), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False, comment="the digest as it was compiled again"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False, comment="the name at the time"),
        sa.ForeignKeyConstraint(["digest_id"], ["digests.id"], name=op.f("fk_digest_corrections_digest_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest_corrections")),
    )
    op.create_index(
        op.f("ix_digest_corrections_digest_id_made_at"), "digest_corrections", ["digest_id", "made_at"], unique=False
    )
    op.create_table(
        "next_steps",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("indicator_id", sa.String(length=128), nullable=False),
        sa.Column("domain_id", sa.String(length=128), nullable=False),
        sa.Column("label", sa.Text(), nullable=False, comment="what the indicator was called at the time"),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False, comment="the name at the time"),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False, comment="the name at the time"),
        sa.Column("check_in_id", sa.String(length=32), nullable=True),
        sa.Column(
            "settled_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when it was done or dropped; null while it is open",
        ),
        sa.Column("reminded_before", sa.Boolean(), nullable=False, comment="of the present due date"),
        sa.Column("reminded_after", sa.Boolean(), nullable=False, comment="of the present due date"),
        sa.ForeignKeyConstraint(["check_in_id"], ["check_ins.id"], name=op.f("fk_next_steps_check_in_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["members.id"], name=op.f("fk_next_steps_owner_id")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_next_steps_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_next_steps")),
    )
    op.create_index(op.f("ix_next_steps_owner_id_state"), "next_steps", ["owner_id", "state"], unique=False)
    op.create_index(
        op.f("ix_next_steps_team_id_state_due_on"), "next_steps", ["team_id", "state", "due_on"], unique=False
    )
    op.create_table(
        "dont_know_reasons",
        sa.Column("check_in_id", sa.String(length=32), nullable=False),
        sa.Column("indicator_id", sa.String(length=128), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_in_id", "indicator_id"],
            ["asked_indicators.check_in_id", "asked_indicators.indicator_id"],
            name=op.f("fk_dont_know_reasons_check_in_id_indicator_id"),
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_dont_know_reasons_member_id")),
        sa.PrimaryKeyConstraint("check_in_id", "indicator_id", "member_id", name=op.f("pk_dont_know_reasons")),
    )
    op.create_table(
        "second_ratings",
        sa.Column("check_in_id", sa.String(length=32), nullable=False),
        sa.Column("indicator_id", sa.String(length=128), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("level_id", sa.String(length=64), nullable=False),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "released_in",
            sa.String(length=32),
            nullable=True,
            comment="the digest that counted it; null while it waits",
        ),
        sa.ForeignKeyConstraint(
            ["check_in_id", "indicator_id"],
            ["asked_indicators.check_in_id", "asked_indicators.indicator_id"],
            name=op.f("fk_second_ratings_check_in_id_indicator_id"),
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_second_ratings_member_id")),
        sa.ForeignKeyConstraint(["released_in"], ["digests.id"], name=op.f("fk_second_ratings_released_in")),
        sa.PrimaryKeyConstraint("check_in_id", "indicator_id", "member_id", name=op.f("pk_second_ratings")),
    )
    op.create_table(
        "team_ratings",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("check_in_id", sa.String(length=32), nullable=False),
        sa.Column("indicator_id", sa.String(length=128), nullable=False),
        sa.Column("level_id", sa.String(length=64), nullable=False),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("dissent", sa.Text(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False, comment="the name at the time"),
        sa.ForeignKeyConstraint(
            ["check_in_id", "indicator_id"],
            ["asked_indicators.check_in_id", "asked_indicators.indicator_id"],
            name=op.f("fk_team_ratings_check_in_id_indicator_id"),
        ),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_team_ratings_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_ratings")),
    )
    op.create_index(op.f("ix_team_ratings_team_id_id"), "team_ratings", ["team_id", "id"], unique=False)
    op.add_column(
        "members",
        sa.Column(
            "wants_digest",
            sa.Boolean(),
            server_default=sa.true(),
            nullable=False,
            comment="whether a digest of their own comes to them",
        ),
    )


def downgrade() -> None:
    op.drop_column("members", "wants_digest")
    op.drop_table("digest_corrections")
    op.drop_table("evidence")
    op.drop_table("next_steps")
    op.drop_table("dont_know_reasons")
    op.drop_table("second_ratings")
    op.drop_table("team_ratings")
