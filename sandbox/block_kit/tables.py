"""The rules of table and data_table, cell by cell."""

from sandbox.block_kit.rich_text import rich_text
from sandbox.block_kit.rules import Rule, Spot, boolean, by_type, is_number, listing, one_of, shape, string
from sandbox.block_kit.texts import LONGEST_TEXT

MOST_COLUMNS = 20
MOST_TABLE_ROWS = 100
# The header and a hundred more.
MOST_DATA_TABLE_ROWS = 101
MOST_CHARACTERS = 10_000


def _finite(spot: Spot) -> None:
    if not is_number(spot.value):
        spot.refuse("must be a number")


_raw_text = shape({"type": one_of("raw_text"), "text": string(LONGEST_TEXT)})
_raw_number = shape({"type": one_of("raw_number"), "value": _finite}, {"text": string(LONGEST_TEXT)})
_cell = by_type({"raw_text": _raw_text, "raw_number": _raw_number, "rich_text": rich_text})


def rows(most: int, least: int = 1) -> Rule:
    """So many rows of at most twenty cells."""
    return listing(listing(_cell, most=MOST_COLUMNS), most=most, least=least)


settings = listing(
    shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean}),
    most=MOST_COLUMNS,
    least=0,
)


def rows_equally_long(spot: Spot) -> None:
    """A data_table has no ragged rows, and no formatting in its header."""
    header = spot.at("rows").at(0)
    for row in spot.at("rows").items():
        if len(row.value) != len(header.value):
            row.refuse("all rows must have the same number of cells")
    for cell in header.items():
        if cell.kind() == "rich_text":
            cell.refuse("header cells can't be rich_text")


def characters(table: object) -> int:
    """How many characters a table's cells hold, as its limit counts them."""
    if isinstance(table, dict):
        held = [table[key] for key in ("text", "value") if isinstance(table.get(key), str)]
        inner = sum(characters(value) for value in table.values() if isinstance(value, dict | list))
        return sum(len(one) for one in held) + inner
    return sum(characters(item) for item in table) if isinstance(table, list) else 0
