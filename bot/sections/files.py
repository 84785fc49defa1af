"""What is said beside a file, and in its place where a platform takes none."""

from typing import assert_never

from bot.sections import audit, exporting, reports
from bot.sections.parts import Message
from jobs.announcements import AuditFile, ExportFile, ReportFile, SentAsFile


def beside(facts: SentAsFile) -> Message:
    """What stands beside the file."""
    match facts:
        case AuditFile():
            return audit.audit_file(facts)
        case ReportFile():
            return reports.report_file(facts)
        case ExportFile():
            return exporting.export_file(facts)
        case _:
            assert_never(facts)


def no_file(facts: SentAsFile, code: str) -> Message:
    """What comes in the file's place where the platform takes none, for the reason that it calls `code`."""
    match facts:
        case AuditFile():
            return audit.no_audit_file(facts, code)
        case ReportFile():
            return reports.no_report_file(facts, code)
        case ExportFile():
            return exporting.no_export_file(facts, code)
        case _:
            assert_never(facts)
