"""The audit log as a table that any spreadsheet program opens: RFC 4180, UTF-8 with its mark, and nothing that runs."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.files.harmless import harmless
from bot.wording.changes import COLUMNS, sentence
from rubric.audit import Entry


def audit_csv(entries: Sequence[Entry], zone: str) -> bytes:
    """One line an entry, in the order given, with times in `zone` and in UTC."""
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for entry in entries:
        table.writerow([harmless(cell) for cell in _cells(entry, zone)])
    # Without the mark, Excel reads UTF-8 as something else.
    return text.getvalue().encode("utf-8-sig")


def _cells(entry: Entry, zone: str) -> tuple[str, ...]:
    return (
        str(entry.id),
        _moment(entry.at.astimezone(ZoneInfo(zone))),
        zone,
        _moment(entry.at.astimezone(UTC)),
        entry.actor,
        entry.what.value,
        sentence(entry, zone),
        _facts(entry.before),
        _facts(entry.after),
        entry.reason,
    )


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S")


def _facts(facts: Mapping[str, Any]) -> str:
    return json.dumps(dict(facts), ensure_ascii=False, sort_keys=True) if facts else ""
