"""What is sent as a file, made: a name, an ending and bytes, the same for every platform and for the command line."""

from dataclasses import dataclass
from typing import assert_never

from bot.files.audit_table import audit_csv
from bot.files.export_file import export_bytes, export_ending
from bot.files.report_page import report_html
from jobs.announcements import AuditFile, ExportFile, ReportFile, SentAsFile


@dataclass(frozen=True, slots=True)
class MadeFile:
    """`stem` is the name without its `ending`, which has no dot."""

    stem: str
    ending: str
    data: bytes


def made_file(facts: SentAsFile) -> MadeFile:
    match facts:
        case AuditFile():
            return MadeFile("homeroom-changes", "csv", audit_csv(facts.entries, facts.zone))
        case ReportFile():
            return MadeFile("homeroom-report", "html", report_html(facts))
        case ExportFile():
            return MadeFile("homeroom-export", export_ending(facts.format), export_bytes(facts))
        case _:
            assert_never(facts)
