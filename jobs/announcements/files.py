"""What is sent as a file."""

from dataclasses import dataclass

from rubric.audit import Entry
from rubric.export import Export, ExportFormat
from rubric.full_pass import FullPass


@dataclass(frozen=True, slots=True)
class AuditFile:
    """The audit log as a file; `entries` are the newest first."""

    team_name: str
    zone: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A full pass as a page to print. With `for_coordinators` it says too how reliably the team rates."""

    report: FullPass
    for_coordinators: bool


@dataclass(frozen=True, slots=True)
class ExportFile:
    """A team's history as tables, for whoever asked for it."""

    export: Export
    format: ExportFormat
