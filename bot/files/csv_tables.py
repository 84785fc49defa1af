"""An export as CSV: each table as RFC 4180 has it, in UTF-8 with its mark, and all of them in one archive."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bot.files.codebook import CodebookRow, codebook
from bot.files.harmless import harmless
from rubric.export import About, Cell, Table, Tables, cells, columns

# Archives know no time before this; the same tables are the same bytes whenever they are packed.
NO_TIME = (1980, 1, 1, 0, 0, 0)
CODEBOOK = "codebook"
# What a program on another machine may do with an unpacked table: read it, and its owner change it.
_PERMISSIONS = 0o644 << 16


def write_table(tables: Tables, table: Table, out: IO[bytes]) -> None:
    """One table alone."""
    _write(out, columns(table), map(cells, tables.rows(table)))


def write_codebook(about: About, out: IO[bytes]) -> None:
    _write(out, CodebookRow._fields, codebook(about))


def write_archive(tables: Tables, out: IO[bytes]) -> None:
    """The codebook and all tables, each as a file of its name."""
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        with archive.open(_entry(CODEBOOK), "w") as entry:
            write_codebook(tables.about, entry)
        for table in Table:
            with archive.open(_entry(table.value), "w") as entry:
                _write(entry, columns(table), map(cells, tables.rows(table)))


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(f"{name}.csv", date_time=NO_TIME)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = _PERMISSIONS
    return entry


def _write(out: IO[bytes], titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    # Without the mark, Excel reads UTF-8 as something else.
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(titles)
    table.writerows([_said(cell) for cell in row] for row in rows)
    text.flush()
    # Whoever opened it closes it.
    text.detach()


def _said(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case date():
            return cell.isoformat()
        case int() | float():
            return repr(cell)
        case str():
            return harmless(cell)
