"""A team's history as CSV, JSON or a workbook, with a codebook; nothing in it runs in anybody's spreadsheet."""

import io
from typing import BinaryIO, assert_never

from bot.files.csv_tables import write_archive
from bot.files.json_export import write_json
from bot.files.workbook import write_workbook
from jobs.announcements import ExportFile
from rubric.export import ExportFormat, Tables


def write_export(tables: Tables, format: ExportFormat, out: BinaryIO) -> None:
    """All tables, row by row as they are read. Raises OSError as `out` does."""
    match format:
        case ExportFormat.CSV:
            write_archive(tables, out)
        case ExportFormat.JSON:
            write_json(tables, out)
        case ExportFormat.XLSX:
            write_workbook(tables, out)
        case _:
            assert_never(format)


def export_bytes(facts: ExportFile) -> bytes:
    out = io.BytesIO()
    write_export(facts.export, facts.format, out)
    return out.getvalue()


def export_ending(format: ExportFormat) -> str:
    """The file's ending, without the dot; tables as CSV are several files, and so an archive of them."""
    return "zip" if format is ExportFormat.CSV else format.value
