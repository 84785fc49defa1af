"""An export as one JSON object: the codebook, and each table as a list of objects by column."""

import json
from collections.abc import Mapping
from datetime import date
from typing import BinaryIO

from bot.files.codebook import codebook
from bot.files.harmless import writable
from rubric.export import Cell, Table, Tables, cells, columns


def write_json(tables: Tables, out: BinaryIO) -> None:
    """A row a line, written as it is read."""
    book = [row._asdict() for row in codebook(tables.about)]
    out.write(b'{"codebook": [\n')
    out.write(b",\n".join(map(_line, book)))
    out.write(b'\n], "tables": {')
    for at, table in enumerate(Table):
        out.write(b'%s\n"%s": [' % (b"," if at else b"", table.value.encode()))
        names = columns(table)
        for number, row in enumerate(tables.rows(table)):
            out.write(b",\n" if number else b"\n")
            out.write(_line(dict(zip(names, cells(row), strict=True))))
        out.write(b"]")
    out.write(b"\n}}\n")


def _line(row: Mapping[str, Cell]) -> bytes:
    said = {name: _said(cell) for name, cell in row.items()}
    return json.dumps(said, ensure_ascii=False, allow_nan=False).encode()


def _said(cell: Cell) -> str | int | float | bool | None:
    match cell:
        case date():
            return cell.isoformat()
        case str():
            return writable(cell)
        case _:
            return cell
