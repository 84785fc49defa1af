"""Everything that is stored, to be compared: but for how people are reached, and for forms that they were shown."""

from typing import Any

from sqlalchemy import select

from bot.teams.kept_forms import KIND, RATING_KIND
from storage.tables import conversation_references, drafts, metadata
from tests.bot.teams.desk import Desk

_SHOWN = frozenset({KIND, RATING_KIND})


def everything(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of every table, by its name."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    with desk.cabinet.store.read() as transaction:
        for table in metadata.sorted_tables:
            if table is conversation_references:
                continue
            rows = select(table) if table is not drafts else select(table).where(drafts.c.kind.not_in(_SHOWN))
            found[table.name] = sorted(map(tuple, transaction.execute(rows)), key=repr)
    return found
