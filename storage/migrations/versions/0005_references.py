"""How to reach channels and people on a platform where an address alone is not enough; longer ids of messages."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_SEVERAL = "several, with + between, where one message takes several"


def upgrade() -> None:
    op.create_table(
        "conversation_references",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("address", sa.String(length=255), nullable=False, comment="a channel's or a person's"),
        sa.Column(
            "conversation",
            sa.String(length=255),
            nullable=False,
            comment="where it is written to; empty while nobody knows",
        ),
        sa.Column("service_url", sa.Text(), nullable=False, comment="the platform's own address for it"),
        sa.Column(
            "grouped_under",
            sa.String(length=255),
            nullable=False,
            comment="what a channel is part of; empty for a person",
        ),
        sa.Column("name", sa.Text(), nullable=False, comment="what the platform called it last"),
        sa.Column(
            "zone",
            sa.String(length=64),
            nullable=False,
            comment="a person's, as their device said it; empty while unknown",
        ),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_conversation_references_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation_references")),
        sa.UniqueConstraint("workspace_id", "address", name=op.f("uq_conversation_references_workspace_id_address")),
    )
    op.create_index(
        op.f("ix_conversation_references_workspace_id_grouped_under"),
        "conversation_references",
        ["workspace_id", "grouped_under"],
        unique=False,
    )
    with op.batch_alter_table("deliveries") as deliveries:
        deliveries.alter_column(
            "message_id", existing_type=sa.String(length=64), type_=sa.String(length=255), comment=_SEVERAL
        )


def downgrade() -> None:
    with op.batch_alter_table("deliveries") as deliveries:
        deliveries.alter_column(
            "message_id", existing_type=sa.String(length=255), type_=sa.String(length=64), existing_comment=_SEVERAL
        )
    op.drop_table("conversation_references")
