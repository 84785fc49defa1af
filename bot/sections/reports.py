"""The words that come with a full pass as a file."""

from enum import StrEnum

from bot.sections.parts import Message, message, paragraph
from bot.wording import reports as words
from jobs.announcements import ReportFile


class ReportAct(StrEnum):
    """A button's value is the team's id."""

    SEND = "send_report"


def report_file(facts: ReportFile) -> Message:
    said = words.comment(facts.report, for_coordinators=facts.for_coordinators)
    return message([paragraph(each) for each in said])


def no_report_file(facts: ReportFile, code: str) -> Message:
    """What comes in the file's place where the platform takes none: the headline at least, and what to do."""
    report = facts.report
    headline = words.comment(report, for_coordinators=False)[1]
    return message(
        [
            paragraph(words.no_file(report, code)),
            paragraph(headline),
            paragraph(words.no_file_advice(report, code)),
        ]
    )
