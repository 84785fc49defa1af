"""Exports for tests of files: one with something in every table, and `text` wherever people's words can stand."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from types import NoneType
from typing import Any, get_args

from rubric.export import ROWS, About, Cell, Export, Row, Scope, Table
from tests.builders import OPENING, ZONE, a_rubric

DAY = date(2026, 11, 13)


def an_about(*, team_name: str = "Cabinet", scope: Scope | None = None) -> About:
    return About(team_name, ZONE, a_rubric(), scope or Scope(), OPENING)


def an_export(text: str = "Words", *, rows: int = 2) -> Export:
    """`rows` rows in every table; what can be empty is so in every second row."""
    return Export(an_about(), {table: tuple(a_row(table, at, text) for at in range(rows)) for table in Table})


def a_row(table: Table, at: int, text: str) -> Row:
    made: Mapping[str, Any] = {
        field.name: _cell(field.type, text, at, may_be_empty=at % 2 == 1) for field in fields(ROWS[table])
    }
    return ROWS[table](**made)


def text_columns(table: Table) -> tuple[str, ...]:
    return tuple(field.name for field in fields(ROWS[table]) if field.type is str)


def _cell(kind: Any, text: str, at: int, *, may_be_empty: bool) -> Cell:
    kinds = get_args(kind) or (kind,)
    if NoneType in kinds and may_be_empty:
        return None
    samples: dict[type, Cell] = {str: text, int: at + 1, float: -0.17, bool: at % 2 == 0, date: DAY}
    return next(samples[one] for one in kinds if one is not NoneType)
