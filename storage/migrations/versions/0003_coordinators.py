"""The school calendar, what coordinators steer, who is away, the audit log, drafts of forms, and roster proposals."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TEAM_COLUMNS = (
    ("calendar", "[]", "the school calendar's breaks, as JSON"),
    ("changes", "[]", "single check-ins moved by hand, as JSON"),
    ("preferences", "{}", "pins, exclusions and focus, as JSON"),
)


def upgrade() -> None:
    for name, default, comment in _TEAM_COLUMNS:
        op.add_column("teams", sa.Column(name, sa.Text(), nullable=False, server_default=default, comment=comment))
    op.add_column(
        "members",
        sa.Column(
            "away_until",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="until when they are away; null or past while they are not",
        ),
    )
    op.add_column(
        "check_ins",
        sa.Column(
            "away_at_close",
            sa.Integer(),
            nullable=True,
            comment="how many more were away when it closed, and had not finished",
        ),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(length=32), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False, comment="the name at the time"),
        sa.Column("actor_id", sa.String(length=32), nullable=True, comment="null for somebody who is not on the team"),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["members.id"], name=op.f("fk_audit_actor_id")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_audit_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_team_id_id"), "audit", ["team_id", "id"], unique=False)
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("address", sa.String(length=255), nullable=False, comment="whose it is"),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("about", sa.String(length=255), nullable=False, comment="the channel or team that it will change"),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_drafts_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
        sa.UniqueConstraint(
            "workspace_id", "address", "kind", "about", name=op.f("uq_drafts_workspace_id_address_kind_about")
        ),
    )
    op.create_table(
        "proposals",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False, comment="join, leave or closed"),
        sa.Column("address", sa.String(length=255), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "settled_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="null while no coordinator has decided",
        ),
        sa.Column("settled_as", sa.String(length=16), nullable=True, comment="what came of it"),
        sa.Column("settled_by", sa.Text(), nullable=False, server_default="", comment="the name of whoever decided"),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_proposals_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
    )
    op.create_index(op.f("ix_proposals_team_id_settled_at"), "proposals", ["team_id", "settled_at"], unique=False)
    op.create_index(op.f("ix_proposals_team_id_address"), "proposals", ["team_id", "address"], unique=False)


def downgrade() -> None:
    op.drop_table("proposals")
    op.drop_table("drafts")
    op.drop_table("audit")
    op.drop_column("check_ins", "away_at_close")
    op.drop_column("members", "away_until")
    for name, _, _ in reversed(_TEAM_COLUMNS):
        op.drop_column("teams", name)
