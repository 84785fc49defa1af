"""An export as an Excel workbook: the codebook, then a sheet for each table, written row by row.

What people typed is text in it and nothing else, whatever it begins with.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from bot.files.codebook import CodebookRow, codebook
from bot.files.csv_tables import CODEBOOK, NO_TIME
from bot.files.harmless import is_like_a_formula, writable
from bot.sections.notes import clip
from rubric.export import About, Cell, Table, Tables, cells, columns

# Excel's own limits.
MOST_ROWS = 1_048_576
LONGEST_CELL = 32_767
# In characters; what isn't named is a word or a figure.
WIDE, MIDDLING, NARROW = 60, 28, 12
_WIDTHS = dict.fromkeys(
    ("text", "note", "rationale", "dissent", "sentence", "meaning", "values"), WIDE
) | dict.fromkeys(
    ("domain", "domain_id", "indicator_id", "label", "link", "name", "owner", "made_by", "recorded_by", "added_by"),
    MIDDLING,
)


def write_workbook(tables: Tables, out: BinaryIO) -> None:
    book = Workbook(write_only=True)
    _date(book, tables.about)
    _write(book, CODEBOOK, CodebookRow._fields, codebook(tables.about))
    for table in Table:
        _write(book, table.value, columns(table), map(cells, tables.rows(table)))
    with _Undated(out, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()


class _Undated(ZipFile):
    """An archive whose entries bear no time, so that the same rows are the same bytes."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *rest: Any, **options: Any) -> None:
        del rest, options
        super().writestr(_entry(str(zinfo_or_arcname)), data)

    def write(self, filename: Any, arcname: Any = None, *rest: Any, **options: Any) -> None:
        del rest, options
        with Path(filename).open("rb") as source, self.open(_entry(str(arcname or filename)), "w") as entry:
            while block := source.read(1 << 16):
                entry.write(block)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, date_time=NO_TIME)
    entry.compress_type = ZIP_DEFLATED
    return entry


def _date(book: Workbook, about: About) -> None:
    """By when the tables are of, not by when they were packed."""
    made = about.made_at.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    book.properties.creator = "Homeroom"
    book.properties.title = writable(about.team_name)
    book.properties.created = book.properties.modified = made


def _write(book: Workbook, name: str, titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """As many sheets as it takes."""
    waiting = iter(rows)
    number, goes_on = 1, True
    while goes_on:
        goes_on = _sheet(book, name if number == 1 else f"{name} {number}", titles, waiting)
        number += 1


def _sheet(book: Workbook, name: str, titles: Sequence[str], rows: Iterator[Sequence[Cell]]) -> bool:
    """Whether it is full, so that what is left needs another."""
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for at, title in enumerate(titles, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(title, NARROW)
    sheet.append([_title(sheet, title) for title in titles])
    written = 1
    for row in rows:
        sheet.append([_cell(sheet, cell) for cell in row])
        written += 1
        if written == MOST_ROWS:
            break
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(titles))}{written}"
    return written == MOST_ROWS


def _title(sheet: Any, title: str) -> Any:
    cell = WriteOnlyCell(sheet, value=title)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Cell) -> Any:
    match value:
        case bool():
            return "yes" if value else "no"
        case None | int() | float() | date():
            return value
        case str():
            return _text(sheet, clip(writable(value), LONGEST_CELL)) if value else None


def _text(sheet: Any, text: str) -> Any:
    """A cell that is text, and stays text when somebody edits it; an error's name is no error either."""
    formula = is_like_a_formula(text)
    if not formula and not text.startswith("#"):
        return text
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    cell.quotePrefix = formula
    return cell
