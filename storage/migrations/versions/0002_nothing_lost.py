"""Who can't be reached, in which order taps were made, and which pass a check-in belongs to."""

from collections import defaultdict
from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "workspaces",
        _moment("uninstalled_at", "since when its platform no longer lets us in; null while it does"),
    )
    op.add_column("teams", _moment("unreachable_since", "since when its channel takes no posts; null while it does"))
    op.add_column(
        "teams",
        sa.Column("unreachable_because", sa.String(length=32), nullable=True, comment="why its channel takes no posts"),
    )
    op.add_column(
        "members",
        _moment("unreachable_since", "since when direct messages can't reach them; null while they can"),
    )
    for table in ("ratings", "earlier_ratings"):
        for part, what, verb in (("level", "level", "chosen"), ("evidence", "note", "sent")):
            op.add_column(table, _moment(f"{part}_acted_at", f"when the {what} was {verb}, by the platform's clock"))
            op.add_column(table, _form(f"{part}_form_id", f"the opened form that the {what} came from"))
            op.add_column(table, _final(f"{part}_final"))
    # In place everywhere: made anew, a table that others refer to could not be dropped under SQLite.
    op.add_column(
        "check_ins",
        sa.Column(
            "pass_number",
            sa.Integer(),
            nullable=False,
            server_default="1",
            comment="which pass through the rubric it belongs to, from 1",
        ),
    )
    _number_passes()
    op.create_index(op.f("ix_check_ins_team_id_closed_at"), "check_ins", ["team_id", "closed_at"], unique=False)
    op.create_index(op.f("ix_check_ins_team_id_pass_number"), "check_ins", ["team_id", "pass_number"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_check_ins_team_id_pass_number"), table_name="check_ins")
    op.drop_index(op.f("ix_check_ins_team_id_closed_at"), table_name="check_ins")
    op.drop_column("check_ins", "pass_number")
    for table in ("earlier_ratings", "ratings"):
        for part in ("evidence", "level"):
            for column in ("final", "form_id", "acted_at"):
                op.drop_column(table, f"{part}_{column}")
    op.drop_column("members", "unreachable_since")
    op.drop_column("teams", "unreachable_because")
    op.drop_column("teams", "unreachable_since")
    op.drop_column("workspaces", "uninstalled_at")


def _moment(name: str, comment: str) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=True, comment=comment)


def _form(name: str, comment: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=64), nullable=True, comment=comment)


def _final(name: str) -> sa.Column[bool]:
    comment = "whether it came with the form's submission"
    return sa.Column(name, sa.Boolean(), nullable=True, comment=comment)


def _number_passes() -> None:
    """A pass asks nothing twice, so where something is asked again the next one has begun."""
    connection = op.get_bind()
    check_ins = sa.table(
        "check_ins", sa.column("id"), sa.column("team_id"), sa.column("number"), sa.column("pass_number")
    )
    asked = sa.table("asked_indicators", sa.column("check_in_id"), sa.column("indicator_id"))
    indicators: dict[str, set[str]] = defaultdict(set)
    for check_in_id, indicator_id in connection.execute(sa.select(asked.c.check_in_id, asked.c.indicator_id)):
        indicators[check_in_id].add(indicator_id)
    rows = connection.execute(
        sa.select(check_ins.c.id, check_ins.c.team_id).order_by(check_ins.c.team_id, check_ins.c.number)
    ).all()
    team, number, seen = None, 1, set[str]()
    for check_in_id, team_id in rows:
        if team_id != team:
            team, number, seen = team_id, 1, set()
        if seen & indicators[check_in_id]:
            number, seen = number + 1, set()
        seen |= indicators[check_in_id]
        if number > 1:
            connection.execute(sa.update(check_ins).where(check_ins.c.id == check_in_id).values(pass_number=number))
