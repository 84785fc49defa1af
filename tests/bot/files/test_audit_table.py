"""The audit log as a table: what any program reads back, and nothing that a spreadsheet would run."""

import csv
import io
from datetime import UTC, datetime

import pytest

from bot.files.audit_table import audit_csv
from bot.wording.changes import COLUMNS
from rubric.audit import Entry, What
from rubric.people import TeamId
from tests.builders import ZONE

AT = datetime(2026, 11, 13, 21, 0, 5, tzinfo=UTC)


def an_entry(*, actor: str = "Dev", reason: str = "", what: What = What.PINNED) -> Entry:
    return Entry(7, TeamId("team"), AT, what, actor, None, {}, {"indicator": "Ä 1", "order": 2}, reason)


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_each_entry_is_a_line_with_both_times() -> None:
    titles, row = rows(audit_csv([an_entry(reason="Because")], ZONE))
    assert titles == list(COLUMNS)
    assert row == [
        "7",
        "2026-11-13 16:00:05",
        ZONE,
        "2026-11-13 21:00:05",
        "Dev",
        "pinned",
        "Dev pinned Ä 1, so that it comes next. Reason: Because.",
        "",
        '{"indicator": "Ä 1", "order": 2}',
        "Because",
    ]


def test_the_bytes_are_marked_utf_8_with_lines_as_the_standard_wants_them() -> None:
    data = audit_csv([an_entry(), an_entry()], ZONE)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == 3
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")


@pytest.mark.parametrize("typed", ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1", "\x00=1"])
def test_nothing_that_somebody_typed_is_a_formula(typed: str) -> None:
    _, row = rows(audit_csv([an_entry(actor=typed, reason=typed)], ZONE))
    for cell in row:
        assert not cell.lstrip(" \t\r\n\x00").startswith(("=", "+", "-", "@", "＝"))
    assert row[4] == row[9] == "'" + typed.replace("\x00", "")


@pytest.mark.parametrize("typed", ['say "no"', "a,b", "two\nlines", "a;b", "Zoë 😀"])
def test_what_somebody_typed_comes_back_as_it_was(typed: str) -> None:
    _, row = rows(audit_csv([an_entry(reason=typed)], ZONE))
    assert row[9] == typed


def test_without_entries_there_are_titles() -> None:
    assert rows(audit_csv([], ZONE)) == [list(COLUMNS)]
