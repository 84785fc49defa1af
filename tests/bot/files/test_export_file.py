"""An export in each format: read back by other programs as it was, the same bytes each time, and nothing that runs."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from bot.files import made_file, workbook
from bot.files.codebook import CodebookRow, codebook
from bot.files.csv_tables import write_table
from bot.files.export_file import export_bytes, export_ending
from bot.wording import codebook as words
from jobs.announcements import ExportFile
from rubric.export import Cell, Export, ExportFormat, Scope, Table, cells, columns
from tests.bot.files.exports import DAY, an_about, an_export, text_columns

# What spreadsheets take for a formula, plainly, after blanks, after what nobody sees, or in full width.
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "\u00a0=1",
    "\u200b=1",
    "\ufeff=1",
    "\u3000=1",
    "＝1",
    "＋1",
    "－1",
    "＠A",
    '=HYPERLINK("https://evil.example","x")',
    "\x00=1",
    "=cmd|' /C calc'!A0",
]
ODD = ['say "no"', "a,b;c", "two\nlines", "Zoë 😀 العربية", "#N/A", "'quoted", "007", "1e5", "TRUE", "2026-11-13"]
Tables = dict[str, list[dict[str, Any]]]


def as_bytes(export: Export, format: ExportFormat) -> bytes:
    return export_bytes(ExportFile(export, format))


def from_csv(data: bytes) -> Tables:
    with ZipFile(io.BytesIO(data)) as archive:
        return {name.removesuffix(".csv"): rows(archive.read(name)) for name in archive.namelist()}


def rows(data: bytes) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def from_json(data: bytes) -> Tables:
    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    found = json.loads(data, parse_constant=refuse)
    return {"codebook": found["codebook"], **found["tables"]}


def from_xlsx(data: bytes) -> Tables:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: of_sheet(sheet) for sheet in book.worksheets}


def of_sheet(sheet: Worksheet) -> list[dict[str, Any]]:
    titles, *found = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, titles), row, strict=True)) for row in found]


READ: dict[ExportFormat, Callable[[bytes], Tables]] = {
    ExportFormat.CSV: from_csv,
    ExportFormat.JSON: from_json,
    ExportFormat.XLSX: from_xlsx,
}


def in_csv(cell: Cell) -> Any:
    if cell is None or isinstance(cell, bool):
        return {None: "", True: "yes", False: "no"}[cell]
    return str(cell)


def in_json(cell: Cell) -> Any:
    return cell.isoformat() if isinstance(cell, date) else cell


def in_xlsx(cell: Cell) -> Any:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 (as a workbook has it)
    return None if cell == "" else cell


SAID = {ExportFormat.CSV: in_csv, ExportFormat.JSON: in_json, ExportFormat.XLSX: in_xlsx}


@pytest.mark.parametrize("format", ExportFormat)
@pytest.mark.parametrize("text", ["Words", "", *ODD])
def test_other_programs_read_back_what_was_written(format: ExportFormat, text: str) -> None:
    export = an_export(text)
    found = READ[format](as_bytes(export, format))
    assert list(found) == ["codebook", *Table]
    for table in Table:
        assert found[table] == [
            dict(zip(columns(table), map(SAID[format], cells(row)), strict=True)) for row in export.rows(table)
        ]
    assert [tuple(row[name] or "" for name in CodebookRow._fields) for row in found["codebook"]] == list(
        codebook(export.about)
    )


@pytest.mark.parametrize("typed", FORMULAS)
def test_in_csv_no_text_is_a_formula_in_any_column_of_any_table(typed: str) -> None:
    found = from_csv(as_bytes(an_export(typed), ExportFormat.CSV))
    for table in Table:
        for row in found[table]:
            assert {row[name] for name in text_columns(table)} <= {"'" + typed.replace("\x00", "")}
    # What is a number stays one.
    assert {row["agreement"] for row in found["summary"]} == {"-0.17", ""}


@pytest.mark.parametrize("typed", FORMULAS)
def test_in_a_workbook_every_text_is_text_in_any_column_of_any_table(typed: str) -> None:
    data = as_bytes(an_export(typed), ExportFormat.XLSX)
    book = openpyxl.load_workbook(io.BytesIO(data))
    for table in Table:
        sheet = book[table.value]
        kept = [columns(table).index(name) for name in text_columns(table)]
        for row in list(sheet.iter_rows())[1:]:
            for cell in (row[at] for at in kept):
                assert (cell.data_type, cell.quotePrefix) == ("s", True)
                assert str(cell.value).replace("\r", "\n") == typed.replace("\x00", "").replace("\r", "\n")
    with ZipFile(io.BytesIO(data)) as archive:
        assert not any(b"<f>" in archive.read(name) or b"<f " in archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("typed", FORMULAS)
def test_in_json_a_text_is_what_it_was(typed: str) -> None:
    found = from_json(as_bytes(an_export(typed), ExportFormat.JSON))
    assert found["notes"][0]["note"] == typed.replace("\x00", "")


@pytest.mark.parametrize("format", ExportFormat)
def test_a_team_by_the_name_of_a_formula_is_harmless_in_the_codebook_too(format: ExportFormat) -> None:
    export = replace(an_export(), about=an_about(team_name="=1+1"))
    (row,) = (one for one in READ[format](as_bytes(export, format))["codebook"] if one["name"] == "team")
    assert row["meaning"] == ("'=1+1" if format is ExportFormat.CSV else "=1+1")


@pytest.mark.parametrize("format", ExportFormat)
def test_what_no_file_may_hold_is_left_out(format: ExportFormat) -> None:
    found = READ[format](as_bytes(an_export("a\x00b\x07c\x1bd\ud800e\ufffef\uffffg"), format))
    assert found["notes"][0]["note"] == "abcdefg"


@pytest.mark.parametrize("format", ExportFormat)
def test_the_same_tables_are_the_same_bytes(format: ExportFormat) -> None:
    assert as_bytes(an_export(), format) == as_bytes(an_export(), format)


@pytest.mark.parametrize("format", ExportFormat)
def test_tables_without_rows_still_have_their_columns(format: ExportFormat) -> None:
    found = READ[format](as_bytes(Export(an_about(), {}), format))
    assert all(found[table] == [] for table in Table)
    if format is ExportFormat.CSV:
        with ZipFile(io.BytesIO(as_bytes(Export(an_about(), {}), format))) as archive:
            assert archive.read("tallies.csv").decode("utf-8-sig") == ",".join(columns(Table.TALLIES)) + "\r\n"


def test_one_table_alone_is_marked_utf_8_with_lines_as_the_standard_wants_them() -> None:
    out = io.BytesIO()
    write_table(an_export("two\nlines"), Table.NOTES, out)
    assert out.getvalue().startswith(b"\xef\xbb\xbfcheck_in,")
    assert out.getvalue().count(b"\r\n") == 3
    assert rows(out.getvalue())[0]["note"] == "two\nlines"


def test_an_archive_bears_no_time_and_can_be_unpacked_by_anybody() -> None:
    with ZipFile(io.BytesIO(as_bytes(an_export(), ExportFormat.CSV))) as archive:
        assert archive.testzip() is None
        for entry in archive.infolist():
            assert (entry.date_time, entry.external_attr >> 16) == ((1980, 1, 1, 0, 0, 0), 0o644)


def test_a_workbook_opens_on_its_codebook_with_frozen_titles_and_filters() -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_bytes(an_export(), ExportFormat.XLSX)))
    assert book.sheetnames == ["codebook", *Table]
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet["A1"].font.b
        assert all(10 <= one.width <= 60 for one in sheet.column_dimensions.values())
    assert book["notes"]["B2"].number_format.lower() == "yyyy-mm-dd"
    assert book.properties.created == datetime(2026, 9, 14, 13, 0, tzinfo=UTC).replace(tzinfo=None)


def test_what_a_sheet_can_not_hold_goes_on_in_another_and_a_cell_is_cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 60)
    found = from_xlsx(as_bytes(an_export("long " * 8_000, rows=130), ExportFormat.XLSX))
    assert [len(found[name]) for name in ("tallies", "tallies 2", "tallies 3")] == [59, 59, 12]
    assert all(len(name) <= 31 for name in found)
    note = found["notes"][0]["note"]
    assert len(note) <= 32_767
    assert note.endswith("…")


def test_each_table_and_column_is_in_the_codebook_and_nothing_else() -> None:
    book = codebook(an_about())
    assert [row.table for row in book if row.part == "table"] == list(Table)
    described = [(row.table, row.name) for row in book if row.part == "column"]
    assert described == [(table.value, name) for table in Table for name in columns(table)]
    assert all(row.meaning and (row.values or row.part in ("export", "scale", "rule", "table")) for row in book)
    used = {name for table in Table for name in columns(table)}
    assert set(words.COLUMNS) == used
    assert all(name in columns(table) for table, name in words.OWN)


def test_the_codebook_tells_the_scale_the_rules_the_rubric_and_what_this_is() -> None:
    scope = Scope(since=DAY, until=DAY)
    book = {(row.part, row.name): (row.meaning, row.values) for row in codebook(an_about(scope=scope))}
    assert book["scale", "strength"] == ("Strength. What Strength means.", "order 1 (the best)")
    assert book["scale", "dont-know"][1] == "outside the order"
    assert "3 answers" in book["rule", "too few"][0]
    assert "Eijk" in book["rule", "agreement"][0]
    assert book["export", "rubric"][0] == "Made up"
    assert book["export", "rubric_rights"][0] == "Free to use."
    assert book["export", "days"][0] == "From 2026-11-13 to 2026-11-13, both included"
    assert "America/New_York" in book["export", "time_zone"][0]
    assert book["export", "made_by"][0].startswith("Homeroom ")
    assert book["export", "made_on"][0] == "2026-09-14"


@pytest.mark.parametrize(("format", "ending"), [("csv", "zip"), ("json", "json"), ("xlsx", "xlsx")])
def test_the_file_is_called_by_what_it_is(format: str, ending: str) -> None:
    made = made_file(ExportFile(an_export(), ExportFormat(format)))
    assert (made.stem, made.ending) == ("homeroom-export", ending)
    assert export_ending(ExportFormat(format)) == ending


def test_the_name_of_an_error_is_text_in_a_workbook() -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_bytes(an_export("#N/A"), ExportFormat.XLSX)))
    assert [cell.data_type for cell in book["notes"]["G"][1:]] == ["s", "s"]
