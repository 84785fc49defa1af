"""Choosing what of a team's history to take along, and the words that come with the file."""

from enum import StrEnum

from bot.sections.forms import ChooseOne, Form, Option, PickDay
from bot.sections.notes import clip
from bot.sections.parts import Message, message, paragraph
from bot.wording import exporting as words
from bot.wording.preferring import indicator_option
from jobs.announcements import ExportFile
from rubric.export import ExportFormat, Scope, Table
from rubric.model import DomainId, IndicatorId, Rubric

EXPORT_FORM = "export"
WHAT, SINCE, UNTIL, FORMAT = "what", "since", "until", "format"
ALL, DOMAIN, INDICATOR = "all", "domain", "indicator"
# What a menu holds, and one line of it.
MOST_OPTIONS = 100
LONGEST_OPTION = 75


class ExportAct(StrEnum):
    """EXPORT is about a team."""

    EXPORT = "export"


def export_form(about: str, rubric: Rubric, *, team_name: str, zone: str) -> Form:
    domains = [Option(f"{DOMAIN}:{one.id}", _short(words.domain_option(one.title))) for one in rubric.domains]
    indicators = [
        Option(f"{INDICATOR}:{one.id}", _short(indicator_option(rubric, one.id))) for one in rubric.indicators
    ]
    parts = (Option(ALL, words.EVERYTHING), *domains, *indicators)
    hint = words.days_hint(zone)
    formats = tuple(Option(format.value, *said) for format, said in words.FORMATS.items())
    return Form(
        EXPORT_FORM,
        words.EXPORT_TITLE,
        (
            paragraph(words.export_intro(team_name)),
            ChooseOne(WHAT, words.WHAT, parts[:MOST_OPTIONS], chosen=ALL),
            PickDay(SINCE, words.SINCE, hint=hint, optional=True),
            PickDay(UNTIL, words.UNTIL, hint=hint, optional=True),
            ChooseOne(FORMAT, words.FORMAT, formats, chosen=ExportFormat.XLSX.value, as_list=True),
        ),
        submit=words.EXPORT_SUBMIT,
        about=about,
    )


def chosen_part(value: str, rubric: Rubric) -> Scope | None:
    """What an option of the form stands for; None for one that is none of the rubric's."""
    kind, _, id = value.partition(":")
    if value == ALL:
        return Scope()
    if kind == DOMAIN and any(one.id == id for one in rubric.domains):
        return Scope(domain_id=DomainId(id))
    if kind == INDICATOR and any(one.id == id for one in rubric.indicators):
        return Scope(indicator_id=IndicatorId(id))
    return None


def export_file(facts: ExportFile) -> Message:
    check_ins = sum(1 for _ in facts.export.rows(Table.CHECK_INS))
    return message([paragraph(words.file_comment(facts.export.about, check_ins))])


def no_export_file(facts: ExportFile, code: str) -> Message:
    """What comes in the file's place where the platform takes none, for the reason that it calls `code`."""
    about = facts.export.about
    return message(
        [
            paragraph(words.no_file(about.team_name, code)),
            paragraph(words.no_file_advice(about, facts.format, code)),
        ]
    )


def _short(text: str) -> str:
    return clip(text, LONGEST_OPTION)
