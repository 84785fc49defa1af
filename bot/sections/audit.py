"""The audit log: as a form to leaf through, as a file, and as the message that brings the file."""

from collections.abc import Sequence

from bot.sections.forms import Form
from bot.sections.parts import Bullet, Button, Message, Section, Small, bold, line, message, paragraph
from bot.sections.steering import FormAct
from bot.wording import auditing as words
from bot.wording.changes import dated_sentence
from jobs.announcements import AuditFile
from rubric.audit import Entry

AUDIT_FORM = "audit"


def audit_form(about: str, entries: Sequence[Entry], *, older: bool, newest: bool, zone: str) -> Form:
    """`entries` are the newest first; `older` when there are more before them, `newest` when some come after."""
    parts: list[Section] = [paragraph(words.audit_intro() if entries else words.nothing_changed())]
    for entry in entries:
        when, said = dated_sentence(entry, zone)
        parts.append(Bullet((line(bold(f"{when}. "), said),)))
    if newest:
        parts.append(Button(words.NEWEST, FormAct.AUDIT_NEWEST))
    if older and entries:
        parts.append(Button(words.OLDER, FormAct.AUDIT_OLDER, str(entries[-1].id)))
    if entries:
        parts.append(Button(words.SEND_FILE, FormAct.AUDIT_FILE))
    parts.append(Small(words.times_in(zone)))
    return Form(AUDIT_FORM, words.AUDIT_TITLE, tuple(parts), about=about)


def audit_file(facts: AuditFile) -> Message:
    """What stands beside the file."""
    return message([paragraph(words.file_comment(facts.team_name, len(facts.entries)))])


def no_audit_file(facts: AuditFile, code: str) -> Message:
    """What comes in the file's place where the platform takes none, for the reason that it calls `code`."""
    return message(
        [paragraph(words.no_file(facts.team_name, code)), paragraph(words.no_file_advice(facts.team_name, code))]
    )
