"""The codebook that goes with every export: one row for each fact, level, rule, table and column."""

from collections.abc import Iterator
from importlib.metadata import version
from typing import NamedTuple

from bot.wording import codebook as words
from rubric.export import About, Table, columns


class CodebookRow(NamedTuple):
    """`part` is export, scale, rule, table or column; `table` is empty where it is about none."""

    part: str
    table: str
    name: str
    meaning: str
    values: str


def codebook(about: About) -> tuple[CodebookRow, ...]:
    return (*_facts(about), *_scale(about), *_rules(), *_tables())


def _facts(about: About) -> Iterator[CodebookRow]:
    for name, said in words.facts(about, version("homeroom")):
        yield CodebookRow("export", "", name, said, "")


def _scale(about: About) -> Iterator[CodebookRow]:
    scale = about.rubric.scale
    yield CodebookRow("scale", "", "", words.scale_note(), "")
    for order, level in enumerate(scale.levels, start=1):
        yield CodebookRow("scale", "", level.id, words.level(level), words.level_place(scale, order))
    yield CodebookRow("scale", "", scale.dont_know.id, words.level(scale.dont_know), words.level_place(scale, None))


def _rules() -> Iterator[CodebookRow]:
    for name, said in words.rules():
        yield CodebookRow("rule", "", name, said, "")


def _tables() -> Iterator[CodebookRow]:
    for table in Table:
        yield CodebookRow("table", table.value, "", words.TABLES[table], "")
        for column in columns(table):
            meaning, values = words.meaning(table, column)
            yield CodebookRow("column", table.value, column, meaning, values)
